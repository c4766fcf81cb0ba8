extension LifeBuilder {
  /// Makes one child of the stays of each return within a year, before they are given days.
  ///
  /// A year counts a child's first start and last end once. One who starts, ends and comes back is
  /// one more in the stock than starts less ends say: the arrival becomes a second stay of a child who
  /// started and ended in the year. One who leaves, comes back and leaves again is one fewer: the
  /// departure becomes the earlier stay of such a child. Where no child can be found, the arrival is
  /// a start like others, the departure an end.
  ///
  /// - Returns: the positions in `years` of each such child's two stays, the earlier first.
  mutating func pairReturns(_ years: [Year]) -> [(earlier: Int, later: Int)] {
    var quick = years.indices.filter {
      years[$0].entrySide != nil && years[$0].mark == .ended
        && lives.stays[years[$0].stay].entry == .started
    }
    var pairs: [(earlier: Int, later: Int)] = []
    for index in years.indices {
      let entry = years[index]
      if lives.stays[entry.stay].entry == .arrived, let side = entry.entrySide,
        entry.mark == .open,
        let found = quick.firstIndex(where: { (years[$0].exitSide ?? 2) <= side })
      {
        let partner = quick.remove(at: found)
        lives.stays[entry.stay].child = lives.stays[years[partner].stay].child
        pairs.append((partner, index))
      } else if entry.mark == .departed, let side = entry.exitSide,
        let found = quick.firstIndex(where: { (years[$0].entrySide ?? -1) >= side })
      {
        let partner = quick.remove(at: found)
        lives.stays[years[partner].stay].child = lives.stays[entry.stay].child
        pairs.append((index, partner))
      }
    }
    return pairs
  }
}
