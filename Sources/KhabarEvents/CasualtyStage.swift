import KhabarAnnotations
public import KhabarCore
import KhabarLexicon
import KhabarText

/// Finds counts of people killed, injured, missing, displaced or held.
///
/// Each count says its number and how exact it is, the noun of those counted, the day it is reported for, who gives it
/// (the chain of sources and the speaker of the innermost statement that contains it) and where.
///
/// - Requires: `folded`, `tokens`, `quantities`.
/// - Uses: `sentences`, `numbers`, `times`, `entities`, `statements`.
/// - Provides: `casualties`, and `news-reading` for `events`.
public struct CasualtyStage: Stage {
  public struct Options: StageOptions {
    /// Whether a count without a place or day of its own takes those of the count before it.
    public var carryOver = true

    public init() {}

    public static let fields: [OptionField<Options>] = [
      .bool("carry_over", \.carryOver, "Give a count that names no place that of the count before it.")
    ]
  }

  public static let name = "casualties"
  public static let summary = "Finds counts of people killed, injured, missing, displaced or held"
  public static let requires = [
    LayerName(FoldedTexts.self), LayerName(Tokens.self), LayerName(Quantities.self),
  ]
  public static let uses = [
    LayerName(Sentences.self), LayerName(Segments.self), LayerName(Numbers.self), LayerName(Times.self),
    LayerName(Entities.self), LayerName(Statements.self), LayerName(TokenForms.self),
  ]
  public static let provides = [LayerName(Casualties.self), LayerName(NewsReadings.self)]

  /// How many tokens away the day of a count may stand.
  private static let reach = 60

  private let options: Options

  public init(options: Options) {
    self.options = options
  }

  public func process(_ document: inout Document) {
    guard let findings = NewsFindings(document) else { return }
    document[NewsReadings.self] = [findings]
    document[Casualties.self] = casualties(of: document, findings)
  }

  private func casualties(of document: Document, _ findings: NewsFindings) -> [CasualtyCount] {
    let reading = findings.reading
    let candidates = CasualtyCandidate.all(in: document, reading)
    let reader = CasualtyReader(reading: reading, candidates: candidates)
    var statements = InnermostStatements(document[Statements.self])
    let (places, dates) = (findings.places, findings.dates)
    let reference = document.metadata.referenceDate.flatMap(DateFinder.calendarValue)
    var counts: [CasualtyCount] = []
    var lastPlace: Party?
    for (candidate, finding) in zip(candidates, reader.findings) {
      guard let finding else { continue }
      let sentence = sentence(of: candidate.tokens.lowerBound, reading)
      let statement = statements.statement(covering: candidate.range)
      var place = places.place(of: candidate.tokens, in: sentence)
      if place == nil, options.carryOver, var carried = lastPlace {
        carried.isInherited = true
        place = carried
      }
      lastPlace = place
      counts.append(
        CasualtyCount(
          range: candidate.range, kind: finding.kind, number: candidate.number, modifier: candidate.modifier,
          victims: candidate.victims,
          asOf: day(candidate, sentence, dates, statement.flatMap { statements.statements[$0].time }, reference),
          attributedTo: attribution(candidate, statement, statements.statements, reading), place: place,
          rule: finding.rule))
    }
    return counts
  }

  private func sentence(of token: Int, _ reading: NewsReading) -> Range<Int> {
    var low = 0
    var high = reading.sentences.count
    while low < high {
      let middle = (low + high) / 2
      if reading.sentences[middle].upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return low < reading.sentences.count ? reading.sentences[low] : token..<(token + 1)
  }

  /// Who gives the count. In "دان الأمين العام الغارة التي قتلت 29 طفلاً، بحسب المستشفى" the relative clause is the
  /// article's own, and what stands after it names its source: who condemns or demands gives no count.
  private func attribution(
    _ candidate: CasualtyCandidate, _ index: Int?, _ statements: [Statement], _ reading: NewsReading
  ) -> [Party] {
    // Read in place: a copy of a statement counts references for all it holds.
    guard let index else { return [] }
    guard let reach = Self.attitudes[statements[index].cue.type], let content = statements[index].content.first else {
      return statements[index].attribution
    }
    let start = reading.tokens(of: content).lowerBound
    guard candidate.tokens.lowerBound - start > reach else { return statements[index].attribution }
    // "زاعما مقتل ما لا يقل عن 60 من عناصره": the loss is what is claimed.
    if reach >= 0, reading.terms.row(covering: start) != nil { return statements[index].attribution }
    let isRelative = (max(start, candidate.tokens.lowerBound - Self.reach)..<candidate.tokens.lowerBound).contains {
      reading.classes[$0].contains(.relative)
    }
    let isFull =
      start < candidate.tokens.lowerBound && start > 0
      && (start - 1...start).contains {
        reading.classes[$0].contains(.complementiser)
      }
    guard isRelative || !isFull else { return statements[index].attribution }
    return statements[index].sourceChain.filter { ($0.mention?.start ?? 0) > candidate.range.start }
  }

  /// Types of cue that voice an attitude to something, not a report of it, and from how many words on.
  private static let attitudes: [String: Int] = {
    let list = Lexicons.attitudeCues
    let reach = list.column("reach")
    var found: [String: Int] = [:]
    for row in 0..<list.count {
      for key in list.keys(row) { found[key] = Int(list.value(row, reach)) ?? -1 }
    }
    return found
  }()

  /// The day the count holds for: a date after حتى, the day of the statement, a day of the sentence; the day the text is
  /// read on where the sentence counts since some time ("منذ مطلع العام").
  private func day(
    _ candidate: CasualtyCandidate, _ sentence: Range<Int>, _ dates: DateFinder, _ statementTime: String?,
    _ reference: String?
  ) -> String? {
    let tokens = candidate.tokens
    let window =
      max(
        sentence.lowerBound, tokens.lowerBound - Self.reach)..<min(sentence.upperBound, tokens.upperBound + Self.reach)
    let entries = dates.entries(in: window)
    if let until = entries.first(where: { $0.isUntil && $0.isDay }) { return until.value }
    if let time = statementTime.flatMap(DateFinder.calendarValue), time.utf8.count >= 10 { return time }
    let own = entries.filter { $0.isDay && !$0.isSince }
    if let day = own.min(by: { distance($0, candidate) < distance($1, candidate) }) { return day.value }
    return entries.contains(where: \.isSince) ? reference : nil
  }

  private func distance(_ entry: DateFinder.Entry, _ candidate: CasualtyCandidate) -> Int {
    abs(entry.tokens.lowerBound - candidate.tokens.lowerBound)
  }
}
