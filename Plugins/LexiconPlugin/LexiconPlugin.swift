import Foundation
import PackagePlugin

/// Compiles every `Lexicons/*.tsv` of a target into one Swift file with one automaton.
@main
struct LexiconPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let target = target as? any SourceModuleTarget else { return [] }
    let folder = target.directoryURL.appending(path: "Lexicons")
    let tables = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "tsv" }.sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "Lexicons.swift")
    return [
      .buildCommand(
        displayName: "Compiling the word lists of \(target.name)",
        executable: try context.tool(named: "LexiconCompiler").url,
        arguments: [output.path] + tables.map(\.path), inputFiles: tables, outputFiles: [output])
    ]
  }
}
