// swift-tools-version: 6.1
// Fuzzing of the scenario language with libFuzzer, a package of its own so that nothing of it is
// built with the product. The rooms are compiled here again, with coverage: see `make fuzz`.
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"]),
]

func room(_ name: String, _ floorsBelow: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: floorsBelow, path: "Rooms/\(name)", swiftSettings: settings)
}

func fuzzer(_ name: String) -> Target {
  .executableTarget(
    name: name, dependencies: ["CLibFuzzer", "FuzzDrivers"],
    swiftSettings: settings, linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])])
}

let package = Package(
  name: "fuzz",
  platforms: [.macOS(.v15)],
  targets: [
    room("Periods"),
    room("ScenarioLanguage", ["Periods"]),
    room("ScenarioFormatting", ["ScenarioLanguage"]),
    room("LanguageServer", ["ScenarioLanguage", "ScenarioFormatting", "Periods"]),
    room("FuzzDrivers", ["ScenarioLanguage", "ScenarioFormatting", "LanguageServer"]),
    .target(name: "CLibFuzzer"),
    fuzzer("FuzzParser"),
    fuzzer("FuzzChecker"),
    fuzzer("FuzzServer"),
  ]
)
