import Foundation

/// A program of another project, run by one of the scripts in `Benchmarks/peers`.
struct Peer {
  /// What the script reported.
  struct Report {
    /// The peer's name and version.
    var version = ""
    /// Measurements by name.
    var samples: [String: Sample] = [:]
    /// Results by name.
    var values: [String: [Double]] = [:]
  }

  /// The language of a script.
  enum Language: String {
    case python = "py"
    case r = "R"
  }

  /// The script without its ending.
  let script: String
  let language: Language
  let settings: Settings

  /// Runs the script on one thread; nil where the interpreter or the packages are not here.
  func run(_ arguments: [String]) -> Report? {
    guard settings.peers else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let path = "\(settings.root)/Benchmarks/peers/\(script).\(language.rawValue)"
    process.arguments = [interpreter, path] + arguments
    var environment = ProcessInfo.processInfo.environment
    for name in ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"] {
      environment[name] = "1"
    }
    // Only ours is repeated with other kernels.
    environment["OPENBLAS_CORETYPE"] = nil
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return nil }
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return process.terminationStatus == 0 ? Peer.parse(output) : nil
  }

  private var interpreter: String {
    switch language {
    case .python: ProcessInfo.processInfo.environment["STATSFORECAST_PYTHON"] ?? "python3"
    case .r: "Rscript"
    }
  }

  private static func parse(_ output: String) -> Report {
    var report = Report()
    for line in output.split(separator: "\n") {
      let cells = line.split(separator: "\t").map(String.init)
      guard cells.count > 1 else { continue }
      let numbers = cells.dropFirst(2).compactMap {
        Double($0.trimmingCharacters(in: .whitespaces))
      }
      switch cells[0] {
      case "version": report.version = cells[1]
      case "time" where numbers.count == 2:
        report.samples[cells[1], default: Sample()].add(wall: numbers[0], cpu: numbers[1])
      case "values": report.values[cells[1]] = numbers
      default: break
      }
    }
    return report
  }
}
