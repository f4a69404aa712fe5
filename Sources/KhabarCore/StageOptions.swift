public import KhabarSchema

/// The options of a stage, source or sink.
///
/// Each option is declared once, in `fields`: that declaration decodes it, checks it, documents it and gives its JSON
/// Schema. The value in `init()` is the default.
///
/// ```swift
/// public struct Options: StageOptions {
///   public var earliestYear = 1300
///   public init() {}
///   public static let fields: [OptionField<Options>] = [
///     .integer("earliest_year", \.earliestYear, in: 1...1600, "Years before this are plain numbers."),
///   ]
/// }
/// ```
public protocol StageOptions: Sendable {
  init()
  static var fields: [OptionField<Self>] { get }
}

/// For a stage without options.
public struct NoOptions: StageOptions {
  public init() {}
  public static let fields: [OptionField<NoOptions>] = []
}

/// The declaration of one option.
public struct OptionField<Options>: Sendable {
  public let name: String
  /// One or two sentences: what it does, when to change it.
  public let summary: String
  /// JSON Schema of the value.
  public let schema: JSONValue
  /// The default as JSON.
  public let defaultValue: JSONValue
  /// Puts a value into the options; the problem when it does not fit.
  let decode: @Sendable (JSONValue, inout Options) -> [OptionProblem]
}

/// A value that does not fit its option. `path` leads from the option's value to the fault.
public struct OptionProblem: Sendable {
  public var path: [String] = []
  public var offset: Int
  public var message: String

  public init(path: [String] = [], offset: Int, _ message: String) {
    self.path = path
    self.offset = offset
    self.message = message
  }
}

extension OptionField where Options: StageOptions {
  private static var defaults: Options { Options() }

  private init(
    _ name: String, _ summary: String, schema: [(String, JSONValue)], default value: JSONValue,
    decode: @escaping @Sendable (JSONValue, inout Options) -> [OptionProblem]
  ) {
    self.name = name
    self.summary = summary
    var members = [("description", JSONValue.string(summary))] + schema
    if !value.isNull { members.append(("default", value)) }
    self.schema = .object(members)
    defaultValue = value
    self.decode = decode
  }

  /// `true` or `false`.
  public static func bool(
    _ name: String, _ path: any WritableKeyPath<Options, Bool> & Sendable, _ summary: String
  ) -> OptionField {
    OptionField(
      name, summary, schema: [("type", .string("boolean"))], default: .bool(defaults[keyPath: path])
    ) { value, options in
      guard let flag = value.bool else { return [.expected("true or false", value)] }
      options[keyPath: path] = flag
      return []
    }
  }

  /// A whole number within bounds.
  public static func integer(
    _ name: String, _ path: any WritableKeyPath<Options, Int> & Sendable, in bounds: ClosedRange<Int>, _ summary: String
  ) -> OptionField {
    OptionField(
      name, summary,
      schema: [
        ("type", .string("integer")), ("minimum", .int(bounds.lowerBound)), ("maximum", .int(bounds.upperBound)),
      ], default: .int(defaults[keyPath: path])
    ) { value, options in
      guard let number = value.int else { return [.expected("a whole number", value)] }
      guard bounds.contains(number) else {
        return [OptionProblem(offset: value.offset, "\(number) is not in \(bounds.lowerBound)...\(bounds.upperBound)")]
      }
      options[keyPath: path] = number
      return []
    }
  }

  /// A number within bounds.
  public static func number(
    _ name: String, _ path: any WritableKeyPath<Options, Double> & Sendable, in bounds: ClosedRange<Double>,
    _ summary: String
  ) -> OptionField {
    OptionField(
      name, summary,
      schema: [
        ("type", .string("number")), ("minimum", .double(bounds.lowerBound)), ("maximum", .double(bounds.upperBound)),
      ], default: .double(defaults[keyPath: path])
    ) { value, options in
      guard let number = value.double else { return [.expected("a number", value)] }
      guard bounds.contains(number) else {
        return [OptionProblem(offset: value.offset, "\(number) is not in \(bounds.lowerBound)...\(bounds.upperBound)")]
      }
      options[keyPath: path] = number
      return []
    }
  }

  /// Any text; `required` when the component cannot do without it.
  public static func string(
    _ name: String, _ path: any WritableKeyPath<Options, String> & Sendable, _ summary: String
  ) -> OptionField {
    OptionField(name, summary, schema: [("type", .string("string"))], default: .string(defaults[keyPath: path])) {
      value, options in
      guard let text = value.string else { return [.expected("a string", value)] }
      options[keyPath: path] = text
      return []
    }
  }

  /// Text that may be left out.
  public static func optionalString(
    _ name: String, _ path: any WritableKeyPath<Options, String?> & Sendable, _ summary: String
  ) -> OptionField {
    OptionField(name, summary, schema: [("type", .string("string"))], default: .null) { value, options in
      guard let text = value.string else { return [.expected("a string", value)] }
      options[keyPath: path] = text
      return []
    }
  }

  /// One of the raw values of an enum.
  public static func choice<Choice: CaseIterable & RawRepresentable<String> & Sendable>(
    _ name: String, _ path: any WritableKeyPath<Options, Choice> & Sendable, _ summary: String
  ) -> OptionField {
    let names = Choice.allCases.map(\.rawValue)
    return OptionField(
      name, summary, schema: [("enum", .array(names.map(JSONValue.string)))],
      default: .string(defaults[keyPath: path].rawValue)
    ) { value, options in
      guard let choice = value.string.flatMap(Choice.init(rawValue:)) else { return [.notOneOf(names, value)] }
      options[keyPath: path] = choice
      return []
    }
  }

  /// A list of raw values of an enum.
  public static func choices<Choice: CaseIterable & RawRepresentable<String> & Sendable>(
    _ name: String, _ path: any WritableKeyPath<Options, [Choice]> & Sendable, _ summary: String
  ) -> OptionField {
    let names = Choice.allCases.map(\.rawValue)
    return OptionField(
      name, summary,
      schema: [
        ("type", .string("array")), ("items", .object([("enum", .array(names.map(JSONValue.string)))])),
      ], default: .array(defaults[keyPath: path].map { .string($0.rawValue) })
    ) { value, options in
      guard let items = value.array else { return [.expected("an array", value)] }
      var choices: [Choice] = []
      var problems: [OptionProblem] = []
      for (index, item) in items.enumerated() {
        if let choice = item.string.flatMap(Choice.init(rawValue:)) {
          choices.append(choice)
        } else {
          var problem = OptionProblem.notOneOf(names, item)
          problem.path = [String(index)]
          problems.append(problem)
        }
      }
      options[keyPath: path] = choices
      return problems
    }
  }

  /// A list of texts.
  public static func strings(
    _ name: String, _ path: any WritableKeyPath<Options, [String]> & Sendable, _ summary: String
  ) -> OptionField {
    OptionField(
      name, summary,
      schema: [("type", .string("array")), ("items", .object([("type", .string("string"))]))],
      default: .array(defaults[keyPath: path].map(JSONValue.string))
    ) { value, options in
      guard let items = value.array else { return [.expected("an array of strings", value)] }
      var texts: [String] = []
      for (index, item) in items.enumerated() {
        guard let text = item.string else {
          return [
            OptionProblem(path: [String(index)], offset: item.offset, "expected a string, found \(item.typeName)")
          ]
        }
        texts.append(text)
      }
      options[keyPath: path] = texts
      return []
    }
  }
}

extension OptionProblem {
  static func expected(_ what: String, _ value: JSONValue) -> OptionProblem {
    OptionProblem(offset: value.offset, "expected \(what), found \(value.typeName)")
  }

  static func notOneOf(_ names: [String], _ value: JSONValue) -> OptionProblem {
    guard let text = value.string else { return expected("one of \(names.joined(separator: ", "))", value) }
    return OptionProblem(offset: value.offset, "\"\(text)\" is not one of: \(names.joined(separator: ", "))")
  }
}
