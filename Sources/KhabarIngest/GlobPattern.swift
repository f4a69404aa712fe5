/// A path pattern: `?` is one byte of a name, `*` any part of a name, `**` any number of folders.
struct GlobPattern {
  static func isPattern(_ path: String) -> Bool { path.utf8.contains { $0 == 0x2A || $0 == 0x3F } }

  /// The folder below which all matches lie, and the rest of the pattern by parts.
  let root: String
  private let parts: [[UInt8]]

  init(_ pattern: String) {
    var root: [Substring] = []
    var rest = pattern.split(separator: "/", omittingEmptySubsequences: false)[...]
    while let part = rest.first, rest.count > 1, !Self.isPattern(String(part)) {
      root.append(part)
      rest.removeFirst()
    }
    let joined = root.joined(separator: "/")
    self.root = root.isEmpty ? "." : joined.isEmpty ? "/" : joined
    parts = rest.filter { !$0.isEmpty }.map { Array($0.utf8) }
  }

  /// Whether a match may lie more than one folder below the root.
  var maximumDepth: Int { parts.contains(Array("**".utf8)) ? .max : parts.count }

  /// Whether the path `names`, parts below the root, matches. O(parts × names), each pair once.
  func matches(_ names: [String]) -> Bool {
    let names = names.map { Array($0.utf8) }
    // reachable[j]: the parts so far match the first j names.
    var reachable = [Bool](repeating: false, count: names.count + 1)
    reachable[0] = true
    for part in parts {
      var next = [Bool](repeating: false, count: names.count + 1)
      if part.elementsEqual("**".utf8) {
        var seen = false
        for index in 0...names.count {
          seen = seen || reachable[index]
          next[index] = seen
        }
      } else {
        for index in 0..<names.count where reachable[index] { next[index + 1] = Self.matches(names[index], part) }
      }
      reachable = next
    }
    return reachable[names.count]
  }

  /// One name against one part, going back to the last `*` only. O(name × part) at worst.
  private static func matches(_ name: [UInt8], _ part: [UInt8]) -> Bool {
    var place = 0
    var index = 0
    var star = -1
    var retry = 0
    while index < name.count {
      if place < part.count, part[place] == 0x2A {
        star = place
        retry = index
        place += 1
      } else if place < part.count, part[place] == name[index] || part[place] == 0x3F {
        place += 1
        index += 1
      } else if star >= 0 {
        retry += 1
        index = retry
        place = star + 1
      } else {
        return false
      }
    }
    while place < part.count, part[place] == 0x2A { place += 1 }
    return place == part.count
  }
}
