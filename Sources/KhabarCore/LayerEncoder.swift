import KhabarSchema
import KhabarText

/// Turns an `Encodable` item into a JSON value. The way for third-party layers; Khabar's own write their bytes directly.
///
/// Property names become snake case by the one rule of the project, and a `TextRange` becomes `{start, end, text}`.
enum LayerEncoder {
  static func encode(_ item: some Encodable, offsets: OffsetConverter, text: [UInt8]) -> JSONValue {
    let encoder = ValueEncoder(context: Context(offsets: offsets, text: text), codingPath: [])
    do {
      return try encoder.box(item)
    } catch {
      return .object([("error", .string("could not be written: \(error)"))])
    }
  }

  struct Context {
    let offsets: OffsetConverter
    let text: [UInt8]

    func span(_ range: TextRange) -> JSONValue {
      .object([
        ("start", .int(offsets.convert(range.lowerBound))), ("end", .int(offsets.convert(range.upperBound))),
        ("text", .string(String(decoding: text[range.indices], as: UTF8.self))),
      ])
    }
  }
}

/// One node under construction, shared by the containers that fill it.
private final class Node {
  var value: JSONValue = .null
}

private struct ValueEncoder: Encoder {
  let context: LayerEncoder.Context
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }
  var finish: (JSONValue) -> Void = { _ in }
  private let node = Node()

  init(context: LayerEncoder.Context, codingPath: [any CodingKey], finish: @escaping (JSONValue) -> Void = { _ in }) {
    self.context = context
    self.codingPath = codingPath
    self.finish = finish
  }

  func box(_ item: some Encodable) throws -> JSONValue {
    if let range = item as? TextRange { return context.span(range) }
    let inner = ValueEncoder(context: context, codingPath: codingPath)
    try item.encode(to: inner)
    return inner.node.value
  }

  func store(_ value: JSONValue) {
    node.value = value
    finish(value)
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    store(.object([]))
    return KeyedEncodingContainer(KeyedContainer<Key>(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    store(.array([]))
    return UnkeyedContainer(encoder: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { SingleContainer(encoder: self) }

  func set(_ key: some CodingKey, _ value: JSONValue) {
    guard case .object(var object) = node.value.kind else { return }
    object.set(.init(key: SnakeCase.from(key.stringValue), value: value))
    store(JSONValue(.object(object)))
  }

  func append(_ value: JSONValue) {
    guard case .array(let items) = node.value.kind else { return }
    store(.array(items + [value]))
  }
}

private struct KeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: ValueEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }

  mutating func encodeNil(forKey key: Key) { encoder.set(key, .null) }
  mutating func encode(_ value: some Encodable, forKey key: Key) throws { encoder.set(key, try encoder.box(value)) }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy keyType: Nested.Type, forKey key: Key)
    -> KeyedEncodingContainer<Nested>
  {
    nested(key).container(keyedBy: keyType)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    nested(key).unkeyedContainer()
  }
  mutating func superEncoder() -> any Encoder { encoder }
  mutating func superEncoder(forKey key: Key) -> any Encoder { nested(key) }

  private func nested(_ key: Key) -> ValueEncoder {
    let outer = encoder
    return ValueEncoder(context: outer.context, codingPath: codingPath + [key]) { outer.set(key, $0) }
  }
}

private struct UnkeyedContainer: UnkeyedEncodingContainer {
  let encoder: ValueEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }
  var count = 0

  init(encoder: ValueEncoder) { self.encoder = encoder }

  mutating func encodeNil() { add(.null) }
  mutating func encode(_ value: some Encodable) throws { add(try encoder.box(value)) }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy keyType: Nested.Type) -> KeyedEncodingContainer<Nested> {
    nested().container(keyedBy: keyType)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }
  mutating func superEncoder() -> any Encoder { nested() }

  private mutating func add(_ value: JSONValue) {
    encoder.append(value)
    count += 1
  }

  /// A container inside an array: its place is kept and filled as it grows.
  private mutating func nested() -> ValueEncoder {
    let outer = encoder
    let place = count
    add(.null)
    return ValueEncoder(context: outer.context, codingPath: codingPath) { outer.replace(place, with: $0) }
  }
}

extension ValueEncoder {
  fileprivate func replace(_ place: Int, with value: JSONValue) {
    guard case .array(var items) = node.value.kind else { return }
    items[place] = value
    store(.array(items))
  }
}

private struct SingleContainer: SingleValueEncodingContainer {
  let encoder: ValueEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }

  mutating func encodeNil() { encoder.store(.null) }
  mutating func encode(_ value: Bool) { encoder.store(.bool(value)) }
  mutating func encode(_ value: String) { encoder.store(.string(value)) }
  mutating func encode(_ value: Double) { encoder.store(.double(value)) }
  mutating func encode(_ value: Float) { encoder.store(.double(Double(value))) }
  mutating func encode(_ value: Int) { encoder.store(.int(value)) }
  mutating func encode(_ value: Int8) { encoder.store(.int(Int(value))) }
  mutating func encode(_ value: Int16) { encoder.store(.int(Int(value))) }
  mutating func encode(_ value: Int32) { encoder.store(.int(Int(value))) }
  mutating func encode(_ value: Int64) { encoder.store(.int(Int(value))) }
  mutating func encode(_ value: UInt) { encoder.store(JSONValue(.number(JSONNumber(literal: String(value))))) }
  mutating func encode(_ value: UInt8) { encoder.store(.int(Int(value))) }
  mutating func encode(_ value: UInt16) { encoder.store(.int(Int(value))) }
  mutating func encode(_ value: UInt32) { encoder.store(.int(Int(value))) }
  mutating func encode(_ value: UInt64) { encoder.store(JSONValue(.number(JSONNumber(literal: String(value))))) }
  mutating func encode(_ value: some Encodable) throws { encoder.store(try encoder.box(value)) }
}
