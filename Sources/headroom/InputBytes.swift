import Foundation

/// A file that a command is given, or standard input for `-`; pipes are read as well.
enum InputBytes {
  static func read(_ path: String) throws -> [UInt8] {
    if path == "-" { return try all(of: .standardInput, path) }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw FileProblem("I can't read \(path): there is no such file.")
    }
    guard !isFolder.boolValue else {
      throw FileProblem("I can't read \(path): it is a folder; give the file in it.")
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw FileProblem("I can't read \(path): you may not open it.")
    }
    return try all(of: handle, path)
  }

  private static func all(of handle: FileHandle, _ path: String) throws -> [UInt8] {
    do {
      return [UInt8](try handle.readToEnd() ?? Data())
    } catch {
      throw FileProblem("I can't read \(path): \(error.localizedDescription)")
    }
  }
}

/// A file that could not be read or written.
struct FileProblem: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
