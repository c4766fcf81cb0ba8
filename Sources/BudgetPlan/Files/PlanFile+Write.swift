public import DelimitedText
import Finance
import Periods

/// A plan as a CSV file: the whole layout, one row a line and financial year, in pounds and pence.
///
/// Reading what was written gives the same plan. Printed totals of a source are not part of it.
public enum PlanFile {
  /// The file of a plan.
  public static func write(_ plan: FinancialPlan) -> DelimitedTextWriter {
    var writer = DelimitedTextWriter()
    writer.append(row: PlanColumn.allCases.map(\.rawValue))
    for line in plan.lines {
      let cumulative = line.cumulative
      for (place, year) in plan.years.enumerated() {
        writer.append(
          row: PlanColumn.allCases.map {
            field($0, line, year, line.amounts[place], cumulative[place], place)
          })
      }
    }
    return writer
  }

  private static func field(
    _ column: PlanColumn, _ line: PlanLine, _ year: FinancialYear, _ amount: PlanAmount,
    _ cumulative: PlanAmount, _ place: Int
  ) -> String {
    switch column {
    case .ref: line.ref
    case .fund: line.fund
    case .service: line.service
    case .description: line.description
    case .budgetCode: line.budgetCode
    case .owner: line.owner
    case .type: line.kind.rawValue
    case .term: line.isOneOff ? "one-off" : "ongoing"
    case .reverses: line.reverses ?? ""
    case .priceBasis: line.base.label
    case .priceIndex: line.index
    case .range: line.range
    case .savingKind: line.delivery.kind?.rawValue ?? ""
    case .start: line.delivery.start?.iso ?? ""
    case .rampMonths: line.delivery.rampMonths.map(String.init) ?? ""
    case .confidence: line.delivery.confidence.map(DelimitedTextWriter.format) ?? ""
    case .deliveryRisk: line.delivery.risk
    case .actsOn:
      line.delivery.actsOn.map {
        "\($0.cell): \(DelimitedTextWriter.format($0.children)) of "
          + DelimitedTextWriter.format($0.available)
      }.joined(separator: "; ")
    case .sourceRun: line.evidence.sourceRun
    case .assumptions: line.evidence.assumptions
    case .signedOffBy: line.evidence.signedOffBy
    case .signedOffOn: line.evidence.signedOffOn
    case .financialYear: year.label
    case .low: pounds(amount.low)
    case .central: pounds(amount.central)
    case .high: pounds(amount.high)
    case .cumulativeLow: pounds(cumulative.low)
    case .cumulativeCentral: pounds(cumulative.central)
    case .cumulativeHigh: pounds(cumulative.high)
    case .fullYear:
      place < line.fullYear.count ? line.fullYear[place].map(pounds) ?? "" : ""
    }
  }

  /// Pence as pounds with two decimals.
  static func pounds(_ pence: Pence) -> String {
    let magnitude = pence.count.magnitude
    let rest = magnitude % 100
    return "\(pence.count < 0 ? "-" : "")\(magnitude / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
