/// The host and the path of a web address.
struct SiteAddress: Hashable, Sendable {
  /// In lower case, without port and final full stop.
  let host: String
  /// From the first slash, without query and fragment.
  let path: String

  /// - Returns: nil for anything but an address with a scheme and a host.
  init?(_ address: String) {
    guard let scheme = address.firstRange(of: "://") else { return nil }
    let rest = address[scheme.upperBound...]
    let authority = rest.prefix { !"/?#\\".contains($0) }
    var host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    host = host.prefix { $0 != ":" }
    while host.hasSuffix(".") { host = host.dropLast() }
    guard !host.isEmpty else { return nil }
    self.host = host.lowercased()
    let path = rest[authority.endIndex...].prefix { $0 != "?" && $0 != "#" }
    self.path = path.isEmpty ? "/" : String(path)
  }
}

/// Hosts a rule is for: `news.example` is that host and `www.news.example`, `*.news.example` every host below it too.
struct HostPattern: Hashable, Sendable {
  let host: String
  let includesSubdomains: Bool

  /// - Returns: nil when `text` is no host: it has a scheme, a path, a port or a star elsewhere than in front.
  init?(_ text: String) {
    var host = text.lowercased()[...]
    includesSubdomains = host.hasPrefix("*.")
    if includesSubdomains { host = host.dropFirst(2) }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    let isHost = labels.allSatisfy { label in
      !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    }
    guard isHost else { return nil }
    self.host = String(host)
  }

  var description: String { (includesSubdomains ? "*." : "") + host }
}

/// A pattern of paths: `*` stands for any characters, `/` among them. It matches the whole path.
struct PathPattern: Hashable, Sendable {
  private let parts: [[UInt8]]

  /// - Returns: nil when `text` does not start with a slash.
  init?(_ text: String) {
    guard text.hasPrefix("/") else { return nil }
    parts = text.utf8.split(separator: 0x2A, omittingEmptySubsequences: false).map(Array.init)
  }

  func matches(_ path: String) -> Bool {
    let bytes = Array(path.utf8)
    guard let first = parts.first, let last = parts.last, bytes.starts(with: first) else { return false }
    if parts.count == 1 { return bytes.count == first.count }
    // Each part at the first place there is: with stars between, no later one can be needed.
    var index = first.count
    for part in parts[1..<(parts.count - 1)] where !part.isEmpty {
      guard let place = Self.place(of: part, in: bytes, from: index) else { return false }
      index = place + part.count
    }
    return bytes.count - index >= last.count && bytes.suffix(last.count).elementsEqual(last)
  }

  private static func place(of part: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= part.count else { return nil }
    var place = start
    while place + part.count <= bytes.count {
      if bytes[place] == part[0], bytes[place..<place + part.count].elementsEqual(part) { return place }
      place += 1
    }
    return nil
  }
}
