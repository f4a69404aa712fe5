// swift-tools-version: 6.2

import PackageDescription

// A package of its own that adds a stage to Khabar. Outside this repository the dependency is a URL and a version.
let package = Package(
  name: "acme-khabar",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "khabar", path: "../..")],
  targets: [
    .target(name: "AcmeStages", dependencies: [.product(name: "KhabarCore", package: "khabar")]),
    .executableTarget(
      name: "acme-khabar", dependencies: ["AcmeStages", .product(name: "KhabarDriver", package: "khabar")]),
    .testTarget(
      name: "AcmeStagesTests",
      dependencies: [
        "AcmeStages", .product(name: "KhabarCore", package: "khabar"),
        .product(name: "KhabarTestSupport", package: "khabar"),
      ]),
  ])
