import Foundation
import KhabarLexicon

/// `LexiconCompiler OUTPUT.swift LIST.tsv…`: checks word lists and writes them as one Swift file.
@main
struct LexiconCompiler {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    guard let output = arguments.first else { fail("usage: LexiconCompiler OUTPUT.swift LIST.tsv…") }
    var files: [WordListFile] = []
    for path in arguments.dropFirst().sorted() {
      guard let contents = try? String(contentsOfFile: path, encoding: .utf8) else {
        fail("\(path):1: error: not a readable UTF-8 file")
      }
      let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      do {
        files.append(try WordListFile(name: name, path: path, contents: contents))
      } catch {
        fail("\(error)")
      }
    }
    do {
      try source(files).write(toFile: output, atomically: true, encoding: .utf8)
    } catch {
      fail("\(output):1: error: \(error)")
    }
  }

  private static func source(_ files: [WordListFile]) -> String {
    var lines = [
      "// Compiled from the word lists of this module. Do not edit.", "", "import KhabarLexicon", "", "enum Lexicons {",
      "  static let lists = WordLists(compiled: compiled)",
      "  static let all = Lexicon(lists)", "",
    ]
    for file in files {
      lines.append("  /// \(file.rows.count) rows; source: \(file.source); licence: \(file.licence).")
      lines.append("  static let \(accessor(file.name)) = lists.list(\"\(file.name)\")")
    }
    lines += ["}", "", "private let compiled: StaticString = \"\(escaped(CompiledLexicon.text(of: files)))\"", ""]
    return lines.joined(separator: "\n")
  }

  private static func accessor(_ name: String) -> String {
    let parts = name.split(separator: "-")
    return (parts.prefix(1) + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }).joined()
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(1)
  }
}
