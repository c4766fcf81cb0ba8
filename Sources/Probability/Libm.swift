#if canImport(Glibc)
  public import Glibc
#else
  public import Darwin
#endif

/// The C library's elementary functions under one roof, so that only this file names the platform.
@usableFromInline
enum Libm {
  @inlinable static func exp(_ x: Double) -> Double { _exp(x) }
  @inlinable static func expm1(_ x: Double) -> Double { _expm1(x) }
  @inlinable static func log(_ x: Double) -> Double { _log(x) }
  @inlinable static func log1p(_ x: Double) -> Double { _log1p(x) }
  @inlinable static func pow(_ x: Double, _ y: Double) -> Double { _pow(x, y) }
  @inlinable static func erfc(_ x: Double) -> Double { _erfc(x) }
  @inlinable static func logGamma(_ x: Double) -> Double { _logGamma(x) }
  @inlinable static func tan(_ x: Double) -> Double { _tan(x) }
}

@inlinable func _exp(_ x: Double) -> Double { exp(x) }
@inlinable func _expm1(_ x: Double) -> Double { expm1(x) }
@inlinable func _log(_ x: Double) -> Double { log(x) }
@inlinable func _log1p(_ x: Double) -> Double { log1p(x) }
@inlinable func _pow(_ x: Double, _ y: Double) -> Double { pow(x, y) }
@inlinable func _erfc(_ x: Double) -> Double { erfc(x) }
@inlinable func _logGamma(_ x: Double) -> Double { lgamma(x) }
@inlinable func _tan(_ x: Double) -> Double { tan(x) }
