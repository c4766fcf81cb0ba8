import Foundation
import Probability

/// Random numbers on one thread.
enum RandomBenchmarks {
  /// Blocks of four words for consecutive counters, all words folded into one.
  static func blocks(_ count: Int, repetitions: Int) -> Sample {
    var sample = Sample()
    var folded: UInt32 = 0
    for repetition in 0..<repetitions {
      let key = UInt32(repetition)
      sample.measure {
        for i in 0..<count {
          let block = Philox4x32.block(
            counter: Philox4x32(UInt32(truncatingIfNeeded: i), 1, 2, 3), key0: key, key1: 7)
          folded ^= block.x0 ^ block.x1 ^ block.x2 ^ block.x3
        }
      }
    }
    precondition(folded != 1)
    return sample
  }

  /// Uniform numbers by `RandomAddress.fill`, `width` of them at each address.
  static func filled(_ count: Int, width: Int, repetitions: Int) -> Sample {
    let stream = RandomStream(seed: 2, name: "fill benchmark")
    var values = [Double](repeating: 0, count: width)
    var sample = Sample()
    var sum = 0.0
    for _ in 0..<repetitions {
      sample.measure {
        for i in 0..<count / width {
          stream.at(replicate: i, step: 0).fill(&values)
          sum += values[i % width]
        }
      }
    }
    precondition(sum > 0)
    return sample
  }

  /// Binomial draws by inversion of uniforms drawn beforehand.
  static func binomialInversions(
    _ count: Int, trials: Int, probability: Double, repetitions: Int
  ) throws -> Sample {
    let law = try Binomial(trials: trials, probability: probability)
    let width = 100_000
    let stream = RandomStream(seed: 3, name: "inversion benchmark")
    let uniforms = stream.at(replicate: 0, step: 0).uniforms(width)
    var sample = Sample()
    var sum = 0
    for _ in 0..<repetitions {
      sample.measure {
        for _ in 0..<count / width {
          for u in uniforms { sum += law.quantile(u) }
        }
      }
    }
    precondition(sum > 0)
    return sample
  }

  /// Binomial draws by inversion, the law made anew for each.
  static func binomialLaws(
    _ count: Int, trials: Int, probability: Double, repetitions: Int
  ) throws -> Sample {
    let stream = RandomStream(seed: 4, name: "law benchmark")
    var sample = Sample()
    var sum = 0
    for _ in 0..<repetitions {
      try sample.measure {
        for i in 0..<count {
          let law = try Binomial(trials: trials - i & 1, probability: probability)
          sum += law.quantile(stream.uniform(replicate: i, step: 0))
        }
      }
    }
    precondition(sum > 0)
    return sample
  }
}
