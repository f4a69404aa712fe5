import KhabarAnnotations
public import KhabarCore
import KhabarText

/// Sentences and words in CoNLL-U.
///
/// Attached conjunctions, prepositions, the future س and pronouns are words of their own; the article and endings stay
/// with the stem, as in Universal Dependencies. The words of one token stand side by side with `SpaceAfter=No`, as in
/// the Arabic PUD treebank, or under a multi-word token, as in PADT. Lemmas and parts of speech come from the `words` layer.
public struct ConlluSink: Sink {
  public struct Options: StageOptions {
    public var path = "-"
    public var attached = Attached.sideBySide

    public init() {}

    public enum Attached: String, CaseIterable, Sendable {
      case sideBySide = "side-by-side"
      case multiword
    }

    public static let fields: [OptionField<Options>] = [
      .string("path", \.path, "The file to write; - is standard output."),
      .choice(
        "attached", \.attached, "How the words of one token are joined: by SpaceAfter=No, or under a multi-word token."),
    ]
  }

  public static let name = "conllu"
  public static let summary =
    "Sentences, tokens and words in CoNLL-U; needs the stage tokens; lemmas and parts of speech need words."

  private let options: Options

  public init(options: Options) { self.options = options }

  public var outputPaths: [String] { [options.path] }

  public func encode(_ document: Document) -> SinkRecord {
    var output: [UInt8] = Array("# newdoc id = \(document.id)\n".utf8)
    let tokens = document[Tokens.self]
    let segments = document[Segments.self]
    let words = document[Words.self]
    var nextWord = 0
    var next = 0
    for (index, sentence) in document[Sentences.self].enumerated() {
      while next < tokens.count, tokens[next].range.start < sentence.range.start { next += 1 }
      let first = next
      while next < tokens.count, tokens[next].range.start < sentence.range.end { next += 1 }
      output += Array("# sent_id = \(document.id)-\(index + 1)\n# text = ".utf8)
      output += document.text[sentence.range.indices].map { $0 == 0x0A ? 0x20 : $0 } + [0x0A]
      var number = 1
      for place in first..<next {
        let token = tokens[place]
        let parts = token.parts(in: segments)
        while nextWord < words.count, Int(words[nextWord].token) < place { nextWord += 1 }
        let isGlued = place + 1 < tokens.count && !tokens[place + 1].isSpaceBefore
        let misc = isGlued ? "SpaceAfter=No" : "_"
        let isMultiword = parts.count > 1 && options.attached == .multiword
        if isMultiword {
          line(&output, "\(number)-\(number + parts.count - 1)", token.range, document, misc: misc)
        }
        for (index, part) in parts.enumerated() {
          let inner = isMultiword ? "_" : index < parts.count - 1 ? "SpaceAfter=No" : misc
          let word =
            nextWord + index < words.count && words[nextWord + index].range == part.range
            ? words[nextWord + index] : nil
          line(&output, "\(number)", part.range, document, word, misc: inner)
          number += 1
        }
      }
      output.append(0x0A)
    }
    return .bytes([output])
  }

  public func open() throws -> any SinkWriter { try FileSinkWriter(paths: [options.path]) }

  public func reopen(at lengths: [Int], wasFinished: Bool) throws -> (any SinkWriter)? {
    try FileSinkWriter(paths: [options.path], continuing: .init(lengths: lengths, wasFinished: wasFinished))
  }

  private func line(
    _ output: inout [UInt8], _ id: String, _ range: TextRange, _ document: Document, _ word: Word? = nil, misc: String
  ) {
    output += Array(id.utf8) + [0x09]
    output += document.text[range.indices].map { $0 == 0x09 || $0 == 0x0A ? 0x20 : $0 }
    output.append(0x09)
    output += (word?.lemma ?? "_").utf8.map { $0 == 0x09 || $0 == 0x0A ? 0x20 : $0 }
    output += Array("\t\(word?.partOfSpeech.rawValue ?? "_")\t_\t_\t_\t_\t_\t\(misc)\n".utf8)
  }
}
