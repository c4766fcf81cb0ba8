import ArgumentParser
import BlockBeds
import DelimitedText
import Foundation
import Periods
import Publishing

/// `headroom block-contract FILE --referrals N …`.
struct BlockContractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "block-contract",
    abstract:
      "What block contracts cost under their terms, month by month, against spot placements.",
    discussion: """
      The table (CSV) has a contract a row: provider, beds, from, until (days or months), price_per_bed_week, \
      uplift (a share each 1 April), ramp (beds as they open: 3@2026-09 10@2027-04), guaranteed \
      (share of open beds paid for, used or not), solo (share of children who take two beds), \
      notice_weeks, extension_until.

      Use is expected use where a child who finds no bed stays in a spot placement.

      Example:
        headroom block-contract demonstration/block-beds/contracts.csv \\
          --provider "Ramped homes" --referrals 0.55 --stay 30 --suited 0.7 \\
          --spot 6800 --spot-uplift 0.03 --from 2026-04 --until 2031-03 \\
          --leave 2028-03
      """)

  @Argument(help: ArgumentHelp("The terms.", valueName: "file"))
  var file: String
  @Option(name: .long, help: "Whose contract; not needed where the table has one.")
  var provider: String?
  @Option(name: .long, help: ArgumentHelp("Children referred a week.", valueName: "number"))
  var referrals: Double
  @Option(name: .long, help: ArgumentHelp("How long they stay on average.", valueName: "weeks"))
  var stay: Double
  @Option(
    name: .long, help: ArgumentHelp("The share whom the beds would suit.", valueName: "share"))
  var suited: Double = 1
  @Option(
    name: .long,
    help: ArgumentHelp("Price of a spot placement in the first year.", valueName: "£ a week"))
  var spot: Double
  @Option(
    name: .long, help: ArgumentHelp("Its change each 1 April, as a share.", valueName: "share"))
  var spotUplift: Double = 0
  @Option(name: .long, help: ArgumentHelp("The first month.", valueName: "YYYY-MM"))
  var from: String
  @Option(name: .long, help: ArgumentHelp("The last month.", valueName: "YYYY-MM"))
  var until: String
  @Option(
    name: .long,
    help: ArgumentHelp("Give notice at the end of this month.", valueName: "YYYY-MM"))
  var leave: String?
  @Flag(name: .long, help: "Take up the extension, at the same terms.")
  var extend = false
  @Option(name: .long, help: "The format: table (by financial year) or csv (by month).")
  var format: TableFormat = .table
  @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file.", valueName: "file"))
  var output: String?

  func run() throws {
    let text: String
    do {
      let contracts = try BedContract.read(bytes: InputBytes.read(file), file: file)
      let chosen = try chosen(contracts)
      let cost = try cost(of: extend ? chosen.extended() : chosen)
      let notice = try leave.map { month in
        (month, cost.costOfNotice(after: try self.month(month, "--leave")))
      }
      text = format == .csv ? csv(cost) : page(cost, notice)
    } catch {
      Terminal.message("headroom: \(error)")
      throw Failure.couldNot.exitCode
    }
    try reporting { try OutputFile.write(text, to: output) }
  }

  private func chosen(_ contracts: [BedContract]) throws -> BedContract {
    let names = contracts.map(\.provider).joined(separator: ", ")
    guard let provider else {
      guard contracts.count == 1, let only = contracts.first else {
        throw BedContractError("\(file) has the contracts \(names). Choose one with --provider.")
      }
      return only
    }
    guard let found = contracts.first(where: { $0.provider == provider }) else {
      throw BedContractError("\(file) has no contract of '\(provider)'; it has \(names).")
    }
    return found
  }

  private func cost(of contract: BedContract) throws -> ContractCost {
    let first = try month(from, "--from")
    let last = try month(until, "--until")
    guard last >= first, first.months(to: last) < 600 else {
      throw BedContractError("--until is before --from, or over 50 years after it.")
    }
    return try ContractCost(
      contract,
      demand: try BedDemand(
        arrivalsPerWeek: referrals, meanStayWeeks: stay, suitedShare: suited),
      from: first, until: last,
      spot: { month in
        spot
          * pow(
            1 + spotUplift,
            Double(month.financialYear.startYear - first.financialYear.startYear))
      })
  }

  private func month(_ text: String, _ option: String) throws -> Month {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 2, (1...12).contains(parts[1]), (1990...2200).contains(parts[0]) else {
      throw BedContractError("\(option) takes a month such as 2026-04; '\(text)' is none.")
    }
    return Month(year: parts[0], monthOfYear: parts[1])
  }

  private func csv(_ cost: ContractCost) -> String {
    var writer = DelimitedTextWriter()
    writer.append(
      row: [
        "month", "open_beds", "children", "use", "paid_beds", "paid", "void", "spot", "saving",
        "break_even_use",
      ])
    for row in cost.rows {
      writer.append(
        row: [SufficiencyText.label(row.month), "\(row.openBeds)"]
          + [row.children, row.use, row.paidBeds, row.paid, row.void, row.spot, row.saving].map(
            DelimitedTextWriter.significant)
          + [row.breakEvenUse.map(DelimitedTextWriter.significant) ?? ""])
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func page(_ cost: ContractCost, _ notice: (String, Double)?) -> String {
    var table = TextTable(
      header: [
        "£000", "beds at the end", "use", "break-even", "paid", "of it empty", "spot instead",
        "saving",
      ])
    var years: [(name: String, rows: [ContractCost.Row])] = []
    for row in cost.rows {
      let name = row.month.financialYear.label
      if years.last?.name == name {
        years[years.count - 1].rows.append(row)
      } else {
        years.append((name, [row]))
      }
    }
    func thousands(_ value: Double) -> String { String(format: "%.0f", value / 1000) }
    func line(_ name: String, _ rows: [ContractCost.Row]) -> [String] {
      let open = rows.filter { $0.openBeds > 0 }
      func mean(_ values: [Double]) -> String {
        values.isEmpty
          ? "–" : String(format: "%.0f%%", values.reduce(0, +) / Double(values.count) * 100)
      }
      func sum(_ path: KeyPath<ContractCost.Row, Double>) -> Double {
        rows.reduce(0) { $0 + $1[keyPath: path] }
      }
      return [
        name, "\(rows.last?.openBeds ?? 0)", mean(open.map(\.use)),
        mean(open.compactMap(\.breakEvenUse)), thousands(sum(\.paid)), thousands(sum(\.void)),
        thousands(sum(\.spot)), thousands(sum(\.saving)),
      ]
    }
    for year in years { table.rows.append(line(year.name, year.rows)) }
    table.rows.append(line("all", cost.rows))
    var text = "\(cost.contract.provider)\n\n" + table.text() + "\n"
    if let later = cost.contract.extendedUntil, let last = cost.rows.last?.month,
      cost.contract.until < last.lastDay
    {
      text += "\nIt ends on \(cost.contract.until) and may be extended to \(later): --extend.\n"
    }
    if let notice {
      text +=
        "\nNotice at the end of \(notice.0) leaves £\(thousands(notice.1))k to be paid for beds.\n"
    }
    return text
  }
}
