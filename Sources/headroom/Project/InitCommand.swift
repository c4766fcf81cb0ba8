import ArgumentParser
import Foundation
import Returns
import WholeFiles

/// `headroom init [DIR]`.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Start a project: scenario, logs, README, and statistics where they are given.",
    discussion: """
      demo is an invented council that runs at once. la is one authority and region a region or \
      country, from published statistics; --statistics names a folder of them to copy. Nothing that \
      is there is written over.

      Example:
        headroom init out/example --template demo --dry-run
      """)

  @Argument(help: "The folder of the project.", completion: .directory)
  var folder: String = "."

  @Option(name: .long, help: "la, region or demo.")
  var template: ProjectTemplate = .demo

  @Option(
    name: .long,
    help: ArgumentHelp("The authority or region, as the statistics name it.", valueName: "name"))
  var area: String?

  @Option(
    name: .long,
    help: ArgumentHelp("A folder of statistics to copy into seeds.", valueName: "dir"),
    completion: .directory)
  var statistics: String?

  @OptionGroup var dry: DryRunOptions

  func validate() throws {
    if template == .demo, ["la", "region"].contains(folder) {
      throw ValidationError(
        "\(folder) is a template, and here it would be the name of a folder: headroom init DIR "
          + "--template \(folder).")
    }
    guard template.needsStatistics || (area == nil && statistics == nil) else {
      throw ValidationError(
        "The demonstration is an invented council, without statistics: leave --area and "
          + "--statistics out, or choose --template la.")
    }
    if let area, area.contains(where: { "\"\\".contains($0) || $0.isNewline }) {
      throw ValidationError("--area takes a name such as Bromley, without quotation marks.")
    }
  }

  func run() throws {
    try reporting {
      let copied = try statisticsFiles()
      let area = area ?? template.area
      var files = template.files(area: area, hasStatistics: !copied.isEmpty).map {
        (path: $0.path, bytes: Data($0.text.utf8))
      }
      files += copied
      let taken = files.map(\.path).filter {
        FileManager.default.fileExists(atPath: "\(folder)/\($0)")
      }
      guard taken.isEmpty else {
        throw FileProblem(
          "\(folder) holds \(taken.joined(separator: ", ")) already, and nothing is written over. "
            + "Name another folder, or move those away.")
      }
      for file in files.sorted(by: { $0.path < $1.path }) {
        if !dry.dryRun { try write(file.bytes, to: "\(folder)/\(file.path)") }
        Terminal.out("\(dry.dryRun ? "would write" : "written")  \(folder)/\(file.path)\n")
      }
      let place = folder == "." ? "" : "cd \(folder) && "
      Terminal.message("Next: \(place)headroom run \(template.scenario)")
    }
  }

  private func write(_ bytes: Data, to path: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: FilePath.folder(path), withIntermediateDirectories: true)
      try WholeFile.write(bytes, to: path)
    } catch {
      throw FileProblem("I can't write \(path): \(error.localizedDescription)")
    }
  }

  /// The tables of the project's layout in the folder that is given, to be copied.
  private func statisticsFiles() throws -> [(path: String, bytes: Data)] {
    guard let statistics else { return [] }
    guard FileManager.default.fileExists(atPath: statistics) else {
      throw FileProblem("There is no folder \(statistics). Name a folder with --statistics.")
    }
    guard try StatisticsFolder.isLayout(statistics) else {
      throw FileProblem(
        "\(statistics) holds no statistics in the project's layout. If it holds published files, "
          + "import them first: headroom import statistics \(statistics) --out seeds")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: statistics).sorted()
    return try names.filter { $0.hasSuffix(".csv") }.map { name in
      (path: "seeds/\(name)", bytes: Data(try InputBytes.read("\(statistics)/\(name)")))
    }
  }
}
