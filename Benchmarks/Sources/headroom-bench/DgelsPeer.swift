import CLAPACKEDirect
import LinearAlgebra

/// LAPACKE's dgels, with the copy it needs: it overwrites both of its inputs. The space for the
/// copy is kept from call to call, which is in the peer's favour.
struct DgelsPeer {
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
