import Foundation
import KhabarCore

@testable import KhabarIngest

/// A folder of files that is gone when the test is.
final class TemporaryFolder {
  let path: String

  init(_ files: [String: [UInt8]]) throws {
    path = NSTemporaryDirectory() + "khabar-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, bytes) in files {
      let file = path + "/" + name
      let folder = (file as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      _ = FileManager.default.createFile(atPath: file, contents: Data(bytes))
    }
  }

  convenience init(_ files: [String: String]) throws { try self.init(files.mapValues { Array($0.utf8) }) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }
}

/// Everything a source gives, deferred work done.
func items(of source: some Source) async throws -> [SourceItem] {
  var reader = try source.reader()
  var result: [SourceItem] = []
  while let item = try await reader.next() {
    if case .deferred(let work) = item { result += work() } else { result.append(item) }
  }
  return result
}

extension InputOptions {
  init(paths: [String]) {
    self.init()
    self.paths = paths
  }
}

extension TextOptions {
  init(paths: [String], pieceBytes: Int = 0) {
    self.init()
    input.paths = paths
    self.pieceBytes = pieceBytes
  }
}

extension SourceItem {
  var document: Document? { if case .document(let document) = self { document } else { nil } }
  var failure: DocumentFailure? { if case .failure(let failure) = self { failure } else { nil } }
  /// The text of a document, the code of a failure.
  var gist: String {
    switch self {
    case .document(let document):
      String(decoding: document.hasText ? document.text : document.source.bytes, as: UTF8.self)
    case .failure(let failure): failure.code
    case .deferred: "deferred"
    }
  }
}
