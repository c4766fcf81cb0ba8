import Foundation
import Results
import RunStore
import Testing

@Suite("The run store")
struct StoreTests {
  @Test("records a run whole, gives its files back, and leaves a second recording as it is")
  func records() throws {
    try Samples.folder { folder in
      let path = "\(folder)/deep/headroom.sqlite"
      let store = try RunStore(path, for: .writing)
      #expect(try Samples.record(store) == .added)
      #expect(try Samples.record(store) == .unchanged)
      let reader = try RunStore(path, for: .reading)
      let run = try reader.run("0123456789ab")
      #expect(run.name == "bromley")
      #expect(run.seed == "18446744073709551615")
      #expect(run.checksPassed == 1)
      #expect(run.checksFailed == 1)
      #expect(run.origin == Samples.origin)
      #expect(
        run.origin.command == "headroom run scenarios/bromley.scenario --statistics seeds")
      let files = try reader.files(of: run.id)
      #expect(files.map(\.name) == ["ledger.csv", "manifest.json", "mtfs.csv"])
      #expect(files.last?.content == Array(Samples.mtfs.utf8))
      #expect(try reader.inspect().isSound)
    }
  }

  @Test("a path with spaces and quotes is one word of the command that makes the run again")
  func quoting() {
    let origin = RunOrigin(
      scenario: "our plan's.scenario", statistics: "", folder: "", recordedAt: "")
    #expect(origin.command == "headroom run 'our plan'\\''s.scenario'")
  }

  @Test("never overwrites a finished run with other bytes, and names the file")
  func refusesOther() throws {
    try Samples.folder { folder in
      let store = try RunStore("\(folder)/s.sqlite", for: .writing)
      _ = try Samples.record(store)
      var files = Samples.files
      files[1].bytes.append(0x20)
      let error = Samples.failure {
        _ = try store.record(
          Samples.run(), name: "bromley", files: files, origin: Samples.origin)
      }
      #expect(error?.kind == .conflict)
      #expect(error?.description.contains("another mtfs.csv") == true)
      #expect(try store.file("mtfs.csv", of: "0123456789ab").content == Samples.files[1].bytes)
    }
  }

  @Test("finds a run by id, beginning, name and latest; says the nearest where there is none")
  func finds() throws {
    try Samples.folder { folder in
      let store = try RunStore("\(folder)/s.sqlite", for: .writing)
      #expect(
        Samples.failure { _ = try store.run("latest") }?.description.contains("no run yet") == true)
      _ = try Samples.record(store)
      _ = try Samples.record(store, id: "0123ffffffff", name: "transport")
      _ = try Samples.record(store, id: "aaaaffffffff", name: "bromley")
      #expect(try store.run("latest").id == "aaaaffffffff")
      #expect(try store.run("bromley").id == "aaaaffffffff")
      #expect(try store.run("transport").id == "0123ffffffff")
      #expect(try store.run("01234").id == "0123456789ab")
      let several = #expect(throws: StoreError.self) { try store.run("0123") }
      #expect(several?.description.contains("beginning of 2 runs") == true)
      let near = Samples.failure { _ = try store.run("0123456789ac") }
      #expect(near?.kind == .unknown)
      #expect(near?.description.contains("nearest is 0123456789ab (bromley)") == true)
      let name = Samples.failure { _ = try store.run("bromely") }
      #expect(name?.description.contains("nearest is bromley") == true)
      let far = Samples.failure { _ = try store.run("zzzzzzzzzzzzzzzzzzz") }
      #expect(far?.description.contains("nearest") == false)
      let file = Samples.failure { _ = try store.file("mfts.csv", of: "0123456789ab") }
      #expect(file?.description.contains("it has ledger.csv, manifest.json, mtfs.csv") == true)
    }
  }

  @Test("prune keeps the newest of each name, and all that is signed or archived")
  func prunes() throws {
    try Samples.folder { folder in
      let store = try RunStore("\(folder)/s.sqlite", for: .writing)
      for digit in ["1", "2", "3", "4", "5"] {
        _ = try Samples.record(store, id: String(repeating: digit, count: 12))
      }
      _ = try Samples.record(store, id: "666666666666", name: "other")
      let signature = Signature(
        role: "approver", signedBy: "Director", signedOn: "2026-01-15", note: "")
      try store.sign("111111111111", signature)
      #expect(try store.signatures(of: "111111111111") == [signature])
      try store.archive("222222222222")
      #expect(try store.runs(includingArchived: false).runs.count == 5)
      #expect(try store.prune(keep: 1, dryRun: true).map(\.id) == ["444444444444", "333333333333"])
      #expect(try store.runs().runs.count == 6)
      #expect(
        try store.prune(keep: 1, dryRun: false).map(\.id) == ["444444444444", "333333333333"])
      #expect(
        try store.runs().runs.map(\.id) == [
          "666666666666", "555555555555", "222222222222", "111111111111",
        ])
      #expect(try store.files(of: "333333333333").isEmpty)
      try store.archive("222222222222", false)
      #expect(try store.prune(keep: 1, dryRun: false).map(\.id) == ["222222222222"])
      #expect(Samples.failure { _ = try store.prune(keep: 0, dryRun: false) }?.kind == .malformed)
      #expect(try store.inspect().isSound)
    }
  }

  @Test("eight writers at once make one store with every run in it")
  func severalWriters() async throws {
    let folder = NSTemporaryDirectory() + "headroom-store-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/s.sqlite"
    await withTaskGroup(of: Bool.self) { group in
      for writer in 0..<8 {
        group.addTask {
          for run in 0..<4 {
            let id = "\(writer)\(run)" + String(repeating: "e", count: 10)
            guard let store = try? RunStore(path, for: .writing),
              (try? Samples.record(store, id: id)) == .added
            else { return false }
          }
          return true
        }
      }
      for await done in group { #expect(done) }
    }
    let store = try RunStore(path, for: .reading)
    #expect(try store.runs().runs.count == 32)
    #expect(try store.inspect().isSound)
  }
}
