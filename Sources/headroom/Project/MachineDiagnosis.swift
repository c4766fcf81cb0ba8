import Foundation
import LinearAlgebra

/// Checks of the machine: what the program computes and writes with, and what it may call.
struct MachineDiagnosis {
  let folder: String

  func findings() -> [DoctorFinding] {
    [
      mathematics(), threads(), disk(), locale(),
      program(
        "browser for PDF", BrowserPrinter.browser(), lacking: "reports are HTML only",
        fix: "apt install chromium"),
      program(
        "LibreOffice", found(["soffice", "libreoffice"]),
        lacking: "workbooks can't be recalculated here", fix: "apt install libreoffice-calc"),
      program(
        "Python", found(["python3"]), lacking: "notebooks can be read, not run",
        fix: "apt install python3"),
    ]
  }

  /// A factorisation through LAPACK whose answer is known: [4 2; 2 3] x = [8; 7] has x = [1.25; 1.5].
  private func mathematics() -> DoctorFinding {
    let isRight: Bool
    do {
      let solved = try Cholesky(Matrix(rows: [[4, 2], [2, 3]])).solve([8, 7])
      isRight = abs(solved[0] - 1.25) < 1e-14 && abs(solved[1] - 1.5) < 1e-14
    } catch {
      isRight = false
    }
    return DoctorFinding(
      check: "LAPACK", outcome: isRight ? .ok : .fail,
      found: isRight ? "solves a system of equations rightly" : "gives a wrong answer",
      fix: isRight ? "" : "apt install --reinstall liblapacke libopenblas0")
  }

  private func threads() -> DoctorFinding {
    let process = ProcessInfo.processInfo
    return DoctorFinding(
      check: "threads", outcome: .ok,
      found: "\(process.activeProcessorCount), \(process.physicalMemory / 1_048_576) MB of memory")
  }

  /// A run takes a few megabytes; under 50 MB the store's log may not fit.
  private func disk() -> DoctorFinding {
    guard FileManager.default.isWritableFile(atPath: folder) else {
      return DoctorFinding(
        check: "disk", outcome: .fail, found: "\(folder) can't be written",
        fix: "choose a folder of your own, or name one with --out and --store")
    }
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
    guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
      return DoctorFinding(check: "disk", outcome: .note, found: "free space is not known")
    }
    let megabytes = free / 1_048_576
    return DoctorFinding(
      check: "disk", outcome: megabytes < 50 ? .fail : .ok, found: "\(megabytes) MB free",
      fix: megabytes < 50 ? "free some space, or name another folder with --out" : "")
  }

  private func locale() -> DoctorFinding {
    let environment = ProcessInfo.processInfo.environment
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
      .first { !$0.isEmpty }
    let folded = (named ?? "").lowercased()
    if folded.contains("utf-8") || folded.contains("utf8") {
      return DoctorFinding(check: "locale", outcome: .ok, found: named ?? "")
    }
    return DoctorFinding(
      check: "locale", outcome: .note,
      found: "\(named ?? "not set"): pound signs may look wrong on this screen; files are UTF-8",
      fix: "export LC_ALL=C.UTF-8")
  }

  private func program(
    _ check: String, _ path: String?, lacking: String, fix: String
  ) -> DoctorFinding {
    guard let path else {
      return DoctorFinding(check: check, outcome: .note, found: "none: \(lacking)", fix: fix)
    }
    return DoctorFinding(check: check, outcome: .ok, found: path)
  }

  /// The first program of these names on the search path.
  private func found(_ names: [String]) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    for name in names {
      for folder in path.split(separator: ":") {
        let candidate = "\(folder)/\(name)"
        if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
      }
    }
    return nil
  }
}
