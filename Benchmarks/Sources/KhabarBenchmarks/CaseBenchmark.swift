import Foundation
import Khabar

/// Dates and numbers in short texts: the lines of a fixture of cases, each a document of its own, one thread.
enum CaseBenchmark {
  static let stages = ["fold", "sentences", "tokens", "numbers", "times", "quantities"]

  static func run(_ path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let cases = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      String(line.prefix { $0 != "\t" }.unicodeScalars.filter { $0 != "⟦" && $0 != "⟧" }.map(Character.init))
    }
    let registry = StageRegistry.standard
    let made = try stages.compactMap { name in try registry.stage(name).map { (name, try $0.make(options: nil)) } }
    let bytes = cases.reduce(0) { $0 + $1.utf8.count }
    var documents = cases.enumerated().map { number, text in
      var document = Document(id: "\(number)", text: text)
      document.metadata.referenceDate = "2024-05-15"
      return document
    }
    print("\(cases.count) cases, \(bytes / cases.count) bytes each, \(path)")
    print(Benchmark.header)
    var sum = 0.0
    for (name, stage) in made {
      var results = documents
      let measured = try Benchmark(name, documents: cases.count, bytes: bytes, rounds: 20) {
        for index in documents.indices {
          var document = documents[index]
          try stage.process(&document)
          results[index] = document
        }
      }
      print(measured.line(floor: nil))
      sum += measured.seconds
      documents = results
    }
    print("all: \(Int(Double(cases.count) / sum)) cases a second")
  }
}
