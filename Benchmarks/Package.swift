// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "headroom-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "headroom", path: "..")],
  targets: [
    .systemLibrary(
      name: "CLAPACKEDirect", pkgConfig: "lapacke",
      providers: [.apt(["liblapacke-dev", "libopenblas-dev"])]),
    .executableTarget(
      name: "headroom-bench",
      dependencies: [
        "CLAPACKEDirect",
        .product(name: "LinearAlgebra", package: "headroom"),
        .product(name: "Regression", package: "headroom"),
        .product(name: "Forecasting", package: "headroom"),
        .product(name: "Probability", package: "headroom"),
        .product(name: "Cohorts", package: "headroom"),
        .product(name: "LanguageServer", package: "headroom"),
        .product(name: "ScenarioLanguage", package: "headroom"),
      ],
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ]),
  ]
)
