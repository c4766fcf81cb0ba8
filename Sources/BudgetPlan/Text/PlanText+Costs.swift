public import Finance
import Periods

extension PlanText {
  /// What moved a cost from one year to the next; the four parts add to the change.
  ///
  /// Throws ``BudgetPlanError`` where a figure does not fit in pence.
  public static func bridge(
    _ drivers: DriverFile, unit: MoneyUnit
  ) throws(BudgetPlanError) -> String {
    do {
      let parts = try drivers.bridge.pence()
      let before = try Pence(roundingPounds: drivers.bridge.before)
      let after = try Pence(roundingPounds: drivers.bridge.after)
      let rows = [
        ["Cost in \(drivers.years.before.label)", amount(before, unit)],
        ["Volume: more or fewer children", amount(parts[0], unit)],
        ["Mix: dearer or cheaper places", amount(parts[1], unit)],
        ["Price of a week", amount(parts[2], unit)],
        ["Duration: weeks a child", amount(parts[3], unit)],
        ["Cost in \(drivers.years.after.label)", amount(after, unit)],
      ]
      return table(["Bridge, \(heading(unit))", "Amount"], rows)
    } catch {
      throw BudgetPlanError("\(error)")
    }
  }

  /// An appraisal: present values, payback and the switching value.
  ///
  /// Throws ``BudgetPlanError`` where a figure does not fit in pence.
  public static func appraisal(
    _ file: AppraisalFile, unit: MoneyUnit
  ) throws(BudgetPlanError) -> String {
    do {
      let appraisal = file.result.appraisal
      var rows = [
        ["Costs, present value", amount(try Pence(roundingPounds: appraisal.presentCosts), unit)]
      ]
      for kind in SavingKind.allCases {
        guard let value = file.result.kinds[kind], value != 0 else { continue }
        rows.append([
          "Benefits, \(kind.rawValue)", amount(try Pence(roundingPounds: value), unit),
        ])
      }
      rows += [
        [
          "Net present value",
          amount(try Pence(roundingPounds: appraisal.netPresentValue), unit),
        ],
        [
          "Net present value, cash only",
          amount(try Pence(roundingPounds: file.result.cashableNetPresentValue), unit),
        ],
        [
          "Pays back in",
          appraisal.paybackYear.map { file.years[$0].label } ?? "not in these years",
        ],
        [
          "Share of the benefits that must come",
          file.result.switchingShare.map { number(($0 * 1_000).rounded() / 10) + "%" } ?? "–",
        ],
      ]
      return table(
        ["In prices of the year whose deflator is 1, \(heading(unit))", "Amount"], rows)
    } catch {
      throw BudgetPlanError("\(error)")
    }
  }
}
