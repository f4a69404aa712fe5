import KhabarAnnotations
import KhabarText

extension ArgumentReader {
  /// The roles of nouns without a preposition, in their order: at most two, one of which may be nobody's.
  struct Core {
    let first: String?
    let second: String?
    let count: Int

    init() { (first, second, count) = (nil, nil, 0) }
    init(_ first: String?) { (self.first, second, count) = (first, nil, 1) }
    init(_ first: String?, _ second: String?) { (self.first, self.second, count) = (first, second, 2) }

    subscript(slot: Int) -> String? { slot == 0 ? first : second }
  }

  /// A reading of the words after a verb or noun, from left to right of the bytes.
  struct Walk {
    struct Found {
      var mention: PartyIndex.Mention
      var role: String
      /// 0 for the first noun without a preposition, 1 for the second, nil for one after a preposition.
      var slot: Int?
    }

    enum Place {
      case subject
      case other
    }

    let reading: NewsReading
    let parties: PartyIndex
    let frame: EventFrame
    let type: Int
    /// Whether things under attack take part.
    let takesSites: Bool
    /// Whether the first noun is the subject of a verb, who acts even where it is a town: "أدرجت واشنطن".
    var isVerb = false

    private static let armedTypes = Set(["attack", "military_operation"].compactMap { EventType.index[$0] })

    /// The mentions between two tokens with their roles.
    ///
    /// - Parameters:
    ///   - core: the roles of nouns without a preposition, in their order.
    ///   - gap: how many words may stand before the first of them.
    ///   - coreEnd: the token from which on no noun has such a role: that of the object of a light verb.
    /// - Complexity: O(end - start).
    func read(_ start: Int, _ end: Int, core: Core, gap limit: Int, coreEnd: Int) -> [Found] {
      var found: [Found] = []
      var slot = 0
      var role = core.first
      var isCore = core.count > 0
      var limit = limit
      var gap = 0
      /// Where the last mention ended, for a coordination; the last role.
      var last = (end: -1, role: String?.none, slot: Int?.none)
      var token = start
      while token < end {
        if token >= coreEnd, isCore {
          (isCore, role, slot) = (false, nil, core.count)
        }
        if reading.isTime[token] {
          token += 1
          continue
        }
        switch reading.marks[token] {
        case .stop, .other: return found
        case .comma:
          if goesOn(afterComma: token, start, end, last.end) {
            token += 1
          } else if core.count > 0, let close = parenthesisEnd(from: token, end) {
            token = close + 1
          } else {
            return found
          }
          continue
        case .quote, .bracket:
          token += 1
          continue
        case .none: break
        }
        if let mention = parties.mention(at: token) {
          let isJoined = reading.hasConjunction(token)
          if isJoined, !found.isEmpty || last.end >= 0 {
            guard last.end >= token - 3 else { return found }
            (role, isCore) = (last.role, last.slot != nil)
          } else if isJoined {
            return found
          }
          if !isJoined, let attached = reading.attachedRelation(token) {
            // "هجوم لمسلحين", "قافلة تابعة للأمم المتحدة"
            let isOwn =
              attached == .for
              && (token - start <= 1 && found.isEmpty
                || token > start && reading.classes[token - 1].contains(.belonging))
            (role, isCore) = (
              isOwn ? frame.role(behind: .own) ?? frame.role(behind: .for) : frame.role(behind: attached), false
            )
          }
          if !isJoined, last.end == token, last.slot == nil, last.role != nil {
            // "من آنا ليندكفيست وزيرة الخارجية": what stands beside one whom a preposition governs is the same.
            (role, isCore) = (nil, false)
          }
          if let role, gap <= limit, isAllowed(mention, role, isCore && slot == 0 ? .subject : .other) {
            found.append(Found(mention: mention, role: role, slot: isCore ? (isJoined ? last.slot : slot) : nil))
          }
          last = (mention.tokens.upperBound, role, isCore ? (isJoined ? last.slot : slot) : nil)
          token = mention.tokens.upperBound
          if token < end, reading.hasConjunction(token) { continue }
          // The next noun without a preposition is the next of the core.
          if isCore { slot += 1 }
          isCore = slot < core.count
          role = isCore ? core[slot] : nil
          (gap, limit) = (0, Gap.object)
          continue
        }
        let word = reading.classes[token]
        if !word.isDisjoint(with: [.clause, .relative, .complementiser, .attribution]) { return found }
        if isVerb(token, start) { return found }
        if let row = reading.relations.row(startingAt: token), let tokens = reading.relations.tokens(covering: token),
          let relation = Relation.rows[row]
        {
          if relation == .from, isCore, token > start, reading.isCount[token - 1] {
            // "المئات من الطلاب": the count goes on.
            token = tokens.upperBound
            continue
          }
          (role, isCore) = (frame.role(behind: relation), false)
          (gap, limit) = (0, Gap.preposition)
          token = tokens.upperBound
          continue
        }
        if word.contains(.location) {
          (role, isCore) = (nil, false)
          (gap, limit) = (0, Gap.preposition)
        } else if !reading.hasConjunction(token), let attached = reading.attachedRelation(token) {
          (role, isCore) = (frame.role(behind: attached), false)
          (gap, limit) = (0, Gap.preposition)
        } else if word.isDisjoint(with: [.approximator, .placeNoun]) {
          gap += 1
        }
        if isCore, isSameEvent(token) {
          // "استهدف هجوم فندقاً": the event itself is the subject.
          slot += 1
          isCore = slot < core.count
          role = isCore ? core[slot] : nil
          gap = 0
        }
        token += 1
      }
      return found
    }

    /// A comma around a time or before a noun joined by و goes on; another ends the reading.
    private func goesOn(afterComma token: Int, _ start: Int, _ end: Int, _ lastEnd: Int) -> Bool {
      if token + 1 < end, reading.isTime[token + 1] { return true }
      if token > start, reading.isTime[token - 1] { return true }
      guard token + 1 < end else { return false }
      if parties.mention(at: token + 1) != nil, reading.hasConjunction(token + 1) { return lastEnd == token }
      if let row = reading.relations.row(startingAt: token + 1), let relation = Relation.rows[row] {
        return relation == .by || relation == .between || relation == .attended || relation == .mediated
      }
      return false
    }

    /// "عيّن الرئيس، بمرسوم نشرته الجريدة الرسمية، فلانا": the comma that closes what a preposition opens, where one named or
    /// a preposition stands behind it.
    private func parenthesisEnd(from comma: Int, _ end: Int) -> Int? {
      let first = comma + 1
      guard first < end, !reading.hasConjunction(first),
        reading.attachedRelation(first) != nil || reading.relations.row(startingAt: first) != nil
          || reading.classes[first].contains(.location) || reading.classes[first].contains(.during)
      else { return nil }
      var token = first
      while token < min(end - 1, first + Self.longestParenthesis), reading.marks[token] != .stop {
        if reading.marks[token] == .comma {
          let next = token + 1
          let isNoun = parties.mention(at: next) != nil && !reading.hasConjunction(next)
          return isNoun || reading.attachedRelation(next) != nil || reading.relations.row(startingAt: next) != nil
            ? token : nil
        }
        token += 1
      }
      return nil
    }

    private static let longestParenthesis = 10

    /// Whether a verb that has a clause of its own starts here.
    private func isVerb(_ token: Int, _ start: Int) -> Bool {
      if let row = reading.triggers.row(startingAt: token), TriggerWord.rows[row].isFiniteVerb {
        // A noun written like a verb has an article or follows a preposition.
        return !reading.isDefinite(token) || reading.hasPronoun(token)
      }
      if let row = reading.terms.row(startingAt: token), CasualtyTerm.rows[row].isVerb { return true }
      if let row = reading.supports.row(startingAt: token), SupportVerb.rows[row].role != .suspect {
        return !reading.isDefinite(token) || reading.hasPronoun(token)
      }
      return false
    }

    private func isSameEvent(_ token: Int) -> Bool {
      guard let row = reading.triggers.row(startingAt: token) else { return false }
      return TriggerWord.rows[row].part == .noun && TriggerWord.rows[row].types.contains(type)
    }

    /// A place is a party where it stands for its state or is gone to, not where something happens in it; weapons and
    /// sites are parties of attacks only; the dead and hurt are counted and take no part.
    func isAllowed(_ mention: PartyIndex.Mention, _ role: String, _ place: Place) -> Bool {
      switch mention.casualty {
      case .killed, .injured, .casualties, .missing, .displaced:
        if role != "recipient" { return false }
      case .detained, nil: break
      }
      // A paper is told of an event and a platform carries it; they take part where they are hit.
      if mention.isMedium, role != "target", role != frame.object || frame.object == frame.subject { return false }
      let isArmed = Self.armedTypes.contains(type)
      if mention.isPlace {
        if role == "destination" || role == "recipient" { return true }
        if reading.attachedRelation(mention.tokens.lowerBound) == .in { return false }
        if mention.isFacility { return role == "target" && isArmed }
        if EventType.rows[type].excludesStates { return false }
        if isVerb, place == .subject, !isArmed { return true }
        return mention.isState && (!isArmed || role != "target" || place == .other)
      }
      switch mention.kind {
      case .weapon: return isArmed && (role == "attacker" || role == "suspect" || place == .subject)
      case .site: return takesSites && isArmed && role == "target"
      case .person, .body: return true
      }
    }
  }
}

extension TriggerWord {
  /// Whether the form is a verb that opens a clause.
  var isFiniteVerb: Bool {
    switch part {
    case .verb, .passive: true
    case .either, .noun, .masdar, .homograph: false
    }
  }
}

extension CasualtyTerm {
  /// Whether the form is a verb that opens a clause: قتل, أسفر عن.
  var isVerb: Bool {
    !construction.isDisjoint(with: [.verb, .needsState]) && !construction.contains(.noun)
      && !construction.contains(.state)
  }
}
