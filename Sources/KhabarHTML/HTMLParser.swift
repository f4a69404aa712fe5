import CLibxml2

/// Parses a decoded page into a flat tree, through libxml2's SAX interface.
///
/// libxml2 is given valid UTF-8 and told so, since its own reading of declared encodings corrupts text and offsets; no
/// external entity is ever loaded. Everything a hostile page can blow up is bounded: bytes, attributes of one tag, and
/// the search through open elements that a stray end tag sets off. Nothing recurses on depth.
///
/// Different pages may be parsed in parallel.
public struct HTMLParser: Sendable {
  /// Larger pages are refused.
  public var maximumBytes = 64 << 20
  /// Attributes of one tag beyond this are dropped.
  public var maximumAttributes = 1_000

  public init() {}

  /// Parses `page`, which must be valid UTF-8 (see `DecodedPage`). O(n) for pages, bounded for anything else.
  public func parse(_ page: [UInt8]) throws(HTMLParseError) -> HTMLTree {
    guard !page.isEmpty else { throw HTMLParseError(reason: .empty) }
    guard page.count <= min(maximumBytes, Int(Int32.max)) else {
      throw HTMLParseError(reason: .tooLarge(limit: maximumBytes))
    }
    let guarded = AttributeGuard.limit(CharacterDataSections.blanked(page), to: maximumAttributes)
    var builder = TreeBuilder(page: guarded.page)
    guard run(guarded.page, &builder) else { throw HTMLParseError(reason: .parserFailed) }
    var tree = builder.finish()
    tree.cutTags = guarded.cutTags
    return tree
  }

  private func run(_ page: [UInt8], _ builder: inout TreeBuilder) -> Bool {
    LibraryStart.once
    return page.withUnsafeBufferPointer { bytes in
      let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
      guard let context = htmlCreateMemoryParserCtxt(start, Int32(bytes.count)) else { return false }
      defer { htmlFreeParserCtxt(context) }
      let options = [
        HTML_PARSE_RECOVER.rawValue, HTML_PARSE_NOERROR.rawValue, HTML_PARSE_NOWARNING.rawValue,
        HTML_PARSE_NONET.rawValue, HTML_PARSE_IGNORE_ENC.rawValue, XML_PARSE_HUGE.rawValue,
      ]
      _ = htmlCtxtUseOptions(context, Int32(options.reduce(0, |)))
      // Says that the bytes are UTF-8 already; a handler for UTF-8 would copy the page through a converter.
      _ = xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
      return withUnsafeMutablePointer(to: &builder) { state in
        state.pointee.begin(context: context, bytes: bytes)
        context.pointee.sax.pointee = Self.handler()
        context.pointee.userData = UnsafeMutableRawPointer(state)
        _ = htmlParseDocument(context)
        state.pointee.end()
        return true
      }
    }
  }

  private static func handler() -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElement = { data, name, attributes in
      guard let name else { return }
      data?.assumingMemoryBound(to: TreeBuilder.self).pointee.startElement(name, attributes)
    }
    handler.endElement = { data, name in
      guard let name else { return }
      data?.assumingMemoryBound(to: TreeBuilder.self).pointee.endElement(name)
    }
    handler.characters = { data, text, count in
      guard let text else { return }
      data?.assumingMemoryBound(to: TreeBuilder.self).pointee.characters(text, Int(count), kind: .text)
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = { data, text, count in
      guard let text else { return }
      data?.assumingMemoryBound(to: TreeBuilder.self).pointee.characters(text, Int(count), kind: .raw)
    }
    handler.comment = { data, _ in data?.assumingMemoryBound(to: TreeBuilder.self).pointee.comment() }
    handler.serror = { data, _ in data?.assumingMemoryBound(to: TreeBuilder.self).pointee.error() }
    return handler
  }
}

/// What libxml2 wants done once in a process.
private enum LibraryStart {
  static let once: Void = {
    xmlInitParser()
    // Pages name no files to load; should a path to one be left open, it ends here.
    xmlSetExternalEntityLoader { _, _, _ in nil }
  }()
}
