/// A regular expression as a tree. As deep as the pattern's brackets, which the parser bounds.
indirect enum PatternNode {
  case empty
  case scalars(ScalarSet)
  case sequence([PatternNode])
  case alternatives([PatternNode])
  case repetition(PatternNode, minimum: Int, maximum: Int?)
  case boundary(PatternBoundary)
}

/// A condition on a place between two scalars.
enum PatternBoundary: Sendable {
  case start, end, word, notWord
}
