import ArgumentParser
import BlockBeds
import Probability

/// `headroom size-block --referrals N --stay WEEKS --block £ --spot £`.
struct SizeBlockCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case csv
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "size-block",
    abstract: "How many block beds to buy: cost, use and risk for each number.",
    discussion: """
      Two bounds for each number of beds: no child moves from a spot placement into a bed that \
      falls free, and every child does at once. With --simulate, what lies between: transfers with \
      a delay, vacancies that suit only some, guarantees, referrals that are uncertain or \
      seasonal.

      Prices are pounds a week, in one price base. Emergency beds and planned ones want a run \
      each: their stays are not of one kind.

      Example:
        headroom size-block --referrals 0.55 --stay 30 --suited 0.7 --block 5200 \\
          --spot 6800
      """)

  @OptionGroup var question: SizeBlockOptions

  @Option(
    name: .long, help: "The format: \(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: Format = .table

  @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file.", valueName: "file"))
  var output: String?

  func run() throws {
    let answer: SizeBlockAnswer
    do {
      answer = try question.answer()
    } catch {
      Terminal.message("headroom: \(error)")
      throw Failure.couldNot.exitCode
    }
    let text: String
    switch format {
    case .table: text = SizeBlockText.page(answer)
    case .csv: text = SizeBlockText.csv(answer)
    case .json: text = try SizeBlockText.json(answer)
    }
    try reporting { try OutputFile.write(text, to: output) }
  }
}
