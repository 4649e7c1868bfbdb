import ArgumentParser
import TapeoutDisk
import TapeoutModel
import TapeoutReporting
import TapeoutSystem
import TapeoutWorkspace

@main
struct Main {
  static func main() async {
    system_expect_scarcity()
    // A reader that has seen enough (`| head`) closes the pipe: writing then fails quietly, and the status stays true.
    signal(SIGPIPE, SIG_IGN)
    exit(await run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  private static func run(_ arguments: [String]) async -> ExitStatus {
    do {
      // What cannot be read is told at once, not passed over where a command asks for the day.
      _ = try Day.sourceDate()
      var command = try TapeoutCommand.parseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return .success
    } catch let failure as OperationalError {
      return report(failure)
    } catch let status as ExitCode {
      return ExitStatus(rawValue: status.rawValue) ?? .failure
    } catch {
      return report(error)
    }
  }

  private static func report(_ failure: OperationalError) -> ExitStatus {
    var text = "error: \(failure.summary.printable)\n"
    if let advice = failure.advice { text += "help: \(advice.printable)\n" }
    try? StandardStream.error.write(text)
    return .failure
  }

  /// What argument-parser has to say: help and version on standard output, misuse on standard error.
  private static func report(_ error: any Error) -> ExitStatus {
    let message = TapeoutCommand.fullMessage(for: error)
    guard TapeoutCommand.exitCode(for: error).isSuccess else {
      try? StandardStream.error.write(message + "\n")
      return .failure
    }
    do {
      try StandardStream.output.write(message.isEmpty ? "" : message + "\n")
      return .success
    } catch {
      return report(error)
    }
  }
}
