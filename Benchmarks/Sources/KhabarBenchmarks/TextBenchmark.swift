import Foundation
import Khabar

/// Folding, sentences and tokens of plain texts, one thread: what `compare_text.py` sets beside other tools.
enum TextBenchmark {
  static func run(_ folder: String) throws {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".txt") }
    let texts = names.sorted().compactMap { name -> [UInt8]? in
      FileManager.default.contents(atPath: folder + "/" + name).map { [UInt8]($0) }
    }
    guard !texts.isEmpty else { refuse("no .txt files in \(folder)") }
    let bytes = texts.reduce(0) { $0 + $1.count }
    print("\(texts.count) texts, \(bytes / texts.count) bytes each, \(folder)")
    print(Benchmark.header)
    var found = 0
    for profile in [FoldProfile.light, .search, .aggressive] {
      let folder = TextFolder(profile)
      let measured = Benchmark("fold \(profile.rawValue)", documents: texts.count, bytes: bytes) {
        for text in texts { found &+= folder.fold(text).bytes.count }
      }
      print(measured.line(floor: nil))
    }
    for (name, cutsSegments) in [("fold, sentences, tokens", false), ("the same and segments", true)] {
      let tokenizer = Tokenizer(cutsSegments: cutsSegments)
      var count = 0
      let measured = Benchmark(name, documents: texts.count, bytes: bytes) {
        count = texts.reduce(0) { $0 + tokenizer.cut($1).tokens.count }
      }
      print(measured.line(floor: nil), "\(Int(Double(count) / measured.seconds / 1e3)) k tokens/s")
      found &+= count
    }
    guard found != 0 else { refuse("nothing was found in the texts") }
  }
}
