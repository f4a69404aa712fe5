// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that nobody who uses Khabar builds it.
let package = Package(
  name: "khabar-benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "khabar", path: "..")],
  targets: [
    // The floor that page extraction is measured against: libxml2's own tree parser, with nothing of Khabar around it.
    .systemLibrary(name: "CLibxml2Floor", pkgConfig: "libxml-2.0"),
    .executableTarget(
      name: "KhabarBenchmarks", dependencies: ["CLibxml2Floor", .product(name: "Khabar", package: "khabar")]),
    .executableTarget(
      name: "MatcherBenchmark",
      dependencies: [.product(name: "Khabar", package: "khabar"), .product(name: "KhabarLexicon", package: "khabar")]),
  ])
