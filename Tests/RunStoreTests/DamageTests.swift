import Foundation
import Results
import RunStore
import Testing

@Suite("Stores that cannot be used as they are")
struct DamageTests {
  @Test("an absent store is no error of the database but a sentence")
  func absent() throws {
    try Samples.folder { folder in
      let error = Samples.failure { _ = try RunStore("\(folder)/no.sqlite", for: .reading) }
      #expect(error?.kind == .absent)
      #expect(error?.description.contains("headroom run FILE.scenario") == true)
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/no.sqlite"))
    }
  }

  @Test("a folder, a path below a file, and another program's file are refused")
  func foreign() throws {
    try Samples.folder { folder in
      #expect(Samples.failure { _ = try RunStore(folder, for: .writing) }?.kind == .inaccessible)
      let text = "\(folder)/notes.txt"
      let notes = Data("these are no pages of a database, however long they go on".utf8)
      try notes.write(to: URL(fileURLWithPath: text))
      #expect(
        Samples.failure { _ = try RunStore("\(text)/s.sqlite", for: .writing) }?.kind
          == .inaccessible)
      let error = Samples.failure { _ = try RunStore(text, for: .writing) }
      #expect(error?.kind == .damaged)
      #expect(FileManager.default.contents(atPath: text) == notes)
    }
  }

  @Test("a store of a newer version is refused, and not touched")
  func newer() throws {
    try Samples.folder { folder in
      let path = "\(folder)/s.sqlite"
      _ = try Samples.record(try RunStore(path, for: .writing))
      // Bytes 60 to 63 of the first page are the user version.
      try overwrite(path, at: 60, [0, 0, 0, 99])
      let before = FileManager.default.contents(atPath: path)
      for purpose in [RunStore.Purpose.reading, .writing] {
        let error = Samples.failure { _ = try RunStore(path, for: purpose) }
        #expect(error?.kind == .newer)
        #expect(error?.description.contains("layout 99") == true)
      }
      #expect(FileManager.default.contents(atPath: path) == before)
    }
  }

  @Test("another program's database is told from a store")
  func otherDatabase() throws {
    try Samples.folder { folder in
      let path = "\(folder)/s.sqlite"
      _ = try Samples.record(try RunStore(path, for: .writing))
      // Bytes 68 to 71 are the application's mark.
      try overwrite(path, at: 68, [0, 0, 0, 1])
      let error = Samples.failure { _ = try RunStore(path, for: .reading) }
      #expect(error?.kind == .foreign)
    }
  }

  @Test("changed bytes of a file are found, explained, and put right by the same run")
  func changedContent() throws {
    try Samples.folder { folder in
      let path = "\(folder)/s.sqlite"
      do {
        let store = try RunStore(path, for: .writing)
        _ = try Samples.record(store)
        _ = try Samples.record(store, id: "aaaaaaaaaaaa", name: "other")
      }
      let bytes = Array(FileManager.default.contents(atPath: path) ?? Data())
      let needle = Array("general-fund,buses".utf8)
      let place = try #require(
        (0..<(bytes.count - needle.count)).first {
          Array(bytes[$0..<($0 + needle.count)]) == needle
        })
      try overwrite(path, at: place, Array("general-FUND,buses".utf8))
      let store = try RunStore(path, for: .writing)
      let inspection = try store.inspect()
      #expect(!inspection.isSound)
      let damaged = inspection.runs.filter { !$0.problems.isEmpty }
      #expect(damaged.count == 1)
      let hurt = try #require(damaged.first)
      #expect(hurt.problems == ["mtfs.csv has not the hash that was recorded"])
      let error = Samples.failure { _ = try store.file("mtfs.csv", of: hurt.id) }
      #expect(error?.kind == .damaged)
      let whole = hurt.id == "aaaaaaaaaaaa" ? "0123456789ab" : "aaaaaaaaaaaa"
      #expect(try store.file("mtfs.csv", of: whole).content == Samples.files[1].bytes)
      #expect(try Samples.record(store, id: hurt.id, name: hurt.name) == .repaired)
      #expect(try store.inspect().isSound)
    }
  }

  @Test("pages overwritten at random never trap, and what is given back is what was written")
  func damagedPages() throws {
    try Samples.folder { folder in
      let path = "\(folder)/s.sqlite"
      do {
        let store = try RunStore(path, for: .writing)
        for digit in "123456789" {
          _ = try Samples.record(store, id: String(repeating: digit, count: 12))
        }
      }
      let sound = try #require(FileManager.default.contents(atPath: path))
      var state: UInt64 = 1
      var refused = 0
      var read = 0
      for _ in 0..<60 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let place = Int(state >> 33) % (sound.count - 600)
        try sound.write(to: URL(fileURLWithPath: path))
        try overwrite(path, at: place, (0..<600).map { UInt8(truncatingIfNeeded: $0 &* 37) })
        do {
          let store = try RunStore(path, for: .reading)
          _ = try store.inspect()
          for run in try store.runs().runs {
            guard let file = try? store.file("mtfs.csv", of: run.id) else { continue }
            #expect(file.content == Samples.files[1].bytes)
            read += 1
          }
        } catch {
          #expect(error is StoreError)
          refused += 1
        }
        for suffix in ["-wal", "-shm"] {
          try? FileManager.default.removeItem(atPath: path + suffix)
        }
      }
      #expect(read > 100)
      #expect(refused < 60)
    }
  }

  private func overwrite(_ path: String, at place: Int, _ bytes: [UInt8]) throws {
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try handle.seek(toOffset: UInt64(place))
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
  }
}
