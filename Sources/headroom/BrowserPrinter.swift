import Foundation
import WholeFiles

/// Prints a page to PDF with a browser that is installed.
enum BrowserPrinter {
  /// Names that Chromium and its kin go by.
  private static let names = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "msedge",
  ]

  /// The first browser on the search path; `nil` where there is none.
  static func browser(
    path: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
  ) -> String? {
    for name in names {
      for folder in path.split(separator: ":") {
        let candidate = "\(folder)/\(name)"
        if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
      }
    }
    return nil
  }

  /// Prints `page` to `output`, by way of a temporary file beside it that is then renamed.
  ///
  /// Throws `FileProblem` where there is no browser or it prints nothing; the page stays.
  static func print(page: String, to output: String) throws {
    guard let browser = browser() else {
      throw FileProblem(
        "\(page) is written, but no PDF: that needs Chromium, Chrome or Edge, and none is on the "
          + "search path. Install one (Debian: apt install chromium), or open the page and print "
          + "it there.")
    }
    let manager = FileManager.default
    let profile = manager.temporaryDirectory.appendingPathComponent(
      "headroom-print-\(ProcessInfo.processInfo.processIdentifier)")
    let partial = PartialPath.make(for: output)
    defer {
      try? manager.removeItem(at: profile)
      try? manager.removeItem(atPath: partial)
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: browser)
    process.arguments =
      [
        "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--user-data-dir=\(profile.path)", "--no-pdf-header-footer",
        "--print-to-pdf=\(URL(fileURLWithPath: partial).path)",
      ] + (getuid() == 0 ? ["--no-sandbox"] : [])
      + [URL(fileURLWithPath: page).absoluteString]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch {
      throw FileProblem(
        "\(page) is written, but no PDF: \(browser) did not start: \(error.localizedDescription)")
    }
    process.waitUntilExit()
    guard let head = manager.contents(atPath: partial)?.prefix(5), head == Data("%PDF-".utf8)
    else {
      throw FileProblem(
        "\(page) is written, but no PDF: \(browser) ended with code \(process.terminationStatus) "
          + "and printed nothing. Open the page and print it there.")
    }
    if rename(partial, output) != 0 {
      throw FileProblem(
        "\(page) is written, but no PDF: I can't write \(output): "
          + "\(String(cString: strerror(errno))).")
    }
  }
}
