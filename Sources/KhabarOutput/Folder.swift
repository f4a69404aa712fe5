#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Folders that outputs are written into.
enum Folder {
  /// Makes `path` and the folders above it; one that exists is fine.
  static func make(_ path: String) throws {
    var prefix = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      prefix += prefix.isEmpty || prefix.hasSuffix("/") ? String(part) : "/" + part
      guard mkdir(prefix, 0o755) == 0 || errno == EEXIST else { throw OutputError(prefix, "cannot be made") }
    }
  }
}
