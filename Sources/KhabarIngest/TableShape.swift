import KhabarHTML

/// Tells tables of data from tables that only lay a page out.
enum TableShape {
  /// Bytes of the longest cell of a table of data; more is prose, and the table its frame.
  private static let longestCell = 600

  /// Whether the rows of a table are rows of data: several of several cells each, none of them long, no table inside.
  ///
  /// O(nodes up to the first table inside), so that tables nested in tables cost no more than the page.
  static func isOfData(_ table: Int, _ tree: HTMLTree) -> Bool {
    var rows = 0
    var wideRows = 0
    var cells = 0
    var length = 0
    for index in (table + 1)..<max(table + 1, Int(tree.nodes[table].subtreeEnd)) {
      let node = tree.nodes[index]
      switch node.kind {
      case .text: length += tree.bytes(of: index).count
      case .element:
        switch node.tag {
        case .table, .form, .article, .h1: return false
        case .tr:
          if cells > 1 { wideRows += 1 }
          rows += 1
          cells = 0
        case .td, .th:
          cells += 1
          length = 0
        default: break
        }
      case .raw, .document: break
      }
      if length > longestCell { return false }
    }
    if cells > 1 { wideRows += 1 }
    return wideRows >= 2 && wideRows * 2 >= rows
  }
}
