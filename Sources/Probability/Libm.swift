#if canImport(Glibc)
  public import Glibc
#else
  public import Darwin
#endif

/// The C library's elementary functions under one roof, so that only this file names the platform.
@usableFromInline
enum Libm {
  @inlinable static func exp(_ x: Double) -> Double { libmExp(x) }
  @inlinable static func expm1(_ x: Double) -> Double { libmExpm1(x) }
  @inlinable static func log(_ x: Double) -> Double { libmLog(x) }
  @inlinable static func log1p(_ x: Double) -> Double { libmLog1p(x) }
  @inlinable static func erfc(_ x: Double) -> Double { libmErfc(x) }

  /// log |Γ(x)| by the re-entrant entry point: plain `lgamma` writes a global sign, a race between
  /// threads.
  @inlinable static func logGamma(_ x: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(x, &sign)
  }
}

// Inside the enum the C names would call themselves.
@inlinable func libmExp(_ x: Double) -> Double { exp(x) }
@inlinable func libmExpm1(_ x: Double) -> Double { expm1(x) }
@inlinable func libmLog(_ x: Double) -> Double { log(x) }
@inlinable func libmLog1p(_ x: Double) -> Double { log1p(x) }
@inlinable func libmErfc(_ x: Double) -> Double { erfc(x) }
