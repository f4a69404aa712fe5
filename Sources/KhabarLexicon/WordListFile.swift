/// A word list as its file holds it: tab-separated, UTF-8.
///
/// Lines that start with `#` are comments; `# source:` and `# licence:` must be among them. The first other line names
/// the columns. The first column is the key; several spellings of one entry stand in it with `|` between them.
public struct WordListFile: Sendable {
  /// A fault of a word list, in the form compilers print.
  public struct Problem: Error, Sendable, CustomStringConvertible {
    public let file: String
    public let line: Int
    public let message: String

    public var description: String { "\(file):\(line): error: \(message)" }
  }

  public struct Row: Sendable {
    public let keys: [String]
    /// The columns after the key.
    public let values: [String]
    public let line: Int
  }

  public let name: String
  public let source: String
  public let licence: String
  /// Names of the columns after the key.
  public let columns: [String]
  public let rows: [Row]

  /// - Parameters:
  ///   - name: the file's name without `.tsv`.
  ///   - path: for messages.
  public init(name: String, path: String, contents: String) throws(Problem) {
    var source: String?
    var licence: String?
    var columns: [String]?
    var rows: [Row] = []
    var seen: [String: Int] = [:]
    var number = 0
    for line in contents.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      if line.isEmpty { continue }
      if line.hasPrefix("#") {
        source = source ?? Self.value("# source:", line)
        licence = licence ?? Self.value("# licence:", line)
        continue
      }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard let known = columns else {
        columns = Array(fields.dropFirst())
        continue
      }
      guard fields.count == known.count + 1 else {
        throw Problem(file: path, line: number, message: "\(fields.count) columns, expected \(known.count + 1)")
      }
      let keys = fields[0].split(separator: "|").map(String.init)
      guard !keys.isEmpty else { throw Problem(file: path, line: number, message: "the key is empty") }
      for key in keys {
        let folded = KeyFolding.fold(key)
        guard !KeyFolding.words(of: Array(folded.utf8)).isEmpty else {
          throw Problem(file: path, line: number, message: "nothing of key \"\(key)\" is left after folding")
        }
        let identity = folded + "\t" + fields.dropFirst().joined(separator: "\t")
        if let first = seen[identity], first != number {
          throw Problem(
            file: path, line: number, message: "\"\(key)\" with the same values stands in line \(first) already")
        }
        seen[identity] = number
      }
      rows.append(Row(keys: keys, values: Array(fields.dropFirst()), line: number))
    }
    guard let source else { throw Problem(file: path, line: 1, message: "no \"# source:\" line") }
    guard let licence else { throw Problem(file: path, line: 1, message: "no \"# licence:\" line") }
    guard let columns else { throw Problem(file: path, line: number, message: "no line that names the columns") }
    self.name = name
    self.source = source
    self.licence = licence
    self.columns = columns
    self.rows = rows
  }

  private static func value(_ label: String, _ line: Substring) -> String? {
    guard line.hasPrefix(label) else { return nil }
    return String(line.dropFirst(label.count).drop { $0 == " " })
  }
}
