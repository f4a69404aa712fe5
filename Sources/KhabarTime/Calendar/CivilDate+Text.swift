extension CivilDate: LosslessStringConvertible {
  /// Reads `2023-10-07`; nil for anything else and for days that are none.
  public init?(_ description: String) {
    var reader = DigitReader(Array(description.utf8))
    guard let year = reader.number(width: 4...4), reader.take(0x2D), let month = reader.number(width: 2...2),
      reader.take(0x2D), let day = reader.number(width: 2...2), reader.isAtEnd
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// `2023-10-07`
  public var description: String { text }
}
