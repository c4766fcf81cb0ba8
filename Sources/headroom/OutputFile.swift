import Foundation
import WholeFiles

/// Where a command's table goes: a file, or standard output.
enum OutputFile {
  /// Writes by way of a temporary file, so that nothing half-written takes the place of what was
  /// there; to standard output where no path is given.
  static func write(_ text: String, to path: String?) throws {
    guard let path else {
      Terminal.out(text)
      return
    }
    do {
      try WholeFile.write(Data(text.utf8), to: path)
    } catch {
      throw FileProblem("I can't write \(path): \(WholeFile.reason(error)).")
    }
  }
}
