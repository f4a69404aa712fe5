import KhabarHTML

/// Finds the elements of a page that hold the article.
///
/// Every element is weighed: how much text in sentences it holds, and how much of its text that is. The product prefers
/// the element that holds all of the article and nothing else: a larger one gains little and loses purity, a smaller
/// one loses text. Class names move the weights a little; they do not decide.
struct ArticleFinder {
  private let outline: PageOutline
  private let favor: ArticleFavor
  /// Characters in sentences, and of all text, before each node.
  private let good: [Int32]
  private let total: [Int32]

  /// An element and what it holds.
  struct Candidate {
    var element: Int
    /// Characters of text in sentences, and of all text.
    var good: Int
    var total: Int
    var score: Double
  }

  init(outline: PageOutline, favor: ArticleFavor = .balanced) {
    self.outline = outline
    self.favor = favor
    let count = outline.tree.nodes.count
    var good = [Int32](repeating: 0, count: count + 1)
    var total = good
    for block in outline.blocks where block.dropRoot < 0 {
      let place = Int(outline.pieces[block.pieces.lowerBound]) + 1
      total[place] += block.length
      if block.isGood { good[place] += block.length }
    }
    for index in 1...count {
      good[index] += good[index - 1]
      total[index] += total[index - 1]
    }
    self.good = good
    self.total = total
  }

  /// The elements that hold the body, in order: one as a rule, several where a page parts it.
  ///
  /// - Parameter isTitle: whether a heading says what the page's title says.
  func containers(isTitle: (String) -> Bool) -> [Int] {
    var candidate = best(from: 0, to: outline.tree.nodes.count)
    if let article = ownArticle(in: candidate.element, isTitle) {
      candidate = best(from: article, to: Int(outline.tree.nodes[article].subtreeEnd))
    }
    return parts(like: candidate.element)
  }

  /// Characters of text in sentences inside an element.
  func prose(in element: Int) -> Int { Int(good[Int(outline.tree.nodes[element].subtreeEnd)] - good[element]) }

  /// The best of the elements from one node to another; the whole page when none stands out.
  private func best(from start: Int, to end: Int) -> Candidate {
    let tree = outline.tree
    var best = Candidate(
      element: start, good: Int(good[end] - good[start]), total: Int(total[end] - total[start]), score: 0)
    for index in start..<end {
      let node = tree.nodes[index]
      guard node.kind == .element, node.tag.isBlock else { continue }
      let held = prose(in: index)
      guard held > 0 else { continue }
      let all = Int(total[Int(node.subtreeEnd)] - total[index])
      let purity = Double(held) / Double(max(all, 1))
      // What is missed weighs more or less against what is kept too much.
      let weighed =
        switch favor {
        case .precision: purity * purity * purity
        case .balanced: purity * purity
        case .recall: purity
        }
      let score = Double(held) * weighed * weight(of: index, node)
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

  /// Where an element holds several whole articles (pages that load the next story beneath): the one of the page's title,
  /// else the first. A whole article is an `article` element with a headline of its own.
  private func ownArticle(in container: Int, _ isTitle: (String) -> Bool) -> Int? {
    let tree = outline.tree
    var found: [(element: Int, headline: Int)] = []
    var index = container
    let end = Int(tree.nodes[container].subtreeEnd)
    while index < end {
      if tree.nodes[index].tag == .article, prose(in: index) >= 200, let headline = headline(in: index) {
        found.append((index, headline))
        index = Int(tree.nodes[index].subtreeEnd)
      } else {
        index += 1
      }
    }
    guard found.count > 1 else { return nil }
    return (found.first { isTitle(tree.text(of: $0.headline)) } ?? found[0]).element
  }

  private func headline(in article: Int) -> Int? {
    (article..<Int(outline.tree.nodes[article].subtreeEnd)).first { outline.tree.nodes[$0].tag == .h1 }
  }

  /// The container and its like: elements of the same tag and class that stand beside it with no main heading between,
  /// as where an advertisement or a box parts a body into several.
  private func parts(like container: Int) -> [Int] {
    let tree = outline.tree
    let node = tree.nodes[container]
    guard let name = tree.attribute(.class, of: container), !name.isEmpty, node.tag != .body, node.tag != .article
    else {
      return [container]
    }
    let article = enclosingArticle(of: container)
    var found: [Int] = []
    var index = article
    let end = Int(tree.nodes[article].subtreeEnd)
    while index < end {
      let other = tree.nodes[index]
      if other.tag == .h1 {
        // What stands before a main heading and what behind it are not one article.
        if found.contains(container) { break }
        found = []
      }
      guard other.kind == .element, other.tag == node.tag, let otherName = tree.attribute(.class, of: index),
        otherName == name
      else {
        index += 1
        continue
      }
      if index == container || isPart(index) { found.append(index) }
      index = index == container || isPart(index) ? Int(other.subtreeEnd) : index + 1
    }
    return found.contains(container) ? found : [container]
  }

  /// Whether an element of the container's class holds text of the body: prose for the most part, and no teaser.
  private func isPart(_ element: Int) -> Bool {
    let held = prose(in: element)
    return held >= 40 && held * 10 >= Int(total[Int(outline.tree.nodes[element].subtreeEnd)] - total[element]) * 7
  }

  private func enclosingArticle(of element: Int) -> Int {
    let tree = outline.tree
    var current = Int(tree.nodes[element].parent)
    while current > 0 {
      if tree.nodes[current].tag == .article || tree.nodes[current].tag == .main || tree.nodes[current].tag == .body {
        return current
      }
      current = Int(tree.nodes[current].parent)
    }
    return 0
  }
}
