/// A selector of elements, compiled: a subset of CSS.
///
/// `div`, `*`, `.story`, `#main`, `[itemprop]`, `[itemprop=author]`, `[class~=a]`, `[id^=a]`, `[id$=a]`, `[href*=a]`,
/// `[lang|=ar]`, `:first-child`, `:last-child`, `:only-child`, `:nth-child(2n+1)`, `:nth-of-type(3)`,
/// `:first-of-type`, `:last-of-type`, `:not(.ad, #x)`; these side by side for one element; between two of them a
/// space (below), `>` (directly below), `+` (right behind), `~` (behind, same parent); several selectors with commas.
///
/// Names of elements and attributes match in any case, everything else to the letter. A backslash takes the next
/// character for itself: `.md\:text`.
public struct Selector: Sendable, Hashable, CustomStringConvertible {
  /// Compounds of one complex selector: as many as fit in a mask.
  static let maximumCompounds = 32

  let text: String
  let complexes: [ComplexSelector]

  /// Compiles `text`.
  public init(_ text: String) throws(SelectorError) {
    var parser = SelectorParser(text)
    self.text = text
    complexes = try parser.selectorList()
  }

  public var description: String { text }

  /// The elements of `tree` that match, in document order. O(nodes × simple selectors), whatever the depth.
  public func matches(in tree: HTMLTree) -> [Int] {
    let matcher = SelectorMatcher(tree)
    var isMatch = [Bool](repeating: false, count: tree.nodes.count)
    for complex in complexes { matcher.mark(complex, in: &isMatch) }
    return isMatch.indices.filter { isMatch[$0] }
  }
}

/// Compounds with what stands between them: `div.story > p`.
struct ComplexSelector: Sendable, Hashable {
  enum Combinator: Sendable, Hashable {
    case descendant
    case child
    case next
    case following
  }

  var compounds: [CompoundSelector]
  /// `combinators[i]` stands before `compounds[i + 1]`.
  var combinators: [Combinator] = []
}

/// Conditions on one element: `p.lead:first-child`.
struct CompoundSelector: Sendable, Hashable {
  var conditions: [SimpleSelector] = []
}

enum SimpleSelector: Sendable, Hashable {
  case any
  case tag(HTMLTag)
  /// An element Khabar has no name for, in lower case.
  case otherTag([UInt8])
  case attribute(AttributeTest)
  /// The place among the element's siblings is `step × n + start` for some `n` from 0.
  case place(of: Counted, fromEnd: Bool, step: Int, start: Int)
  case not([CompoundSelector])

  enum Counted: Sendable, Hashable {
    case children
    case sameType
  }

  struct AttributeTest: Sendable, Hashable {
    enum Relation: Sendable, Hashable {
      case exists
      case equals
      case word
      case prefix
      case suffix
      case substring
      /// The value, or the value and a hyphen at the start.
      case language
    }

    /// In lower case.
    var name: String
    var known: HTMLAttributeName?
    var relation: Relation
    var value: [UInt8]
    /// Whether ASCII letters match in any case; `value` is then in lower case.
    var ignoresCase = false
  }
}
