import Foundation

/// The tables of a folder of SSDA903 returns: one file per table, or a sub-folder per year.
struct CareFolder {
  /// One file of it.
  struct File: Hashable {
    /// The path below the folder.
    let name: String

    /// The full path.
    let path: String

    /// The year in the name of its folder; 0 where it has none.
    let year: Int

    /// The table, by the file's name.
    let table: String
  }

  let files: [File]

  /// Lists the CSV files, in order of years and names.
  ///
  /// Throws ``ReturnsError`` where the folder cannot be read or has no episodes.
  init(_ path: String) throws(ReturnsError) {
    let names: [String]
    do {
      names = try FileManager.default.subpathsOfDirectory(atPath: path)
    } catch {
      throw ReturnsError(
        file: path,
        reason: "cannot be read as a folder; name the folder that holds the SSDA903 tables")
    }
    files = names.filter { $0.lowercased().hasSuffix(".csv") }.map { name in
      let parts = name.split(separator: "/")
      let stem = parts.last.map { String($0.dropLast(4)).lowercased() } ?? ""
      return File(
        name: name, path: "\(path)/\(name)",
        year: parts.dropLast().last.flatMap { Int($0.prefix(4)) } ?? 0, table: stem)
    }.sorted { ($0.year, $0.name) < ($1.year, $1.name) }
    guard files.contains(where: { $0.table == "episodes" }) else {
      throw ReturnsError(
        file: path,
        reason: "has no episodes.csv, neither at its top nor in a folder a year; without episodes "
          + "there is nothing to project")
    }
  }
}
