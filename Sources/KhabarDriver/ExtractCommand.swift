import ArgumentParser
import Foundation
import Khabar

struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Runs the standard news pipeline on files, folders or standard input.",
    discussion: """
      Files are recognised by their content, .gz is transparent, folders are read in the order of their names. \
      With --input-format jsonl it is a filter: one record {"id", "text" or "html", "reference_date"?, …} a line in, \
      one line out for each, in order.
      """)

  @Argument(
    help: ArgumentHelp("Files, folders, patterns, or - for standard input.", valueName: "path"), completion: .file())
  var paths: [String] = []

  @Option(help: "Form of the results: \(SinkNames.list).", completion: .list(SinkNames.all))
  var format = "jsonl"

  @Option(help: "What the inputs are: \(SourceNames.list).", completion: .list(SourceNames.all))
  var inputFormat = "auto"

  @Option(help: "The day \"today\" means where a document does not say, as 2024-02-07.")
  var referenceDate: String?

  @Option(
    help: ArgumentHelp(
      "Layers to write besides the standard ones: tokens,words,latin-names,numbers,source-map.", valueName: "layers"))
  var include: String?

  @Option(help: "What start and end count: scalar, utf16 or utf8.")
  var offsets: OffsetUnit?

  @Option(
    help: ArgumentHelp(
      "A site-rule file, or a folder of them: where the article stands in the pages of sites you know.",
      valueName: "path"), completion: .file(extensions: ["json"]))
  var siteRules: String?

  @Option(
    help: ArgumentHelp(
      "A word list of names to add, rename, merge and forbid; see docs/entities.md.", valueName: "file"),
    completion: .file(extensions: ["tsv"]))
  var entities: String?

  @Flag(help: "Indented JSON, for people.")
  var pretty = false

  @OptionGroup var options: RunOptions

  func run() async throws {
    let registry = KhabarDriver.registry
    guard let sink = registry.sink(format) else {
      throw ExitStatus.usage("khabar: unknown format \"\(format)\"; known: \(SinkNames.list)")
    }
    guard registry.source(inputFormat) != nil else {
      throw ExitStatus.usage("khabar: unknown input format \"\(inputFormat)\"; known: \(SourceNames.list)")
    }
    if paths.isEmpty, isatty(STDIN_FILENO) == 1 {
      throw ExitStatus.usage("khabar: give a file, a folder, or - for standard input; khabar extract --help tells more")
    }
    var source: [(String, JSONValue)] = [
      ("kind", .string(inputFormat)), ("paths", .array((paths.isEmpty ? ["-"] : paths).map(JSONValue.string))),
    ]
    if let referenceDate { source.append(("reference_date", .string(referenceDate))) }
    let configuration = StandardPipeline.configuration(
      source: source, sink: try sinkOptions(for: sink), additional: additionalStages,
      options: stageOptions,
      more: [("on_error", .string("quarantine"))])
    var overrides = PipelineFile.Overrides()
    overrides.workers = options.workers
    overrides.onError = options.onError
    do {
      let pipeline = try PipelineFile.read(configuration, registry: registry, overrides: overrides)
      try await options.run(pipeline)
    } catch let problems as PipelineProblems {
      throw ExitStatus.usage(problems.problems.map { "khabar: \($0.pointer): \($0.message)" }.joined(separator: "\n"))
    }
  }

  private var stageOptions: [String: [(String, JSONValue)]] {
    var options: [String: [(String, JSONValue)]] = [:]
    if let siteRules { options["article"] = [("site_rules", .string(siteRules))] }
    if let entities { options["entities"] = [("word_list", .string(entities))] }
    return options
  }

  /// What costs time and is made only where it is written.
  private var additionalStages: Set<String> {
    let layers = (include ?? "").split(separator: ",")
    var stages: Set<String> = []
    if format == "conllu" || layers.contains("tokens") || layers.contains("words") { stages.insert("words") }
    if layers.contains("latin-names") { stages.insert("latin-names") }
    if format == "entities" { stages.insert("entity-table") }
    return stages
  }

  private func sinkOptions(for sink: Component<any Sink>) throws -> [(String, JSONValue)] {
    let known = Set(sink.options.entries.map(\.name))
    var members: [(String, JSONValue)] = [("kind", .string(format))]
    func add(_ name: String, _ option: String, _ value: JSONValue?) throws {
      guard let value else { return }
      guard known.contains(name) else { throw ExitStatus.usage("khabar: --format \(format) takes no \(option)") }
      members.append((name, value))
    }
    if format == "csv", options.output == nil || options.output == "-" {
      throw ExitStatus.usage("khabar: csv is a folder of tables; name it with -o FOLDER")
    }
    try add("path", "-o", options.output.map(JSONValue.string))
    try add("offsets", "--offsets", offsets.map { .string($0.rawValue) })
    try add("pretty", "--pretty", pretty ? .bool(true) : nil)
    try add("include", "--include", include.map { .array($0.split(separator: ",").map { .string(String($0)) }) })
    return members
  }
}

enum SinkNames {
  static let all = KhabarDriver.registry.sinks.map(\.name)
  static let list = all.joined(separator: ", ")
}

enum SourceNames {
  static let all = KhabarDriver.registry.sources.map(\.name)
  static let list = all.joined(separator: ", ")
}
