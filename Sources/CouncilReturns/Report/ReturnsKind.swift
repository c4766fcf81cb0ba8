import Foundation

/// The returns that a folder may hold.
public enum ReturnsKind: String, CaseIterable, Sendable {
  /// SSDA903, children looked after.
  case care = "ssda903"
  /// SEN2, education, health and care plans.
  case plans = "sen2"

  /// The files of a folder and its sub-folders that are of a return, by their names and columns.
  ///
  /// Throws ``ReturnsError`` where the folder cannot be read.
  static func files(in folder: String) throws(ReturnsError) -> [String: ReturnsKind] {
    var kinds: [String: ReturnsKind] = [:]
    for file in try CareFolder(folder).files {
      if file.kind != .unrecognised {
        kinds[file.name] = .care
      } else if ReturnsKind.isOfPlans(file.path) {
        kinds[file.name] = .plans
      }
    }
    return kinds
  }

  /// Whether a file has the keys that join SEN2's tables, or its name in the XML's first elements.
  private static func isOfPlans(_ path: String) -> Bool {
    let bytes = TextDecoding(ReturnFile.opening(path)).bytes
    if path.lowercased().hasSuffix(".xml") {
      return String(decoding: bytes, as: UTF8.self).lowercased().contains("sen2")
    }
    let header = String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    return header.lowercased().contains("tableid")
  }
}
