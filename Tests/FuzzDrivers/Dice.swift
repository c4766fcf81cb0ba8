import Foundation

/// Bytes of an input as decisions; noughts when they run out.
struct Dice {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isSpent: Bool { position >= bytes.count }

  mutating func byte() -> Int {
    guard position < bytes.count else { return 0 }
    defer { position += 1 }
    return Int(bytes[position])
  }

  /// A number below a limit.
  mutating func below(_ limit: Int) -> Int {
    guard limit > 1 else { return 0 }
    return limit <= 256 ? byte() % limit : (byte() << 8 | byte()) % limit
  }

  mutating func pick<T>(_ all: [T]) -> T { all[below(all.count)] }
}

/// Files to start from: those that ship and those of the corpus, as if they lay in `/f`.
enum Bases {
  static let files: [String: String] = {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<8 {
      folder.deleteLastPathComponent()
      let shipped = folder.appendingPathComponent("scenarios")
      guard FileManager.default.fileExists(atPath: shipped.path) else { continue }
      var result: [String: String] = [:]
      for part in ["Tests/Corpus/good", "scenarios"] {
        let from = folder.appendingPathComponent(part)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: from.path)) ?? []
        for name in names where name.hasSuffix(".scenario") {
          result["/f/\(name)"] = try? String(
            contentsOf: from.appendingPathComponent(name), encoding: .utf8)
        }
      }
      return result
    }
    return [:]
  }()
  static let names: [String] = files.keys.sorted()
}
