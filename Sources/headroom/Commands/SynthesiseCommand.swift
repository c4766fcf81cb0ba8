import ArgumentParser
import Engine
import Foundation
import Returns
import SyntheticReturns

/// `headroom synthesise --area NAME --out DIR --seed S`.
struct SynthesiseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthesise",
    abstract: "Invent SSDA903 and SEN2 returns whose totals are those published for an area.",
    discussion: """
      No child in them exists; every file says so. Stocks, starts, ends, ages, placements, \
      settings and needs agree with the published figures within 2%: a table of all of them is \
      written beside the returns as margins.csv, and those that do not agree are printed.

      The same area, statistics, years and seed give the same bytes. For load tests, --scale 10 \
      makes ten times the children, and --area London or --area England a region or the country.

      Exit codes: 0 all figures within 2%, 1 written and some are not, 2 could not write.

      Example:
        headroom synthesise --area Bromley --out demo --seed 1 --years 2023..2025
      """)

  @OptionGroup var source: StatisticsOptions

  @Option(name: .long, help: "The area, by name or code, such as Bromley or E09000006.")
  var area: String

  @Option(
    name: .long,
    help: ArgumentHelp("Folder to write; one that does not exist or is empty.", valueName: "dir"))
  var out: String

  @Option(name: .long, help: "The seed of every random draw.")
  var seed: UInt64 = 1

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The years in which returns end: 2025 is SSDA903 2024/25 and SEN2 January 2025.",
      valueName: "from..to"))
  var years: String = "2021..2025"

  @Option(
    name: .long, help: "So many children looked after at the last count, all else in proportion.")
  var children: Int?

  @Option(name: .long, help: "All published numbers times this factor.")
  var scale: Double?

  @Option(
    name: .customLong("sen2-version"),
    help: "The version of the SEN2 columns: \(SyntheticCouncil.SEN2Version.names).",
    transform: SyntheticCouncil.SEN2Version.named)
  var version: SyntheticCouncil.SEN2Version = .v13

  @Option(name: .long, help: "SEN2 returns of so many of the last censuses only.")
  var censuses: Int?

  @Option(name: .long, help: "Which figures to print: all, or those that do not agree.")
  var show: Shown = .off

  enum Shown: String, ExpressibleByArgument, CaseIterable {
    case all
    case off
  }

  func validate() throws {
    _ = try yearRange()
    guard children == nil || scale == nil else {
      throw ValidationError("--children and --scale both say how many; give one of them.")
    }
  }

  func run() throws {
    let years = try yearRange()
    let within = try reporting {
      let size: SyntheticCouncil.Options.Size =
        children.map { .lookedAfter($0) } ?? scale.map { .scaled($0) } ?? .published
      let council = try SyntheticCouncil(
        area: area, statistics: try source.load().index,
        options: SyntheticCouncil.Options(
          years: years, seed: seed, size: size, version: version, censuses: censuses))
      let files = try council.write(to: out)
      let off = council.margins.filter { !$0.isWithinTolerance }
      Terminal.out(table(show == .all ? council.margins : off))
      let rows = files.reduce(0) { $0 + $1.rows }
      Terminal.message(
        "\(out): \(rows) rows in \(files.count) tables, SYNTHETIC. "
          + "\(council.margins.count - off.count) of \(council.margins.count) published figures of "
          + "\(council.area.name) are met within 2%; \(out)/margins.csv has them all.")
      return off.isEmpty
    }
    if !within { throw Failure.checkFailed.exitCode }
  }

  private func yearRange() throws -> ClosedRange<Int> {
    let parts = years.components(separatedBy: "..").map { Int($0) }
    guard parts.count <= 2, let first = parts.first ?? nil, let last = parts.last ?? nil,
      first <= last, (1990...2100).contains(first), (1990...2100).contains(last)
    else {
      throw ValidationError(
        "--years takes two years such as 2021..2025, or one such as 2025; not '\(years)'.")
    }
    return first...last
  }

  private func table(_ margins: [MarginComparison]) -> String {
    guard !margins.isEmpty else { return "" }
    func pad(_ text: String, _ width: Int, right: Bool = false) -> String {
      let space = String(repeating: " ", count: max(0, width - text.count))
      return right ? space + text : text + space
    }
    let names = margins.map {
      "\($0.measure) \($0.period)" + ($0.split == "total" ? "" : " \($0.split) \($0.category)")
    }
    let width = max(6, names.map(\.count).max() ?? 0)
    var text =
      pad("figure", width) + pad("published", 12, right: true) + pad("made", 10, right: true)
      + pad("%", 9, right: true) + "\n"
    for (name, margin) in zip(names, margins) {
      text +=
        pad(name, width)
        + pad(String(format: "%.0f", margin.published), 12, right: true)
        + pad("\(margin.made)", 10, right: true)
        + pad(String(format: "%.1f", margin.percent), 9, right: true) + "\n"
    }
    return text
  }
}

extension SyntheticCouncil.SEN2Version {
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

  static func named(_ text: String) throws -> SyntheticCouncil.SEN2Version {
    guard let version = SyntheticCouncil.SEN2Version(rawValue: text) else {
      throw ValidationError("'\(text)' is no version of SEN2 here; choose one of \(names).")
    }
    return version
  }
}
