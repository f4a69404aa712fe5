import Dispatch
public import KhabarCore
public import KhabarSchema
import Synchronization

/// Reads a pipeline file, checks all of it, and makes the pipeline.
///
/// Every fault is found in one go: syntax, unknown keys, types and ranges, names of stages, missing layers, outputs that
/// cannot be written. Nothing is read or written before the file is right.
public struct PipelineFile {
  /// What a command line changes in a pipeline.
  public struct Overrides: Sendable {
    /// Replaces the source's paths.
    public var paths: [String]?
    /// Replaces the first sink's path.
    public var output: String?
    public var workers: Int?
    public var onError: ErrorPolicy?

    public init() {}
  }

  static let keys = ["$schema", "version", "source", "stages", "sinks", "on_error", "workers", "maximum_failures"]

  private let registry: StageRegistry
  private let bytes: [UInt8]
  private var faults: [PipelinePlan.Problem] = []
  /// Layers of stages that a mistyped name most likely means: their absence would only repeat that fault.
  private var presumedLayers: [LayerName] = []
  /// Set when a stage's name is like none that is known: what it would have provided is not known either.
  private var hasUnknownStage = false

  private init(registry: StageRegistry, bytes: [UInt8]) {
    self.registry = registry
    self.bytes = bytes
  }

  /// The pipeline in `bytes`.
  ///
  /// - Throws: `PipelineProblems`, all of them at once.
  public static func read(
    _ bytes: [UInt8], registry: StageRegistry, overrides: Overrides = Overrides()
  ) throws(PipelineProblems) -> PipelineDefinition {
    var file = PipelineFile(registry: registry, bytes: bytes)
    let value: JSONValue
    do {
      let document = try JSONReader().read(bytes)
      value = document.value
      for duplicate in document.duplicateKeys {
        file.fault(duplicate.pointer.description, duplicate.offset, "the key stands twice")
      }
    } catch {
      throw PipelineProblems(
        problems: [PipelineProblem(pointer: "", position: error.position, message: error.sentence)])
    }
    return try file.definition(value, overrides: overrides)
  }

  /// The pipeline in a value made in code.
  public static func read(
    _ value: JSONValue, registry: StageRegistry, overrides: Overrides = Overrides()
  ) throws(PipelineProblems) -> PipelineDefinition {
    var file = PipelineFile(registry: registry, bytes: [])
    return try file.definition(value, overrides: overrides)
  }

  // MARK: The whole

  private mutating func definition(
    _ value: JSONValue, overrides: Overrides
  ) throws(PipelineProblems) -> PipelineDefinition {
    guard let object = value.object else {
      fault("", value.offset, "expected an object, found \(value.typeName)")
      throw problems()
    }
    for member in object.members where !Self.keys.contains(member.key) {
      fault("/" + JSONPointer.escaped(member.key), member.keyOffset, unknown("key", member.key, Self.keys))
    }
    checkVersion(object)
    let source = sourceEntry(object, overrides)
    let steps = stepEntries(object)
    let sinks = sinkEntries(object, overrides)
    let onError = policy(object) ?? .quarantine
    let workers = number("workers", object, in: 1...256)
    let maximumFailures = number("maximum_failures", object, in: 1...Int.max)
    if let source, !hasUnknownStage {
      let plan = PipelinePlan(steps: steps.map(\.step))
      let provided = source.component.provides + presumedLayers
      faults += plan.problems(provided: provided, registry: registry)
      for sink in sinks {
        faults += plan.problems(
          of: sink.component, pointer: sink.pointer, offset: sink.offset, provided: provided, registry: registry)
      }
    }
    guard faults.isEmpty, let source else { throw problems() }
    let madeSource = make("/source", source.offset) { try source.component.make(options: source.options) }
    let madeStages = makeStages(steps)
    let madeSinks = sinks.map { sink in
      let made = make(sink.pointer, sink.offset) { try sink.component.make(options: sink.options) }
      if let made { checkOutputs(of: made, sink.pointer, sink.offset) }
      return made
    }
    guard faults.isEmpty, let madeSource else { throw problems() }
    var definition = PipelineDefinition(
      source: madeSource, stages: madeStages.compactMap { $0 }, sinks: madeSinks.compactMap { $0 },
      onError: overrides.onError ?? onError, workers: overrides.workers ?? workers ?? ProcessorCount.available,
      maximumFailures: maximumFailures)
    definition.identity = Self.identity(source, steps, sinks)
    return definition
  }

  /// A digest of the names and options of everything the pipeline is made of (FNV-1a).
  private static func identity(_ source: Entry<any Source>, _ steps: [StageEntry], _ sinks: [Entry<any Sink>]) -> String
  {
    var json = JSONWriter()
    json.value(
      .array(
        [.string(source.component.name), source.options ?? .null]
          + steps.flatMap { [.string($0.step.stage.name), $0.options ?? .null] }
          + sinks.flatMap { [.string($0.component.name), $0.options ?? .null] }))
    let hash = json.bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }

  // MARK: Parts

  private struct Entry<Made: Sendable> {
    let component: Component<Made>
    let options: JSONValue?
    let pointer: String
    let offset: Int
  }

  private mutating func checkVersion(_ object: JSONObject) {
    guard let version = object["version"] else {
      return fault("", 0, "\"version\" is missing; this program reads version 1")
    }
    if version.int != 1 { fault("/version", version.offset, "this program reads version 1 only") }
  }

  private mutating func sourceEntry(_ object: JSONObject, _ overrides: Overrides) -> Entry<any Source>? {
    guard let value = object["source"] else {
      fault("", 0, "\"source\" is missing")
      return nil
    }
    return kindEntry(
      value, pointer: "/source", what: "source", known: registry.sources,
      replacing: overrides.paths.map { ("paths", .array($0.map(JSONValue.string))) })
  }

  private mutating func sinkEntries(_ object: JSONObject, _ overrides: Overrides) -> [Entry<any Sink>] {
    guard let value = object["sinks"] else {
      fault("", 0, "\"sinks\" is missing")
      return []
    }
    guard let items = value.array else {
      fault("/sinks", value.offset, "expected an array, found \(value.typeName)")
      return []
    }
    if items.isEmpty { fault("/sinks", value.offset, "at least one sink is needed") }
    var entries: [Entry<any Sink>] = []
    for (index, item) in items.enumerated() {
      let path = index == 0 ? overrides.output.map { ("path", JSONValue.string($0)) } : nil
      if let entry = kindEntry(
        item, pointer: "/sinks/\(index)", what: "sink", known: registry.sinks, replacing: path)
      {
        entries.append(entry)
      }
    }
    return entries
  }

  /// `{"kind": NAME, …options}`
  private mutating func kindEntry<Made>(
    _ value: JSONValue, pointer: String, what: String, known: [Component<Made>], replacing: (String, JSONValue)?
  ) -> Entry<Made>? {
    guard let object = value.object else {
      fault(pointer, value.offset, "expected an object, found \(value.typeName)")
      return nil
    }
    guard let kind = object["kind"] else {
      fault(pointer, value.offset, "\"kind\" is missing; known: \(known.map(\.name).joined(separator: ", "))")
      return nil
    }
    guard let name = kind.string, let component = known.first(where: { $0.name == name }) else {
      fault(pointer + "/kind", kind.offset, unknown(what, kind.string ?? kind.typeName, known.map(\.name)))
      return nil
    }
    var options = JSONObject()
    for member in object.members where member.key != "kind" { options.set(member) }
    if let (key, value) = replacing { options.set(.init(key: key, value: value)) }
    let optionsValue = JSONValue(.object(options), offset: value.offset)
    check(component.options, optionsValue, pointer)
    return Entry(component: component, options: optionsValue, pointer: pointer, offset: value.offset)
  }

  private struct StageEntry: Sendable {
    let step: PipelinePlan.Step
    let options: JSONValue?
  }

  private mutating func stepEntries(_ object: JSONObject) -> [StageEntry] {
    guard let value = object["stages"] else {
      fault("", 0, "\"stages\" is missing")
      return []
    }
    guard let items = value.array else {
      fault("/stages", value.offset, "expected an array, found \(value.typeName)")
      return []
    }
    var entries: [StageEntry] = []
    for (index, item) in items.enumerated() {
      let pointer = "/stages/\(index)"
      guard let stage = item.object else {
        fault(pointer, item.offset, "expected an object such as {\"stage\": \"fold\"}, found \(item.typeName)")
        continue
      }
      for member in stage.members where !["stage", "options"].contains(member.key) {
        let message = unknown("key", member.key, ["stage", "options"])
        fault(pointer + "/" + JSONPointer.escaped(member.key), member.keyOffset, message)
      }
      guard let nameValue = stage["stage"] else {
        fault(pointer, item.offset, "\"stage\" is missing")
        continue
      }
      let names = registry.stages.map(\.name)
      guard let name = nameValue.string, let component = registry.stage(name) else {
        fault(pointer + "/stage", nameValue.offset, unknown("stage", nameValue.string ?? nameValue.typeName, names))
        let meant = nameValue.string.flatMap { nearestName(to: $0, among: names) }.flatMap(registry.stage)
        presumedLayers += meant?.provides ?? []
        hasUnknownStage = hasUnknownStage || meant == nil
        continue
      }
      check(component.options, stage["options"], pointer + "/options")
      entries.append(
        StageEntry(
          step: .init(stage: component, pointer: pointer, offset: item.offset), options: stage["options"]))
    }
    return entries
  }

  private mutating func policy(_ object: JSONObject) -> ErrorPolicy? {
    guard let value = object["on_error"] else { return nil }
    if let policy = value.string.flatMap(ErrorPolicy.init) { return policy }
    fault(
      "/on_error", value.offset,
      unknown("policy", value.string ?? value.typeName, ErrorPolicy.allCases.map(\.rawValue)))
    return nil
  }

  private mutating func number(_ key: String, _ object: JSONObject, in bounds: ClosedRange<Int>) -> Int? {
    guard let value = object[key] else { return nil }
    if let number = value.int, bounds.contains(number) { return number }
    let upper = bounds.upperBound == .max ? "or more" : "to \(bounds.upperBound)"
    fault("/" + key, value.offset, "expected a whole number, \(bounds.lowerBound) \(upper)")
    return nil
  }

  // MARK: Faults

  private mutating func check(_ options: OptionList, _ value: JSONValue?, _ pointer: String) {
    for problem in options.problems(in: value) {
      let path = problem.path.map { "/" + JSONPointer.escaped($0) }.joined()
      fault(pointer + path, problem.offset, problem.message)
    }
  }

  private mutating func make<Made>(_ pointer: String, _ offset: Int, _ body: () throws -> Made) -> Made? {
    do {
      return try body()
    } catch {
      fault(pointer, offset, "\(error)")
      return nil
    }
  }

  /// The stages, made at the same time: reading their word lists is most of a cold start.
  private mutating func makeStages(_ entries: [StageEntry]) -> [PipelineDefinition.NamedStage?] {
    let made = Mutex([Result<any Stage, any Error>?](repeating: nil, count: entries.count))
    DispatchQueue.concurrentPerform(iterations: entries.count) { index in
      let entry = entries[index]
      let result = Result { try entry.step.stage.make(options: entry.options) }
      made.withLock { $0[index] = result }
    }
    return zip(entries, made.withLock { $0 }).map { entry, result in
      guard let result else { return nil }
      return make(entry.step.pointer, entry.step.offset) { try result.get() }
        .map { PipelineDefinition.NamedStage(name: entry.step.stage.name, stage: $0) }
    }
  }

  private mutating func checkOutputs(of sink: any Sink, _ pointer: String, _ offset: Int) {
    for path in sink.outputPaths {
      if let reason = OutputCheck.problem(writing: path) {
        fault(pointer + "/path", offset, reason)
        return
      }
    }
  }

  private mutating func fault(_ pointer: String, _ offset: Int, _ message: String) {
    faults.append(.init(pointer: pointer, offset: offset, message: message))
  }

  private func unknown(_ what: String, _ name: String, _ known: [String]) -> String {
    let advice = nearestName(to: name, among: known).map { "did you mean \($0)?" }
    return "unknown \(what) \"\(name)\"; \(advice ?? "known: \(known.joined(separator: ", "))")"
  }

  /// In the order of the file.
  private func problems() -> PipelineProblems {
    let ordered = faults.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
    return PipelineProblems(
      problems: ordered.map {
        PipelineProblem(
          pointer: $0.element.pointer, position: SourcePosition(offset: $0.element.offset, in: bytes),
          message: $0.element.message)
      })
  }
}
