// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// One room of the house: a library target that may import only lower floors.
func room(_ name: String, _ floorsBelow: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: floorsBelow, swiftSettings: settings)
}

/// The tests of one room.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "headroom",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "headroom", targets: ["headroom"]),
    .library(name: "LinearAlgebra", targets: ["LinearAlgebra"]),
    .library(name: "Probability", targets: ["Probability"]),
    .library(name: "Periods", targets: ["Periods"]),
    .library(name: "Regression", targets: ["Regression"]),
    .library(name: "Forecasting", targets: ["Forecasting"]),
    .library(name: "Cohorts", targets: ["Cohorts"]),
    .library(name: "ScenarioLanguage", targets: ["ScenarioLanguage"]),
    .library(name: "LanguageServer", targets: ["LanguageServer"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // Floor 0: C
    .systemLibrary(
      name: "CLAPACKE", pkgConfig: "lapacke",
      providers: [.apt(["liblapacke-dev", "libopenblas-dev"])]),
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),

    // Floor 1: mathematics, calendars and text tables
    room("LinearAlgebra", ["CLAPACKE"]),
    room("Probability"),
    room("Periods"),
    room("DelimitedText"),
    room("WholeFiles"),

    // Floor 2: models that know nothing of children
    room("Regression", ["LinearAlgebra", "Probability"]),
    room("Forecasting", ["LinearAlgebra", "Probability", "Regression"]),
    room("Cohorts", ["LinearAlgebra", "Probability"]),
    room("DisclosureControl", ["Probability"]),

    // Floor 3: the field
    room("Services", ["Probability", "Periods", "Regression", "Forecasting", "Cohorts"]),
    room("BlockBeds", ["LinearAlgebra", "Probability", "Periods", "DelimitedText"]),
    room("Sufficiency", ["Probability", "Periods", "DelimitedText"]),
    room("PlanPipeline", ["Probability", "Periods", "DelimitedText"]),
    room("Surveillance", ["Probability"]),
    room("Finance", ["Periods", "Probability", "LinearAlgebra"]),
    room("Returns", ["Periods", "DelimitedText"]),
    room("CouncilReturns", ["Periods", "DelimitedText", "Cohorts"]),
    room("ScenarioLanguage", ["Periods"]),
    room("ScenarioFormatting", ["ScenarioLanguage"]),
    room("ScenarioProse", ["ScenarioLanguage", "Periods"]),
    room("Results", []),
    room("Charts"),

    // Floor 4: from question to answer
    room(
      "Engine",
      [
        "LinearAlgebra", "Probability", "Periods", "DelimitedText", "Regression", "Forecasting",
        "Cohorts", "Services", "Finance", "BlockBeds", "Returns", "ScenarioLanguage", "Results",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    room("SendTransport", ["Probability", "Periods", "DelimitedText", "Services"]),
    room("Publishing", ["Results", "DelimitedText", "WholeFiles"]),
    room(
      "Handover",
      ["Results", "Returns", "Periods", "DelimitedText", "DisclosureControl", "WholeFiles"]),
    room(
      "RunStore",
      [
        "Results", "DelimitedText", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    room("BoardReport", ["Results", "Charts"]),
    room("Workbooks", ["Results", "CXLSXWriter", "WholeFiles"]),
    room("Assurance", ["Results", "Periods", "DelimitedText", "WholeFiles"]),
    room("SeriesTables", ["Forecasting", "DelimitedText"]),
    room("BudgetPlan", ["Finance", "Periods", "DelimitedText", "Probability", "Results"]),
    room(
      "RecordProjections",
      [
        "Probability", "Periods", "DelimitedText", "Forecasting", "Cohorts", "Services",
        "CouncilReturns",
      ]),
    room("SyntheticReturns", ["Probability", "Periods", "DelimitedText", "Returns"]),
    room(
      "GoldenCases",
      [
        "LinearAlgebra", "Probability", "Periods", "Regression", "Forecasting", "Cohorts",
        "Services", "BlockBeds", "Sufficiency", "Surveillance", "CouncilReturns", "Finance",
        "DelimitedText", "DisclosureControl",
      ]),

    // Floor 5: what holds the numerics against references, and the language in editors
    room("LanguageServer", ["ScenarioLanguage", "ScenarioFormatting", "Periods"]),
    room(
      "Verification",
      [
        "LinearAlgebra", "Probability", "Regression", "Forecasting", "GoldenCases", "DelimitedText",
      ]),

    // Floor 6: the command line
    .executableTarget(
      name: "headroom",
      dependencies: [
        "Engine", "Publishing", "GoldenCases", "BlockBeds", "Sufficiency", "Surveillance",
        "Returns",
        "ScenarioLanguage", "RunStore", "ScenarioFormatting", "BoardReport", "Workbooks",
        "ScenarioProse", "LanguageServer", "Results",
        "Periods", "DelimitedText", "LinearAlgebra", "Probability", "Regression", "Forecasting",
        "SeriesTables", "Verification", "CouncilReturns", "RecordProjections", "SyntheticReturns",
        "Assurance", "PlanPipeline", "Handover", "DisclosureControl", "BudgetPlan", "Finance",
        "SendTransport", "Services", "WholeFiles",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // What several test targets share: the reference files beside the repository.
    .target(name: "ReferenceCases", path: "Tests/ReferenceCases", swiftSettings: settings),

    // What the fuzzers of Fuzz/ do with an input; tests replay the inputs that they found.
    .target(
      name: "FuzzDrivers",
      dependencies: ["ScenarioLanguage", "ScenarioFormatting", "LanguageServer"],
      path: "Tests/FuzzDrivers", swiftSettings: settings),

    tests("LinearAlgebra", ["ReferenceCases", "LinearAlgebra"]),
    tests("PlanPipeline", ["PlanPipeline", "Periods"]),
    tests("Probability", ["ReferenceCases", "Probability"]),
    tests("Periods", ["Periods"]),
    tests("WholeFiles", ["WholeFiles"]),
    tests("DelimitedText", ["DelimitedText"]),
    tests("Regression", ["ReferenceCases", "Regression", "LinearAlgebra", "Probability"]),
    tests(
      "Forecasting",
      ["ReferenceCases", "Forecasting", "LinearAlgebra", "Probability", "Regression"]),
    tests("Cohorts", ["ReferenceCases", "Cohorts", "LinearAlgebra", "Probability"]),
    tests("DisclosureControl", ["DisclosureControl", "Probability"]),
    tests("Services", ["Services", "Probability", "Periods", "Forecasting", "Cohorts"]),
    tests("BlockBeds", ["ReferenceCases", "BlockBeds", "Probability", "Periods"]),
    tests("SendTransport", ["SendTransport", "Services", "Periods"]),
    tests("Sufficiency", ["Sufficiency", "Probability", "Periods", "DelimitedText"]),
    tests("Surveillance", ["Surveillance", "Probability"]),
    tests("Finance", ["Finance", "Periods", "Probability"]),
    tests("Returns", ["Returns", "Periods", "DelimitedText"]),
    tests(
      "CouncilReturns", ["ReferenceCases", "CouncilReturns", "Periods", "DelimitedText", "Cohorts"]),
    tests(
      "RecordProjections",
      [
        "ReferenceCases", "RecordProjections", "CouncilReturns", "Cohorts", "Periods",
        "Probability",
        "DelimitedText",
      ]),
    tests("SyntheticReturns", ["SyntheticReturns", "Returns", "Periods", "DelimitedText"]),
    tests("ScenarioLanguage", ["ScenarioLanguage", "Periods"]),
    tests("ScenarioFormatting", ["ScenarioFormatting", "ScenarioLanguage"]),
    tests("ScenarioProse", ["ScenarioProse", "ScenarioLanguage"]),
    tests(
      "LanguageServer",
      ["FuzzDrivers", "LanguageServer", "ScenarioLanguage", "ScenarioFormatting", "Periods"]),
    tests(
      "Engine",
      ["Engine", "Results", "Returns", "ScenarioLanguage", "Publishing", "Periods", "Probability"]),
    tests("SeriesTables", ["SeriesTables", "Forecasting", "DelimitedText"]),
    tests(
      "Handover", ["Handover", "Results", "DelimitedText", "DisclosureControl", "Publishing"]),
    tests("BudgetPlan", ["BudgetPlan", "Finance", "Periods", "DelimitedText", "Results"]),
    tests("RunStore", ["RunStore", "Results", "DelimitedText"]),
    tests("Publishing", ["Publishing", "Results", "DelimitedText"]),
    tests("Charts", ["Charts"]),
    tests("BoardReport", ["BoardReport", "Results", "Charts"]),
    tests("Workbooks", ["Workbooks", "Results"]),
    tests("GoldenCases", ["GoldenCases"]),
    tests("Verification", ["ReferenceCases", "Verification"]),
    tests("Assurance", ["Assurance", "Results", "Periods"]),
    tests("CommandLine", ["headroom"]),
  ]
)
