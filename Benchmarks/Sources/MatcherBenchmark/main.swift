import Foundation
import Khabar
import KhabarLexicon

// swift run -c release --package-path Benchmarks MatcherBenchmark TEXTS NAMES…
//
// TEXTS: one document a line. NAMES: one name a line, what follows a tab is not read. Prints the CPU time of folding and
// cutting into words, and of matching each list alone, on one thread. `matcher_peer.py` measures pyahocorasick on the same
// files.

func cpuSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func best(_ rounds: Int = 7, _ body: () -> Void) -> Double {
  (0..<rounds).map { _ in
    let start = cpuSeconds()
    body()
    return cpuSeconds() - start
  }.min() ?? 0
}

let arguments = CommandLine.arguments.dropFirst()
guard let textPath = arguments.first, arguments.count > 1,
  let text = try? String(contentsOfFile: textPath, encoding: .utf8)
else {
  FileHandle.standardError.write(Data("usage: MatcherBenchmark TEXTS NAMES…\n".utf8))
  exit(2)
}

let registry = StageRegistry.standard
let stages = try ["fold", "sentences", "tokens"].compactMap { try registry.stage($0)?.make(options: nil) }
let lines = text.split(separator: "\n").map(String.init)
var documents = lines.enumerated().map { Document(id: "\($0)", text: $1) }
let bytes = documents.reduce(0) { $0 + $1.text.count }

func rate(_ seconds: Double) -> String {
  String(format: "%7.1f MB/s %8.2f ms", Double(bytes) / 1e6 / seconds, seconds * 1e3)
}

let cutting = best(3) {
  for index in documents.indices {
    var document = documents[index]
    for stage in stages { try? stage.process(&document) }
  }
}
for index in documents.indices { for stage in stages { try stage.process(&documents[index]) } }
print("\(documents.count) documents, \(bytes) bytes")
print("fold, sentences, tokens  \(rate(cutting))")

let inputs = documents.map { document in
  (document[FoldedTexts.self].first?.bytes ?? [], document[Tokens.self].map(\.folded))
}
for path in arguments.dropFirst() {
  let names = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    .map { $0.split(separator: "\t")[0] }
  let list = try WordListFile(
    name: "names", path: path,
    contents: "# source: benchmark\n# licence: none\nname\trow\n"
      + Array(Set(names)).sorted().enumerated().map { "\($1)\t\($0)" }.joined(separator: "\n"))
  var lexicon = Lexicon([list])
  let building = best(3) { lexicon = Lexicon([list]) }
  var found = 0
  let matching = best {
    found = 0
    for (folded, words) in inputs { found += lexicon.matches(in: folded, words: words).count }
  }
  print(
    "\(names.count) names: matching  \(rate(matching))  \(found) matches; built in \(String(format: "%.1f", building * 1e3)) ms"
  )
}
