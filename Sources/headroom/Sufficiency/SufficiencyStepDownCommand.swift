import ArgumentParser
import Foundation
import Publishing
import Sufficiency

/// `headroom sufficiency step-down --children N …`.
struct SufficiencyStepDownCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step-down",
    abstract: "What moving children to cheaper placements saves when some come back.",
    discussion: """
      Example:
        headroom sufficiency step-down --children 6 --success 0.65 --month 3 \\
          --return-chance 0.03 --cost-from 29600 --cost-to 5200 --support 2100 \\
          --preparation 4500
      """)

  @Option(name: .long, help: "Children selected.") var children: Double
  @Option(name: .long, help: "Share of them who move.") var success: Double
  @Option(name: .long, help: "The month in which they move; the first is 0.") var month = 0
  @Option(name: .long, help: "Chance in each month that one comes back.") var returnChance = 0.0
  @Option(name: .long, help: "Cost now, £ a month.") var costFrom: Double
  @Option(name: .long, help: "Cost after the move, £ a month.") var costTo: Double
  @Option(name: .long, help: "Support after the move, £ a month.") var support = 0.0
  @Option(name: .long, help: "Spent once on each child selected, £.") var preparation = 0.0
  @Option(name: .long, help: "How many months.") var months = 24
  @Option(name: .long, help: "The format: table or csv.") var format: TableFormat = .table

  func run() throws {
    let saving: StepDown
    do {
      saving = try StepDown(
        children: children, successShare: success, moveMonth: month, returnHazard: returnChance,
        monthlyCostFrom: costFrom, monthlyCostTo: costTo, monthlySupport: support,
        preparationCost: preparation, months: months)
    } catch {
      Terminal.message("headroom: \(error)")
      throw Failure.couldNot.exitCode
    }
    var total = 0.0
    var table = TextTable(header: ["month", "saving £", "so far £"])
    var text = "month,saving,cumulative\n"
    for (month, amount) in saving.monthlySaving.enumerated() {
      total += amount
      text += "\(month),\(amount),\(total)\n"
      table.rows.append([
        "\(month)", String(format: "%.0f", amount), String(format: "%.0f", total),
      ])
    }
    Terminal.out(format == .csv ? text : table.text() + "\n")
  }
}
