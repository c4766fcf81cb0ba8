import ArgumentParser
import BudgetPlan
import Finance

/// `headroom mtfs bridge FILE`.
struct MTFSBridgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bridge",
    abstract:
      "Why a cost moved between two years: volume, mix, price and duration, adding exactly.",
    discussion: """
      The file has financial_year,item,children,weeks,price: children who had that kind of place, \
      mean weeks of each in the year, pounds a week. Each effect is a mean over all orders in \
      which the four could change.

      Example:
        headroom mtfs bridge docs/examples/bridge.csv
      """)

  @Argument(help: "The drivers of two years; - for standard input.", completion: .file())
  var file: String

  @Option(
    name: .long, help: "pence, pounds, thousands or millions.", transform: PlanInput.unit)
  var unit: MoneyUnit = .thousands

  func run() throws {
    try reporting {
      let drivers = try DriverFile(bytes: InputBytes.read(file), file: file)
      Terminal.out(try PlanText.bridge(drivers, unit: unit))
    }
  }
}
