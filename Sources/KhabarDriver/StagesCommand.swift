import ArgumentParser
import Khabar

struct StagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages", abstract: "Shows the sources, stages and sinks there are, with their options.")

  @Argument(help: "Show one of them in full.", completion: .list(KhabarDriver.registry.stages.map(\.name)))
  var name: String?

  @Flag(help: "The reference as Markdown, as in docs/stages.md.")
  var markdown = false

  func run() throws {
    let registry = KhabarDriver.registry
    if markdown { return print(StageReference.markdown(for: registry), terminator: "") }
    guard let name else { return print(StageReference.overview(of: registry), terminator: "") }
    guard let text = StageReference.text(for: name, in: registry) else {
      let names = registry.stages.map(\.name) + registry.sources.map(\.name) + registry.sinks.map(\.name)
      let advice = nearestName(to: name, among: names).map { "did you mean \($0)?" } ?? "khabar stages lists them"
      throw ExitStatus.usage("khabar: unknown stage \"\(name)\"; \(advice)")
    }
    print(text, terminator: "")
  }
}
