import DelimitedText

/// What an import read, left alone, found suppressed, missing or inconsistent, and decided.
public struct ImportReport: Sendable, Equatable {
  /// The name of the report beside the tables it is about.
  public static let fileName = "import_report.csv"

  /// A file and what became of it.
  public struct File: Sendable, Equatable {
    /// The path below the folder that was read.
    public var path: String
    /// The layout its columns were recognised by; `nil` where they were not.
    public var layout: String?
    /// Rows read.
    public var rows: Int
    /// Why it was left alone, where it was.
    public var leftAlone: String?
  }

  /// The kind of a finding.
  public enum Kind: String, Sendable, CaseIterable {
    /// Figures printed as a symbol; the count says how many.
    case suppressed
    /// A year without a figure between years with one.
    case missingYear = "missing-year"
    /// Parts that do not sum to their total beyond rounding; figures: sum, total.
    case partsDoNotSum = "parts-do-not-sum"
    /// Stock that the year's flows do not explain; figures: residual, stock.
    case stockFlowResidual = "stock-flow-residual"
    /// Two tables with different figures; figures: the one left out, the one kept.
    case differentTables = "different-tables"
    /// A later edition with another figure; figures: old, new.
    case revision
    /// An item that could not be made because a part is a symbol.
    case itemLeftOut = "item-left-out"
    /// A figure converted to another unit.
    case converted
    /// Rows that could not be used; the count says how many.
    case rowsLeftOut = "rows-left-out"
  }

  /// One finding.
  public struct Finding: Sendable, Equatable {
    /// Its kind.
    public var kind: Kind
    /// The file it is about, below the folder read; empty where it is about the whole.
    public var file = ""
    /// The area's code.
    public var area = ""
    /// The measure.
    public var measure = ""
    /// The period, as its calendar writes it.
    public var period = ""
    /// The split.
    public var split = ""
    /// The item.
    public var category = ""
    /// How many figures or rows it stands for.
    public var count = 1
    /// The first figure: see `Kind`.
    public var first: Double?
    /// The second figure: see `Kind`.
    public var second: Double?
    /// A plain sentence.
    public var text: String
  }

  /// The files, in order of path.
  public var files: [File] = []
  /// The findings, in order of kind, measure, area and period.
  public var findings: [Finding] = []

  /// An empty report.
  public init() {}

  /// The findings of a kind.
  public func findings(_ kind: Kind) -> [Finding] { findings.filter { $0.kind == kind } }

  /// The report as a table: files first, then findings.
  public var csv: [UInt8] {
    var writer = DelimitedTextWriter()
    writer.append(row: [
      "kind", "file", "area_code", "measure", "period", "split", "category", "count", "first",
      "second", "text",
    ])
    for file in files {
      writer.append(row: [
        file.leftAlone == nil ? "file-read" : "file-left-alone", file.path, "", "", "", "", "",
        String(file.rows), "", "", file.leftAlone ?? file.layout ?? "",
      ])
    }
    for finding in findings {
      writer.append(row: [
        finding.kind.rawValue, finding.file, finding.area, finding.measure, finding.period,
        finding.split, finding.category, String(finding.count),
        finding.first.map(DelimitedTextWriter.format) ?? "",
        finding.second.map(DelimitedTextWriter.format) ?? "", finding.text,
      ])
    }
    return writer.bytes
  }

  /// The report as text for a terminal: each file, then the findings by kind with the first few
  /// of each.
  ///
  /// - Parameter limit: how many findings of a kind are shown before the rest are only counted.
  public func text(limit: Int = 8) -> String {
    var lines: [String] = []
    for file in files {
      if let reason = file.leftAlone {
        lines.append("left alone  \(file.path): \(reason)")
      } else {
        lines.append("read        \(file.path): \(file.layout ?? ""), \(file.rows) rows")
      }
    }
    for kind in Kind.allCases {
      let found = findings(kind)
      if found.isEmpty { continue }
      lines.append("")
      lines.append("\(kind.rawValue): \(found.reduce(0) { $0 + $1.count })")
      for finding in found.prefix(limit) { lines.append("  \(finding.text)") }
      if found.count > limit {
        lines.append("  and \(found.count - limit) more in \(ImportReport.fileName)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
