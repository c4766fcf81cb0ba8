/// The simplex search of Nelder and Mead (1965) over the unit cube, restarted until it no longer
/// improves.
enum NelderMead {
  /// The lowest place found from a start, with points outside the cube moved to its surface.
  static func minimiseInUnitCube(
    from start: [Double], _ function: ([Double]) -> Double
  ) -> (place: [Double], value: Double) {
    var best = (place: start, value: function(start))
    for size in [0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001] {
      let found = search(from: best.place, size: size, function)
      let gain = best.value - found.value
      if found.value < best.value { best = found }
      if gain <= 1e-13 * abs(best.value) && size < 0.05 { break }
    }
    return best
  }

  private static func search(
    from start: [Double], size: Double, _ function: ([Double]) -> Double
  ) -> (place: [Double], value: Double) {
    var simplex = [(place: start, value: function(start))]
    for j in start.indices {
      var place = start
      place[j] += place[j] > 0.5 ? -size : size
      simplex.append((place, function(place)))
    }
    let last = start.count
    for _ in 0..<(200 * start.count) {
      simplex.sort { $0.value < $1.value }
      let spread = simplex[last].value - simplex[0].value
      if spread <= 1e-15 * abs(simplex[0].value) { break }
      let centre = start.indices.map { j in
        simplex[0..<last].reduce(0) { $0 + $1.place[j] } / Double(last)
      }
      func move(_ factor: Double) -> (place: [Double], value: Double) {
        let place = start.indices.map { j in
          min(max(centre[j] + factor * (simplex[last].place[j] - centre[j]), 0), 1)
        }
        return (place, function(place))
      }
      let reflected = move(-1)
      if reflected.value < simplex[0].value {
        let expanded = move(-2)
        simplex[last] = expanded.value < reflected.value ? expanded : reflected
      } else if reflected.value < simplex[last - 1].value {
        simplex[last] = reflected
      } else {
        let contracted = move(reflected.value < simplex[last].value ? -0.5 : 0.5)
        if contracted.value < min(reflected.value, simplex[last].value) {
          simplex[last] = contracted
        } else {
          for i in 1...last {
            let place = start.indices.map {
              (simplex[i].place[$0] + simplex[0].place[$0]) / 2
            }
            simplex[i] = (place, function(place))
          }
        }
      }
    }
    simplex.sort { $0.value < $1.value }
    return simplex[0]
  }
}
