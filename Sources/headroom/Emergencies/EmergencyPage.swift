import CouncilReturns
import DelimitedText
import Foundation
import Periods
import Probability
import Publishing
import Surveillance

/// What the page works out beside the counts.
struct EmergencyQuestions {
  /// What a week costs above the placement planned, £, where no prices are given by placement.
  var premium: Double?
  /// Months whose level is the usual one; all where `nil`.
  var usual: ClosedRange<Month>?
  /// Children of the area, for rates per 10,000.
  var children: Double?
  /// Whom to compare with.
  var peers: EmergencyPeers?
  /// Months to look ahead.
  var ahead: Int
  var simulations: Int
  var seed: UInt64
}

/// A profile of emergencies as a page and as a long table, counts rounded unless they may be seen.
struct EmergencyPage {
  struct Row: Encodable {
    var table: String
    var label: String
    var value: String
    var low = ""
    var high = ""
  }

  private let isExact: Bool
  private let rows: [Row]
  private let sentences: [String]

  init(_ profile: EmergencyProfile, _ questions: EmergencyQuestions, isExact: Bool) throws {
    self.isExact = isExact
    var rows: [Row] = []
    for entry in profile.rules.dated {
      let since = profile.rules.dated.count == 1 && entry.from < profile.first.firstDay
      rows.append(
        Row(
          table: "definition", label: since ? "codes" : "codes from \(entry.from)",
          value: entry.definition.codes.sorted().joined(separator: " ")))
    }
    let total = profile.starts.reduce(0, +)
    let isTold = isExact || total >= Self.fewest
    for (index, count) in profile.starts.enumerated() {
      let label = SufficiencyText.label(profile.first.advanced(by: index))
      rows.append(Row(table: "began", label: label, value: Self.shown(count, isExact)))
      // Nights of a month in which one child was there would tell of that child.
      if isExact {
        rows.append(Row(table: "nights", label: label, value: "\(profile.nights[index])"))
      }
    }
    for (table, counts) in [
      ("weekday", profile.weekdays), ("age", profile.ages), ("reason", profile.reasons),
      ("first or repeat", profile.repeats), ("onward", profile.onward), ("open", profile.open),
    ] {
      for count in counts {
        rows.append(Row(table: table, label: count.label, value: Self.shown(count.count, isExact)))
      }
    }
    for nights in [7, 28, 91, 182] where isTold && nights < profile.stillThere.count {
      rows.append(
        Row(
          table: "still there after", label: "\(nights) nights",
          value: String(format: "%.2f", profile.stillThere[nights])))
    }
    var findings = EmergencyFindings(profile, questions, isExact: isExact)
    try findings.work(isTold: isTold)
    self.rows = rows + findings.rows
    sentences = findings.sentences
  }

  /// Emergencies below which nothing is worked out from them.
  private static let fewest = 10

  static func shown(_ count: Int, _ isExact: Bool) -> String {
    isExact ? "\(count)" : "\((count + 2) / 5 * 5)"
  }

  var csv: String {
    var writer = DelimitedTextWriter()
    writer.append(row: ["table", "label", "value", "low", "high"])
    for row in rows { writer.append(row: [row.table, row.label, row.value, row.low, row.high]) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  func json() throws -> String {
    struct Document: Encodable {
      var exact: Bool
      var findings: [String]
      var rows: [Row]
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(Document(exact: isExact, findings: sentences, rows: rows))
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  var text: String {
    var table = TextTable(header: ["table", "of", "value"], wordColumns: 2)
    for row in rows where row.table != "began" && row.table != "nights" {
      let range = row.low.isEmpty ? "" : " (\(row.low) to \(row.high))"
      table.rows.append([row.table, row.label, row.value + range])
    }
    return sentences.joined(separator: "\n") + "\n\n" + table.text() + "\n"
      + (isExact ? "" : "\nCounts are rounded to the nearest 5. By month: --format csv.\n")
  }
}
