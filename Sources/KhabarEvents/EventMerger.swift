import KhabarAnnotations
import KhabarCore
import KhabarText

/// What one trigger tells.
struct EventReport {
  var trigger: Trigger
  var sentence: Int
  var date: String?
  var place: Party?
  /// Whether the place is a town or finer.
  var isFinePlace: Bool
  /// All places of the clause, as `PlaceFinder` numbers them.
  var namedPlaces: Range<Int>
  var participants: [Event.Participant]
  /// Those of them who may be known already: المتهمين.
  var known: ParticipantSet
  var status: Event.Status
  var isOther: Bool
}

/// Places in a list of at most 32 participants.
struct ParticipantSet {
  private var bits: UInt32 = 0

  mutating func insert(_ place: Int) { bits |= 1 << UInt32(place) }
  func contains(_ place: Int) -> Bool { bits >> UInt32(place) & 1 != 0 }
}

/// Gathers the triggers of a document into events: the same type, and nothing that speaks against it.
///
/// A definite noun ("الهجوم") is the event told last; an indefinite one or a verb is another event where its date, its
/// place or those taking part differ.
struct EventMerger {
  private struct Gathered {
    var type: Int
    var event: Event
    var lastSentence: Int
    var lastToken: Int
    var isFinePlace: Bool
  }

  /// Roles that the first words for an event fill: later counts are parts or updates of the same victims.
  private static let singular: Set<String> = ["victim"]

  private let places: PlaceFinder
  private var gathered: [Gathered] = []
  /// How many events back an older one is still looked for.
  private static let memory = 12

  init(places: PlaceFinder) { self.places = places }

  mutating func add(_ report: EventReport) {
    if let place = match(report) {
      extend(place, report)
    } else if report.trigger.use != .joins || report.isOther, let type = report.trigger.types.first {
      var triggers: [TextRange] = []
      report.trigger.addRanges(to: &triggers)
      gathered.append(
        Gathered(
          type: type,
          event: Event(
            type: EventType.rows[type].name, cameo: EventType.rows[type].cameo, triggers: triggers,
            participants: report.participants, date: report.date, place: report.place, status: report.status,
            rule: report.trigger.rule), lastSentence: report.sentence, lastToken: report.trigger.tokens.upperBound,
          isFinePlace: report.isFinePlace))
    }
  }

  /// The events in the order of their first triggers.
  var events: [Event] { gathered.map(\.event) }

  private func match(_ report: EventReport) -> Int? {
    for index in gathered.indices.suffix(Self.memory).reversed() {
      guard report.trigger.types.contains(gathered[index].type) else { continue }
      if isSame(index, report) { return index }
    }
    return nil
  }

  /// The event is read in place: a copy of it counts references for all it holds.
  private func isSame(_ known: Int, _ report: EventReport) -> Bool {
    if report.isOther { return false }
    // "الزلزال وموجات تسونامي": joined words tell of one.
    if report.sentence == gathered[known].lastSentence,
      report.trigger.tokens.lowerBound - gathered[known].lastToken <= 2
    {
      return true
    }
    let isWeak = report.trigger.isDefinite || report.trigger.use == .joins
    if !agree(gathered[known].event.date, report.date), !(isWeak && EventType.rows[gathered[known].type].isDurative) {
      return false
    }
    let sharesParty = sharesConcerned(gathered[known].event.participants, report.participants)
    if isWeak {
      // "القصف الذي شنته القوات على المخيم" after clashes elsewhere: a definite noun with doers of its own.
      return !isElsewhere(known, report) || report.participants.isEmpty || gathered[known].event.participants.isEmpty
        || sharesParty
        || report.trigger.use == .joins
    }
    if (gathered[known].event.status == .occurred || gathered[known].event.status == .ongoing)
      && report.status == .planned
    {
      return false
    }
    if isAboutOthers(known, report) { return false }
    let isElsewhere = isElsewhere(known, report)
    if EventType.rows[gathered[known].type].isPersonal {
      if isElsewhere { return false }
      if hasEntity(gathered[known].event.participants), hasEntity(report.participants) { return sharesParty }
      // Two sentences that each tell of an arrest tell of two.
      return report.sentence == gathered[known].lastSentence || !report.trigger.isVerb
    }
    return !isElsewhere || sharesParty
  }

  /// "هاجم مسلحون تاجرا … وفي المساء طعن رجل شرطيا": two sentences that name whom it is done to, and not the same. A name and a
  /// noun phrase may mean one, as may a noun with an article.
  private func isAboutOthers(_ known: Int, _ report: EventReport) -> Bool {
    guard report.sentence != gathered[known].lastSentence else { return false }
    var (old, new) = (false, false)
    for (number, one) in report.participants.enumerated()
    where one.role == Self.target && !report.known.contains(number) {
      new = true
      for other in gathered[known].event.participants where other.role == Self.target {
        old = true
        switch (one.party.reference, other.party.reference) {
        case (.entity(let left), .entity(let right)) where left != right: continue
        case (.literal, .literal): continue
        default: return false
        }
      }
    }
    return old && new
  }

  private static let target = "target"

  private func isElsewhere(_ known: Int, _ report: EventReport) -> Bool {
    report.sentence != gathered[known].lastSentence && report.isFinePlace && gathered[known].isFinePlace
      && !names(gathered[known].event.place, report)
  }

  private func hasEntity(_ participants: [Event.Participant]) -> Bool {
    participants.contains { if case .entity = $0.party.reference { true } else { false } }
  }

  /// Whether two lists share one, other than those who act where both name whom it is done to: one court has many
  /// verdicts.
  private func sharesConcerned(_ known: [Event.Participant], _ new: [Event.Participant]) -> Bool {
    let acts = { (participant: Event.Participant) in Self.actingRoles.contains(participant.role) }
    var sharesAny = false
    for one in known {
      for other in new where one.party.reference == other.party.reference {
        if !acts(one), !acts(other) { return true }
        sharesAny = true
      }
    }
    return sharesAny && (known.allSatisfy(acts) || new.allSatisfy(acts))
  }

  /// The roles of those who act: the subjects of frames that also have an object.
  private static let actingRoles: Set<String> = Set(
    EventFrame.rows.compactMap { frame in
      frame.object == frame.subject || frame.name == "attack" ? nil : frame.object == nil ? nil : frame.subject
    } + ["donor", "agent", "court"])

  /// Whether the clause of the report names the place: "قصف في سوق ضحيان، شمالي صعدة" is still in صعدة.
  private func names(_ place: Party?, _ report: EventReport) -> Bool {
    if case .entity(let index) = place?.reference {
      places.isNamed(index.value, among: report.namedPlaces)
    } else {
      false
    }
  }

  /// Whether two dates can be one: equal, or one the month or year of the other.
  private func agree(_ first: String?, _ second: String?) -> Bool {
    guard let first, let second, first != second else { return true }
    return first.hasPrefix(second) || second.hasPrefix(first)
  }

  private mutating func extend(_ index: Int, _ report: EventReport) {
    gathered[index].lastSentence = report.sentence
    gathered[index].lastToken = report.trigger.tokens.upperBound
    report.trigger.addRanges(to: &gathered[index].event.triggers)
    for (number, participant) in report.participants.enumerated()
    where !gathered[index].event.participants.contains(where: { $0.party.reference == participant.party.reference }) {
      guard gathered[index].event.participants.count < 16 else { break }
      let isTold = gathered[index].event.participants.contains { $0.role == participant.role }
      if isTold, report.known.contains(number) || Self.singular.contains(participant.role) { continue }
      gathered[index].event.participants.append(participant)
    }
    // "إضراب عام" gets its day only later: "قررت تنفيذ الإضراب يوم 22 جانفي".
    if gathered[index].event.date == nil, report.date != nil, gathered[index].event.status == .occurred,
      report.status == .planned
    {
      gathered[index].event.status = .planned
    } else if gathered[index].event.status == .planned || gathered[index].event.status == .requested,
      report.status == .occurred && report.date != nil || report.status == .ongoing
    {
      gathered[index].event.status = report.status
    }
    if let date = report.date, date.utf8.count > gathered[index].event.date?.utf8.count ?? 0 {
      gathered[index].event.date = date
    }
    if gathered[index].event.place == nil || report.isFinePlace && !gathered[index].isFinePlace {
      gathered[index].event.place = report.place
      gathered[index].isFinePlace = report.isFinePlace
    }
  }
}
