import Khabar
import KhabarAnnotations
import KhabarCore

/// A text read by the standard stages, for tests of the last two of them.
enum NewsDocument {
  private static let stages: [any Stage] = {
    let registry = StageRegistry.standard
    return StandardPipeline.stages.compactMap { registry.stage($0) }.compactMap { try? $0.make(options: nil) }
  }()

  /// The stages up to and without `name`.
  static func stages(before name: String) -> [any Stage] {
    let registry = StageRegistry.standard
    return StandardPipeline.stages.prefix { $0 != name }.compactMap { registry.stage($0) }
      .compactMap { try? $0.make(options: nil) }
  }

  static func reading(_ text: String, on day: String = "2024-05-12") throws -> Document {
    var document = Document(id: "t", text: text)
    document.metadata.referenceDate = day
    for stage in stages { try stage.process(&document) }
    return document
  }
}
