import ArgumentParser
import Foundation
import Khabar

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs a pipeline that a JSON file describes.",
    discussion: "Paths given here replace the source's; -o replaces the first sink's path.")

  @Argument(
    help: ArgumentHelp("The pipeline file; khabar init writes one.", valueName: "pipeline.json"),
    completion: .file(extensions: ["json"]))
  var pipeline: String

  @Argument(
    help: ArgumentHelp("Files, folders, patterns, or - for standard input.", valueName: "path"), completion: .file())
  var paths: [String] = []

  @Flag(
    help: "Goes on where a run of the same pipeline and paths broke off, by the journal beside the first output.")
  var resume = false

  @OptionGroup var options: RunOptions

  func run() async throws {
    var overrides = PipelineFile.Overrides()
    overrides.paths = paths.isEmpty ? nil : paths
    overrides.output = options.output
    overrides.workers = options.workers
    overrides.onError = options.onError
    let definition: PipelineDefinition
    do {
      definition = try PipelineFile.read(
        InputFile.read(pipeline), registry: KhabarDriver.registry, overrides: overrides)
    } catch let problems as PipelineProblems {
      throw ExitStatus.usage(ValidateCommand.message(for: problems, in: pipeline))
    }
    try await options.run(definition, journaling: resume ? .resume : .keep)
  }
}

/// Files that the program itself reads: pipelines, schemas.
enum InputFile {
  /// - Throws: exit status 2 with one sentence when the file cannot be read.
  static func read(_ path: String) throws -> [UInt8] {
    if path == "-" { return [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw ExitStatus.usage("khabar: \(path): no such file")
    }
    guard !isFolder.boolValue else { throw ExitStatus.usage("khabar: \(path): is a folder; give a file") }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ExitStatus.usage("khabar: \(path): cannot be read")
    }
    return [UInt8](data)
  }
}
