import ArgumentParser
import Foundation
import Khabar

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Checks pipeline files, all problems at once.")

  @Argument(help: ArgumentHelp("Pipeline files.", valueName: "file.json"), completion: .file())
  var files: [String]

  func run() throws {
    var messages: [String] = []
    for file in files {
      do {
        _ = try PipelineFile.read(InputFile.read(file), registry: .standard)
        print("\(file): valid")
      } catch let problems as PipelineProblems {
        messages.append(Self.message(for: problems, in: file))
      }
    }
    if !messages.isEmpty { throw ExitStatus.usage(messages.joined(separator: "\n")) }
  }

  /// One line for each problem, in the form that editors jump from.
  static func message(for problems: PipelineProblems, in file: String) -> String {
    problems.problems.map { problem in
      let pointer = problem.pointer.isEmpty ? "/" : problem.pointer
      return "\(file):\(problem.position.line):\(problem.position.column): \(pointer): \(problem.message)"
    }.joined(separator: "\n")
  }
}
