/// Reads the text of a selector.
struct SelectorParser {
  private let text: String
  private let scalars: [Unicode.Scalar]
  private var index = 0

  init(_ text: String) {
    self.text = text
    scalars = Array(text.unicodeScalars)
  }

  /// The whole text: complex selectors with commas between them.
  mutating func selectorList() throws(SelectorError) -> [ComplexSelector] {
    var complexes: [ComplexSelector] = []
    repeat {
      skipSpace()
      complexes.append(try complexSelector())
      skipSpace()
    } while take(",")
    guard index == scalars.count else { throw fault("unexpected \(shown)") }
    return complexes
  }

  // MARK: Parts

  private mutating func complexSelector() throws(SelectorError) -> ComplexSelector {
    var complex = ComplexSelector(compounds: [try compoundSelector()])
    while true {
      let hadSpace = skipSpace()
      let start = index
      let combinator: ComplexSelector.Combinator
      if take(">") {
        combinator = .child
      } else if take("+") {
        combinator = .next
      } else if take("~") {
        combinator = .following
      } else if hadSpace, let next = peek, next != ",", next != ")" {
        combinator = .descendant
      } else {
        return complex
      }
      skipSpace()
      guard peek != nil, peek != ",", peek != ")" else {
        throw fault("a selector is missing behind \(quoted(String(scalars[start])))", at: start)
      }
      guard complex.compounds.count < Selector.maximumCompounds else {
        throw fault("more than \(Selector.maximumCompounds) steps in one selector", at: start)
      }
      complex.combinators.append(combinator)
      complex.compounds.append(try compoundSelector())
    }
  }

  private mutating func compoundSelector() throws(SelectorError) -> CompoundSelector {
    var compound = CompoundSelector()
    if take("*") {
      compound.conditions.append(.any)
    } else if let next = peek, isNameStart(next) {
      let name = Self.lower(try self.name("an element"))
      let tag = HTMLTag.byName[name]
      compound.conditions.append(tag.map(SimpleSelector.tag) ?? .otherTag(Array(name.utf8)))
    }
    while let next = peek {
      switch next {
      case ".":
        index += 1
        compound.conditions.append(.attribute(Self.test("class", .word, try name("a class"))))
      case "#":
        index += 1
        compound.conditions.append(.attribute(Self.test("id", .equals, try name("an id"))))
      case "[": compound.conditions.append(try attributeSelector())
      case ":": compound.conditions.append(try pseudoClass())
      case "*": throw fault("* stands first or not at all")
      default:
        guard !compound.conditions.isEmpty else {
          throw fault("expected an element, .class, #id, [attribute] or :pseudo-class, found \(shown)")
        }
        return compound
      }
    }
    guard !compound.conditions.isEmpty else {
      throw fault(scalars.isEmpty ? "the selector is empty" : "a selector is missing")
    }
    return compound
  }

  /// `[name]`, `[name=value]`, `[name^="value" i]`, …
  private mutating func attributeSelector() throws(SelectorError) -> SimpleSelector {
    let start = index
    index += 1
    skipSpace()
    let name = Self.lower(try self.name("an attribute"))
    skipSpace()
    if take("]") { return .attribute(Self.test(name, .exists, "")) }
    let relation: SimpleSelector.AttributeTest.Relation
    switch peek {
    case "=": relation = .equals
    case "~": relation = .word
    case "^": relation = .prefix
    case "$": relation = .suffix
    case "*": relation = .substring
    case "|": relation = .language
    case nil: throw fault("\(quoted("[")) is not closed", at: start)
    default: throw fault("expected ], =, ~=, ^=, $=, *= or |=, found \(shown)")
    }
    if relation != .equals { index += 1 }
    guard take("=") else { throw fault("expected =, found \(shown)") }
    skipSpace()
    var test = Self.test(name, relation, try value(openedAt: start))
    skipSpace()
    if take("i") || take("I") {
      test.ignoresCase = true
      test.value = test.value.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
      skipSpace()
    }
    guard take("]") else {
      throw peek == nil ? fault("\(quoted("[")) is not closed", at: start) : fault("expected ], found \(shown)")
    }
    return .attribute(test)
  }

  private mutating func value(openedAt start: Int) throws(SelectorError) -> String {
    guard let quote = peek, quote == "\"" || quote == "'" else {
      guard peek != nil else { throw fault("\(quoted("[")) is not closed", at: start) }
      return try name("a value", isValue: true)
    }
    let opening = index
    index += 1
    var value = String.UnicodeScalarView()
    while let next = peek {
      index += 1
      if next == quote { return String(value) }
      if next == "\\", let escaped = peek {
        value.append(escaped)
        index += 1
      } else {
        value.append(next)
      }
    }
    throw fault("the quotation mark is not closed", at: opening)
  }

  private static let pseudoClasses = [
    "first-child", "last-child", "only-child", "nth-child", "nth-last-child", "first-of-type", "last-of-type",
    "nth-of-type", "nth-last-of-type", "not",
  ]

  private mutating func pseudoClass() throws(SelectorError) -> SimpleSelector {
    let start = index
    index += 1
    guard peek != ":" else { throw fault("pseudo-elements select no element of a page", at: start) }
    let name = Self.lower(try self.name("a pseudo-class"))
    switch name {
    case "first-child": return .place(of: .children, fromEnd: false, step: 0, start: 1)
    case "last-child": return .place(of: .children, fromEnd: true, step: 0, start: 1)
    case "first-of-type": return .place(of: .sameType, fromEnd: false, step: 0, start: 1)
    case "last-of-type": return .place(of: .sameType, fromEnd: true, step: 0, start: 1)
    case "only-child":
      return .not([
        CompoundSelector(conditions: [.not([CompoundSelector(conditions: [Self.first, Self.last])])])
      ])
    case "nth-child": return try nth(.children, fromEnd: false, start)
    case "nth-last-child": return try nth(.children, fromEnd: true, start)
    case "nth-of-type": return try nth(.sameType, fromEnd: false, start)
    case "nth-last-of-type": return try nth(.sameType, fromEnd: true, start)
    case "not": return try negation(start)
    default:
      let known = Self.pseudoClasses.map { ":" + $0 }.joined(separator: " ")
      throw fault("unknown pseudo-class \(quoted(":" + name)); known: \(known)", at: start)
    }
  }

  private static let first = SimpleSelector.place(of: .children, fromEnd: false, step: 0, start: 1)
  private static let last = SimpleSelector.place(of: .children, fromEnd: true, step: 0, start: 1)

  /// `:not(a, .b)`: lists of conditions on the element itself.
  private mutating func negation(_ start: Int) throws(SelectorError) -> SimpleSelector {
    guard take("(") else { throw fault("expected ( behind :not, found \(shown)") }
    var compounds: [CompoundSelector] = []
    repeat {
      skipSpace()
      if peek == nil { throw fault("\(quoted("(")) is not closed", at: start) }
      if scalars[index...].starts(with: ":not".unicodeScalars) { throw fault(":not may not stand inside :not") }
      compounds.append(try compoundSelector())
      skipSpace()
    } while take(",")
    guard take(")") else {
      guard peek != nil else { throw fault("\(quoted("(")) is not closed", at: start) }
      throw fault("expected ), found \(shown); :not takes conditions on one element")
    }
    return .not(compounds)
  }

  /// `(3)`, `(odd)`, `(even)`, `(2n+1)`, `(-n + 3)`.
  private mutating func nth(
    _ counted: SimpleSelector.Counted, fromEnd: Bool, _ start: Int
  ) throws(SelectorError) -> SimpleSelector {
    guard take("(") else { throw fault("expected a place in parentheses such as (2) or (2n+1), found \(shown)") }
    let opening = index
    var formula = ""
    while let next = peek, next != ")" {
      if !isSpace(next) { formula.unicodeScalars.append(next) }
      index += 1
    }
    guard take(")") else { throw fault("\(quoted("(")) is not closed", at: start) }
    guard let (step, offset) = Self.formula(Self.lower(formula)) else {
      throw fault("\(quoted(formula)) is no place; expected a number, odd, even or a form such as 2n+1", at: opening)
    }
    return .place(of: counted, fromEnd: fromEnd, step: step, start: offset)
  }

  private static func formula(_ text: String) -> (step: Int, start: Int)? {
    func number(_ text: Substring) -> Int? {
      guard let value = Int(text), abs(value) <= 1_000_000 else { return nil }
      return value
    }
    switch text {
    case "odd": return (2, 1)
    case "even": return (2, 0)
    default: break
    }
    guard let letter = text.firstIndex(of: "n") else { return number(text[...]).map { (0, $0) } }
    let before = text[..<letter]
    let behind = text[text.index(after: letter)...]
    let step: Int? =
      switch before {
      case "", "+": 1
      case "-": -1
      default: number(before)
      }
    guard let step else { return nil }
    if behind.isEmpty { return (step, 0) }
    guard behind.hasPrefix("+") || behind.hasPrefix("-"), let start = number(behind) else { return nil }
    return (step, start)
  }

  // MARK: Characters

  private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    index += 1
    return true
  }

  @discardableResult
  private mutating func skipSpace() -> Bool {
    let start = index
    while let next = peek, isSpace(next) { index += 1 }
    return index > start
  }

  private func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.value <= 0x20 }

  private func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar == "_" || scalar == "-" || scalar == "\\" || scalar.value >= 0x80
  }

  private func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    isNameStart(scalar) || (scalar.value >= 0x30 && scalar.value <= 0x39)
  }

  /// A name. Values without quotation marks may start with a digit.
  private mutating func name(_ what: String, isValue: Bool = false) throws(SelectorError) -> String {
    guard let first = peek, isNameStart(first) || (isValue && isNamePart(first)) else {
      throw fault(
        isValue
          ? "expected a value, found \(shown); values other than names stand in quotation marks"
          : "expected the name of \(what), found \(shown)")
    }
    var name = String.UnicodeScalarView()
    while let next = peek, isNamePart(next) {
      index += 1
      if next == "\\" {
        guard let escaped = peek else { throw fault("a character is missing behind \\", at: index - 1) }
        name.append(escaped)
        index += 1
      } else {
        name.append(next)
      }
    }
    return String(name)
  }

  private static func lower(_ name: String) -> String { name.lowercased() }

  private static func test(
    _ name: String, _ relation: SimpleSelector.AttributeTest.Relation, _ value: String
  ) -> SimpleSelector.AttributeTest {
    let known = HTMLAttributeName.byName[name].flatMap { $0 == .other ? nil : $0 }
    return .init(name: name, known: known, relation: relation, value: Array(value.utf8))
  }

  // MARK: Faults

  /// What stands at the place.
  private var shown: String { peek.map { quoted(String($0)) } ?? "the end" }

  private func quoted(_ text: String) -> String { "\"\(text)\"" }

  private func fault(_ message: String, at place: Int? = nil) -> SelectorError {
    SelectorError(selector: text, offset: place ?? index, message)
  }
}
