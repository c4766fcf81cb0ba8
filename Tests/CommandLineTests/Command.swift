import Foundation

/// The built command, run in a process of its own.
enum Command {
  /// What a run of the command came to.
  struct Outcome {
    let status: Int32
    let output: String
    let messages: String
  }

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  static let shared = "\(root)/../shared"

  static var hasShared: Bool { FileManager.default.fileExists(atPath: "\(shared)/data/public") }

  /// The binary that was built with these tests: beside the test bundle, or in the build folder.
  static let binary: String = {
    let places = CommandLine.arguments.prefix(1).map {
      ($0 as NSString).deletingLastPathComponent + "/headroom"
    }
    let build = ["release", "debug"].map { "\(root)/.build/\($0)/headroom" }
    return (places + build).first { FileManager.default.isExecutableFile(atPath: $0) }
      ?? "\(root)/.build/release/headroom"
  }()

  static func run(_ arguments: [String], in folder: String? = nil) throws -> Outcome {
    try run(binary, arguments, in: folder)
  }

  /// Runs a line as it is typed into a shell, the built command on the search path.
  static func shell(_ line: String, in folder: String) throws -> Outcome {
    let place = (binary as NSString).deletingLastPathComponent
    return try run("/bin/bash", ["-c", "PATH='\(place)':$PATH; \(line)"], in: folder)
  }

  private static func run(
    _ program: String, _ arguments: [String], in folder: String?
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder ?? root)
    let base = NSTemporaryDirectory() + UUID().uuidString
    try Data().write(to: URL(fileURLWithPath: base + ".out"))
    try Data().write(to: URL(fileURLWithPath: base + ".err"))
    defer {
      try? FileManager.default.removeItem(atPath: base + ".out")
      try? FileManager.default.removeItem(atPath: base + ".err")
    }
    let output = try FileHandle(forWritingTo: URL(fileURLWithPath: base + ".out"))
    let messages = try FileHandle(forWritingTo: URL(fileURLWithPath: base + ".err"))
    process.standardOutput = output
    process.standardError = messages
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try output.close()
    try messages.close()
    func text(_ path: String) -> String {
      String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
    return Outcome(
      status: process.terminationStatus, output: text(base + ".out"),
      messages: text(base + ".err"))
  }

  /// A folder of its own for a test, removed when the body ends.
  static func temporary<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = NSTemporaryDirectory() + "headroom-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  /// Files below a folder with their bytes; the run store is left out, because it holds the time at
  /// which a run was recorded.
  static func contents(_ folder: String) -> [String: Data] {
    var files: [String: Data] = [:]
    let walker = FileManager.default.enumerator(atPath: folder)
    while let name = walker?.nextObject() as? String {
      if name.contains("headroom.sqlite") { continue }
      if let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") {
        files[name] = bytes
      }
    }
    return files
  }

  /// A table's header and rows; none of these tables has quoted fields.
  static func table(_ text: String) -> [[String: String]] {
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }
}
