public import KhabarCore
public import KhabarText

/// The text as stages match it: letters that Arabic writers exchange made one, marks removed.
///
/// A working copy only. What is found in it is mapped back by `alignment` before it is stored.
public struct FoldedText: Sendable {
  /// Valid UTF-8.
  public var bytes: [UInt8]
  /// Maps offsets of `bytes` to offsets of the document's text.
  public var alignment: Alignment
  /// The name of the profile that made it.
  public var profile: String

  public init(bytes: [UInt8], alignment: Alignment, profile: String) {
    self.bytes = bytes
    self.alignment = alignment
    self.profile = profile
  }
}

/// The folded text: one item, or none before the `fold` stage.
public enum FoldedTexts: LayerKey {
  public typealias Item = FoldedText
  public static let name = "folded"
  public static let isWrittenByDefault = false

  public static func write(_ items: [FoldedText], to writer: inout AnnotationWriter) {
    writer.array {
      for item in items {
        $0.object {
          $0.field("profile", item.profile)
          $0.field("text", utf8: item.bytes)
        }
      }
    }
  }
}
