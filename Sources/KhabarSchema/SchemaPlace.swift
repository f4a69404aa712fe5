/// A place in one of the files that a schema is made of.
struct FilePlace: Hashable, Sendable {
  var file: Int
  var pointer: JSONPointer

  func appending(_ token: String) -> FilePlace { FilePlace(file: file, pointer: pointer.appending(token)) }
  func appending(_ index: Int) -> FilePlace { appending(String(index)) }
}

/// A place with the resource that it belongs to: the innermost schema around it that has a URI of its own.
struct SchemaPlace: Sendable {
  var place: FilePlace
  var resource: Int
  var pointerInResource: JSONPointer
}
