import Foundation
import Probability

/// Points of three uniforms from a fixed stream.
func points(_ count: Int, stream: String = "test") -> [[Double]] {
  let stream = RandomStream(seed: 20_260_101, name: stream)
  return (0..<count).map { replicate in
    (0..<3).map { stream.uniform(replicate: replicate, step: 0, k: $0) }
  }
}

/// The relative difference of two numbers.
func relativeError(_ a: Double, _ b: Double) -> Double {
  a == b ? 0 : abs(a - b) / max(abs(b), .leastNormalMagnitude)
}

/// The exponential function of the platform.
func exponential(_ x: Double) -> Double { exp(x) }

/// The natural logarithm of the platform.
func logarithm(_ x: Double) -> Double { log(x) }
