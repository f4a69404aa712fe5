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

  @Test func givesTheStretchesBetweenWhatWasRemoved() {
    // "ab<b>cd</b>\nef" as "abcd\nef": the tag between two letters, a line break that the original does not have.
    var alignment = Alignment()
    alignment.record(rewritten: 2, original: 5, end: 2)
    alignment.record(rewritten: 4, original: 7)
    alignment.record(rewritten: 5, original: 12, end: 7)

    let runs = alignment.runs(of: TextRange(1, 7))

    #expect(runs.map(\.original) == [TextRange(1, 2), TextRange(5, 7), TextRange(12, 14)])
    #expect(runs.map(\.rewritten) == [TextRange(1, 2), TextRange(2, 4), TextRange(5, 7)])
    #expect(alignment.runs(of: TextRange(3, 3)).isEmpty)
  }

  // Each Arabic letter of a page in windows-1256 is a breakpoint; together they are one stretch.
  @Test func joinsStretchesThatFollowOnEachOther() {
    var alignment = Alignment()
    for letter in 1...4 { alignment.record(rewritten: letter * 2, original: letter) }

    #expect(alignment.runs(of: TextRange(2, 8)).map(\.original) == [TextRange(1, 4)])
  }
}
