import ArgumentParser
import Foundation

/// Data on standard output, everything else on standard error.
enum Terminal {
  static func out(_ text: String) { write(text, to: STDOUT_FILENO) }

  static func message(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  /// Writes all of a text, however many calls it takes; a closed pipe ends the program quietly, as
  /// a reader that has seen enough expects.
  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        Foundation.exit(errno == EPIPE ? 0 : Failure.couldNot.rawValue)
      }
      bytes = bytes.dropFirst(written)
    }
  }

  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var messagesAreTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Colour follows NO_COLOR, FORCE_COLOR and TERM, and is off where output is not a terminal.
  static var usesColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    if let off = environment["NO_COLOR"], !off.isEmpty { return false }
    if let on = environment["FORCE_COLOR"], !on.isEmpty { return true }
    return outputIsTerminal && environment["TERM"] != "dumb"
  }
}

/// Why a command ends with a code other than 0.
enum Failure: Int32 {
  /// Done, and a check failed.
  case checkFailed = 1
  /// Could not do it.
  case couldNot = 2

  var exitCode: ExitCode { ExitCode(rawValue) }
}

/// Runs a body, and turns whatever it throws into a message and exit code 2.
func reporting<Result>(_ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let code as ExitCode {
    throw code
  } catch {
    Terminal.message("headroom: \(error)")
    throw Failure.couldNot.exitCode
  }
}

/// The formats a table can be printed in.
enum TableFormat: String, ExpressibleByArgument, CaseIterable {
  case csv
  case table
}
