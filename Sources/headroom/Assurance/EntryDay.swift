import Foundation
import Periods

/// The day of an entry or a statement: as given, else HEADROOM_DATE, else today.
///
/// The clock is read here and nowhere below; where it was, a message says so.
enum EntryDay {
  static func resolve(_ given: String?, option: String) throws -> CalendarDate {
    if let given { return try day(given, option) }
    let environment = ProcessInfo.processInfo.environment
    if let named = environment["HEADROOM_DATE"], !named.isEmpty {
      return try day(named, "HEADROOM_DATE")
    }
    let seconds = Date().timeIntervalSince1970
    let today = CalendarDate(daysSince1970: Int((seconds / 86_400).rounded(.down)))
    Terminal.message(
      "The date is today's, \(today.iso), by this machine's clock; \(option) sets it.")
    return today
  }

  private static func day(_ text: String, _ option: String) throws -> CalendarDate {
    do {
      return try CalendarDate(iso: text)
    } catch {
      throw FileProblem("\(option) takes a day such as 2026-04-01: \(error)")
    }
  }
}
