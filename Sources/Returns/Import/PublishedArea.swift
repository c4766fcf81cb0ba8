/// An area as a published row names it: by its ONS code, or only by name and old code.
struct PublishedArea: Hashable {
  var code: String
  var oldCode: String
  var name: String
  var level: Area.Level

  /// Authorities whose code changed and whose boundary did not; series run on under the new code.
  static let recoded: [String: String] = [
    "E10000002": "E06000060",  // Buckinghamshire, 2020
    "E10000023": "E06000065",  // North Yorkshire, 2023
    "E10000027": "E06000066",  // Somerset, 2023
    "E06000048": "E06000057",  // Northumberland, 2013
    "E08000020": "E08000037",  // Gateshead, 2013
    "E08000016": "E08000038",  // Barnsley, 2018
    "E08000019": "E08000039",  // Sheffield, 2018
  ]
  static let england = "E92000001"

  /// Reads the area of a row; `nil` for levels below an authority.
  init?(_ row: PublishedRow) {
    switch row.text("geographic_level") {
    case "National": level = .national
    case "Regional": level = .regional
    case "Local authority": level = .localAuthority
    default: return nil
    }
    if row.has("area_code") || !row.has("country_code") {
      code = row.text("area_code")
      name = row.text("la_name")
      oldCode = row.text("old_la_code")
    } else {
      switch level {
      case .national: (code, name) = (row.text("country_code"), row.text("country_name"))
      case .regional: (code, name) = (row.text("region_code"), row.text("region_name"))
      case .localAuthority: (code, name) = (row.text("new_la_code"), row.text("la_name"))
      }
      oldCode = level == .localAuthority ? row.text("old_la_code") : ""
    }
    if level == .national, code.isEmpty { code = PublishedArea.england }
    if !PublishedArea.isCode(code) { code = "" }
    code = PublishedArea.recoded[code] ?? code
    if code.isEmpty, name.isEmpty, oldCode.isEmpty { return nil }
  }

  init(name: String, level: Area.Level) {
    self.name = name
    self.level = level
    oldCode = ""
    code = level == .national ? PublishedArea.england : ""
  }

  init(oldCode: String, name: String) {
    self.name = name
    self.oldCode = oldCode
    level = .localAuthority
    code = ""
  }

  static func isCode(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 9 && bytes[0] == UInt8(ascii: "E")
      && bytes.dropFirst().allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }
}

/// Finds codes for areas that a file gives only by name or old code, from the files that have
/// both.
struct AreaRegister {
  private(set) var areas: [String: Area] = [:]
  private var byOldCode: [String: String] = [:]
  private var byName: [String: String] = [:]

  mutating func register(_ area: PublishedArea) {
    guard !area.code.isEmpty else { return }
    if !area.name.isEmpty {
      if areas[area.code] == nil {
        areas[area.code] = Area(code: area.code, name: area.name, level: area.level)
      }
      byName[AreaRegister.key(area.name)] = area.code
    }
    if !area.oldCode.isEmpty { byOldCode[area.oldCode] = area.code }
  }

  func code(of area: PublishedArea) -> String? {
    if !area.code.isEmpty { return area.code }
    return byOldCode[area.oldCode] ?? byName[AreaRegister.key(area.name)]
  }

  /// A name without the differences between publications: letter case, `London (Inner)`.
  private static func key(_ name: String) -> String {
    switch name {
    case "London (Inner)": "inner london"
    case "London (Outer)": "outer london"
    default: name.lowercased()
    }
  }
}
