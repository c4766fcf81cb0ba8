import CLAPACKE

/// The settings of the linear algebra library that this module depends on.
enum BLAS {
  /// One thread, set on first use: the work is divided above this module, where its order is
  /// fixed, and sums inside the library then do not depend on the number of cores.
  static let singleThreaded: Void = openblas_set_num_threads(1)

  /// Column-major storage, as the library calls it.
  static let columnMajor: Int32 = 102

  /// A flag letter of the library.
  static func flag(_ letter: Unicode.Scalar) -> CChar { CChar(UInt8(ascii: letter)) }

  /// Turns a routine's return code into an error.
  static func check(_ routine: String, _ info: Int32) throws(LinearAlgebraError) {
    if info != 0 { throw .routineFailed(routine: routine, info: Int(info)) }
  }
}
