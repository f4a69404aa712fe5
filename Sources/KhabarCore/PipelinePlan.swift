/// The order of a pipeline's stages and the proof that each finds what it needs.
public struct PipelinePlan: Sendable {
  /// A stage in its place in the pipeline.
  public struct Step: Sendable {
    public let stage: Component<any Stage>
    /// JSON pointer of the stage in the pipeline file, such as `/stages/2`.
    public let pointer: String
    /// Byte offset of the stage in the pipeline file.
    public let offset: Int

    public init(stage: Component<any Stage>, pointer: String, offset: Int = 0) {
      self.stage = stage
      self.pointer = pointer
      self.offset = offset
    }
  }

  /// A fault of the pipeline, with its place in the file.
  public struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
    public var pointer: String
    public var offset: Int
    public var message: String

    public init(pointer: String, offset: Int, message: String) {
      self.pointer = pointer
      self.offset = offset
      self.message = message
    }

    public var description: String { "\(pointer.isEmpty ? "/" : pointer): \(message)" }
  }

  public let steps: [Step]

  public init(steps: [Step]) { self.steps = steps }

  /// Every place where a stage's needs are not met, or two stages write the same layer.
  ///
  /// - Parameters:
  ///   - provided: the layers that the source gives.
  ///   - registry: where to look for stages that give what is missing.
  public func problems(provided: [LayerName], registry: StageRegistry) -> [Problem] {
    var available = Set(provided)
    var owner: [LayerName: String] = [:]
    var problems: [Problem] = []
    for step in steps {
      for layer in step.stage.requires where !available.contains(layer) {
        problems.append(Problem(pointer: step.pointer, offset: step.offset, message: missing(layer, step, registry)))
        // Told once; the stages after it would only repeat it.
        available.insert(layer)
      }
      for layer in step.stage.extends where !available.contains(layer) && layer != .text {
        let message = "stage \"\(step.stage.name)\" changes layer \"\(layer)\", which nothing before it provides"
        problems.append(Problem(pointer: step.pointer, offset: step.offset, message: message))
      }
      for layer in step.stage.provides {
        if let first = owner[layer] {
          let message = "layer \"\(layer)\" is provided by stage \"\(first)\" already; remove one of the two"
          problems.append(Problem(pointer: step.pointer, offset: step.offset, message: message))
        }
        owner[layer] = step.stage.name
        available.insert(layer)
      }
      available.formUnion(step.stage.extends)
    }
    return problems
  }

  /// The layers that a sink needs and no stage gives.
  ///
  /// - Parameters:
  ///   - pointer: JSON pointer of the sink in the pipeline file.
  ///   - offset: byte offset of the sink in the pipeline file.
  ///   - provided: the layers that the source gives.
  public func problems(
    of sink: Component<any Sink>, pointer: String, offset: Int, provided: [LayerName], registry: StageRegistry
  ) -> [Problem] {
    let available = Set(provided + steps.flatMap { $0.stage.provides + $0.stage.extends })
    return sink.requires.filter { !available.contains($0) }.map { layer in
      let providers = registry.stages.filter { $0.provides.contains(layer) }.map(\.name)
      let advice = providers.isEmpty ? "no known stage provides it" : "add one of: \(providers.joined(separator: ", "))"
      let message = "sink \"\(sink.name)\" needs layer \"\(layer)\"; \(advice)"
      return Problem(pointer: pointer, offset: offset, message: message)
    }
  }

  private func missing(_ layer: LayerName, _ step: Step, _ registry: StageRegistry) -> String {
    let providers = registry.stages
      .filter { ($0.provides + $0.extends).contains(layer) && $0.name != step.stage.name }.map(\.name)
    let later = steps.first { providers.contains($0.stage.name) }
    let advice =
      if let later {
        "move \(later.stage.name) before it"
      } else if providers.isEmpty {
        "no known stage provides it"
      } else {
        "add one of: \(providers.joined(separator: ", ")) before it"
      }
    return "stage \"\(step.stage.name)\" needs layer \"\(layer)\"; \(advice)"
  }
}
