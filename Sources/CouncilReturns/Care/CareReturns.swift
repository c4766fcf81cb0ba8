/// A council's SSDA903 returns. The children and their episodes stay inside this room; what it
/// gives out is counted over children.
public struct CareReturns: Sendable {
  /// The children, in order of first appearance.
  let children: [CareChild]

  /// Each child's episodes once, by child, start and end.
  let episodes: [CareEpisode]

  /// What was read, what of it is used, and what the rules found.
  public let report: ReturnsReport

  /// Reads a folder: one file per table (`episodes.csv`, `header.csv`, `uasc.csv`), or one
  /// sub-folder per year with these files in it.
  ///
  /// An episode that several years' returns hold is one; the latest return's row counts.
  ///
  /// Throws ``ReturnsError`` where the folder has no episodes or a file cannot be read as a table.
  public static func read(folder: String) throws(ReturnsError) -> CareReturns {
    let folder = try CareFolder(folder)
    var builder = CareBuilder()
    for (index, file) in folder.files.enumerated() {
      try builder.read(file, index: index)
    }
    return builder.returns
  }
}
