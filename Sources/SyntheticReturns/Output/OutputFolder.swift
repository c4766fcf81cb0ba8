#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder that is written: beside its place under a temporary name, then moved there whole.
struct OutputFolder {
  /// The place it is to have.
  let target: String
  /// Where it is written.
  let partial: String

  /// Makes the temporary folder.
  ///
  /// - Throws: ``SyntheticReturnsError`` where the place is a file or a folder that is not empty, or
  ///   may not be written to.
  init(_ path: String) throws(SyntheticReturnsError) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard !path.isEmpty else {
      throw SyntheticReturnsError("the folder to write to has no name; give one with --out")
    }
    target = path
    partial = "\(path).partial-\(getpid())"
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw SyntheticReturnsError(
          "\(path) is a file; name a folder that does not exist yet or is empty")
      }
      let names = OutputFolder.entries(path)
      guard names.isEmpty else {
        throw SyntheticReturnsError(
          "\(path) is not empty (it has \(names.sorted().prefix(3).joined(separator: ", "))); name a "
            + "folder that does not exist yet or is empty, so that no real return is mixed with or "
            + "replaced by a synthetic one")
      }
    }
    OutputFolder.remove(partial)
    try OutputFolder.make(partial, whole: true)
  }

  /// Makes a folder; with `whole` those above it too.
  static func make(_ path: String, whole: Bool = false) throws(SyntheticReturnsError) {
    if whole, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      let above = String(path[..<slash])
      if access(above, F_OK) != 0 { try make(above, whole: true) }
    }
    guard mkdir(path, 0o755) == 0 else { throw TableFile.problem(path) }
  }

  /// Moves the folder to its place.
  func finish() throws(SyntheticReturnsError) {
    guard rename(partial, target) == 0 else {
      let problem = TableFile.problem(target)
      OutputFolder.remove(partial)
      throw problem
    }
  }

  /// Removes what has been written so far.
  func discard() { OutputFolder.remove(partial) }

  private static func entries(_ path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      for name in entries(path) { remove("\(path)/\(name)") }
      rmdir(path)
    } else {
      unlink(path)
    }
  }

  /// Writes a small text file.
  func write(_ text: String, as name: String) throws(SyntheticReturnsError) {
    let path = "\(partial)/\(name)"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw TableFile.problem(path) }
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        systemWrite(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done)
      }
      guard count > 0 else {
        close(descriptor)
        throw TableFile.problem(path)
      }
      done += count
    }
    guard close(descriptor) == 0 else { throw TableFile.problem(path) }
  }
}

/// The system's `write`, where a method of that name is in the way.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
