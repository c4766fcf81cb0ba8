import DelimitedText
import Results
import ScenarioLanguage

/// The tables of a run, each file read once and hashed for the manifest.
final class ScenarioTables {
  private let provider: TableProvider
  private var read: [String: DelimitedTable] = [:]
  /// The files read, with their hashes, in the order of reading.
  private(set) var inputs: [InputFile] = []

  init(provider: TableProvider) {
    self.provider = provider
  }

  /// The table of a file.
  ///
  /// - Throws: ``EngineError`` at the file's place in the scenario where it can't be read, and at its
  ///   own line and column where it is malformed.
  func table(_ file: DataFile) throws(EngineError) -> TableReader {
    if let known = read[file.resolvedPath] { return TableReader(table: known, file: file) }
    let bytes: [UInt8]
    do {
      bytes = try provider.read(file.resolvedPath)
    } catch {
      throw EngineError(
        error.message,
        location: "\(file.location.file):\(file.location.line):\(file.location.column)")
    }
    let table: DelimitedTable
    do {
      table = try DelimitedTable(bytes: bytes, file: file.path)
    } catch {
      throw EngineError(error.explanation, location: "\(error.file):\(error.line):\(error.column)")
    }
    inputs.append(InputFile(name: file.path, role: "data", contents: bytes))
    read[file.resolvedPath] = table
    let reader = TableReader(table: table, file: file)
    guard table.rowCount > 0 else {
      throw reader.fault(
        nil, nil, "there is no row below the header, so there is nothing to count.")
    }
    return reader
  }
}
