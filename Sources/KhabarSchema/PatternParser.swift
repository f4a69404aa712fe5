/// Reads a regular expression of ECMA-262.
///
/// As lenient as browsers are: `]`, `}` and a `{` that begins no quantifier stand for themselves, and so does an escaped
/// punctuation mark. An escaped letter that means nothing is an error.
struct PatternParser {
  private static let maximumNesting = 100
  private static let maximumCount = 100_000

  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var nesting = 0

  init(_ source: String) { scalars = Array(source.unicodeScalars) }

  mutating func parse() throws(PatternError) -> PatternNode {
    let node = try parseAlternatives()
    guard index == scalars.count else { throw wrong("found \")\" without \"(\"") }
    return node
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  private func stands(_ text: String) -> Bool { scalars[index...].starts(with: text.unicodeScalars) }

  // MARK: Structure

  private mutating func parseAlternatives() throws(PatternError) -> PatternNode {
    var alternatives = [try parseSequence()]
    while take("|") { alternatives.append(try parseSequence()) }
    return alternatives.count == 1 ? alternatives[0] : .alternatives(alternatives)
  }

  private mutating func parseSequence() throws(PatternError) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      let start = index
      let part = try parseAtom()
      parts.append(try parseQuantifier(of: part, from: start))
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  private mutating func parseAtom() throws(PatternError) -> PatternNode {
    guard let scalar = next else { return .empty }
    switch scalar {
    case "^":
      index += 1
      return .boundary(.start)
    case "$":
      index += 1
      return .boundary(.end)
    case "(": return try parseGroup()
    case "[": return .scalars(try parseClass().sealed())
    case ".":
      index += 1
      return .scalars(ScalarSet.lineEnds.inverted.sealed())
    case "\\":
      if stands("\\b") || stands("\\B") {
        let boundary: PatternBoundary = stands("\\b") ? .word : .notWord
        index += 2
        return .boundary(boundary)
      }
      return .scalars(try parseEscape(inClass: false).sealed())
    case "*", "+", "?": throw wrong("found \"\(scalar)\" with nothing before it to repeat")
    case "{" where quantifierCounts() != nil: throw wrong("found a count with nothing before it to repeat")
    default:
      index += 1
      return .scalars(ScalarSet(scalar.value).sealed())
    }
  }

  private mutating func parseGroup() throws(PatternError) -> PatternNode {
    let start = index
    index += 1
    if take("?") {
      if stands("=") || stands("!") { throw unsupported("lookahead is not supported", at: start) }
      if stands("<=") || stands("<!") { throw unsupported("lookbehind is not supported", at: start) }
      if take("<") {
        guard let end = scalars[index...].firstIndex(of: ">"), end > index else {
          throw wrong("found a group without the name that \"(?<\" begins")
        }
        index = end + 1
      } else if !take(":") {
        throw unsupported("found a group that begins with \"(?\"; only (?: and (?<name> are supported", at: start)
      }
    }
    guard nesting < Self.maximumNesting else {
      throw unsupported("found more than \(Self.maximumNesting) groups inside each other", at: start)
    }
    nesting += 1
    let node = try parseAlternatives()
    nesting -= 1
    guard take(")") else { throw wrong("found the end of the pattern; expected \")\"") }
    return node
  }

  private mutating func parseQuantifier(of atom: PatternNode, from start: Int) throws(PatternError) -> PatternNode {
    let counts: (minimum: Int, maximum: Int?)
    switch next {
    case "*": counts = (0, nil)
    case "+": counts = (1, nil)
    case "?": counts = (0, 1)
    case "{":
      guard let (found, end) = quantifierCounts() else { return atom }
      counts = found
      index = end - 1
    default: return atom
    }
    index += 1
    // Whether a quantifier is greedy makes no difference to whether there is a match.
    _ = take("?")
    if case .boundary = atom {
      index = start
      throw wrong("found a quantifier after an anchor; expected one after something to repeat")
    }
    if let maximum = counts.maximum, maximum < counts.minimum {
      index = start
      throw wrong("found the counts {\(counts.minimum),\(maximum)}; expected the smaller first")
    }
    return .repetition(atom, minimum: counts.minimum, maximum: counts.maximum)
  }

  /// The counts of `{n}`, `{n,}` or `{n,m}` at hand and the place after them; nil when it is none of these.
  private func quantifierCounts() -> ((minimum: Int, maximum: Int?), end: Int)? {
    var place = index + 1
    func digits() -> Int? {
      var value: Int?
      while place < scalars.count, let digit = scalars[place].decimalDigit {
        value = min((value ?? 0) * 10 + digit, Self.maximumCount)
        place += 1
      }
      return value
    }
    guard let minimum = digits() else { return nil }
    var maximum: Int? = minimum
    if place < scalars.count, scalars[place] == "," {
      place += 1
      maximum = digits()
    }
    guard place < scalars.count, scalars[place] == "}" else { return nil }
    return ((minimum, maximum), place + 1)
  }

  // MARK: Classes and escapes

  private mutating func parseClass() throws(PatternError) -> ScalarSet {
    let start = index
    index += 1
    let isNegated = take("^")
    var set = ScalarSet()
    while let scalar = next, scalar != "]" {
      let (low, lowSet) = try parseClassAtom()
      guard next == "-", index + 1 < scalars.count, scalars[index + 1] != "]" else {
        set.formUnion(lowSet)
        continue
      }
      index += 1
      let (high, highSet) = try parseClassAtom()
      guard let low, let high else {
        // "[\w-.]": with a class at either end the hyphen stands for itself.
        set.formUnion(lowSet)
        set.formUnion(highSet)
        set.insert(0x2D...0x2D)
        continue
      }
      guard low <= high else { throw wrong("found a range of characters whose end comes before its start") }
      set.insert(low...high)
    }
    guard take("]") else {
      index = start
      throw wrong("found \"[\" without \"]\"")
    }
    return isNegated ? set.inverted : set
  }

  /// One member of a class, with its value where it is a single scalar.
  private mutating func parseClassAtom() throws(PatternError) -> (single: UInt32?, set: ScalarSet) {
    guard let scalar = next else { return (nil, ScalarSet()) }
    if scalar == "\\" {
      let set = try parseEscape(inClass: true)
      return (set.single, set)
    }
    index += 1
    return (scalar.value, ScalarSet(scalar.value))
  }

  private mutating func parseEscape(inClass: Bool) throws(PatternError) -> ScalarSet {
    let start = index
    index += 1
    guard let scalar = next else { throw wrong("found \"\\\" at the end of the pattern") }
    index += 1
    switch scalar {
    case "d": return .digits
    case "D": return .digits.inverted
    case "w": return .wordScalars
    case "W": return .wordScalars.inverted
    case "s": return .space
    case "S": return .space.inverted
    case "p", "P": return try parseProperty(isNegated: scalar == "P", from: start)
    case "t": return ScalarSet(0x09)
    case "n": return ScalarSet(0x0A)
    case "v": return ScalarSet(0x0B)
    case "f": return ScalarSet(0x0C)
    case "r": return ScalarSet(0x0D)
    case "b" where inClass: return ScalarSet(0x08)
    case "c":
      guard let letter = next, letter.isASCII, letter.properties.isAlphabetic else {
        throw wrong("found \"\\c\" without a letter")
      }
      index += 1
      return ScalarSet(letter.value & 31)
    case "x": return ScalarSet(try hexadecimal(digits: 2, start))
    case "u": return ScalarSet(try parseUnicodeEscape(start))
    case "0" where next?.decimalDigit == nil: return ScalarSet(0)
    case "0"..."9", "k": throw unsupported("back references are not supported", at: start)
    default:
      guard !(scalar.isASCII && scalar.properties.isAlphabetic) else {
        index = start
        throw wrong("found the unknown escape \"\\\(scalar)\"")
      }
      return ScalarSet(scalar.value)
    }
  }

  private mutating func parseUnicodeEscape(_ start: Int) throws(PatternError) -> UInt32 {
    if take("{") {
      var value: UInt32 = 0
      var count = 0
      while let digit = next?.hexadecimalDigit, value <= 0x10FFFF {
        value = value << 4 | digit
        count += 1
        index += 1
      }
      guard count > 0, value <= 0x10FFFF, take("}") else {
        throw wrong("found \"\\u{\" without a code point and \"}\"")
      }
      return value
    }
    let unit = try hexadecimal(digits: 4, start)
    guard unit & 0xFC00 == 0xD800, stands("\\u") else { return unit }
    // Two escapes of a surrogate pair are one character.
    let mark = index
    index += 2
    let low = try hexadecimal(digits: 4, mark)
    guard low & 0xFC00 == 0xDC00 else {
      index = mark
      return unit
    }
    return 0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF)
  }

  private mutating func hexadecimal(digits count: Int, _ start: Int) throws(PatternError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let digit = next?.hexadecimalDigit else {
        index = start
        throw wrong("found an escape without its \(count) hexadecimal digits")
      }
      value = value << 4 | digit
      index += 1
    }
    return value
  }

  private mutating func parseProperty(isNegated: Bool, from start: Int) throws(PatternError) -> ScalarSet {
    guard take("{"), let end = scalars[index...].firstIndex(of: "}") else {
      index = start
      throw wrong("found \"\\p\" without a property in braces")
    }
    var name = String.UnicodeScalarView()
    name.append(contentsOf: scalars[index..<end])
    guard let property = UnicodeProperty(String(name)) else {
      throw unsupported("the property \"\(String(name))\" is not supported; general categories are", at: start)
    }
    index = end + 1
    var set = ScalarSet()
    set.insert(property, isNegated: isNegated)
    return set
  }

  // MARK: Errors

  private func wrong(_ sentence: String) -> PatternError {
    PatternError(isUnsupported: false, offset: index, sentence: sentence)
  }

  private func unsupported(_ sentence: String, at place: Int) -> PatternError {
    PatternError(isUnsupported: true, offset: place, sentence: sentence)
  }
}

extension Unicode.Scalar {
  fileprivate var decimalDigit: Int? { (0x30...0x39).contains(value) ? Int(value - 0x30) : nil }

  fileprivate var hexadecimalDigit: UInt32? {
    switch self {
    case "0"..."9": value - 0x30
    case "a"..."f": value - 0x61 + 10
    case "A"..."F": value - 0x41 + 10
    default: nil
    }
  }
}
