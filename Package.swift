// swift-tools-version: 6.2

import PackageDescription

// Lowest first: a target may depend on what stands above it, never the other way.
let package = Package(
  name: "khabar",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "khabar", targets: ["KhabarCommand"]),
    .library(name: "Khabar", targets: ["Khabar"]),
    .library(name: "KhabarDriver", targets: ["KhabarDriver"]),
    .library(name: "KhabarCore", targets: ["KhabarCore", "KhabarText", "KhabarAnnotations", "KhabarRunner"]),
    .library(name: "KhabarLexicon", targets: ["KhabarLexicon"]),
    .library(name: "KhabarTestSupport", targets: ["KhabarTestSupport"]),
    .plugin(name: "LexiconPlugin", targets: ["LexiconPlugin"]),
    .plugin(name: "NewStagePlugin", targets: ["NewStagePlugin"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CLibxml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"])]),

    .target(name: "KhabarText"),
    .target(name: "KhabarSchema"),
    .target(name: "KhabarCore", dependencies: ["KhabarText", "KhabarSchema"]),
    .target(
      name: "KhabarAnnotations", dependencies: ["KhabarCore", "KhabarLexicon", "KhabarSchema", "KhabarText"]),

    .target(name: "KhabarLexicon", dependencies: ["KhabarText"]),
    .executableTarget(name: "LexiconCompiler", dependencies: ["KhabarLexicon"]),
    .plugin(name: "LexiconPlugin", capability: .buildTool, dependencies: ["LexiconCompiler"]),
    .plugin(
      name: "NewStagePlugin",
      capability: .command(
        intent: .custom(verb: "new-stage", description: "Writes the file of a new stage and its test."),
        permissions: [.writeToPackageDirectory(reason: "It writes the stage and its test.")])),

    .target(name: "KhabarHTML", dependencies: ["CLibxml2", "KhabarText"]),
    .target(
      name: "KhabarIngest",
      dependencies: [
        "CCrypto", "CZlib", "KhabarAnnotations", "KhabarCore", "KhabarHTML", "KhabarLexicon", "KhabarSchema",
        "KhabarText",
      ],
      exclude: ["Lexicons"], plugins: ["LexiconPlugin"]),
    .target(name: "KhabarDuplicates", dependencies: ["KhabarCore", "KhabarLexicon", "KhabarSchema", "KhabarText"]),
    extraction("KhabarArabic"),
    extraction("KhabarNumbers"),
    extraction("KhabarTime"),
    extraction("KhabarEntities"),
    extraction("KhabarStatements"),
    extraction("KhabarEvents"),
    .target(name: "KhabarOutput", dependencies: ["KhabarAnnotations", "KhabarCore", "KhabarSchema", "KhabarText"]),
    .target(name: "KhabarRunner", dependencies: ["KhabarCore", "KhabarSchema", "KhabarText"]),

    .target(
      name: "Khabar",
      dependencies: [
        "KhabarAnnotations", "KhabarArabic", "KhabarCore", "KhabarDuplicates", "KhabarEntities", "KhabarEvents",
        "KhabarIngest", "KhabarLexicon", "KhabarNumbers", "KhabarOutput", "KhabarRunner", "KhabarSchema",
        "KhabarStatements", "KhabarText", "KhabarTime",
      ]),
    .target(
      name: "KhabarDriver",
      dependencies: ["Khabar", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    // The product is `khabar`; the module is not, or file systems that ignore case would confuse it with `Khabar`.
    .executableTarget(name: "KhabarCommand", dependencies: ["KhabarDriver"]),
    // Writes the training examples of the sequence tagger (Tools/train_name_tagger.py).
    .executableTarget(name: "TaggerExamples", dependencies: ["Khabar", "KhabarEntities"]),
    .target(name: "KhabarTestSupport", dependencies: ["KhabarCore", "KhabarText"]),

    tests("KhabarText"),
    tests("KhabarSchema"),
    tests("KhabarCore", ["KhabarSchema"]),
    tests("KhabarLexicon"),
    tests("KhabarHTML"),
    tests("KhabarIngest", ["KhabarAnnotations", "KhabarHTML"]),
    tests("KhabarDuplicates"),
    tests("KhabarArabic", ["KhabarAnnotations", "KhabarLexicon"]),
    tests("KhabarNumbers", ["KhabarAnnotations", "KhabarArabic"]),
    tests("KhabarTime", ["KhabarAnnotations", "KhabarArabic", "KhabarNumbers"]),
    tests("KhabarEntities", ["KhabarAnnotations", "KhabarArabic", "KhabarLexicon"]),
    tests("KhabarStatements", ["KhabarAnnotations", "Khabar", "KhabarLexicon"]),
    tests("KhabarEvents", ["KhabarAnnotations", "Khabar", "KhabarLexicon"]),
    tests("KhabarOutput", ["KhabarAnnotations", "KhabarSchema"]),
    tests("KhabarRunner", ["KhabarSchema"]),
    tests("Khabar", ["KhabarSchema", "KhabarAnnotations", "KhabarRunner"]),
  ])

/// An extraction module: stages over the standard layers, with word lists of its own.
func extraction(_ name: String) -> Target {
  .target(
    name: name, dependencies: ["KhabarAnnotations", "KhabarCore", "KhabarLexicon", "KhabarText"],
    exclude: ["Lexicons"], plugins: ["LexiconPlugin"])
}

func tests(_ name: String, _ more: [String] = []) -> Target {
  let names = Set([name, "KhabarTestSupport", "KhabarCore", "KhabarText"] + more)
  return .testTarget(name: name + "Tests", dependencies: names.sorted().map { .byName(name: $0) })
}

let strict = Context.environment["KHABAR_WARNINGS_AS_ERRORS"] != nil

for target in package.targets where target.type != .system && target.type != .plugin {
  target.swiftSettings =
    [
      .swiftLanguageMode(.v6),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
    ] + (strict ? [.treatAllWarnings(as: .error)] : [])
}
