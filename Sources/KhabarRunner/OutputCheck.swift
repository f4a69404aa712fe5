#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Looks, without writing anything, whether an output could be written.
enum OutputCheck {
  /// Why `path` cannot be written, nil when nothing speaks against it.
  static func problem(writing path: String) -> String? {
    guard path != "-" else { return nil }
    guard !path.isEmpty else { return "the path is empty" }
    var status = stat()
    if stat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { return "\"\(path)\" is a folder; give the path of a file" }
      return access(path, W_OK) == 0 ? nil : "\"\(path)\" cannot be written: \(String(cString: strerror(errno)))"
    }
    var folder = path
    // The nearest folder above that exists: a sink may make the ones below it.
    while let slash = folder.lastIndex(of: "/") {
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
      if stat(folder, &status) == 0 || folder == "/" { break }
    }
    if folder == path || stat(folder, &status) != 0 { folder = "." }
    guard access(folder, W_OK) == 0 else {
      return "\"\(path)\" cannot be written: \(String(cString: strerror(errno)))"
    }
    return nil
  }
}

/// The cores this process may use.
enum ProcessorCount {
  static var available: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
