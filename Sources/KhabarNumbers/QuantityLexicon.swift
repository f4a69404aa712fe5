import KhabarAnnotations
import KhabarLexicon

/// The word lists that tell what a number counts and how exactly.
struct QuantityLexicon: Sendable {
  static let shared = QuantityLexicon()

  enum Role: String {
    case age
    case year
    case name
    case change
    case afterFraction = "after-fraction"
    case of
    case beforeOne = "before-one"
    case minus
    /// جهة, ناحية, مرة
    case side
    /// الملك: the ordinal after the name is part of it.
    case monarch
    /// أكسيد: the ordinal before it is part of the name of a substance.
    case compound
    /// عددهم, between "يزيد" and "على".
    case amount
  }

  struct Currency: Sendable {
    /// The name without its country: dollar.
    var identifier: String
    var code: String
    /// Parts in the whole: 100 for a cent; -10 for what is ten of the currency, تومان.
    var divisor: Int
    /// The name of a small coin among the currencies of countries: قرش is a part of the pound, the lira and the dinar.
    var minor: String
  }

  let units: PhraseTable
  let currencies: PhraseTable
  let countries: PhraseTable
  let symbols: PhraseTable
  let modifiersBefore: PhraseTable
  let modifiersAfter: PhraseTable
  private let contexts: WordTable
  private let roles: [Role?]
  private let unitRows: [(symbol: String, kind: String)]
  private let currencyRows: [Currency]
  private let countryRows: [[(identifier: Substring, code: String, divisor: Int?)]]
  private let symbolRows: [String]
  private let modifierRows: [Quantity.Modifier]
  private let threeDigitCodes: Set<String>

  private init() {
    let unitList = Lexicons.units
    units = PhraseTable(unitList)
    unitRows = Self.rows(unitList, "symbol", "kind")
    let currencyList = Lexicons.currencies
    currencies = PhraseTable(currencyList)
    let divisor = currencyList.column("divisor")
    let minor = currencyList.column("minor")
    currencyRows = Self.rows(currencyList, "id", "code").enumerated().map {
      Currency(
        identifier: $1.0, code: $1.1, divisor: Int(currencyList.value($0, divisor)) ?? 1,
        minor: currencyList.value($0, minor))
    }
    let countryList = Lexicons.currencyCountries
    countries = PhraseTable(countryList)
    let codes = countryList.column("codes")
    countryRows = (0..<countryList.count).map { row in
      countryList.value(row, codes).split(separator: " ").map { pair in
        let parts = pair.split(separator: "=")
        // AED/100: the coin is a hundredth there, where the same name elsewhere is a thousandth.
        let code = parts[parts.count - 1].split(separator: "/")
        return (parts[0], String(code[0]), code.count > 1 ? Int(code[1]) : nil)
      }
    }
    let symbolList = Lexicons.currencySymbols
    symbols = PhraseTable(symbolList)
    let coded = Self.rows(symbolList, "code", "digits")
    symbolRows = coded.map(\.0)
    threeDigitCodes = Set(coded.filter { $0.1 == "3" }.map(\.0))
    let modifierList = Lexicons.modifiers
    let place = modifierList.column("place")
    let modifier = modifierList.column("modifier")
    modifierRows = (0..<modifierList.count).map {
      Quantity.Modifier(rawValue: modifierList.value($0, modifier)) ?? .exact
    }
    modifiersBefore = PhraseTable(modifierList) { modifierList.value($0, place) == "before" }
    modifiersAfter = PhraseTable(modifierList) { modifierList.value($0, place) == "after" }
    let contextList = Lexicons.contexts
    let role = contextList.column("role")
    roles = (0..<contextList.count).map { Role(rawValue: contextList.value($0, role)) }
    contexts = WordTable(
      (0..<contextList.count).flatMap { row in contextList.keys(row).map { ($0, Int32(row)) } })
  }

  private static func rows(_ list: WordList, _ first: String, _ second: String) -> [(String, String)] {
    let (one, two) = (list.column(first), list.column(second))
    return (0..<list.count).map { (list.value($0, one), list.value($0, two)) }
  }

  func unit(_ row: Int) -> (symbol: String, kind: String) { unitRows[row] }
  func currency(_ row: Int) -> Currency { currencyRows[row] }
  func symbol(_ row: Int) -> String { symbolRows[row] }
  func modifier(_ row: Int) -> Quantity.Modifier { modifierRows[row] }

  /// The code of a currency name with the country of `row`, nil when that country has no such currency; for a small
  /// coin also its parts in the whole, where they are not those of the name.
  func code(of identifier: String, country row: Int) -> (code: String, divisor: Int?)? {
    countryRows[row].first { $0.identifier == identifier }.map { ($0.code, $0.divisor) }
  }

  /// Whether amounts in the currency are written with three decimals: 12.000 دينار كويتي is twelve.
  func hasThreeDecimals(_ code: String) -> Bool { threeDigitCodes.contains(code) }

  /// The role of a word, with or without particles attached.
  func role(_ bytes: [UInt8], _ range: Range<Int>) -> Role? {
    let row = contexts.find(bytes, range)
    if row >= 0 { return roles[Int(row)] }
    for cut in Particles.cuts(bytes, range) {
      let row = contexts.find(bytes, (range.lowerBound + cut)..<range.upperBound)
      if row >= 0 { return roles[Int(row)] }
    }
    return nil
  }
}
