import CouncilReturns
import Foundation
import Testing

@Suite("Damaged SSDA903 returns")
struct CareDamageTests {
  /// Numbers from a fixed start, so that every run damages the same bytes.
  struct Numbers {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(bound, 1)
    }
  }

  static func damaged(_ text: String, _ numbers: inout Numbers) -> Data {
    var bytes = [UInt8](text.utf8)
    for _ in 0...numbers.next(below: 6) {
      guard !bytes.isEmpty else { break }
      let at = numbers.next(below: bytes.count)
      switch numbers.next(below: 7) {
      case 0: bytes[at] = UInt8(numbers.next(below: 256))
      case 1: bytes.remove(at: at)
      case 2: bytes.insert(0x22, at: at)
      case 3: bytes.insert(0x2C, at: at)
      case 4: bytes.insert(0x0A, at: at)
      case 5: bytes.removeSubrange(at..<min(bytes.count, at + 40))
      default: bytes[at] = 0x30 + UInt8(numbers.next(below: 10))
      }
    }
    return Data(bytes)
  }

  @Test("no damage traps, loses a row or shows a value", arguments: 0..<400)
  func damage(_ seed: Int) throws {
    var numbers = Numbers(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
    let isXML = seed % 4 == 0
    let files: [String: Data] =
      isXML
      ? ["ssda903_2019.xml": Self.damaged(CareReadingTests.xml, &numbers)]
      : [
        "2019/episodes.csv": Self.damaged(CareFixture.episodes, &numbers),
        "2019/header.csv": Self.damaged(CareFixture.header, &numbers),
        "2019/uasc.csv": Self.damaged(CareFixture.uasc, &numbers),
      ]
    let report: ReturnsReport
    do {
      report = try CareFixture.read(files)
    } catch is ReturnsError {
      // XML may be damaged beyond its first child.
      #expect(isXML)
      return
    }
    let addUp = report.counts.allSatisfy(\.addsUp)
    #expect(addUp)
    for finding in report.findings {
      let said = finding.file + (finding.column ?? "") + finding.message + finding.action
      let shown = CareFixture.secrets.first { said.contains($0) }
      #expect(shown == nil)
    }
  }
}
