import KhabarCore
import KhabarHTML

/// The pictures of an article: those inside its containers and between the headline and the body, without icons, counters
/// and the pictures of boxes that are no part of it.
struct PageImages {
  let images: [PageImage]

  /// Smaller pictures, by the size the page gives, are icons.
  private static let smallest = 60

  init(_ outline: PageOutline, containers: [Int]) {
    let tree = outline.tree
    var images: [PageImage] = []
    guard let first = containers.first, let last = containers.last else {
      self.images = []
      return
    }
    let start = (0..<first).last { tree.nodes[$0].tag == .h1 } ?? first
    let end = max(first + 1, Int(tree.nodes[last].subtreeEnd))
    var index = start
    while index < end {
      if outline.parts[index].contains(.drop) || outline.parts[index].contains(.comments), index != first {
        index = Int(tree.nodes[index].subtreeEnd)
        continue
      }
      switch tree.nodes[index].tag {
      case .nav, .aside, .footer, .form: index = Int(tree.nodes[index].subtreeEnd)
      case .img, .ampImg:
        if let image = Self.image(index, tree), !images.contains(where: { $0.url == image.url }) {
          images.append(image)
        }
        index += 1
      default: index += 1
      }
      if images.count >= 200 { break }
    }
    self.images = images
  }

  private static func image(_ index: Int, _ tree: HTMLTree) -> PageImage? {
    let sources = [tree.string(.dataSrc, of: index), tree.string(.src, of: index)]
    guard let url = sources.compactMap({ $0 }).first(where: { !$0.isEmpty && !$0.hasPrefix("data:") }) else {
      return nil
    }
    for size in [tree.string(.width, of: index), tree.string(.height, of: index)] {
      if let size = size.flatMap({ Int($0) }), size < smallest { return nil }
    }
    let alternative = tree.string(.alt, of: index).map(PageFacts.tidy).flatMap { $0.isEmpty ? nil : $0 }
    return PageImage(url: PageFacts.tidy(url), alternative: alternative, caption: caption(of: index, tree))
  }

  /// The caption of the figure around a picture.
  private static func caption(of index: Int, _ tree: HTMLTree) -> String? {
    var element = Int(tree.nodes[index].parent)
    for _ in 0..<5 where element > 0 {
      if tree.nodes[element].tag == .figure {
        let caption = (element..<Int(tree.nodes[element].subtreeEnd)).first { tree.nodes[$0].tag == .figcaption }
        let text = caption.map { PageFacts.tidy(tree.text(of: $0)) } ?? ""
        return text.isEmpty ? nil : text
      }
      element = Int(tree.nodes[element].parent)
    }
    return nil
  }
}
