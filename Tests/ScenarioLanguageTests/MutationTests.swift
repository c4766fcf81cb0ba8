import ScenarioLanguage
import Testing

@Suite("Broken files")
struct MutationTests {
  /// Byte ranges of the words, numbers and texts of a file.
  static func tokens(_ text: String) -> [Range<Int>] {
    let (tree, _) = ScenarioCompiler.parse(SourceText(path: "file.scenario", text: text))
    var ranges: [Range<Int>] = []
    tree.root.forEachToken { if !$0.isTrivia { ranges.append($0.range) } }
    return ranges
  }

  @Test("deleting any token is refused in at least 99 of 100 cases, and never loses a byte")
  func deletions() {
    let bytes = Array(wholeFile.utf8)
    let original = compile(wholeFile).model
    let ranges = Self.tokens(wholeFile)
    var survivors: [String] = []
    for range in ranges {
      var mutated = bytes
      mutated.removeSubrange(range)
      let text = String(decoding: mutated, as: UTF8.self)
      let result = compile(text)
      #expect(result.trees.first?.reproducedText == text)
      if let model = result.model, model != original {
        let line = SourceText(path: "", text: wholeFile).position(of: range.lowerBound).line
        survivors.append("line \(line): \(String(decoding: bytes[range], as: UTF8.self))")
      }
    }
    #expect(Double(survivors.count) <= Double(ranges.count) / 100, "\(survivors)")
  }

  @Test("swapping any two neighbours never crashes and is refused in at least 99 of 100 cases")
  func swaps() {
    let bytes = Array(wholeFile.utf8)
    let original = compile(wholeFile).model
    let ranges = Self.tokens(wholeFile)
    var survivors: [String] = []
    for (first, second) in zip(ranges, ranges.dropFirst()) {
      let left = Array(bytes[first])
      let right = Array(bytes[second])
      guard left != right else { continue }
      var mutated = bytes
      mutated.replaceSubrange(second, with: left)
      mutated.replaceSubrange(first, with: right)
      let text = String(decoding: mutated, as: UTF8.self)
      let result = compile(text)
      #expect(result.trees.first?.reproducedText == text)
      if let model = result.model, model != original {
        survivors.append(String(decoding: left + [32] + right, as: UTF8.self))
      }
    }
    #expect(Double(survivors.count) <= Double(ranges.count) / 100, "\(survivors)")
  }

  @Test("a fixed slice of byte-level damage never crashes and never loses a byte")
  func bytes() {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let original = Array(wholeFile.utf8)
    for _ in 0..<400 {
      var bytes = original
      for _ in 0...next(6) {
        let place = next(bytes.count)
        switch next(3) {
        case 0: bytes[place] = UInt8(next(256))
        case 1: bytes.insert(UInt8(next(128)), at: place)
        default: bytes.remove(at: place)
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let result = compile(text)
      #expect(result.trees.first?.reproducedText == text)
    }
  }

  @Test("bounds refuse oversized files before anything else")
  func bounds() {
    #expect(codes(compile(String(repeating: "x", count: 262_145))).contains("E902"))
    #expect(codes(compile(String(repeating: "\n", count: 5002))).contains("E902"))
    #expect(codes(compile("edition 2026\n" + String(repeating: "x", count: 401))).contains("E902"))
    #expect(compile("").model == nil)
    #expect(codes(compile("")).contains("E108"))
  }
}
