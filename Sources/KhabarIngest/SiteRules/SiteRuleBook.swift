import KhabarCore
import KhabarHTML

/// The site rules of a run, found by host.
struct SiteRuleBook: Sendable {
  private let rules: [SiteRule]
  /// Places in `rules`, by the host of a pattern; those with subdomains apart.
  private var exact: [String: [Int]] = [:]
  private var wide: [String: [Int]] = [:]

  /// The rules of a file, or of all `.json` files of a folder and the folders in it.
  ///
  /// - Throws: `SiteRuleProblems` with every problem of every file; `InputFault` when there is nothing to read.
  init(path: String) throws {
    var rules: [SiteRule] = []
    var problems: [SiteRuleProblem] = []
    for entry in InputPaths(extensions: ["json"]).entries(of: [path]) {
      switch entry {
      case .fault(let path, let fault): throw SiteRuleLoadError(path: path, message: fault.message)
      case .file(let file):
        do {
          let bytes = try Self.read(file)
          rules.append(try SiteRuleFile.read(bytes, file: file))
        } catch let found as SiteRuleProblems {
          problems += found.problems
        }
      }
    }
    guard problems.isEmpty else { throw SiteRuleProblems(problems: problems) }
    self.init(rules)
  }

  init(_ rules: [SiteRule]) {
    self.rules = rules
    for (place, rule) in rules.enumerated() {
      for pattern in rule.hosts {
        if pattern.includesSubdomains {
          wide[pattern.host, default: []].append(place)
        } else {
          exact[pattern.host, default: []].append(place)
        }
      }
    }
  }

  private static func read(_ file: String) throws -> [UInt8] {
    do throws(InputFault) {
      let stream = try ByteStream(path: file)
      let bytes = try stream.readAll(limit: 16 << 20)
      if let fault = stream.fault { throw fault }
      return bytes
    } catch {
      throw SiteRuleLoadError(path: file, message: error.message)
    }
  }

  /// The rule for a page: that of its own host before those for hosts below another, the longest such first; among
  /// these one that names paths before one that does not; then in the order of the files.
  func rule(for address: SiteAddress) -> SiteRule? {
    var host = address.host[...]
    let bare = host.hasPrefix("www.") ? String(host.dropFirst(4)) : String(host)
    if let rule = choice(exact[String(host)], address) ?? choice(exact[bare], address) { return rule }
    while true {
      if let rule = choice(wide[String(host)], address) { return rule }
      guard let dot = host.firstIndex(of: ".") else { return nil }
      host = host[host.index(after: dot)...]
    }
  }

  /// What the rule for a page finds in it; nil when there is no rule for any address the page is known by.
  func match(in tree: HTMLTree, facts: PageFacts, of document: Document) -> SiteRuleMatch? {
    let addresses = [document.source.uri, document.metadata.url, facts.canonical, facts.meta(["og:url"])?.value]
    for address in addresses.compactMap({ $0.flatMap(SiteAddress.init) }) {
      if let rule = rule(for: address) { return SiteRuleMatch(rule, of: address, in: tree) }
    }
    return nil
  }

  private func choice(_ places: [Int]?, _ address: SiteAddress) -> SiteRule? {
    guard let places else { return nil }
    let fitting = places.first { place in
      !rules[place].paths.isEmpty && rules[place].paths.contains { $0.matches(address.path) }
    }
    return (fitting ?? places.first { rules[$0].paths.isEmpty }).map { rules[$0] }
  }
}

/// A file or folder of site rules that cannot be read.
struct SiteRuleLoadError: Error, CustomStringConvertible {
  let path: String
  let message: String

  var description: String { "\(path): \(message)" }
}
