import KhabarText
import Testing

@Suite struct AlignmentTests {
  /// "كتابٌ ثم" without its tanween, and a joiner between the words.
  private var withoutMark: Alignment {
    var alignment = Alignment()
    alignment.record(rewritten: 8, original: 10)
    return alignment
  }

  @Test func isIdentityWithoutBreakpoints() {
    #expect(Alignment().isIdentity)
    #expect(Alignment().original(of: TextRange(3, 9)) == TextRange(3, 9))
  }

  @Test func keepsARemovedVowelSignInTheWordBeforeIt() {
    #expect(withoutMark.original(of: TextRange(0, 8)) == TextRange(0, 10))
    #expect(withoutMark.original(of: TextRange(9, 13)) == TextRange(11, 15))
  }

  @Test func leavesARemovedJoinerToNeitherNeighbour() {
    var alignment = Alignment()
    alignment.record(rewritten: 8, original: 11, end: 8)
    #expect(alignment.original(of: TextRange(0, 8)) == TextRange(0, 8))
    #expect(alignment.original(of: TextRange(8, 12)) == TextRange(11, 15))
    #expect(alignment.original(of: TextRange(0, 12)) == TextRange(0, 15))
  }

  @Test func mapsOriginalOffsetsForward() {
    #expect(withoutMark.rewritten(of: 8) == 8)
    #expect(withoutMark.rewritten(of: 10) == 8)
    #expect(withoutMark.rewritten(of: 15) == 13)
  }

  @Test func composesLikeOneAfterTheOther() {
    var inner = Alignment()
    inner.record(rewritten: 4, original: 6)
    inner.record(rewritten: 10, original: 13)
    let composed = inner.composed(with: withoutMark)
    for offset in 0...20 {
      #expect(composed.originalStart(of: offset) == withoutMark.originalStart(of: inner.originalStart(of: offset)))
    }
  }
}
