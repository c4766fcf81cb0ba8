import ArgumentParser
import BudgetPlan
import DelimitedText
import Finance
import Foundation
import Results

/// A plan as commands are given it: a finished run, a plan file, or a published table.
enum PlanInput {
  /// The file or folder that is meant: as it is written where it is there, else a run of the store.
  static func place(_ reference: String) throws -> String {
    reference == "-" ? reference : try RunReference.folder(reference)
  }

  /// A plan with what it was made from, where it is a run's.
  static func read(
    _ reference: String, report: String? = nil, scenario: String? = nil
  ) throws -> PlanVintage {
    let path = try place(reference)
    if isFolder(path) {
      let source = try run(path)
      return PlanVintage(
        plan: try source.plan(report: report, scenario: scenario), manifest: source.manifest)
    }
    let bytes = try InputBytes.read(path)
    let columns = try DelimitedTable(bytes: bytes, file: path, headerOnly: true).columns
    if PlanFile.matches(columns: columns) {
      return PlanVintage(plan: try PlanFile.read(bytes: bytes, file: path))
    }
    if PublishedPlanFile.matches(columns: columns) {
      return PlanVintage(plan: try PublishedPlanFile.read(bytes: bytes, file: path))
    }
    if columns.contains("report"), columns.contains("scenario") {
      throw FileProblem(
        "\(path) is a table of a run; give the run's folder, \(FilePath.folder(path)), so that the "
          + "manifest is read with it.")
    }
    throw FileProblem(
      "\(path) is neither a plan (ref,fund,type,price_basis,financial_year,central,…) nor a published "
        + "table (ref,section,line,2026/27,…,total,unit). Its columns are "
        + columns.joined(separator: ", ") + ".")
  }

  static func run(_ folder: String) throws -> RunSource {
    try RunSource(
      folder: folder, manifest: InputBytes.read("\(folder)/manifest.json"),
      mtfs: InputBytes.read("\(folder)/mtfs.csv"))
  }

  /// The unit of an option.
  static func unit(_ text: String) throws -> MoneyUnit {
    guard let unit = MoneyUnit(rawValue: text) else {
      throw ValidationError(
        "--unit takes \(MoneyUnit.allCases.map(\.rawValue).joined(separator: ", ")); not '\(text)'."
      )
    }
    return unit
  }

  /// The layout of an option.
  static func layout(_ text: String) throws -> PlanLayout {
    guard let layout = PlanLayout(rawValue: text) else {
      throw ValidationError(
        "--layout takes \(PlanLayout.allCases.map(\.rawValue).joined(separator: ", ")); not '\(text)'."
      )
    }
    return layout
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}

/// Which of a run's plans is meant.
struct PlanChoice: ParsableArguments {
  @Option(name: .long, help: "The report of a run; its last one by default.")
  var report: String?

  @Option(name: .long, help: "The scenario of the report; its last one by default.")
  var scenario: String?
}
