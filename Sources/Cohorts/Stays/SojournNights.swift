import Foundation

/// The chances of a night of a ``SojournModel`` in the order in which ``SojournMean`` reads them.
///
/// Bands are padded with zeros to a whole number of vectors of eight. Group here means an age group
/// and a state, `age * states + state`.
struct SojournNights: Hashable, Sendable {
  let model: SojournModel
  /// The bands with their padding.
  let lanes: Int
  /// By group: the chances of staying a night in each band, of leaving altogether, of staying for a
  /// whole band (0 in the last), and of moving to each state in turn; `lanes` of each.
  let chances: [Double]
  /// The numbers of a group in ``chances``.
  let stride: Int
  /// The states that may be entered from each group, one group after the other.
  let destinations: [Int]
  let firstDestination: [Int]
  /// The nights of each band; those of the last never end.
  let width: [Int]
  /// By group, band but the last and number of nights up to a band's width: the chance of staying so
  /// long.
  private let kept: [Double]
  private let firstKept: [Int]
  private let keptStride: Int

  init(_ model: SojournModel) {
    self.model = model
    let bands = model.bands
    let states = model.states
    let lanes = (bands + 7) / 8 * 8
    let stride = (3 + states) * lanes
    let groups = model.ageGroups * states
    let width = (0..<bands).map { band in
      band + 1 < bands ? model.bandStart[band + 1] - model.bandStart[band] : Int.max
    }
    var firstKept = [0]
    for band in 0..<bands - 1 { firstKept.append(firstKept[band] + width[band] + 1) }
    let keptStride = firstKept[bands - 1]
    var chances = [Double](repeating: 0, count: groups * stride)
    var kept = [Double](repeating: 1, count: groups * keptStride)
    var destinations: [Int] = []
    var firstDestination = [0]
    for group in 0..<groups {
      let base = group * stride
      for band in 0..<bands {
        let cell = group * bands + band
        let stay = 1 - model.ending(cell)
        chances[base + band] = stay
        chances[base + lanes + band] = model.exit[cell]
        for state in 0..<states {
          chances[base + (3 + state) * lanes + band] = model.move[cell * states + state]
        }
        guard band + 1 < bands else { continue }
        let first = group * keptStride + firstKept[band]
        for nights in 1...width[band] { kept[first + nights] = kept[first + nights - 1] * stay }
        chances[base + 2 * lanes + band] = kept[first + width[band]]
      }
      destinations += (0..<states).filter { state in
        (group * bands..<(group + 1) * bands).contains { model.move[$0 * states + state] > 0 }
      }
      firstDestination.append(destinations.count)
    }
    self.lanes = lanes
    self.chances = chances
    self.stride = stride
    self.destinations = destinations
    self.firstDestination = firstDestination
    self.width = width
    self.kept = kept
    self.firstKept = firstKept
    self.keptStride = keptStride
  }

  /// The chance of staying a number of nights, up to the band's width, in a band but the last.
  @inline(__always)
  func kept(group: Int, band: Int, nights: Int) -> Double {
    kept[group * keptStride + firstKept[band] + nights]
  }

  /// The chance of staying in a state and band but the last from one day to another, not further
  /// apart than the band is wide, while age groups end on those days.
  func kept(state: Int, band: Int, from day: Int, to end: Int, age: Int, ageEnd: [Int]) -> Double {
    var chance = 1.0
    var from = day
    var age = age
    while from < end {
      let to = age + 1 < model.ageGroups ? min(end, ageEnd[age]) : end
      chance *= kept(group: age * model.states + state, band: band, nights: to - from)
      from = to
      age += 1
    }
    return chance
  }
}
