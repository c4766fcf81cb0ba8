import ArgumentParser
import BlockBeds
import Probability

/// What `headroom size-block` is asked.
struct SizeBlockOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Children referred a week.", valueName: "number"))
  var referrals: Double

  @Option(name: .long, help: ArgumentHelp("How long they stay on average.", valueName: "weeks"))
  var stay: Double

  @Option(
    name: .long, help: ArgumentHelp("The share whom the beds would suit.", valueName: "share"))
  var suited: Double = 1

  @Option(
    name: .long, help: ArgumentHelp("Price of a block bed, used or not.", valueName: "£ a week"))
  var block: Double

  @Option(name: .long, help: ArgumentHelp("On top when it is used.", valueName: "£ a week"))
  var perUse: Double = 0

  @Option(name: .long, help: ArgumentHelp("Price of a spot placement.", valueName: "£ a week"))
  var spot: Double

  @Option(name: .long, help: ArgumentHelp("Most beds to look at.", valueName: "number"))
  var beds = 20

  @Option(
    name: .long, help: ArgumentHelp("Beds there are now, to compare with.", valueName: "number"))
  var current: Int?

  @Option(
    name: .long, help: ArgumentHelp("Length of the period.", valueName: "weeks"))
  var weeks = 365.25 / 7

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Variance of children in placement over its mean, where they come in bunches.",
      valueName: "ratio"))
  var peakedness = 1.0

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How well the load is known, as the shape of a gamma law: 9 is within a third.",
      valueName: "shape"))
  var loadShape: Double?

  @Option(name: .long, help: ArgumentHelp("Simulated periods; 0 for none.", valueName: "number"))
  var simulate = 0

  @Option(name: .long, help: "The seed of the random numbers.")
  var seed: UInt64 = 1

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Share of children in spot placements who may be moved; else 0.5.", valueName: "share")
  )
  var transferShare: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Weeks between a bed falling free and a child moving in; else 2.", valueName: "weeks"))
  var transferDelay: Double?

  @Option(
    name: .long,
    help: ArgumentHelp("Chance that one vacancy suits a child; else 1.", valueName: "chance"))
  var match: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Beds are paid for by use, but for at least this share of them.", valueName: "share"))
  var guarantee: Double?

  @Option(
    name: .long,
    help: ArgumentHelp("exponential (else), constant, or weibull:SHAPE.", valueName: "law"),
    transform: { try SizeBlockOptions.law($0) })
  var stayLaw: StayLaw?

  @Option(
    name: .long,
    help: ArgumentHelp("Referrals by week against the mean: 1.2,1,0.8.", valueName: "list"),
    transform: { try SizeBlockOptions.list($0) })
  var season: [Double]?

  func validate() throws {
    let simulated = [
      ("--transfer-share", transferShare != nil), ("--transfer-delay", transferDelay != nil),
      ("--match", match != nil), ("--guarantee", guarantee != nil), ("--season", season != nil),
      ("--stay-law", stayLaw != nil),
    ]
    if simulate == 0, let (name, _) = simulated.first(where: \.1) {
      throw ValidationError(
        "\(name) is a term of the simulation alone; the closed forms know nothing of it. Add "
          + "--simulate 2000.")
    }
    if simulate > 0, peakedness != 1 {
      throw ValidationError(
        "--peakedness is a term of the closed form alone, and the simulation has arrivals of its own "
          + "(--season, --load-shape). Leave one of the two out.")
    }
    guard (0...400).contains(beds) else {
      throw ValidationError("--beds takes a whole number from 0 to 400.")
    }
    if let current, !(0...beds).contains(current) {
      throw ValidationError("--current is not among the 0 to \(beds) beds looked at; raise --beds.")
    }
  }

  /// The answer. Throws what is out of range, by name.
  func answer() throws -> SizeBlockAnswer {
    let demand = try BedDemand(
      arrivalsPerWeek: referrals, meanStayWeeks: stay, suitedShare: suited)
    let prices = try BedPrices(fixed: block, perUse: perUse, spot: spot)
    let frontier = try BedFrontier(
      demand: demand, prices: prices, weeks: weeks, maxBeds: beds, peakedness: peakedness)
    let terms = try BedTerms(
      stay: stayLaw ?? .exponential, transferShare: transferShare ?? 0.5,
      transferDelayWeeks: transferDelay ?? 2, matchChance: match ?? 1,
      guaranteedShare: guarantee, loadShape: loadShape, season: season ?? [])
    return SizeBlockAnswer(
      frontier: frontier,
      uncertain: try loadShape.map {
        try UncertainLoad(
          shape: $0, meanLoad: demand.suitedLoad, prices: prices, maxBeds: beds)
      },
      simulation: simulate == 0
        ? nil
        : try BedSimulation(
          demand: demand, prices: prices, terms: terms, weeks: weeks, maxBeds: beds,
          replicates: simulate, seed: seed),
      current: current)
  }

  static func law(_ text: String) throws -> StayLaw {
    if text == "exponential" { return .exponential }
    if text == "constant" { return .constant }
    if text.hasPrefix("weibull:"), let shape = Double(text.dropFirst(8)) {
      return .weibull(shape: shape)
    }
    throw ValidationError(
      "--stay-law takes exponential, constant or weibull:SHAPE, such as weibull:0.8.")
  }

  static func list(_ text: String) throws -> [Double] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map {
      guard let value = Double($0) else {
        throw ValidationError("--season takes numbers with commas between; '\($0)' is none.")
      }
      return value
    }
  }
}

/// What `headroom size-block` answers.
struct SizeBlockAnswer {
  var frontier: BedFrontier
  var uncertain: UncertainLoad?
  var simulation: BedSimulation?
  var current: Int?
}
