public import KhabarCore
public import KhabarText

/// The word that says that someone spoke.
public struct Cue: Hashable, Sendable {
  /// One token as a rule, without attached particles.
  public var range: TextRange
  public var lemma: String
  /// `statement`, `attribution`, `opinion`, `claim`, `denial`, …: the scheme's list, from the cue lexicon.
  public var type: String
  /// A second marker of the same act: نقلا عن, قائلا, على حد تعبيره.
  public var with: TextRange?

  public init(range: TextRange, lemma: String, type: String, with: TextRange? = nil) {
    self.range = range
    self.lemma = lemma
    self.type = type
    self.with = with
  }
}

/// Something that the text says somebody communicated.
public struct Statement: Hashable, Sendable, Anchored {
  public enum Mode: String, Sendable {
    case direct
    case mixed
    case indirect
  }

  public var mode: Mode
  public var cue: Cue
  /// The innermost originator; nil where the text does not tell.
  public var speaker: Party?
  public var addressees: [Party]
  /// Those who passed it on, outermost first, without the speaker.
  public var sourceChain: [Party]
  /// What was said, in text order; several ranges if it is broken.
  public var content: [TextRange]
  /// Stretches of the content inside quotation marks, marks excluded.
  public var quoted: [TextRange]
  /// The statement whose content this one stands in.
  public var parent: LayerIndex<Statements>?
  /// The date value when the sentence dates the act.
  public var time: String?
  public var place: Party?
  /// مؤتمر صحفي, بيان, تغريدة.
  public var setting: TextRange?
  /// The name of the rule that found it.
  public var rule: String

  public init(
    mode: Mode, cue: Cue, speaker: Party?, addressees: [Party] = [], sourceChain: [Party] = [], content: [TextRange],
    quoted: [TextRange] = [], parent: LayerIndex<Statements>? = nil, time: String? = nil, place: Party? = nil,
    setting: TextRange? = nil, rule: String
  ) {
    self.mode = mode
    self.cue = cue
    self.speaker = speaker
    self.addressees = addressees
    self.sourceChain = sourceChain
    self.content = content
    self.quoted = quoted
    self.parent = parent
    self.time = time
    self.place = place
    self.setting = setting
    self.rule = rule
  }

  public var ranges: [TextRange] {
    [cue.range] + (cue.with.map { [$0] } ?? []) + content + quoted + (setting.map { [$0] } ?? [])
      + (speaker?.ranges ?? [])
      + (place?.ranges ?? []) + (addressees + sourceChain).flatMap(\.ranges)
  }
}

/// The statements of a document, in the order of their cues; a parent may stand after its child.
public enum Statements: LayerKey {
  public typealias Item = Statement
  public static let name = "statements"

  public static func identifier(_ index: LayerIndex<Statements>) -> String { "s\(index.value + 1)" }

  public static func write(_ items: [Statement], to writer: inout AnnotationWriter) {
    writer.array {
      for (index, item) in items.enumerated() {
        $0.object {
          $0.field("id", identifier(LayerIndex(index)))
          $0.field("mode", item.mode.rawValue)
          $0.key("cue")
          $0.object {
            $0.span(item.cue.range)
            $0.field("lemma", item.cue.lemma)
            $0.field("type", item.cue.type)
            if let with = item.cue.with {
              $0.key("with")
              $0.spanObject(with)
            }
          }
          $0.key("speaker")
          $0.optionalParty(item.speaker)
          $0.key("addressee")
          $0.parties(item.addressees)
          $0.key("source_chain")
          $0.parties(item.sourceChain)
          $0.key("content")
          $0.spans(item.content)
          $0.key("quoted")
          $0.spans(item.quoted)
          $0.field("parent", item.parent.map(identifier))
          $0.field("time", item.time)
          $0.key("place")
          $0.optionalParty(item.place)
          $0.field("setting", textOf: item.setting)
          $0.field("by", "statements")
          $0.field("rule", item.rule)
        }
      }
    }
  }
}
