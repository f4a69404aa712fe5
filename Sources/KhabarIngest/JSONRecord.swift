import KhabarCore
import KhabarSchema

/// One line of a JSON-lines file made a document.
enum JSONRecord {
  private static let reader: JSONReader = {
    var reader = JSONReader()
    reader.maximumDepth = 64
    reader.replacesLoneSurrogates = true
    return reader
  }()

  static func item(of content: ArraySlice<UInt8>, line: Int, maker: DocumentMaker) -> SourceItem {
    let value: JSONValue
    do {
      value = try reader.read(content).value
    } catch {
      let message = "the line is not JSON: column \(error.column): \(error.sentence)"
      return .failure(maker.failure(InputFault(code: "line-invalid", message: message), line: line))
    }
    guard value.object != nil else {
      let message = "the line is \(value.typeName), an object was expected"
      return .failure(maker.failure(InputFault(code: "line-invalid", message: message), line: line))
    }
    let id = value["id"].flatMap { $0.string ?? $0.number?.literal }
    guard value["text"]?.string != nil || value["html"]?.string != nil else {
      let message = "the record has no \"text\" and no \"html\" that is a string"
      return .failure(maker.failure(InputFault(code: "record-without-text", message: message), line: line, id: id))
    }
    return .document(document(of: value, id: id, line: line, maker: maker))
  }

  private static func document(of value: JSONValue, id: String?, line: Int, maker: DocumentMaker) -> Document {
    let part = "-\(line)"
    var document: Document
    if let text = value["text"]?.string {
      let bytes = Array(text.utf8)
      let digest = SHA256.hexadecimal(of: bytes)
      document = Document(
        id: id ?? maker.identifier(digest: digest, part: part), text: bytes,
        source: DocumentSource(
          file: maker.path, uri: value["url"]?.string, mediaType: "text/plain", encoding: "utf-8", sha256: digest,
          isStreamRecord: true))
    } else {
      let bytes = Array((value["html"]?.string ?? "").utf8)
      let digest = SHA256.hexadecimal(of: bytes)
      document = Document(
        id: id ?? maker.identifier(digest: digest, part: part),
        page: DocumentSource(
          bytes: bytes, file: maker.path, uri: value["url"]?.string, mediaType: "text/html", encoding: "utf-8",
          sha256: digest, isStreamRecord: true))
    }
    readMetadata(of: value, into: &document)
    document.metadata.referenceDate = document.metadata.referenceDate ?? maker.options.referenceDate
    return document
  }

  private static func readMetadata(of value: JSONValue, into document: inout Document) {
    var metadata = Metadata()
    func string(_ key: String, _ field: String, _ path: WritableKeyPath<Metadata, String?>) {
      guard let text = value[key]?.string, !text.isEmpty else { return }
      metadata[keyPath: path] = text
      metadata.origins[field] = "record \(key)"
    }
    func strings(_ key: String, _ field: String, _ path: WritableKeyPath<Metadata, [String]>) {
      guard let member = value[key] else { return }
      let texts = member.string.map { [$0] } ?? member.array?.compactMap(\.string) ?? []
      guard !texts.isEmpty else { return }
      metadata[keyPath: path] = texts
      metadata.origins[field] = "record \(key)"
    }
    string("title", "title", \.title)
    strings("author", "authors", \.authors)
    strings("authors", "authors", \.authors)
    string("publisher", "publisher", \.publisher)
    string("url", "url", \.url)
    string("published", "published", \.published)
    string("modified", "modified", \.modified)
    string("language", "language", \.language)
    string("section", "section", \.section)
    strings("tags", "tags", \.tags)
    string("description", "summary", \.summary)
    string("image", "image", \.image)
    string("reference_date", "reference_date", \.referenceDate)
    document.metadata = metadata
  }
}
