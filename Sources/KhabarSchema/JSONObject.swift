/// The members of a JSON object in the order of the file. A key that stands twice keeps its last value.
///
/// Keys are compared by their bytes, as other JSON tools do, not by Unicode equivalence.
public struct JSONObject: Sendable {
  public struct Member: Sendable {
    public var key: String
    /// Byte offset of the key's opening quotation mark.
    public var keyOffset: Int
    public var value: JSONValue

    public init(key: String, keyOffset: Int = 0, value: JSONValue) {
      self.key = key
      self.keyOffset = keyOffset
      self.value = value
    }
  }

  /// Up to this many members a look at each is cheaper than a table.
  private static let tableThreshold = 12

  public private(set) var members: [Member] = []
  /// Empty up to the threshold.
  private var places: [JSONKey: Int] = [:]

  public init() {}

  public init(_ members: [(String, JSONValue)]) {
    for (key, value) in members { set(Member(key: key, value: value)) }
  }

  /// Adds a member, or puts it in the place of the one with the same key, which is returned.
  @discardableResult
  public mutating func set(_ member: Member) -> Member? {
    if let place = place(of: member.key) {
      let replaced = members[place]
      members[place] = member
      return replaced
    }
    members.append(member)
    if members.count > Self.tableThreshold {
      if places.isEmpty {
        for (place, member) in members.enumerated() { places[JSONKey(member.key)] = place }
      } else {
        places[JSONKey(member.key)] = members.count - 1
      }
    }
    return nil
  }

  /// The place of a key among `members`.
  func place(of key: String) -> Int? {
    if places.isEmpty { return members.firstIndex { $0.key.hasSameBytes(as: key) } }
    return places[JSONKey(key)]
  }

  public subscript(key: String) -> JSONValue? { place(of: key).map { members[$0].value } }
  public func member(_ key: String) -> Member? { place(of: key).map { members[$0] } }
  public var keys: [String] { members.map(\.key) }
  public var count: Int { members.count }
  public var isEmpty: Bool { members.isEmpty }
}
