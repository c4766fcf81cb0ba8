/// The word most like a mistyped one.
enum Nearest {
  /// The word that takes the fewest insertions, removals and replacements (Levenshtein), the first of
  /// equals; `nil` where more than half of the letters would have to change.
  static func word(to typed: String, among words: [String]) -> String? {
    let letters = Array(typed.lowercased())
    var best: (word: String, distance: Int)?
    for word in words {
      let distance = self.distance(letters, Array(word.lowercased()))
      if distance < best?.distance ?? .max { best = (word, distance) }
    }
    guard let best, best.distance * 2 <= max(letters.count, best.word.count) else { return nil }
    return best.word
  }

  private static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var row = Array(0...second.count)
    for (i, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in second.enumerated() {
        let change = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(change, row[j] + 1, diagonal + 1)
      }
    }
    return row[second.count]
  }
}
