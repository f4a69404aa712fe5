import KhabarAnnotations
public import KhabarCore
import KhabarText

/// Finds events: what happened, who took part, when and where, and whether it happened at all.
///
/// Words of the trigger lists that stand in no name, title or guarded phrase are read in their clause, then gathered:
/// an event has all the words of the document that tell of it.
///
/// - Requires: `folded`, `tokens`.
/// - Uses: `sentences`, `segments`, `times`, `entities`, `quantities`, `statements`, `casualties`,
///   `news-reading` (made here where no stage has).
/// - Provides: `events`.
public struct EventStage: Stage {
  public struct Options: StageOptions {
    /// Types that are not looked for.
    public var without: [String] = []
    /// Whether events that the text only thinks of are kept.
    public var hypothetical = false

    /// Whether things and buildings under attack are named among those taking part.
    public var sites = false

    public init() {}

    public static let fields: [OptionField<Options>] = [
      .strings("without", \.without, "Types of event that are left out, such as `business`."),
      .bool(
        "hypothetical", \.hypothetical, "Keep events that the text calls possible only (\"احتمال التوصل إلى اتفاق\")."),
      .bool("sites", \.sites, "Name things under attack (\"حافلة\", \"مبنى\") among those taking part."),
    ]
  }

  public static let name = "events"
  public static let summary = "Finds events with those who took part, date, place and status"
  public static let requires = [LayerName(FoldedTexts.self), LayerName(Tokens.self)]
  public static let uses = [
    LayerName(Sentences.self), LayerName(Segments.self), LayerName(Times.self), LayerName(Entities.self),
    LayerName(Quantities.self), LayerName(Statements.self), LayerName(Casualties.self), LayerName(NewsReadings.self),
    LayerName(TokenForms.self),
  ]
  public static let provides = [LayerName(Events.self)]

  private let options: Options

  public init(options: Options) {
    self.options = options
  }

  public func process(_ document: inout Document) {
    document[Events.self] = events(of: document)
  }

  private func events(of document: Document) -> [Event] {
    guard let findings = NewsReadings.findings(in: document) else { return [] }
    let reading = findings.reading
    let parties = PartyIndex(document, reading)
    let context = EventContext(
      reading: reading, parties: parties, dates: findings.dates, places: findings.places,
      reference: document.metadata.referenceDate.flatMap(DateFinder.calendarValue))
    let arguments = ArgumentReader(reading: reading, parties: parties, takesSites: options.sites)
    let occasions = SpokenOccasions(document[Statements.self])
    var merger = EventMerger(places: findings.places)
    var sentence = 0
    // The subject of the verb before in the sentence.
    var subject: PartyIndex.Mention?
    var dateline = context.dateline(of: reading.sentences[0])
    for trigger in TriggerFinder(reading: reading, parties: parties).triggers() {
      while reading.sentences[sentence].upperBound <= trigger.tokens.lowerBound {
        sentence += 1
        subject = nil
        dateline = nil
      }
      if let type = trigger.types.first, options.without.contains(EventType.rows[type].name) { continue }
      let clause = context.clause(of: trigger.tokens, in: reading.sentences[sentence])
      if !options.hypothetical, trigger.use == .starts, context.isHypothetical(trigger, in: clause) {
        guard trigger.isDefinite else { continue }
        // "متابعة المفاوضات" may still be told of negotiations that are under way.
        trigger.use = .joins
      }
      var found = arguments.read(trigger, in: clause, sentence: reading.sentences[sentence], subject: subject)
      if let own = found.subject { subject = own }
      if trigger.use == .carried { trigger.use = found.isCarried && !trigger.isDefinite ? .starts : .joins }
      var date = context.date(of: trigger.tokens, in: clause)
      if found.participants.isEmpty, let role = arguments.speakingRole(of: trigger),
        let statement = occasions.statement(on: trigger.range), let speaker = statement.speaker
      {
        found.participants.append(Event.Participant(party: speaker, role: role))
        if role == ArgumentReader.mutualRole {
          // "أبلغ الوزير السفير، خلال لقاء مغلق": those told were there.
          found.participants += statement.addressees.prefix(4).map { Event.Participant(party: $0, role: role) }
        }
        date = date ?? statement.time.flatMap(DateFinder.calendarValue)
      }
      var place = context.place(of: trigger.tokens, in: clause)
      if let type = trigger.types.first {
        if place == nil, EventType.rows[type].isAtDestination {
          place =
            found.participants.first { EventType.destinations.contains($0.role) && context.isPlace($0.party) }?.party
        }
        if place == nil, EventType.rows[type].strikes {
          place = context.struckPlace(by: trigger, in: clause, found.participants)
        }
        if place == nil, EventType.rows[type].isAtDateline { place = dateline }
        if EventType.rows[type].hasNoPlace { place = nil }
      }
      merger.add(
        EventReport(
          trigger: trigger, sentence: sentence, date: date, place: place, isFinePlace: context.isFine(place),
          namedPlaces: context.namedPlaces(in: clause), participants: found.participants,
          known: found.known,
          status: context.status(of: trigger, in: clause, date: date), isOther: context.isOther(trigger, in: clause)))
    }
    return merger.events
  }
}
