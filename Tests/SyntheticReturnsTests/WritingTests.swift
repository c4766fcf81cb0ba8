import Foundation
import SyntheticReturns
import Testing

@Suite("Writing synthetic returns")
struct WritingTests {
  @Test("One seed gives the same bytes, another seed others")
  func bytes() throws {
    let size = SyntheticCouncil.Options.Size.scaled(0.2)
    func files(_ seed: UInt64) throws -> [String: [UInt8]] {
      try Synthetic.withFolder { folder in
        try Synthetic.council(years: 2025...2025, seed: seed, size: size).write(to: folder)
        return try Synthetic.contents(folder)
      }
    }
    let first = try files(5)
    let (again, other) = (try files(5), try files(6))
    #expect(again == first)
    #expect(other != first)
  }

  @Test("Every file says that it is synthetic")
  func labels() throws {
    try Synthetic.withFolder { folder in
      try Synthetic.council(years: 2025...2025, size: .scaled(0.05)).write(to: folder)
      let files = try Synthetic.contents(folder)
      #expect(files.keys.contains("README.txt") && files.keys.contains("SYNTHETIC.txt"))
      #expect(files.keys.contains("manifest-synthetic.json"))
      for (name, bytes) in files {
        let text = String(decoding: bytes, as: UTF8.self)
        if name.hasSuffix(".csv") {
          let lines = text.split(separator: "\n")
          #expect(lines[0].hasSuffix(",SYNTHETIC"), "\(name)")
          #expect(lines.dropFirst().allSatisfy { $0.hasSuffix(",yes") }, "\(name)")
        } else {
          #expect(text.lowercased().contains("synthetic"), "\(name)")
        }
      }
      let readme = String(decoding: files["README.txt"] ?? [], as: UTF8.self)
      #expect(readme.contains("--area \"Bromley\"") && readme.contains("--seed 1"))
    }
  }

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test("An unknown area is refused with those spelt nearly so")
  func unknownArea() {
    let text = message { _ = try Synthetic.council("Bromly") }
    #expect(text.contains("Bromley"))
  }

  @Test("Years without figures are refused")
  func years() {
    let text = message { _ = try Synthetic.council(years: 2024...2026) }
    #expect(text.contains("31 March 2026") && text.contains("--years"))
    let early = message { _ = try Synthetic.council(years: 2015...2016) }
    #expect(early.contains("31 March 2014"))
    let many = message { _ = try Synthetic.council(years: 1900...2025) }
    #expect(many.contains("too many"))
  }

  @Test("Sizes that cannot be made are refused")
  func sizes() {
    for size: SyntheticCouncil.Options.Size in [
      .scaled(0), .scaled(.nan), .scaled(-1), .scaled(1e9), .lookedAfter(0),
    ] {
      let text = message { _ = try Synthetic.council(size: size) }
      #expect(!text.isEmpty, "\(size)")
    }
    let censuses = message { _ = try Synthetic.council(censuses: -1) }
    #expect(censuses.contains("-1"))
  }

  @Test("A folder that is not empty is left alone; one that is empty is used")
  func folders() throws {
    let council = try Synthetic.council(years: 2025...2025, size: .scaled(0.05))
    try Synthetic.withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false)
      try "real".write(toFile: "\(folder)/episodes.csv", atomically: true, encoding: .utf8)
      let text = message { try council.write(to: folder) }
      #expect(text.contains("not empty") && text.contains("episodes.csv"))
      let left = try Synthetic.contents(folder)
      #expect(left.keys.sorted() == ["episodes.csv"])
      try FileManager.default.removeItem(atPath: "\(folder)/episodes.csv")
      try council.write(to: folder + "/")
      let written = try Synthetic.contents(folder)
      #expect(written.keys.contains("README.txt"))
    }
  }

  @Test("A file in the way and a place that may not be written to are refused")
  func unwritable() throws {
    let council = try Synthetic.council(years: 2025...2025, size: .scaled(0.05))
    try Synthetic.withFolder { path in
      try "text".write(toFile: path, atomically: true, encoding: .utf8)
      let file = message { try council.write(to: path) }
      #expect(file.contains("is a file"))
      let below = message { try council.write(to: "\(path)/below") }
      #expect(below.contains("cannot write"))
    }
    let unnamed = message { try council.write(to: "") }
    #expect(unnamed.contains("--out"))
    let closed = message { try council.write(to: "/proc/synthetic") }
    #expect(closed.contains("cannot write"))
  }
}
