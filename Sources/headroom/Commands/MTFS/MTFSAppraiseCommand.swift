import ArgumentParser
import BudgetPlan
import Finance
import Periods

/// `headroom mtfs appraise FILE`.
struct MTFSAppraiseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "appraise",
    abstract:
      "Invest to save: present value at dated discount rates, optimism bias, switching value.",
    discussion: """
      The file has financial_year,costs,deflator and cashable, avoidance, efficiency as far as \
      there are such savings: cash pounds by year, the GDP deflator as an index. The first year is \
      not discounted. --rate is a date and a rate, and may be given again for a rate that follows.

      Example:
        headroom mtfs appraise docs/examples/invest-to-save.csv \\
          --rate 2003-04-01=0.035 --optimism-benefit 0.2
      """)

  @Argument(help: "Costs and benefits by year; - for standard input.", completion: .file())
  var file: String

  @Option(
    name: .long,
    help: ArgumentHelp("First day and rate, such as 2003-04-01=0.035.", valueName: "date=rate"))
  var rate: [String] = []

  @Option(name: .long, help: "Share added to costs.")
  var optimismCost: Double = 0

  @Option(name: .long, help: "Share taken from benefits.")
  var optimismBenefit: Double = 0

  @Option(
    name: .long, help: "pence, pounds, thousands or millions.", transform: PlanInput.unit)
  var unit: MoneyUnit = .thousands

  func validate() throws {
    guard !rate.isEmpty else {
      throw ValidationError(
        "give the discount rate and the day it holds from: --rate 2003-04-01=0.035 is the Green Book's."
      )
    }
  }

  func run() throws {
    let rates = try rate.map { text in
      let halves = text.split(separator: "=").map(String.init)
      guard halves.count == 2, let rate = Double(halves[1]),
        let day = try? CalendarDate(iso: halves[0])
      else {
        throw ValidationError("--rate takes a date and a rate, 2003-04-01=0.035; not '\(text)'.")
      }
      return DiscountRates.Dated(from: day, rate: rate, source: "--rate")
    }
    try reporting {
      let appraisal = try AppraisalFile(
        bytes: InputBytes.read(file), file: file, rates: DiscountRates(rates),
        optimismCost: optimismCost, optimismBenefit: optimismBenefit)
      Terminal.out(try PlanText.appraisal(appraisal, unit: unit))
    }
  }
}
