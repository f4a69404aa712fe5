public import ArgumentParser
import Foundation
public import Khabar

/// What `extract` and `run` have in common.
struct RunOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: ArgumentHelp("Where results go; - is standard output.", valueName: "path"))
  var output: String?

  @Option(help: "Documents worked on at the same time; the cores of the machine if left out.")
  var workers: Int?

  @Option(
    help: "What a failed document does: fail ends the run, skip counts it, quarantine also names it in a file.")
  var onError: ErrorPolicy?

  @Option(help: ArgumentHelp("Writes what the run did, stage by stage, as JSON.", valueName: "run.json"))
  var report: String?

  @Flag(help: "Failed documents leave the exit status 0.")
  var lenient = false

  @Flag(name: .shortAndLong, help: "No progress on standard error.")
  var quiet = false

  func validate() throws {
    if let workers, !(1...256).contains(workers) { throw ValidationError("--workers takes a number from 1 to 256") }
  }

  /// Runs a pipeline and turns what happened into the program's exit status.
  func run(_ pipeline: PipelineDefinition, journaling: RunJournaling = .none) async throws {
    let path = pipeline.sinks.first?.outputPaths.first ?? "-"
    let isQuarantined = pipeline.onError == .quarantine && path != "-"
    let continues = if case .resume = journaling { true } else { false }
    let console = Console(
      quiet: quiet, quarantinePath: isQuarantined ? quarantinePath(for: path) : nil, continuesQuarantine: continues)
    Signals.install()
    let result: RunReport
    do {
      result = try await PipelineRun(
        pipeline, journaling: journaling, interruption: Signals.interruption, observe: console.observe
      ).run()
    } catch let failure as PipelineRun.OutputFailure {
      console.finish()
      throw ExitStatus.output("khabar: \(failure)")
    } catch let refusal as ResumeRefusal {
      console.finish()
      throw ExitStatus.usage("khabar: \(refusal)")
    } catch {
      console.finish()
      throw ExitStatus.invalid("khabar: \(error)")
    }
    console.finish()
    try write(result)
    if result.isInterrupted { throw ExitStatus.interrupted }
    if let failure = result.stoppedBy {
      throw ExitStatus.invalid("khabar: the run ended at this failure: \(failure.place) (--on-error skip goes on)")
    }
    if result.failed > 0, !lenient { throw ExitStatus.someFailed }
  }

  /// Beside the first output; for a folder of tables, beside the folder.
  private func quarantinePath(for path: String) -> String {
    (output ?? path) + ".quarantine.jsonl"
  }

  private func write(_ result: RunReport) throws {
    guard let report else { return }
    var json = JSONWriter(pretty: true)
    json.value(result.json)
    do {
      try Data(json.bytes + [0x0A]).write(to: URL(fileURLWithPath: report))
    } catch {
      throw ExitStatus.output("khabar: \(report): the report cannot be written")
    }
  }
}

extension ErrorPolicy: ExpressibleByArgument {}
extension OffsetUnit: ExpressibleByArgument {}
