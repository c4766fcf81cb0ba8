import CouncilReturns
import Foundation

/// A small SEN2 return of invented children, whose rows a test may damage.
struct PlanFixture {
  /// The versions of the return's layout.
  enum Version: CaseIterable {
    case first
    case second
    case third
  }

  /// Markers that must never be seen outside the files.
  static let secrets = ["ZZSURNAME", "ZZFORENAME", "A1234567890", "QQ1 1QQ", "2014-May-01"]

  /// Tables by their files' names.
  var files: [String: [String]]

  /// Three children: A with a plan in both censuses, B until it ceased, C a later joiner.
  init(_ year: Int, version: Version = .third, keyOffset: Int = 0) {
    let census = "\(year)-Jan-18 00:00:00"
    let sex = version == .first ? "gendercurrent" : "sex"
    func key(_ number: Int) -> String { String(number + keyOffset) }
    let joined = year >= 2025
    var people = [
      "persontableid,NativeId,sen2tableid,surname,forename,personbirthdate,\(sex),postcode,upn"
    ]
    var requests = ["requeststableid,persontableid,receiveddate,requestoutcomedate,requestoutcome"]
    if version == .third { requests[0] += ",requestsource" }
    var assessments = [
      "assessmenttableid,requeststableid,assessmentoutcome,assessmentoutcomedate,week20"
    ]
    var plans = ["namedplantableid,assessmenttableid,startdate,ceasedate,ceasereason"]
    var active = ["activeplanstableid,requeststableid,transferla"]
    active[0] += version == .first ? ",res,wbp" : ",reviewmeeting"
    var places = [
      "placementdetailtableid,activeplanstableid,urn,ukprn,sensetting,placementrank,entrydate,"
        + "leavingdate,senunitindicator"
    ]
    var needs = ["senneedtableid,activeplanstableid,sentype,sentyperank"]
    for child in [1, 2, 3] where child != 3 || joined {
      let n = key(child)
      let ceased = child == 2 && joined
      people.append(
        "\(n),\(n),\(key(1)),ZZSURNAME,ZZFORENAME\(child),2014-May-0\(child) 00:00:00,F,QQ1 1QQ,"
          + "A1234567890\(child)")
      let received = child == 3 ? "2024-02-01" : "2023-02-01"
      requests.append(
        "\(n),\(n),\(received),01/03/\(received.prefix(4)),Y" + (version == .third ? ",1" : ""))
      assessments.append("\(n),\(n),Y,\(received.prefix(4))-05-01,0")
      plans.append(
        "\(n),\(n),\(received.prefix(4))-06-\(child == 3 ? "01" : "30"),"
          + (ceased ? "2024-07-31,5" : ","))
      guard !ceased else { continue }
      active.append("\(n),\(n)," + (version == .first ? ",," : ","))
      places.append("\(n),\(n),\(child == 2 ? ",,OLA" : "100001,,"),1,2023-09-01,,0")
      needs.append("\(n),\(n),\(child == 1 ? "ASD" : "SLD"),1")
    }
    files = [
      "zero.csv": ["sen2tableid,year,referencedate", "\(key(1)),\(year),\(census)"],
      "one.csv": people, "two.csv": requests, "three.csv": assessments, "fourA.csv": plans,
      "fourB.csv": [
        "plandetailtableid,namedplantableid,urn,sensetting", "\(key(1)),\(key(1)),100001,",
      ],
      "fiveA.csv": active, "fiveB.csv": places, "fiveC.csv": needs,
    ]
  }

  /// Replaces a line of a file.
  func replacing(_ file: String, line: Int, _ old: String, _ new: String) -> PlanFixture {
    var copy = self
    copy.files[file]?[line] = files[file]?[line].replacingOccurrences(of: old, with: new) ?? ""
    return copy
  }

  /// The files as text.
  var texts: [String: [UInt8]] {
    files.mapValues { Array(($0.joined(separator: "\r\n") + "\r\n").utf8) }
  }

  /// Reads files, with folders in their names, from a temporary folder.
  static func read(_ files: [String: [UInt8]]) throws -> PlanReturns {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, bytes) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
    return try PlanReturns.read(folder: folder.path)
  }

  /// Reads the return.
  func read() throws -> PlanReturns { try PlanFixture.read(texts) }

  /// Returns of several censuses, a folder each.
  static func folders(_ fixtures: [String: PlanFixture]) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for (folder, fixture) in fixtures {
      for (name, bytes) in fixture.texts { files["\(folder)/\(name)"] = bytes }
    }
    return files
  }
}

extension ReturnsReport {
  /// The rules that found something.
  var rules: Set<String> { Set(findings.map(\.rule)) }

  /// Whether no text of the report holds what the files say of a child.
  var isSilent: Bool {
    findings.allSatisfy { finding in
      let text = "\(finding.rule) \(finding.column ?? "") \(finding.message) \(finding.action)"
      return PlanFixture.secrets.allSatisfy { !text.contains($0) }
    }
  }
}
