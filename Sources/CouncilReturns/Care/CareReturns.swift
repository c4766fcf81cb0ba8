/// A council's SSDA903 returns. The children and their episodes stay inside this room; what it
/// gives out is counted over children.
public struct CareReturns: Sendable {
  /// The children, in order of first appearance.
  let children: [CareChild]

  /// Each child's episodes once, by child and start. Those of children without a date of birth and
  /// those that cease before they commence are among them; the report counts them as set aside, and
  /// so does whatever counts nights or events.
  let episodes: [CareEpisode]

  /// What was read, what of it is used, and what the rules found.
  public let report: ReturnsReport

  /// Reads a folder: one file per table (`episodes.csv`, `header.csv`, `uasc.csv`…), one sub-folder
  /// per year with these files in it, or the XML files that DfE's COLLECT takes.
  ///
  /// An episode that several years' returns hold is one; the latest return's row counts. A row or
  /// file that cannot be used is set aside and reported.
  ///
  /// Throws ``ReturnsError`` where the folder cannot be read or no file of it has episodes.
  public static func read(folder: String) throws(ReturnsError) -> CareReturns {
    let files = try CareFolder(folder)
    var builder = CareBuilder()
    builder.read(files)
    let settled = CareSettlement(&builder)
    let report = settled.findings.report
    guard report.counts.contains(where: { $0.table == CareTable.episodes.rawValue }) else {
      throw ReturnsError(
        file: folder,
        reason: "has no table of episodes, neither at its top nor in a folder a year; without "
          + "episodes there is nothing to count")
    }
    return CareReturns(
      children: settled.children, episodes: settled.episodes, report: report)
  }

  /// The number of used episodes by group of placement, groups without any left out.
  public var episodesByPlacement: [(group: CarePlacementGroup, episodes: Int)] {
    var counts: [CarePlacementGroup: Int] = [:]
    for episode in episodes { counts[CarePlacementGroup(episode.placement), default: 0] += 1 }
    return CarePlacementGroup.allCases.compactMap { group in counts[group].map { (group, $0) } }
  }
}
