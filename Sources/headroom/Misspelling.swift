/// The word that was meant.
enum Misspelling {
  /// The name nearest to a word; `nil` where none is near.
  ///
  /// Near is one change in words of up to three letters, two in longer ones, three from nine on; or
  /// the first three letters or more of one name alone. Of names equally near, the first.
  static func nearest(to word: String, among names: [String]) -> String? {
    let typed = Array(word.lowercased())
    let allowed = typed.count <= 3 ? 1 : typed.count < 9 ? 2 : 3
    var best: (name: String, distance: Int)?
    for name in names {
      let distance = distance(typed, Array(name))
      if distance <= allowed, distance < name.count, distance < best?.distance ?? Int.max {
        best = (name, distance)
      }
    }
    if let best { return best.name }
    let begun = names.filter { typed.count >= 3 && $0.hasPrefix(word.lowercased()) }
    return begun.count == 1 ? begun.first : nil
  }

  /// Letters put in, left out or changed, and neighbours swapped (optimal string alignment).
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), min(last[j + 1], row[j]) + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
        row.append(cost)
      }
      (before, last) = (last, row)
    }
    return last[b.count]
  }
}
