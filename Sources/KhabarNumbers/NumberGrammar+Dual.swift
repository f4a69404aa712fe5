import KhabarAnnotations

extension NumberGrammar {
  /// A noun in the dual: قتيلان, كيلوغرامين. One word that is number and noun.
  func dual(at index: Int) -> FoundNumber? {
    guard let dual = DualNouns.shared.dual(bytes, pieces[index].indices) else { return nil }
    var number = found(index, index + 1, .dual, .integer(2))
    number.start = Int(pieces[index].start) + dual.cut
    return number
  }
}
