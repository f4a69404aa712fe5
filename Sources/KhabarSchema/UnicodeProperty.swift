/// A property of Unicode scalars that `\p{…}` can ask for: a general category or a binary property.
struct UnicodeProperty: Sendable {
  private enum Kind: Sendable {
    case categories(Set<Unicode.GeneralCategory>)
    case binary(@Sendable (Unicode.Scalar.Properties) -> Bool)
    case any
    case ascii
  }

  private let kind: Kind

  /// The property of what stands between the braces, nil when it is not known here. Scripts are not.
  init?(_ expression: String) {
    var name = expression
    var mustBeCategory = false
    for prefix in ["General_Category=", "gc="] where expression.hasPrefix(prefix) {
      name = String(expression.dropFirst(prefix.count))
      mustBeCategory = true
    }
    if let categories = Self.categories[name] {
      kind = .categories(categories)
    } else if mustBeCategory {
      return nil
    } else if let binary = Self.binary[name] {
      kind = .binary(binary)
    } else if name == "Any" {
      kind = .any
    } else if name == "ASCII" {
      kind = .ascii
    } else if name == "Assigned" {
      kind = .binary { $0.generalCategory != .unassigned }
    } else {
      return nil
    }
  }

  func holds(_ scalar: Unicode.Scalar) -> Bool {
    switch kind {
    case .categories(let categories): categories.contains(scalar.properties.generalCategory)
    case .binary(let test): test(scalar.properties)
    case .any: true
    case .ascii: scalar.isASCII
    }
  }

  private static let categories: [String: Set<Unicode.GeneralCategory>] = {
    let single: [(String, String, Unicode.GeneralCategory)] = [
      ("Lu", "Uppercase_Letter", .uppercaseLetter), ("Ll", "Lowercase_Letter", .lowercaseLetter),
      ("Lt", "Titlecase_Letter", .titlecaseLetter), ("Lm", "Modifier_Letter", .modifierLetter),
      ("Lo", "Other_Letter", .otherLetter), ("Mn", "Nonspacing_Mark", .nonspacingMark),
      ("Mc", "Spacing_Mark", .spacingMark), ("Me", "Enclosing_Mark", .enclosingMark),
      ("Nd", "Decimal_Number", .decimalNumber), ("Nl", "Letter_Number", .letterNumber),
      ("No", "Other_Number", .otherNumber), ("Pc", "Connector_Punctuation", .connectorPunctuation),
      ("Pd", "Dash_Punctuation", .dashPunctuation), ("Ps", "Open_Punctuation", .openPunctuation),
      ("Pe", "Close_Punctuation", .closePunctuation), ("Pi", "Initial_Punctuation", .initialPunctuation),
      ("Pf", "Final_Punctuation", .finalPunctuation), ("Po", "Other_Punctuation", .otherPunctuation),
      ("Sm", "Math_Symbol", .mathSymbol), ("Sc", "Currency_Symbol", .currencySymbol),
      ("Sk", "Modifier_Symbol", .modifierSymbol), ("So", "Other_Symbol", .otherSymbol),
      ("Zs", "Space_Separator", .spaceSeparator), ("Zl", "Line_Separator", .lineSeparator),
      ("Zp", "Paragraph_Separator", .paragraphSeparator), ("Cc", "Control", .control), ("Cf", "Format", .format),
      ("Cs", "Surrogate", .surrogate), ("Co", "Private_Use", .privateUse), ("Cn", "Unassigned", .unassigned),
    ]
    let groups = [
      ("L", "Letter"), ("M", "Mark"), ("N", "Number"), ("P", "Punctuation"), ("S", "Symbol"), ("Z", "Separator"),
      ("C", "Other"),
    ]
    let aliases = [
      ("Combining_Mark", "M"), ("digit", "Nd"), ("punct", "P"), ("cntrl", "Cc"), ("Cased_Letter", "LC"),
    ]
    var found: [String: Set<Unicode.GeneralCategory>] = [:]
    for (short, long, category) in single {
      found[short] = [category]
      found[long] = [category]
    }
    for (short, long) in groups {
      let members = Set(single.filter { $0.0.hasPrefix(short) }.map(\.2))
      found[short] = members
      found[long] = members
    }
    found["LC"] = [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter]
    for (alias, name) in aliases { found[alias] = found[name] }
    return found
  }()

  private static let binary: [String: @Sendable (Unicode.Scalar.Properties) -> Bool] = {
    let listed: [([String], @Sendable (Unicode.Scalar.Properties) -> Bool)] = [
      (["Alphabetic", "Alpha"], { $0.isAlphabetic }), (["White_Space", "space"], { $0.isWhitespace }),
      (["Uppercase", "Upper"], { $0.isUppercase }), (["Lowercase", "Lower"], { $0.isLowercase }),
      (["Cased"], { $0.isCased }), (["Math"], { $0.isMath }), (["Dash"], { $0.isDash }),
      (["Diacritic", "Dia"], { $0.isDiacritic }), (["Extender", "Ext"], { $0.isExtender }),
      (["Hex_Digit", "Hex"], { $0.isHexDigit }), (["ASCII_Hex_Digit", "AHex"], { $0.isASCIIHexDigit }),
      (["ID_Start", "IDS"], { $0.isIDStart }), (["ID_Continue", "IDC"], { $0.isIDContinue }),
      (["XID_Start", "XIDS"], { $0.isXIDStart }), (["XID_Continue", "XIDC"], { $0.isXIDContinue }),
      (["Ideographic", "Ideo"], { $0.isIdeographic }), (["Join_Control", "Join_C"], { $0.isJoinControl }),
      (["Quotation_Mark", "QMark"], { $0.isQuotationMark }), (["Emoji"], { $0.isEmoji }),
      (["Emoji_Presentation", "EPres"], { $0.isEmojiPresentation }),
      (["Emoji_Modifier", "EMod"], { $0.isEmojiModifier }),
      (["Default_Ignorable_Code_Point", "DI"], { $0.isDefaultIgnorableCodePoint }),
      (["Noncharacter_Code_Point", "NChar"], { $0.isNoncharacterCodePoint }),
      (["Pattern_White_Space", "Pat_WS"], { $0.isPatternWhitespace }),
      (["Variation_Selector", "VS"], { $0.isVariationSelector }),
      (["Grapheme_Extend", "Gr_Ext"], { $0.isGraphemeExtend }),
      (["Sentence_Terminal", "STerm"], { $0.isSentenceTerminal }),
    ]
    var found: [String: @Sendable (Unicode.Scalar.Properties) -> Bool] = [:]
    for (names, test) in listed { for name in names { found[name] = test } }
    return found
  }()
}
