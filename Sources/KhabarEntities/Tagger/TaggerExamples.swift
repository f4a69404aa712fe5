import KhabarAnnotations
package import KhabarCore
package import KhabarText

/// The words of a document with their features, for the training of the tagger.
package enum TaggerExamples {
  package struct Word {
    /// Its place in the text.
    package let range: TextRange
    package let isFirstOfSentence: Bool
    package let isWord: Bool
    /// What the rules made of it: `-`, or `B:` or `I:` with type and rule.
    package let rule: String
    package let features: [String]
  }

  /// - Parameter document: with the layers that the `entities` stage reads.
  package static func words(of document: Document) -> [Word] {
    guard let folded = document[FoldedTexts.self].first else { return [] }
    let tokens = document[Tokens.self]
    let text = EntityText(document, folded: folded, lexicon: .standard)
    let proposals = EntityProposals(text, unnamed: true)
    let reading = TaggerReading(text, selected: proposals.selected, offices: proposals.offices)
    var rules = [String](repeating: "-", count: tokens.count)
    for candidate in proposals.selected where candidate.isNamed {
      for word in candidate.words {
        let position = word == candidate.words.lowerBound ? "B" : "I"
        rules[word] = "\(position):\(candidate.type.rawValue):\(candidate.rule):\(candidate.kind)"
      }
    }
    var start = 0
    var end = 0
    return tokens.indices.map { index in
      if index == end {
        start = index
        end = index + 1
        while end < tokens.count, !reading.isFirst(end) { end += 1 }
      }
      var features = FeatureList()
      reading.addFeatures(of: index, in: start..<end, to: &features)
      return Word(
        range: tokens[index].range, isFirstOfSentence: index == start, isWord: text.words[index].isWord,
        rule: rules[index], features: features.names)
    }
  }
}
