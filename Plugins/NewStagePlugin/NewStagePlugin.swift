import Foundation
import PackagePlugin

/// `swift package new-stage NAME [--target TARGET]`: writes the file of a stage and its test, ready to compile.
@main
struct NewStagePlugin: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) throws {
    var extractor = ArgumentExtractor(arguments)
    let chosen = extractor.extractOption(named: "target").first
    guard let name = extractor.remainingArguments.first, name.wholeMatch(of: /[a-z][a-z0-9.-]*/) != nil else {
      throw Usage(
        description: "usage: swift package new-stage NAME [--target TARGET]; NAME is kebab case: acme.my-stage")
    }
    let targets = context.package.targets.compactMap { $0 as? SwiftSourceModuleTarget }
    let libraries = targets.filter { $0.kind == .generic }
    guard let target = chosen.map({ name in libraries.first { $0.name == name } }) ?? libraries.first else {
      throw Usage(
        description:
          "no target \(chosen ?? "") in this package; there are: \(libraries.map(\.name).joined(separator: ", "))")
    }
    let type = name.split(whereSeparator: { ".-".contains($0) }).map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined()
    try write(stage(name: name, type: type), to: target.directoryURL.appending(path: "\(type)Stage.swift"))
    if let tests = targets.first(where: { $0.kind == .test && $0.name == target.name + "Tests" }) {
      try write(
        test(type: type, module: target.name), to: tests.directoryURL.appending(path: "\(type)StageTests.swift"))
    }
    print("Next: say in `requires` what it needs, register \(type)Stage.self in your program, swift test.")
  }

  private func write(_ text: String, to file: URL) throws {
    guard !FileManager.default.fileExists(atPath: file.path) else {
      throw Usage(description: "\(file.path) is there already")
    }
    try text.write(to: file, atomically: true, encoding: .utf8)
    print("wrote \(file.path)")
  }

  private func stage(name: String, type: String) -> String {
    """
    public import KhabarCore
    public import KhabarText

    /// What the stage finds, in text order.
    public enum \(type)Layer: LayerKey {
      public typealias Item = TextRange
      public static let name = "\(name)"

      public static func write(_ items: [TextRange], to writer: inout AnnotationWriter) { writer.spans(items) }
    }

    /// Says what it finds.
    ///
    /// - Provides: `\(name)`.
    public struct \(type)Stage: Stage {
      public struct Options: StageOptions {
        public var limit = 100

        public init() {}

        public static let fields: [OptionField<Options>] = [
          .integer("limit", \\.limit, in: 1...10_000, "The most results a document may have."),
        ]
      }

      public static let name = "\(name)"
      public static let summary = "One sentence for `khabar stages`."
      public static let provides = [LayerName(\(type)Layer.self)]

      private let options: Options

      public init(options: Options) { self.options = options }

      public func process(_ document: inout Document) {
        let found: [TextRange] = []
        document[\(type)Layer.self] = Array(found.prefix(options.limit))
      }
    }

    """
  }

  private func test(type: String, module: String) -> String {
    """
    import KhabarTestSupport
    import Testing

    @testable import \(module)

    @Suite struct \(type)StageTests {
      @Test func keepsTheRulesOfEveryStage() throws {
        try StageConformance(\(type)Stage.self).run()
      }
    }

    """
  }

  private struct Usage: Error, CustomStringConvertible {
    let description: String
  }
}
