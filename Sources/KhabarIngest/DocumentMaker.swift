import KhabarCore
import KhabarHTML
import KhabarText

/// Makes the documents of one file.
struct DocumentMaker: Sendable {
  let path: String
  let options: InputOptions
  /// The source's name, for diagnostics.
  let origin: String

  /// A file as read, after decompression.
  struct Input: Sendable {
    var bytes: [UInt8]
    /// What ended the reading early.
    var fault: InputFault?
  }

  // MARK: Reading

  /// The items of the file, one as a rule.
  ///
  /// - Parameter format: nil: by content.
  func items(format: InputFormat?) -> [SourceItem] {
    do throws(InputFault) {
      return items(of: try read(try ByteStream(path: path)), format: format)
    } catch {
      return [.failure(failure(error))]
    }
  }

  func read(_ stream: ByteStream) throws(InputFault) -> Input {
    let bytes = try stream.readAll(limit: options.maximumBytes)
    if bytes.isEmpty, let fault = stream.fault { throw fault }
    return Input(bytes: bytes, fault: stream.fault)
  }

  func items(of input: Input, format: InputFormat?) -> [SourceItem] {
    guard !input.bytes.isEmpty else {
      return [.failure(failure(InputFault(code: "file-empty", message: "the file is empty")))]
    }
    let head = input.bytes.prefix(InputFormat.sniffedBytes)
    do throws(InputFault) {
      switch format ?? InputFormat.sniff(head, name: path) {
      case .html: return [.document(try page(input))]
      case .mhtml: return [.document(try savedPage(input))]
      case .warc:
        throw InputFault(code: "format-unsupported", message: "a web archive is read record by record, not as one page")
      case .binary(let kind):
        throw InputFault(code: "file-binary", message: "it is \(kind), text or a page was expected")
      case .text, .jsonLines:
        return [.document(try plainText(input, charset: Charset(of: input.bytes, isMarkup: false)))]
      }
    } catch {
      return [.failure(failure(error))]
    }
  }

  /// A piece of a text.
  ///
  /// - Parameter offset: where it starts in the file; nil when it is the whole of it.
  func item(of piece: Input, charset: Charset, offset: Int?) -> SourceItem {
    do throws(InputFault) {
      return .document(try plainText(piece, charset: charset, offset: offset))
    } catch {
      return .failure(failure(error))
    }
  }

  // MARK: Documents

  /// A text file, or a piece of one: the document's text is the file's, character for character.
  private func plainText(_ input: Input, charset: Charset, offset: Int? = nil) throws(InputFault) -> Document {
    if offset ?? 0 == 0, let kind = InputFormat.signature(of: input.bytes.prefix(16)) {
      throw InputFault(code: "file-binary", message: "it is \(kind), a text was expected")
    }
    let decoded = DecodedPage(input.bytes, charset: charset, replacesControls: false)
    let controls = decoded.bytes.prefix(65_536).count { $0 < 0x20 && ($0 < 0x09 || $0 > 0x0D) && $0 != 0x1B }
    if controls * 20 > min(decoded.bytes.count, 65_536) || decoded.replacements * 5 > decoded.bytes.count {
      throw InputFault(code: "file-binary", message: "it holds binary data, a text was expected")
    }
    let digest = SHA256.hexadecimal(of: input.bytes)
    var source = DocumentSource(
      file: path, mediaType: "text/plain", encoding: charset.used.rawValue, sha256: digest)
    source.offset = offset
    let part = offset.map { "-\($0)" } ?? ""
    var alignment: Alignment?
    if !decoded.alignment.isIdentity {
      source.bytes = input.bytes
      alignment = decoded.alignment
    }
    var document: Document
    if let alignment {
      document = Document(id: identifier(digest: digest, part: part), page: source)
      document.setText(decoded.bytes, sourceMap: alignment)
    } else {
      document = Document(id: identifier(digest: digest, part: part), text: decoded.bytes, source: source)
    }
    finish(&document, charset: charset, replacements: decoded.replacements, fault: input.fault)
    return document
  }

  /// A page; its text is taken out by the `article` stage.
  private func page(_ input: Input) throws(InputFault) -> Document {
    if let kind = InputFormat.signature(of: input.bytes.prefix(16)) {
      throw InputFault(code: "file-binary", message: "it is \(kind), a page was expected")
    }
    return page(input.bytes, fault: input.fault, uri: SavedAddress.address(in: input.bytes), transportLabel: nil)
  }

  /// A page that came with what is known about it.
  func page(_ bytes: [UInt8], fault: InputFault?, uri: String?, transportLabel: String?, part: String = "") -> Document
  {
    let charset = Charset(of: bytes, transportLabel: transportLabel)
    let digest = SHA256.hexadecimal(of: bytes)
    let source = DocumentSource(
      bytes: bytes, file: path, uri: uri, mediaType: "text/html", encoding: charset.used.rawValue, sha256: digest)
    var document = Document(id: identifier(digest: digest, part: part), page: source)
    finish(&document, charset: charset, replacements: 0, fault: fault)
    return document
  }

  func finish(_ document: inout Document, charset: Charset, replacements: Int, fault: InputFault?) {
    document.metadata.referenceDate = document.metadata.referenceDate ?? options.referenceDate
    if charset.disagrees, let declared = charset.declared {
      let message = "declared as \"\(declared)\", read as \(charset.used.rawValue) by its \(charset.evidence.rawValue)"
      document.report(Diagnostic(.warning, code: "charset-mismatch", message, origin: origin))
    }
    if replacements > 0 {
      let message = "\(replacements) broken places of \(charset.used.rawValue) became U+FFFD"
      document.report(Diagnostic(.warning, code: "encoding-repaired", message, origin: origin))
    }
    if let fault { report(fault, in: &document) }
  }

  func report(_ fault: InputFault, in document: inout Document) {
    document.report(Diagnostic(.warning, code: fault.code, fault.message, origin: origin))
  }

  // MARK: Names

  /// The id of a document without one: the file's name and a digest of its path and content, the same in every run.
  func identifier(digest: String, part: String = "") -> String {
    let mark = SHA256.hexadecimal(of: Array((path + "\u{0}" + part + digest).utf8)).prefix(12)
    return "\(stem)\(part)-\(mark)"
  }

  /// The file's name without folders and endings.
  var stem: String {
    guard path != "-" else { return "stdin" }
    var name = path.split(separator: "/").last ?? "file"
    if name.hasSuffix(".gz") { name = name.dropLast(3) }
    if let dot = name.lastIndex(of: "."), dot != name.startIndex { name = name[..<dot] }
    return String(name)
  }

  func failure(_ fault: InputFault, line: Int? = nil, id: String? = nil) -> DocumentFailure {
    let place = line.map { "\(path):\($0)" } ?? path
    var failure = DocumentFailure(
      id: id ?? place, place: place, origin: origin, code: fault.code, message: fault.message)
    failure.isStreamRecord = line != nil
    return failure
  }
}
