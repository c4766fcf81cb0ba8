import CLAPACKEDirect
import Foundation
import LinearAlgebra
import Regression

/// Ordinary least squares of a tall design against LAPACKE's dgels on the same data, in turn.
struct LeastSquaresBenchmark {
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
    let (design, response) = LeastSquaresData.standard()
    let terms = try DesignMatrix(design)
    var peer = DgelsPeer(design, response)
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
