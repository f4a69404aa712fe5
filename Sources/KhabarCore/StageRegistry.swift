public import KhabarSchema

/// The stages, sources and sinks that a program knows, by name.
///
/// A plain value, filled by explicit calls: nothing registers itself.
public struct StageRegistry: Sendable {
  public private(set) var stages: [Component<any Stage>] = []
  public private(set) var sources: [Component<any Source>] = []
  public private(set) var sinks: [Component<any Sink>] = []

  public init() {}

  /// - Precondition: no stage of that name is registered yet.
  public mutating func register<S: Stage>(_ stage: S.Type) {
    precondition(self.stage(S.name) == nil, "two stages are called \(S.name)")
    stages.append(
      Component(
        name: S.name, summary: S.summary, requires: S.requires, uses: S.uses, provides: S.provides, extends: S.extends,
        isOrdered: stage is any OrderedStage.Type, options: OptionList(S.Options.self)
      ) { value in
        try S(options: try OptionList.decode(value))
      })
  }

  public mutating func register<S: Source>(_ source: S.Type) {
    precondition(self.source(S.name) == nil, "two sources are called \(S.name)")
    sources.append(
      Component(name: S.name, summary: S.summary, provides: S.provides, options: OptionList(S.Options.self)) { value in
        try S(options: try OptionList.decode(value))
      })
  }

  public mutating func register<S: Sink>(_ sink: S.Type) {
    precondition(self.sink(S.name) == nil, "two sinks are called \(S.name)")
    sinks.append(
      Component(name: S.name, summary: S.summary, requires: S.requires, options: OptionList(S.Options.self)) { value in
        try S(options: try OptionList.decode(value))
      })
  }

  public func stage(_ name: String) -> Component<any Stage>? { stages.first { $0.name == name } }
  public func source(_ name: String) -> Component<any Source>? { sources.first { $0.name == name } }
  public func sink(_ name: String) -> Component<any Sink>? { sinks.first { $0.name == name } }
}

/// What a registry knows about one stage, source or sink, and how to make it.
public struct Component<Made: Sendable>: Sendable {
  public let name: String
  public let summary: String
  public let requires: [LayerName]
  public let uses: [LayerName]
  public let provides: [LayerName]
  public let extends: [LayerName]
  /// True for a stage that sees the documents of a run one after the other (`OrderedStage`).
  public let isOrdered: Bool
  public let options: OptionList
  private let make: @Sendable (JSONValue?) throws -> Made

  init(
    name: String, summary: String, requires: [LayerName] = [], uses: [LayerName] = [], provides: [LayerName] = [],
    extends: [LayerName] = [], isOrdered: Bool = false, options: OptionList,
    make: @escaping @Sendable (JSONValue?) throws -> Made
  ) {
    self.name = name
    self.summary = summary
    self.requires = requires
    self.uses = uses
    self.provides = provides
    self.extends = extends
    self.isOrdered = isOrdered
    self.options = options
    self.make = make
  }

  /// Makes the component from its options, an object or nil for the defaults.
  ///
  /// - Throws: `OptionErrors` with every problem at once, or what the component's initialiser throws.
  public func make(options: JSONValue?) throws -> Made { try make(options) }
}

/// The declared options of a component without their type.
public struct OptionList: Sendable {
  public struct Entry: Sendable {
    public let name: String
    public let summary: String
    public let schema: JSONValue
    public let defaultValue: JSONValue
  }

  public let entries: [Entry]
  private let check: @Sendable (JSONValue?) -> [OptionProblem]

  init<Options: StageOptions>(_ options: Options.Type) {
    entries = Options.fields.map {
      Entry(name: $0.name, summary: $0.summary, schema: $0.schema, defaultValue: $0.defaultValue)
    }
    check = { Self.read($0, as: Options.self).problems }
  }

  /// Every problem of an options object.
  public func problems(in value: JSONValue?) -> [OptionProblem] { check(value) }

  static func decode<Options: StageOptions>(_ value: JSONValue?) throws -> Options {
    let (options, problems) = read(value, as: Options.self)
    guard problems.isEmpty else { throw OptionErrors(problems: problems) }
    return options
  }

  private static func read<Options: StageOptions>(
    _ value: JSONValue?, as type: Options.Type
  ) -> (options: Options, problems: [OptionProblem]) {
    var options = Options()
    guard let value else { return (options, []) }
    guard let object = value.object else { return (options, [.expected("an object", value)]) }
    let fields = Options.fields
    var problems: [OptionProblem] = []
    for member in object.members {
      guard let field = fields.first(where: { $0.name == member.key }) else {
        problems.append(unknown(member, among: fields.map(\.name)))
        continue
      }
      problems += field.decode(member.value, &options).map { problem in
        var problem = problem
        problem.path.insert(member.key, at: 0)
        return problem
      }
    }
    return (options, problems)
  }

  private static func unknown(_ member: JSONObject.Member, among names: [String]) -> OptionProblem {
    let known =
      if names.isEmpty {
        "there are no options here"
      } else if let nearest = nearestName(to: member.key, among: names) {
        "did you mean \(nearest)?"
      } else {
        "known: \(names.joined(separator: ", "))"
      }
    return OptionProblem(path: [member.key], offset: member.keyOffset, "unknown option; \(known)")
  }
}

/// Every problem of one options object.
public struct OptionErrors: Error, Sendable, CustomStringConvertible {
  public let problems: [OptionProblem]

  public var description: String {
    problems.map { ($0.path.isEmpty ? "" : $0.path.joined(separator: "/") + ": ") + $0.message }
      .joined(separator: "; ")
  }
}
