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
      The file has financial_year,item,children,weeks,price: children who had that kind of place, mean \
      weeks of each in the year, pounds a week. Each effect is a mean over all orders in which the four \
      could change.

        printf 'financial_year,item,children,weeks,price\\n2024/25,foster,230,38,900\\n\
      2024/25,residential,50,30,6800\\n2025/26,foster,222,38,980\\n2025/26,residential,55,31,7600\\n' | \
      headroom mtfs bridge -
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
