import Foundation
import Testing
import WholeFiles

@Suite("Files that are there whole or not at all")
struct WholeFilesTests {
  private func temporary(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private func entries(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test("a file is replaced, a link followed, and nothing stays beside them")
  func replaced() throws {
    try temporary { folder in
      let file = "\(folder)/a.csv"
      try WholeFile.write(Data("first".utf8), to: file)
      try WholeFile.write(Data("second".utf8), to: file)
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link.csv", withDestinationPath: file)
      try WholeFile.write(Data("third".utf8), to: "\(folder)/link.csv")
      #expect(FileManager.default.contents(atPath: file) == Data("third".utf8))
      #expect(try entries(folder) == ["a.csv", "link.csv"])
    }
  }

  @Test("what cannot be written leaves what was there")
  func refused() throws {
    try temporary { folder in
      try FileManager.default.createDirectory(
        atPath: "\(folder)/full", withIntermediateDirectories: true)
      try Data("kept".utf8).write(to: URL(fileURLWithPath: "\(folder)/full/kept"))
      #expect(throws: (any Error).self) {
        try WholeFile.write(Data("new".utf8), to: "\(folder)/full")
      }
      #expect(throws: (any Error).self) {
        try WholeFile.write(Data("new".utf8), to: "\(folder)/full/kept/file")
      }
      #expect(try entries(folder) == ["full"])
      #expect(try entries("\(folder)/full") == ["kept"])
      try WholeFile.write(Data("new".utf8), to: "\(folder)/made/for/it")
      #expect(try entries("\(folder)/made/for") == ["it"])
    }
  }

  @Test("a device is written to, not replaced")
  func device() throws {
    try WholeFile.write(Data("gone".utf8), to: "/dev/null")
    let kind = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
    #expect(kind as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test("what a dead process left goes, what a living one writes stays")
  func swept() throws {
    try temporary { folder in
      // A process that has ended and was waited for.
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/true")
      try process.run()
      process.waitUntilExit()
      let dead = ".a.csv.\(process.processIdentifier).partial"
      let living = ".a.csv.1.partial"
      let other = ".b.csv.\(process.processIdentifier).partial"
      for name in [dead, living, other] {
        try Data("half".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      }
      let path = PartialPath.make(for: "\(folder)/a.csv/")
      #expect(path.hasPrefix("\(folder)/.a.csv.") && path.hasSuffix(".partial"))
      #expect(try entries(folder) == [living, other].sorted())
    }
  }
}
