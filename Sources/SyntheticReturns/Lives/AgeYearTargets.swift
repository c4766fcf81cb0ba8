/// What the numbers of a population by age and year are to add up to.
struct AgeYearTargets {
  /// Events at some ages within a year.
  struct Cell {
    var ages: ClosedRange<Int>
    var count: Int
    var published: Bool
  }

  /// The oldest completed age in the stock.
  var lastAge: Int
  /// Whether all who reach `lastAge + 1` leave on that birthday; otherwise all leave before it.
  var leavesOnBirthday: Bool
  /// Whether children may join and leave at any age without a start or an end, as plans move with
  /// families between areas; otherwise only as many as the balance of stock, starts and ends asks.
  var movesFreely: Bool
  /// The age bands of the stock, youngest first, together `0...lastAge`.
  var bands: [ClosedRange<Int>]
  /// The stock by band at each reference day, years + 1 of them.
  var stock: [[Int]]
  /// Which of these are published.
  var stockPublished: [[Bool]]
  /// The stock by single year of age, where it is published.
  var singleAges: [[Int]?]
  /// Starts by age in each year.
  var starts: [[Cell]]
  /// Ends by age in each year; `nil` where only the stocks say how many ended.
  var ends: [[Cell]?]
  /// How the stock lies over ages within a band: relative numbers, 0 to `lastAge`.
  var stockShape: [Double]
  /// The share of a year's stock at an age that ends, for want of better: 0 to `lastAge`.
  var endHazard: [Double]

  var years: Int { starts.count }

  func band(of age: Int) -> Int? { bands.firstIndex { $0.contains(age) } }

  /// The age's part of its band.
  func shape(_ age: Int) -> Double {
    guard let band = band(of: age) else { return 0 }
    let sum = bands[band].reduce(0) { $0 + stockShape[$1] }
    return sum > 0 ? stockShape[age] / sum : 1 / Double(bands[band].count)
  }

  /// The part of a cell's events that falls at an age, as the stock lies.
  func weight(_ age: Int, in ages: ClosedRange<Int>) -> Double {
    let shapes = ages.map { stockShape[min($0, lastAge)] }
    let sum = shapes.reduce(0, +)
    return sum > 0 ? stockShape[min(age, lastAge)] / sum : 1 / Double(ages.count)
  }
}

/// How many join and leave a population, by the year, the birth cohort and the side of the birthday.
///
/// A cohort is known by its age at the start of the year: -1 for those born within it, held at
/// position age + 1. Each has its birthday once in the year: events lie before or after it.
struct AgeYearFlows {
  /// The two sides of the birthday in a year.
  struct Sides {
    var before = 0
    var after = 0
    var total: Int { before + after }
  }

  /// What happens to one cohort in one year.
  struct Cohort {
    /// Starts that are counted.
    var starts = Sides()
    /// Ends that are counted.
    var ends = Sides()
    /// Arrivals that no count of starts has.
    var arrivals = Sides()
    /// Departures that no count of ends has.
    var departures = Sides()
  }

  let lastAge: Int
  /// The stock by age on the first reference day.
  var initial: [Int]
  /// The events: year by position.
  var cohorts: [[Cohort]]
}
