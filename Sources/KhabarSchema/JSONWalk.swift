/// A value and all its parts, each with the pointer to it, parents before children, in the order of the file.
///
/// Holds its way on a stack of its own, so depth is no danger. A step costs as much as the pointer is long.
public struct JSONWalk: Sequence, IteratorProtocol, Sendable {
  private var pending: [(pointer: JSONPointer, value: JSONValue)]

  public init(_ value: JSONValue) { pending = [(.root, value)] }

  public mutating func next() -> (pointer: JSONPointer, value: JSONValue)? {
    guard let (pointer, value) = pending.popLast() else { return nil }
    switch value.kind {
    case .array(let items):
      for (index, item) in items.enumerated().reversed() { pending.append((pointer.appending(index), item)) }
    case .object(let object):
      for member in object.members.reversed() { pending.append((pointer.appending(member.key), member.value)) }
    default: break
    }
    return (pointer, value)
  }
}

extension JSONValue {
  public func walk() -> JSONWalk { JSONWalk(self) }
}
