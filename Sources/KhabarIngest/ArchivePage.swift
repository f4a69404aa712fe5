import KhabarCore

/// What the head of a record says about its content.
struct PageClaim: Sendable {
  let header: HeaderBlock
  let body: Range<Int>
  /// False where the head does not tell and the content has to.
  let isPage: Bool
  let charset: String?

  /// - Returns: nil when the content is no page: an image, a redirect, an error.
  /// - Throws: when the head of a response has no end.
  init?(_ record: ArchiveRecord, in bytes: [UInt8], block: Range<Int>) throws(InputFault) {
    var type = record.type
    var header = HeaderBlock([])
    var bodyStart = block.lowerBound
    switch record.kind {
    case .other: return nil
    case .resource: break
    case .response:
      guard let head = try HTTPHead(bytes, from: block.lowerBound, to: block.upperBound) else { break }
      if let status = head.status, !(200..<300).contains(status) { return nil }
      header = head.header
      type = header["content-type"] ?? type
      bodyStart = head.end
    }
    let media = MediaType(type ?? "")
    guard media.isPage || media.isVague else { return nil }
    self.header = header
    body = bodyStart..<block.upperBound
    isPage = media.isPage
    charset = media.isPage ? media["charset"] : nil
  }
}

/// A page of a web archive, to be made a document.
struct ArchivePage: Sendable {
  /// Pages larger than this are made where they are read, since the runner holds many deferred ones at a time.
  static let largeBytes = 1 << 20

  let body: [UInt8]
  let claim: PageClaim
  let uri: String?
  let fault: InputFault?
  let number: Int
  let maker: DocumentMaker

  func items() -> [SourceItem] {
    do throws(InputFault) {
      let content = try HTTPBody(body, header: claim.header, limit: maker.options.maximumBytes)
      guard isPage(content.bytes) else { return [] }
      var document = maker.page(
        content.bytes, fault: fault ?? content.faults.first, uri: uri, transportLabel: claim.charset,
        part: "-\(number)")
      for fault in content.faults.dropFirst(fault == nil ? 1 : 0) { maker.report(fault, in: &document) }
      return [.document(document)]
    } catch {
      return [.failure(Self.failure(error, number: number, maker: maker))]
    }
  }

  private func isPage(_ content: [UInt8]) -> Bool {
    guard content.contains(where: { $0 > 0x20 }), InputFormat.signature(of: content.prefix(16)) == nil else {
      return false
    }
    if claim.isPage { return true }
    guard case .html = InputFormat.sniff(content.prefix(InputFormat.sniffedBytes), name: "") else { return false }
    return true
  }

  static func failure(_ fault: InputFault, number: Int, maker: DocumentMaker) -> DocumentFailure {
    var failure = maker.failure(fault)
    if number > 0 {
      failure.place += ", record \(number)"
      failure.id = failure.place
    }
    return failure
  }
}
