import CLibxml2Floor
import Foundation
import Khabar

let usage = """
  usage: KhabarBenchmarks [FOLDER OF .html FILES]   every stage of the standard pipeline; Examples/pages if left out
         KhabarBenchmarks --growth                  how time grows with the size of large and hostile pages
         KhabarBenchmarks --cases FILE              dates and numbers in short texts, as Tests/Fixtures/time-and-number/cases.tsv
         KhabarBenchmarks --text FOLDER OF .txt     folding, sentences and tokens
  """
let arguments = Array(CommandLine.arguments.dropFirst())

func refuse(_ message: String) -> Never {
  FileHandle.standardError.write(Data((message + "\n" + usage + "\n").utf8))
  exit(2)
}

// Every stage of the standard pipeline on the same pages, one thread, CPU time, beside libxml2's tree parser on those
// pages in the same run. Only the ratios travel from one machine to another.

switch (arguments.first, arguments.count) {
case ("--growth", 1):
  try Growth.run()
  exit(0)
case ("--cases", 2):
  try CaseBenchmark.run(arguments[1])
  exit(0)
case ("--text", 2):
  try TextBenchmark.run(arguments[1])
  exit(0)
case (let option?, _) where option.hasPrefix("-"): refuse("\(option) is no option, or its argument is missing")
default: break
}

let folder = arguments.first ?? "Examples/pages"
let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".html") }
  .sorted()
let files = names.compactMap { FileManager.default.contents(atPath: folder + "/" + $0).map { [UInt8]($0) } }
guard !files.isEmpty else {
  refuse("no .html files in \(folder)")
}
// Few pages are repeated, so that a round takes long enough to measure.
let repeats = max(1, 200 / files.count)
let pages = (0..<repeats).flatMap { _ in files }
let pageBytes = pages.reduce(0) { $0 + $1.count }

let floor = Benchmark("libxml2 htmlReadMemory", documents: pages.count, bytes: pageBytes) {
  for page in pages {
    page.withUnsafeBytes { bytes in
      let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      let options = Int32(HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue)
      xmlFreeDoc(htmlReadMemory(start, Int32(bytes.count), nil, "UTF-8", options | Int32(HTML_PARSE_NONET.rawValue)))
    }
  }
}

let registry = StageRegistry.standard
let stages = try StandardPipeline.stages.compactMap { name in
  try registry.stage(name).map { (name: name, stage: try $0.make(options: nil)) }
}

var documents = pages.enumerated().map { index, bytes in
  Document(id: "page-\(index)", page: DocumentSource(bytes: bytes, file: names[index % names.count]))
}

print("\(pages.count) pages, \(pageBytes / pages.count) bytes each, \(folder)")
print(Benchmark.header)
print(floor.line(floor: nil))

var textBytes = pageBytes
var sum = 0.0
for (name, stage) in stages {
  var results = documents
  let measured = try Benchmark(name, documents: documents.count, bytes: textBytes) {
    for index in documents.indices {
      var document = documents[index]
      try stage.process(&document)
      results[index] = document
    }
  }
  print(measured.line(floor: floor))
  sum += measured.seconds
  documents = results
  textBytes = documents.reduce(0) { $0 + $1.text.count }
}

let writer = DocumentWriter()
var written = 0
let output = Benchmark("write JSON", documents: documents.count, bytes: textBytes) {
  written = documents.reduce(0) { $0 + writer.write($1).count }
}
print(output.line(floor: floor))
let perDocument = Int((sum + output.seconds) / Double(documents.count) * 1e6)
let share = Int((floor.seconds / (sum + output.seconds) * 1000).rounded())
print(
  "all: \(perDocument) µs a page, 0.\(String(share + 1000).dropFirst()) of the floor; \(written / documents.count) bytes of JSON each"
)
