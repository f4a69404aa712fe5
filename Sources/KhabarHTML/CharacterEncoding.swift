/// An encoding Khabar can read.
public enum CharacterEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case utf16LE = "utf-16le"
  case utf16BE = "utf-16be"
  case windows1256 = "windows-1256"
  case iso88596 = "iso-8859-6"
  case windows1252 = "windows-1252"

  /// The encoding a label of the WHATWG table stands for; nil for a label that is unknown or of an encoding not read
  /// here. By that table `iso-8859-1` and `ascii` mean windows-1252.
  public init?(label: String) {
    guard let name = EncodingLabels.name(of: label.utf8) else { return nil }
    self.init(standardName: name)
  }

  init?(standardName: String) {
    switch standardName {
    case "UTF-8": self = .utf8
    case "UTF-16LE": self = .utf16LE
    case "UTF-16BE": self = .utf16BE
    case "windows-1256": self = .windows1256
    case "ISO-8859-6": self = .iso88596
    case "windows-1252": self = .windows1252
    default: return nil
    }
  }

  /// What bytes 0x80 to 0xFF stand for, nil for an encoding of more than one byte a character.
  var upperHalf: [UInt16]? {
    switch self {
    case .windows1256: SingleByteTables.windows1256
    case .iso88596: SingleByteTables.iso88596
    case .windows1252: SingleByteTables.windows1252
    case .utf8, .utf16LE, .utf16BE: nil
    }
  }
}
