import KhabarAnnotations
import KhabarHTML
import KhabarText

/// Where the text of an article stands in its page, and which of it are links.
struct ArticlePlaces {
  private let runs: [ArticleText.Run]
  private let tree: HTMLTree
  private let decoded: DecodedPage

  init(_ article: ArticleText, tree: HTMLTree, decoded: DecodedPage) {
    runs = article.runs
    self.tree = tree
    self.decoded = decoded
  }

  func spans() -> [SourceSpan] {
    var paths = ElementPaths(tree)
    return runs.map { run in
      SourceSpan(
        range: run.range, source: decoded.alignment.original(of: run.page),
        path: run.node < 0 ? nil : paths.path(of: Int(run.node)), isVerbatim: run.isVerbatim && isWhole(run.page))
    }
  }

  /// Whether no broken byte became U+FFFD in a range of the decoded page.
  private func isWhole(_ range: TextRange) -> Bool {
    guard decoded.replacements > 0, range.count >= 3 else { return true }
    for index in range.lowerBound..<(range.upperBound - 2)
    where decoded.bytes[index] == 0xEF && decoded.bytes[index + 1] == 0xBF && decoded.bytes[index + 2] == 0xBD {
      return false
    }
    return true
  }

  func links() -> [Link] {
    var links: [Link] = []
    var last: Int32 = -1
    for run in runs {
      let anchor = run.node < 0 ? nil : anchor(around: run.node)
      guard let anchor, let target = tree.string(.href, of: Int(anchor)), !target.isEmpty else {
        last = -1
        continue
      }
      if anchor == last, let open = links.last {
        links[links.count - 1].range = open.range.union(run.range)
      } else {
        links.append(Link(range: run.range, target: target))
      }
      last = anchor
    }
    return links
  }

  /// The link around a piece of text; block elements inside links are rare, a few steps are enough.
  private func anchor(around node: Int32) -> Int32? {
    var element = tree.nodes[Int(node)].parent
    for _ in 0..<12 where element > 0 {
      if tree.nodes[Int(element)].tag == .a { return element }
      element = tree.nodes[Int(element)].parent
    }
    return nil
  }
}
