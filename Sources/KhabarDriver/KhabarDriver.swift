import ArgumentParser
import Foundation
public import Khabar
import Synchronization

/// The `khabar` program as a library, so that a program with stages of its own is three lines.
///
/// ```swift
/// import AcmeStages
/// import KhabarDriver
///
/// await KhabarDriver.main { $0.register(HijriDateStage.self) }
/// ```
public enum KhabarDriver {
  private static let shared = Mutex<StageRegistry?>(nil)

  /// Every stage, source and sink that the commands know.
  static var registry: StageRegistry { shared.withLock { $0 } ?? .standard }

  /// Runs the command that the process was started with, and ends the process with its exit status.
  ///
  /// - Parameter register: adds to what comes with Khabar.
  public static func main(register: (inout StageRegistry) -> Void = { _ in }) async -> Never {
    var registry = StageRegistry.standard
    register(&registry)
    shared.withLock { $0 = registry }
    // A reader that goes away is an output that cannot be written, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try KhabarCommands.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      exit(0)
    } catch let status as ExitStatus {
      if let message = status.message { Console.complain(message) }
      exit(status.code)
    } catch {
      let code = KhabarCommands.exitCode(for: error)
      let message = KhabarCommands.fullMessage(for: error)
      if code == .success {
        print(message)
        exit(0)
      }
      Console.complain(message)
      // The parser says 64 for wrong usage; the contract of this program says 2.
      exit(code == .validationFailure ? ExitStatus.usage.code : code.rawValue)
    }
  }
}

struct KhabarCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "khabar",
    abstract: "Turns Arabic news into structured data whose every value points at the characters it came from.",
    discussion: """
      khabar extract page.html              one page through the standard pipeline, JSON lines out
      khabar extract pages/ --format csv -o tables
      khabar init && khabar run khabar.json  a pipeline of your own

      Exit status: 0 all done; 1 done, but some documents failed or an input is missing; 2 wrong usage or \
      configuration; 3 output cannot be written; 130 interrupted.
      """,
    version: "khabar 0.1.0",
    subcommands: [
      ExtractCommand.self, RunCommand.self, ValidateCommand.self, StagesCommand.self, SchemaCommand.self,
      InitCommand.self, ExplainCommand.self,
    ])
}

/// How the program ends, with what it says on standard error.
struct ExitStatus: Error {
  let code: Int32
  let message: String?

  static let someFailed = ExitStatus(code: 1, message: nil)
  static let usage = ExitStatus(code: 2, message: nil)
  static let interrupted = ExitStatus(code: 130, message: nil)

  static func invalid(_ message: String? = nil) -> ExitStatus { ExitStatus(code: 1, message: message) }
  static func usage(_ message: String) -> ExitStatus { ExitStatus(code: 2, message: message) }
  static func output(_ message: String?) -> ExitStatus { ExitStatus(code: 3, message: message) }
}
