#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files that the paths of a source stand for.
struct InputPaths {
  enum Entry {
    case file(String)
    /// A path that gives nothing.
    case fault(path: String, InputFault)
  }

  /// Names that a folder's files must end in, without `.gz`; a file that is named itself is always taken.
  let extensions: [String]

  /// The entries of `paths` in the order given; those of a folder or pattern in the order of their bytes.
  func entries(of paths: [String]) -> [Entry] {
    var result: [Entry] = []
    for path in paths {
      if path == "-" {
        result.append(.file(path))
      } else if Self.kind(of: path) == .other, GlobPattern.isPattern(path) {
        result += expand(GlobPattern(path), written: path)
      } else if Self.kind(of: path) == .folder {
        let files = walk(path, maximumDepth: .max) { hasExtension($0.last ?? "") }
        if files.isEmpty {
          let names = extensions.map { "." + $0 }.joined(separator: " ")
          let message = "the folder holds no file to read (looked for \(names), also with .gz)"
          result.append(.fault(path: path, InputFault(code: "folder-empty", message: message)))
        }
        result += files.map(Entry.file)
      } else {
        result.append(.file(path))
      }
    }
    return result
  }

  private func expand(_ pattern: GlobPattern, written: String) -> [Entry] {
    let files = walk(pattern.root, maximumDepth: pattern.maximumDepth) { pattern.matches($0) }
    if files.isEmpty {
      return [.fault(path: written, InputFault(code: "file-missing", message: "no file matches the pattern"))]
    }
    return files.map(Entry.file)
  }

  private func hasExtension(_ name: String) -> Bool {
    var name = name.lowercased()[...]
    if name.hasSuffix(".gz") { name = name.dropLast(3) }
    return extensions.contains { name.hasSuffix("." + $0) }
  }

  /// The files below `root` that `isWanted` accepts by their names below it. Hidden names are passed over, and the
  /// folder `X_files` beside a page `X.html`, which holds the page's parts.
  private func walk(_ root: String, maximumDepth: Int, _ isWanted: ([String]) -> Bool) -> [String] {
    var files: [String] = []
    // Folders still to be read, as names below the root; the last one is next.
    var pending: [[String]] = [[]]
    var visited: Set<FolderIdentity> = []
    while let folder = pending.popLast() {
      let path = Self.join(root, folder)
      guard let identity = FolderIdentity(path), visited.insert(identity).inserted else { continue }
      let names = Self.names(in: path)
      var folders: [[String]] = []
      for name in names {
        let below = folder + [name]
        switch Self.kind(of: Self.join(root, below)) {
        case .file: if isWanted(below) { files.append(Self.join(root, below)) }
        case .folder:
          if below.count < maximumDepth, !Self.holdsParts(name, of: names) { folders.append(below) }
        case .other: break
        }
      }
      pending += folders.reversed()
    }
    return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func holdsParts(_ name: String, of names: [String]) -> Bool {
    guard name.hasSuffix("_files") else { return false }
    let stem = name.dropLast(6)
    return names.contains { $0 == stem + ".html" || $0 == stem + ".htm" }
  }

  private static func join(_ root: String, _ names: [String]) -> String {
    guard !names.isEmpty else { return root }
    let below = names.joined(separator: "/")
    if root == "." { return below }
    return root.hasSuffix("/") ? root + below : root + "/" + below
  }

  private static func names(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  private enum Kind {
    case file
    case folder
    case other
  }

  private static func kind(of path: String) -> Kind {
    var information = stat()
    guard stat(path, &information) == 0 else { return .other }
    switch information.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// What a folder is on its disk, so that a link to a folder above does not go round for ever.
  private struct FolderIdentity: Hashable {
    let device: UInt64
    let inode: UInt64

    init?(_ path: String) {
      var information = stat()
      guard stat(path, &information) == 0 else { return nil }
      device = UInt64(information.st_dev)
      inode = UInt64(information.st_ino)
    }
  }
}
