/// Where the people of a census model may go, flat: what every way of drawing shares has in common.
struct CensusFrame: Sendable {
  let ages: Int
  let states: Int
  /// Whether a cell has a place at its age.
  let hasPlace: [Bool]
  /// Where the ways of each cell begin in ``wayState``; one more than there are cells.
  let wayStart: [Int]
  let wayState: [Int]
  /// Where the entry ways of each age begin in ``entryState``; one more than there are ages.
  let entryStart: [Int]
  let entryState: [Int]

  var cells: Int { ages * states }
}
