import Cohorts

/// Where the children of a pathway are at the end of a month, given its rates.
struct PathwayMonth {
  /// Of the children of each item: the chance of being elsewhere at the month's end, and the places
  /// where those are, cumulated over the items and, last, the outside.
  struct Moves {
    var leaving: [Double]
    var shares: [Double]

    init(items: Int) {
      leaving = [Double](repeating: 0, count: items)
      shares = [Double](repeating: 0, count: items * (items + 1))
    }

    mutating func set(_ chances: [Double], items: Int) {
      for item in 0..<items {
        let stays = chances[item * items + item]
        leaving[item] = max(0, 1 - stays)
        var running = 0.0
        for place in 0..<items {
          if place != item { running += chances[item * items + place] }
          shares[item * (items + 1) + place] =
            leaving[item] > 0 ? min(1, running / leaving[item]) : 0
        }
        shares[item * (items + 1) + items] = 1
      }
    }
  }

  /// What follows from rates.
  private struct Known {
    var rates: [Double]
    var step: ChainStep
    var present: Moves
    var arriving: Moves

    init(items: Int) {
      rates = [Double](repeating: 0, count: items * (items + 1))
      step = ChainStep(states: items)
      present = Moves(items: items)
      arriving = present
    }

    mutating func set(_ new: [Double]) {
      // Element by element: sharing the caller's storage would cost it a copy every month.
      for place in rates.indices { rates[place] = new[place] }
      step.set(rates: new)
      present.set(step.chances, items: step.states)
      arriving.set(step.arrivals, items: step.states)
    }
  }

  /// The last few: rates a week differ between months of 28, 29, 30 and 31 days, and by no more.
  private var known: [Known]
  private var current = 0
  private var oldest = 0

  /// The chances of the month.
  var step: ChainStep { known[current].step }
  /// Of the children there at the month's start.
  var present: Moves { known[current].present }
  /// Of the children who arrive within the month.
  var arriving: Moves { known[current].arriving }

  init(items: Int) {
    known = [Known](repeating: Known(items: items), count: 4)
  }

  /// - Parameter rates: monthly, from each item (row) to each, and in the last column to the outside.
  mutating func set(rates: [Double]) {
    if let place = known.firstIndex(where: { $0.rates == rates }) {
      current = place
      return
    }
    known[oldest].set(rates)
    current = oldest
    oldest = (oldest + 1) % known.count
  }
}
