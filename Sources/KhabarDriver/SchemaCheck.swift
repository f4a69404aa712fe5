import Foundation
import Khabar

/// Files checked against a JSON Schema.
struct SchemaCheck {
  private let validator: SchemaValidator
  private let printsJSON: Bool

  /// - Parameter resources: `BASE-URI=FOLDER` each.
  init(schema path: String, resources: [String], printsJSON: Bool) throws {
    self.printsJSON = printsJSON
    let bytes = try InputFile.read(path)
    do {
      let value = try JSONReader().read(bytes).value
      validator = try SchemaValidator(value, baseURI: "", resources: try Self.resources(resources))
    } catch let error as JSONError {
      throw ExitStatus.usage("\(path):\(error.line):\(error.column): \(error.sentence)")
    } catch let error as SchemaError {
      let position = SourcePosition(offset: error.offset, in: bytes)
      let place = error.resource.isEmpty ? "\(path):\(position.line):\(position.column)" : error.resource
      throw ExitStatus.usage("\(place): \(error.pointer): \(error.sentence)")
    }
  }

  /// Checks all files.
  ///
  /// - Throws: exit status 1 when something is invalid, 2 when a file cannot be read.
  func run(_ files: [String]) throws {
    var isValid = true
    for file in files {
      let bytes = try InputFile.read(file)
      if file.hasSuffix(".jsonl") || file.hasSuffix(".ndjson") {
        isValid = checkLines(bytes, file) && isValid
      } else {
        isValid = check(bytes[...], file, origin: .start) && isValid
      }
    }
    if !isValid { throw ExitStatus.invalid() }
  }

  private func checkLines(_ bytes: [UInt8], _ file: String) -> Bool {
    var invalid = 0
    var count = 0
    var line = 1
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      if bytes[start..<end].contains(where: { $0 > 0x20 }) {
        count += 1
        let origin = SourcePosition(offset: start, line: line, column: 1)
        if !check(bytes[start..<end], file, origin: origin, isLine: true) { invalid += 1 }
      }
      start = end + 1
      line += 1
    }
    if !printsJSON { print("\(file): \(count - invalid) of \(count) lines valid") }
    return invalid == 0
  }

  private func check(
    _ bytes: ArraySlice<UInt8>, _ file: String, origin: SourcePosition, isLine: Bool = false
  ) -> Bool {
    let value: JSONValue
    do {
      value = try JSONReader().read(bytes).value
    } catch {
      let position = error.position.moved(to: origin)
      Console.complain("\(file):\(position.line):\(position.column): \(error.sentence)")
      return false
    }
    let result = validator.validate(value)
    let lines = SourceLines(Array(bytes))
    if printsJSON {
      var json = JSONWriter()
      result.write(to: &json, lines: lines)
      print(json.string)
    } else if result.isValid {
      if !isLine { print("\(file): valid") }
    } else {
      for error in result.errors {
        let position = lines.position(of: error.offset).moved(to: origin)
        let pointer = error.instanceLocation.tokens.isEmpty ? "/" : error.instanceLocation.description
        Console.complain(
          "\(file):\(position.line):\(position.column): \(pointer): \(error.error) (\(error.keywordLocation))")
      }
    }
    return result.isValid
  }

  /// The schemas in the given folders, by the URI each is referred to with.
  private static func resources(_ folders: [String]) throws -> [String: JSONValue] {
    var resources: [String: JSONValue] = [:]
    for folder in folders {
      guard let equals = folder.lastIndex(of: "="), equals != folder.startIndex else {
        throw ExitStatus.usage("khabar: --resources takes BASE-URI=FOLDER, found \"\(folder)\"")
      }
      var base = String(folder[..<equals])
      if !base.hasSuffix("/") { base += "/" }
      let root = String(folder[folder.index(after: equals)...])
      guard let names = FileManager.default.enumerator(atPath: root) else {
        throw ExitStatus.usage("khabar: \(root): no such folder")
      }
      for case let name as String in names where name.hasSuffix(".json") {
        let path = root + "/" + name
        do {
          resources[base + name] = try JSONReader().read(InputFile.read(path)).value
        } catch let error as JSONError {
          throw ExitStatus.usage("\(path):\(error.line):\(error.column): \(error.sentence)")
        }
      }
    }
    return resources
  }
}
