import Probability

extension MethodRegistry {
  /// Generator, stream hash and addressed uniforms (golden file 02).
  static let randomMethods: [String: Method] = [
    "philox4x32_10": { inputs, _ in
      let counter = try words("counter", 4, inputs)
      let key = try words("key", 2, inputs)
      let out = Philox4x32.block(
        counter: Philox4x32(counter[0], counter[1], counter[2], counter[3]),
        key0: key[0], key1: key[1])
      return .object(["out": .strings([out.x0, out.x1, out.x2, out.x3].map { hex($0) })])
    },
    "hash.fnv1a64": { inputs, _ in
      .object(["hex": .string(hex(FNV1a64.hash(try inputs.string("s"))))])
    },
    "rng.uniform": { inputs, _ in
      let seed: UInt64 = try hexadecimal(inputs.string("seed"), "seed")
      let replicate = try inputs.integer("replicate")
      let step = try inputs.integer("step")
      let k = try inputs.integers("k")
      guard UInt32(exactly: replicate) != nil else {
        throw GoldenError(input: "replicate", reason: "\(replicate) is outside 0..<2^32")
      }
      guard (0..<RandomAddress.stepLimit).contains(step) else {
        throw GoldenError(input: "step", reason: "\(step) is outside 0..<65536")
      }
      for value in k where !(0..<RandomAddress.countLimit).contains(value) {
        throw GoldenError(input: "k", reason: "\(value) is outside 0..<131072")
      }
      let address = RandomStream(seed: seed, name: try inputs.string("stream"))
        .at(replicate: replicate, step: step)
      return .object([
        "u64hex": .strings(k.map { hex(address.bits($0)) }),
        "u": .numbers(k.map { address.uniform($0) }),
      ])
    },
  ]

  private static func words(
    _ name: String, _ count: Int, _ inputs: GoldenValue
  ) throws -> [UInt32] {
    let texts = try inputs.strings(name)
    guard texts.count == count else {
      throw GoldenError(input: name, reason: "has \(texts.count) words; \(count) are needed")
    }
    return try texts.map { try hexadecimal($0, name) }
  }

  /// The unsigned integer written in hexadecimal digits.
  static func hexadecimal<Word: FixedWidthInteger & UnsignedInteger>(
    _ text: String, _ name: String
  ) throws(GoldenError) -> Word {
    guard let value = Word(text, radix: 16) else {
      throw GoldenError(
        input: name, reason: "\"\(text)\" is not a hexadecimal number of \(Word.bitWidth) bits")
    }
    return value
  }

  /// The digits of a word, padded with zeros to its width.
  static func hex<Word: FixedWidthInteger & UnsignedInteger>(_ word: Word) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: Word.bitWidth / 4 - digits.count) + digits
  }
}
