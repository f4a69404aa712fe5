import KhabarAnnotations
public import KhabarCore
import KhabarSchema
public import KhabarText

/// Writes a document as `khabar-document/1`.
public struct DocumentWriter: Sendable {
  /// The layers every document has, in this order, found or not.
  public static let standardLayers: [any LayerKey.Type] = [
    Blocks.self, Sentences.self, Entities.self, Statements.self, Times.self, Quantities.self, Casualties.self,
    Events.self, Diagnostics.self,
  ]

  private let offsets: OffsetUnit
  private let include: Set<String>
  private let pretty: Bool

  public init(offsets: OffsetUnit = .scalar, include: [String] = [], pretty: Bool = false) {
    self.offsets = offsets
    self.include = Set(include)
    self.pretty = pretty
  }

  /// The document as JSON, without a line end.
  public func write(_ document: Document) -> [UInt8] {
    var writer = AnnotationWriter(
      json: JSONWriter(pretty: pretty, capacity: document.text.count * 4 + 4096), text: document.text,
      offsets: OffsetConverter(document.text, unit: offsets))
    let layers = document.layerContents
    writer.object {
      $0.field("scheme", "khabar-document/1")
      $0.field("offsets", offsets.rawValue)
      $0.field("text", utf8: document.text)
      $0.key("doc")
      writeMetadata(of: document, to: &$0)
      for key in Self.standardLayers { writeLayer(key, in: layers, to: &$0) }
      writeRequested(layers, of: document, to: &$0)
    }
    return writer.json.bytes
  }

  private func writeLayer(_ key: any LayerKey.Type, in layers: [LayerContents], to writer: inout AnnotationWriter) {
    writer.json.key(key.outputKey)
    if let layer = layers.first(where: { $0.name == LayerName(key) }) {
      layer.write(to: &writer)
    } else {
      writer.array { _ in }
    }
  }

  /// Layers beyond the standard ones: those asked for, and a third party's own.
  private func writeRequested(
    _ layers: [LayerContents], of document: Document, to writer: inout AnnotationWriter
  ) {
    let standard = Set(Self.standardLayers.map { LayerName($0) })
    for layer in layers where !standard.contains(layer.name) {
      guard layer.isWrittenByDefault || include.contains(layer.name.name) else { continue }
      writer.json.key(layer.outputKey)
      if layer.name == LayerName(Tokens.self) {
        TokenOutput.write(document[Tokens.self], document[Segments.self], document[Words.self], to: &writer)
      } else {
        layer.write(to: &writer)
      }
    }
    if include.contains("source-map"), !document.has(SourceSpans.self) {
      writer.key("source_map")
      SourceSpans.write(PlainSourceMap.spans(of: document), to: &writer)
    }
  }

  private func writeMetadata(of document: Document, to writer: inout AnnotationWriter) {
    let metadata = document.metadata
    writer.object {
      $0.field("id", document.id)
      $0.field("title", metadata.title)
      $0.strings("authors", metadata.authors)
      $0.field("publisher", metadata.publisher)
      $0.field("url", metadata.url)
      $0.field("published", metadata.published)
      $0.field("modified", metadata.modified)
      $0.field("language", metadata.language)
      $0.field("section", metadata.section)
      $0.strings("tags", metadata.tags)
      if let summary = metadata.summary { $0.field("description", summary) }
      if let image = metadata.image { $0.field("image", image) }
      if !metadata.images.isEmpty { writeImages(metadata.images, to: &$0) }
      $0.field("reference_date", metadata.referenceDate)
      if let fingerprint = metadata.fingerprint { $0.field("fingerprint", fingerprint) }
      if let original = metadata.duplicateOf { $0.field("duplicate_of", original) }
      if let similarity = metadata.duplicateSimilarity { $0.field("duplicate_similarity", number: similarity) }
      if !metadata.origins.isEmpty {
        $0.key("origins")
        $0.object { writer in
          for (name, place) in metadata.origins.sorted(by: { $0.key < $1.key }) {
            writer.json.key(name)
            writer.json.string(place)
          }
        }
      }
      $0.key("source")
      $0.object {
        $0.field("file", document.source.file)
        $0.field("uri", document.source.uri)
        $0.field("media_type", document.source.mediaType)
        $0.field("encoding", document.source.encoding)
        $0.field("sha256", document.source.sha256)
        if let offset = document.source.offset { $0.field("offset", offset) }
      }
    }
  }

  private func writeImages(_ images: [PageImage], to writer: inout AnnotationWriter) {
    writer.key("images")
    writer.array {
      for image in images {
        $0.object {
          $0.field("url", image.url)
          if let alternative = image.alternative { $0.field("alt", alternative) }
          if let caption = image.caption { $0.field("caption", caption) }
        }
      }
    }
  }

  /// The record that stands in a stream of lines for a document that failed.
  public static func errorRecord(_ failure: DocumentFailure) -> [UInt8] {
    var json = JSONWriter(capacity: 256)
    json.object {
      $0.key("doc" as StaticString)
      $0.object {
        $0.key("id" as StaticString)
        $0.string(failure.id)
      }
      $0.key("error" as StaticString)
      $0.object {
        for (name, value) in [
          ("code", failure.code), ("message", failure.message), ("origin", failure.origin), ("place", failure.place),
        ] {
          $0.key(name)
          $0.string(value)
        }
      }
    }
    return json.bytes
  }
}

extension AnnotationWriter {
  fileprivate mutating func strings(_ name: StaticString, _ values: [String]) {
    key(name)
    array { for value in values { $0.json.string(value) } }
  }
}

/// The source map of a text that was not taken out of a page: the file's own bytes, in its encoding.
enum PlainSourceMap {
  static func spans(of document: Document) -> [SourceSpan] {
    guard !document.text.isEmpty else { return [] }
    let whole = TextRange(0, document.text.count)
    guard let map = document.sourceMap else {
      return [SourceSpan(range: whole, source: whole, path: nil, isVerbatim: true)]
    }
    return map.runs(of: whole).map {
      let isWhole = !document.text[$0.rewritten.indices].contains(0xEF)
      return SourceSpan(range: $0.rewritten, source: $0.original, path: nil, isVerbatim: isWhole)
    }
  }
}
