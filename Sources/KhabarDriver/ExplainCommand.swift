import ArgumentParser
import Khabar

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Shows how one sentence was read: tokens, names, words that report, and the rule behind each result.",
    discussion: """
      khabar explain article.txt --at 1240        the sentence at this offset of the text
      khabar explain page.html --sentence 7       the seventh sentence

      Offsets count what khabar extract counts: Unicode scalars, or what --offsets says. Without --at and --sentence \
      every sentence is shown.
      """)

  @Argument(help: "A text or a page; - for standard input.", completion: .file())
  var path: String

  @Option(help: "An offset in the sentence, as start and end in the output of khabar extract.")
  var at: Int?

  @Option(help: "The number of the sentence, from 1.")
  var sentence: Int?

  @Option(help: "What the input is: \(SourceNames.list).", completion: .list(SourceNames.all))
  var inputFormat = "auto"

  @Option(help: "The day \"today\" means where the document does not say, as 2024-02-07.")
  var referenceDate: String?

  @Option(help: "What offsets count: scalar, utf16 or utf8.", completion: .list(OffsetUnit.allCases.map(\.rawValue)))
  var offsets = OffsetUnit.scalar

  func validate() throws {
    if at != nil, sentence != nil { throw ValidationError("give --at or --sentence, not both") }
  }

  func run() async throws {
    let document = try await document()
    if let at {
      guard let offset = SentenceExplanation.byteOffset(of: at, in: document.text, unit: offsets),
        let explanation = SentenceExplanation(of: document, at: offset, offsets: offsets)
      else { throw ExitStatus.usage("khabar: \(path) has no sentence at \(at)") }
      return print(explanation.text, terminator: "")
    }
    let count = document[Sentences.self].count
    let numbers = sentence.map { $0...$0 } ?? 1...max(1, count)
    for number in numbers {
      guard let explanation = SentenceExplanation(of: document, sentence: number, offsets: offsets) else {
        throw ExitStatus.usage("khabar: \(path) has \(count) sentences, not \(number)")
      }
      print(explanation.text, terminator: number < numbers.upperBound ? "\n" : "")
    }
  }

  /// The first document of the input, read by the standard pipeline.
  private func document() async throws -> Document {
    let registry = KhabarDriver.registry
    guard let kind = registry.source(inputFormat) else {
      throw ExitStatus.usage("khabar: unknown input format \"\(inputFormat)\"; known: \(SourceNames.list)")
    }
    var members: [(String, JSONValue)] = [("paths", .array([.string(path)]))]
    if let referenceDate { members.append(("reference_date", .string(referenceDate))) }
    var reader = try kind.make(options: .object(members)).reader()
    guard let item = try await reader.next(), var document = try first(of: item) else {
      throw ExitStatus.usage("khabar: \(path) holds no document")
    }
    for name in StandardPipeline.stages {
      guard let stage = registry.stage(name) else { continue }
      try stage.make(options: nil).process(&document)
    }
    return document
  }

  private func first(of item: SourceItem) throws -> Document? {
    switch item {
    case .document(let document): return document
    case .failure(let failure): throw ExitStatus.invalid("khabar: \(failure.place): \(failure.message)")
    case .deferred(let load):
      for item in load() { if let document = try first(of: item) { return document } }
      return nil
    }
  }
}
