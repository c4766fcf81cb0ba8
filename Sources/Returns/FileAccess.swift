#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reading and writing of whole files, with errors that say which path and why.
enum FileAccess {
  static func read(_ path: String, named name: String) throws(StatisticsError) -> [UInt8] {
    do {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw StatisticsError(fault: .unreadable(reason: reason(error)), file: name)
    }
  }

  /// The names of the entries of a folder, in code point order.
  static func entries(of folder: String) throws(StatisticsError) -> [String] {
    var isFolder = false
    guard exists(folder, isFolder: &isFolder) else {
      throw StatisticsError(fault: .folderNotFound, file: folder)
    }
    guard isFolder else {
      throw StatisticsError(
        fault: .unreadable(reason: "it is a file, not a folder"), file: folder)
    }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    } catch {
      throw StatisticsError(fault: .unreadable(reason: reason(error)), file: folder)
    }
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return exists(path, isFolder: &isFolder) && isFolder
  }

  private static func exists(_ path: String, isFolder: inout Bool) -> Bool {
    #if canImport(FoundationEssentials)
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    #else
      var flag: ObjCBool = false
      let found = FileManager.default.fileExists(atPath: path, isDirectory: &flag)
      isFolder = flag.boolValue
      return found
    #endif
  }

  /// Writes a folder so that it is there completely or not at all: the files go to a sibling
  /// with a temporary name, which then takes the folder's place.
  static func replaceFolder(
    _ path: String, with files: [(name: String, bytes: [UInt8])]
  ) throws(StatisticsError) {
    let manager = FileManager.default
    let target = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let partial = "\(target).partial-\(ProcessInfo.processInfo.processIdentifier)"
    let previous = "\(target).previous-\(ProcessInfo.processInfo.processIdentifier)"
    do {
      try? manager.removeItem(atPath: partial)
      try manager.createDirectory(atPath: partial, withIntermediateDirectories: true)
      for file in files {
        try Data(file.bytes).write(to: URL(fileURLWithPath: "\(partial)/\(file.name)"))
      }
      if exists(target) {
        try manager.moveItem(atPath: target, toPath: previous)
        do {
          try manager.moveItem(atPath: partial, toPath: target)
        } catch {
          try? manager.moveItem(atPath: previous, toPath: target)
          throw error
        }
        try? manager.removeItem(atPath: previous)
      } else {
        try manager.moveItem(atPath: partial, toPath: target)
      }
    } catch {
      try? manager.removeItem(atPath: partial)
      throw StatisticsError(fault: .cannotWrite(reason: reason(error)), file: path)
    }
  }

  private static func reason(_ error: any Error) -> String {
    if let error = error as? CocoaError {
      switch error.code {
      case .fileReadNoSuchFile, .fileNoSuchFile: return "there is no such file"
      case .fileReadNoPermission, .fileWriteNoPermission: return "permission denied"
      case .fileWriteOutOfSpace: return "no space left"
      case .fileWriteVolumeReadOnly: return "the disk is read-only"
      case .fileWriteFileExists: return "a file of that name is in the way"
      default: break
      }
    }
    return "\(error)"
  }
}
