import KhabarHTML

/// Finds the element of a page that holds the article.
///
/// Every element is weighed: how much text in sentences it holds, and how much of its text that is. The product prefers
/// the element that holds all of the article and nothing else: a larger one gains little and loses purity, a smaller
/// one loses text. Class names move the weights a little; they do not decide.
struct ArticleFinder {
  let outline: PageOutline

  /// An element and what it holds.
  struct Candidate {
    var element: Int
    /// Characters of text in sentences, and of all text.
    var good: Int
    var total: Int
    var score: Double
  }

  /// The element that holds the article; the whole page when none stands out.
  func best() -> Candidate {
    let tree = outline.tree
    let count = tree.nodes.count
    var good = [Int32](repeating: 0, count: count + 1)
    var total = [Int32](repeating: 0, count: count + 1)
    for block in outline.blocks where block.dropRoot < 0 {
      let place = Int(outline.pieces[block.pieces.lowerBound]) + 1
      total[place] += block.length
      if block.isGood { good[place] += block.length }
    }
    for index in 1...count {
      good[index] += good[index - 1]
      total[index] += total[index - 1]
    }
    var best = Candidate(element: 0, good: Int(good[count]), total: Int(total[count]), score: 0)
    for index in 0..<count {
      let node = tree.nodes[index]
      guard node.kind == .element, node.tag.isBlock else { continue }
      let held = Int(good[Int(node.subtreeEnd)] - good[index])
      guard held > 0 else { continue }
      let all = Int(total[Int(node.subtreeEnd)] - total[index])
      let purity = Double(held) / Double(max(all, 1))
      let score = Double(held) * purity * purity * weight(of: index, node)
      // Of two that hold the same the inner one.
      if score >= best.score { best = Candidate(element: index, good: held, total: all, score: score) }
    }
    return best
  }

  private func weight(of index: Int, _ node: HTMLNode) -> Double {
    var weight = 1.0
    let parts = outline.parts[index]
    if parts.contains(.body) { weight *= 1.3 } else if parts.contains(.article) { weight *= 1.05 }
    switch node.tag {
    case .article: weight *= 1.1
    case .main: weight *= 1.05
    case .html, .body: weight *= 0.9
    case .p, .li, .td, .blockquote: weight *= 0.8
    default: break
    }
    return weight
  }
}
