/// The words that open blocks and lines, and those that start clauses.
enum Vocabulary {
  static let blocks: Set<String> = [
    "settings", "measure", "assumption", "cost", "lever", "scenario", "compare", "report", "check",
    "contract", "pathway", "regression", "ask",
  ]
  static let lines: Set<String> = [
    "edition", "title", "import", "category", "census", "fund", "unit", "covariate", "figure",
  ]
  /// Blocks inside blocks: inner word to outer word.
  static let nested = ["override": "scenario", "suppose": "ask"]
  static let common = ["label", "note", "source", "owner", "reviewed", "confidence", "impact"]
  static let evidence: Set<String> = ["source", "owner", "reviewed", "confidence", "impact"]
  static let clauses: [String: [String]] = [
    "settings": ["area", "horizon", "prices", "weeks", "school", "runs"],
    "measure": ["split", "history", "forecast", "follows", "starts", "projection"] + common,
    "assumption": ["when", "in", "onwards", "moves"] + common,
    "cost": ["for", "at", "inflates", "charged", "shared"] + common,
    "lever": [
      "move", "divert", "reduce", "increase", "set", "cap", "from", "until", "over", "lag",
      "fades", "full", "after", "delivers", "spend",
    ] + common,
    "scenario": ["covers", "use", "drop", "override"] + common,
    "override": ["is", "from", "because"] + common,
    "compare": ["show"],
    "report": [
      "baseline", "scenarios", "years", "lines", "prices", "split", "present", "show", "gap",
    ],
    "contract": [
      "provides", "serves", "replaces", "at", "inflates", "paid", "filled", "from", "until", "lag",
      "over", "full",
    ] + common,
    "pathway": ["rates", "enter", "leave", "transfer", "age", "limit"] + common,
    "regression": ["family", "exposure", "level", "explained", "fitted", "holding"] + common,
    "ask": [
      "starting", "suppose", "show", "find", "chance", "size", "rank", "benchmark",
    ],
    "suppose": [
      "move", "divert", "reduce", "increase", "set", "cap", "from", "until", "over", "lag",
      "fades", "full",
    ],
    "check": ["expect"],
  ]
}

/// The nearest of some words, by edits, where it is near enough to suggest.
func nearest(_ word: String, in candidates: some Sequence<String>) -> String? {
  let letters = Array(word)
  let limit = max(1, min(3, letters.count / 3 + 1))
  var best: (word: String, distance: Int)?
  for candidate in candidates where abs(candidate.utf8.count - word.utf8.count) <= 4 * limit {
    let other = Array(candidate)
    guard abs(other.count - letters.count) <= limit else { continue }
    let distance = editDistance(letters, other)
    guard distance <= limit else { continue }
    // The first in the alphabet of those that are equally near.
    if let found = best, (found.distance, found.word) <= (distance, candidate) { continue }
    best = (candidate, distance)
  }
  return best?.word
}

/// Insertions, deletions, substitutions and swaps of neighbours between two words.
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  var previous = Array(0...right.count)
  var beforePrevious = previous
  for row in 0..<left.count {
    var current = [row + 1] + Array(repeating: 0, count: right.count)
    for column in 0..<right.count {
      let cost = left[row] == right[column] ? 0 : 1
      current[column + 1] = min(
        previous[column] + cost, previous[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        current[column + 1] = min(current[column + 1], beforePrevious[column - 1] + 1)
      }
    }
    beforePrevious = previous
    previous = current
  }
  return previous[right.count]
}
