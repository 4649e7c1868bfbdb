import ArgumentParser
import TapeoutModel

struct TapeoutCommand: AsyncParsableCommand {
  /// As all other failures begin.
  static let _errorPrefix = "error: "

  static let configuration = CommandConfiguration(
    commandName: "tapeout",
    abstract: "Tracks chips from kickoff to launch, from milestone files that people write.",
    discussion: """
      The exit status is 0 where all is well, 1 where findings fail, and 2 where the machine failed or the command \
      was misused.
      """,
    version: ToolVersion.withRevision,
    subcommands: [
      BuildCommand.self, CheckCommand.self, DiffCommand.self, DueCommand.self, ExplainCommand.self,
      ExportCommand.self, ForecastCommand.self, ImportCommand.self, InitCommand.self, LanguageServerCommand.self,
      MoveCommand.self, NewCommand.self, RebaselineCommand.self, RenameCommand.self, ReportCommand.self,
      SchemaCommand.self, ServeCommand.self, SetCommand.self, StatusCommand.self, WhyCommand.self,
    ]
  )
}
