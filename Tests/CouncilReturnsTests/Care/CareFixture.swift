import CouncilReturns
import Foundation

/// A small return for 2019/20 that breaks no rule, and folders made of its changed copies.
enum CareFixture {
  static let header = """
    CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB
    secretA,1,10/05/2010,WBRI,UPNA,0,
    secretB,2,20/03/2005,BAFR,UPNB,0,
    """

  static let episodes = """
    CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
    secretA,15/04/2019,S,C1,N1,U4,PR1,10/06/2019,X1,,ZZ1 1ZZ,ZZ2 2ZZ,
    secretA,10/06/2019,L,C2,N1,U4,PR1,01/10/2019,X1,CARPL,ZZ1 1ZZ,ZZ2 2ZZ,
    secretA,01/10/2019,P,C2,N1,K2,PR4,,,,ZZ1 1ZZ,ZZ3 3ZZ,1234567
    secretB,02/05/2019,S,V2,N5,U6,PR2,04/07/2019,E4A,,ZZ1 1ZZ,ZZ4 4ZZ,
    """

  static let uasc = "CHILD,DOB,SEX,DUC\nsecretB,20/03/2005,2,\n"

  /// Every identifier, date of birth, pupil number and postcode of the fixture.
  static let secrets = [
    "secret", "10/05/2010", "2010-05-10", "20/03/2005", "2005-03-20", "UPNA", "UPNB", "ZZ1", "ZZ2",
    "ZZ3", "ZZ4", "1234567",
  ]

  /// Reads a return of 2019/20 in which rows replace or follow those of the fixture.
  static func read(
    header: String = header, episodes: String = episodes, others: [String: String] = [:]
  ) throws -> ReturnsReport {
    var files = ["2019/header.csv": header, "2019/episodes.csv": episodes]
    files.merge(others) { $1 }
    return try read(files.mapValues { Data($0.utf8) })
  }

  /// Reads a folder of these files.
  static func read(_ files: [String: Data]) throws -> ReturnsReport {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("care-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, bytes) in files {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: file)
    }
    return try CareReturns.read(folder: folder.path).report
  }

  /// The fixture with one text in place of another.
  static func episodes(_ old: String, _ new: String) -> String {
    episodes.replacingOccurrences(of: old, with: new)
  }

  static func header(_ old: String, _ new: String) -> String {
    header.replacingOccurrences(of: old, with: new)
  }
}

extension ReturnsReport {
  /// Rules with row and column, in order: `episode.overlap 3 DEC`.
  var broken: [String] {
    findings.map { finding in
      ([finding.rule] + [finding.row.map(String.init), finding.column].compactMap { $0 })
        .joined(separator: " ")
    }
  }

  /// The counts of a table over all files.
  func rows(_ table: String) -> (rows: Int, used: Int) {
    counts.filter { $0.table == table }.reduce((0, 0)) { ($0.0 + $1.rows, $0.1 + $1.used) }
  }

  /// Why rows are set aside, over all files.
  var aside: [String: Int] {
    counts.reduce(into: [:]) { $0.merge($1.setAside, uniquingKeysWith: +) }
  }
}
