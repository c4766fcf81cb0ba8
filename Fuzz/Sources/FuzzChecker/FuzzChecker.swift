public import CLibFuzzer
import FuzzDrivers

/// The program's entry: SwiftPM makes `main` mean this symbol, so libFuzzer's own is not linked.
@_cdecl("FuzzChecker_main")
public func run(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  var count = count
  var arguments = arguments
  return LLVMFuzzerRunDriver(&count, &arguments) { start, size in
    let input = [UInt8](UnsafeBufferPointer(start: start, count: size))
    if let broken = CheckerDriver.run(input) { fatalError(broken) }
    return 0
  }
}
