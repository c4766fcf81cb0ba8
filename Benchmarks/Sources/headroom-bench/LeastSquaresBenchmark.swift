import CLAPACKEDirect
import Foundation
import LinearAlgebra
import Probability
import Regression

/// Ordinary least squares of a tall design against LAPACKE's dgels on the same data, in turn.
///
/// The first column is one and the others are standard normal, as is the error.
struct LeastSquaresBenchmark {
  static let observations = 1_000_000
  static let terms = 20

  /// One setting of the peer's threads, each side measured once per round.
  struct Comparison {
    let peerThreads: Int32
    var solution = Sample()
    var model = Sample()
    var peer = Sample()
    var peerSolveOnly = Sample()
  }

  /// The largest relative difference between the coefficients of the two sides.
  private(set) var disagreement = 0.0
  private(set) var comparisons: [Comparison] = []

  /// Measures `rounds` rounds for each number of threads.
  init(rounds: Int, peerThreads: [Int32]) throws {
    let (design, response) = try LeastSquaresBenchmark.data()
    let terms = try DesignMatrix(design)
    var peer = Peer(design, response)
    for threads in peerThreads {
      var comparison = Comparison(peerThreads: threads)
      for round in -1..<rounds {
        var current = Comparison(peerThreads: threads)
        openblas_set_num_threads(1)
        let own = try current.solution.measure {
          try LeastSquaresSolution(design: design, response: response)
        }
        openblas_set_num_threads(threads)
        try peer.solve(design, response, whole: &current.peer, solve: &current.peerSolveOnly)
        openblas_set_num_threads(1)
        // The library's threads spin for a while after their work, on the clock of what is next.
        usleep(200_000)
        let model = try current.model.measure { try LeastSquares.fit(terms, response: response) }
        disagreement = max(
          disagreement, peer.distance(to: own.coefficients),
          peer.distance(to: model.coefficients))
        if round >= 0 { comparison.append(current) }
      }
      comparisons.append(comparison)
    }
  }

  private static func data() throws -> (Matrix, [Double]) {
    var design = Matrix(rows: observations, columns: terms, repeating: 1)
    let stream = RandomStream(seed: 20_250_902, name: "least squares benchmark")
    var response = [Double](repeating: 0, count: observations)
    for i in 0..<observations {
      let address = stream.at(replicate: i, step: 0)
      for j in 1..<terms { design[i, j] = normal(address, j) }
      response[i] = normal(address, terms)
      for j in 0..<terms { response[i] += design[i, j] * Double(j + 1) / 10 }
    }
    return (design, response)
  }

  /// A standard normal value (Box and Muller 1958).
  private static func normal(_ address: RandomAddress, _ k: Int) -> Double {
    (-2 * log(address.uniform(2 * k))).squareRoot() * cos(2 * .pi * address.uniform(2 * k + 1))
  }
}

extension LeastSquaresBenchmark.Comparison {
  /// Joins the measurements of one round to the others.
  fileprivate mutating func append(_ round: Self) {
    solution.append(round.solution)
    model.append(round.model)
    peer.append(round.peer)
    peerSolveOnly.append(round.peerSolveOnly)
  }
}

/// LAPACKE's dgels, with the copy it needs: it overwrites both of its inputs. The space for the
/// copy is kept from call to call, which is in the peer's favour.
private struct Peer {
  private var design: [Double]
  private var response: [Double]
  private let rows: Int
  private let columns: Int

  init(_ design: Matrix, _ response: [Double]) {
    self.design = Array(repeating: 0, count: design.elements.count)
    self.response = Array(repeating: 0, count: response.count)
    rows = design.rows
    columns = design.columns
  }

  /// dgels returned an error.
  struct Failure: Error, CustomStringConvertible {
    let info: Int32
    var description: String { "LAPACKE_dgels returned \(info)" }
  }

  mutating func solve(
    _ matrix: Matrix, _ vector: [Double], whole: inout Sample, solve: inout Sample
  ) throws {
    let info = whole.measure {
      design.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: matrix.elements) }
      response.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: vector) }
      return solve.measure {
        LAPACKE_dgels(
          LAPACK_COL_MAJOR, CChar(UInt8(ascii: "N")), Int32(rows), Int32(columns), 1, &design,
          Int32(rows), &response, Int32(rows))
      }
    }
    guard info == 0 else { throw Failure(info: info) }
  }

  /// The largest difference of the coefficients relative to the largest coefficient.
  func distance(to coefficients: [Double]) -> Double {
    let scale = coefficients.reduce(0) { max($0, abs($1)) }
    return zip(coefficients, response).reduce(0) { max($0, abs($1.0 - $1.1)) } / scale
  }
}
