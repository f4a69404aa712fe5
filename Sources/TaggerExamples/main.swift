import Foundation
import Khabar
import KhabarEntities
import KhabarText

// TaggerExamples FILE.bio…: the words of annotated sentences with the features of the sequence tagger, for
// Tools/train_name_tagger.py. A line a word: number of the sentence's annotated word, its tag, whether it is a word, what the
// rules made of it, features; an empty line after each sentence as Khabar sees it, two after each of the file.

/// The stages before `entities` that a plain text passes.
let stages = try StandardPipeline.stages.drop { $0 != "fold" }.prefix { $0 != "entities" }.compactMap { name in
  try StageRegistry.standard.stage(name).map { try $0.make(options: nil) }
}

func write(_ words: [(form: Substring, tag: Substring)]) throws {
  guard !words.isEmpty else { return }
  var starts: [Int] = []
  var text: [UInt8] = []
  for word in words {
    if !text.isEmpty { text.append(0x20) }
    starts.append(text.count)
    text += Array(word.form.utf8)
  }
  var document = Document(id: "sentence", text: String(decoding: text, as: UTF8.self))
  for stage in stages { try stage.process(&document) }
  var lines = ""
  var number = 0
  for word in TaggerExamples.words(of: document) {
    if word.isFirstOfSentence, !lines.isEmpty { lines += "\n" }
    while number + 1 < starts.count, starts[number + 1] <= Int(word.range.start) { number += 1 }
    let fields = ["\(number)", String(words[number].tag), word.isWord ? "word" : "mark", word.rule] + word.features
    lines += fields.joined(separator: "\t") + "\n"
  }
  FileHandle.standardOutput.write(Data((lines + "\n\n").utf8))
}

for path in CommandLine.arguments.dropFirst() {
  var words: [(form: Substring, tag: Substring)] = []
  let contents = try String(contentsOfFile: path, encoding: .utf8)
  for line in contents.split(separator: "\n", omittingEmptySubsequences: false) {
    let fields = line.split { $0 == "\t" || $0 == " " }
    if fields.count < 2 || fields[0] == "-DOCSTART-" {
      try write(words)
      words = []
    } else {
      words.append((fields[0], fields[fields.count - 1]))
    }
  }
  try write(words)
}
