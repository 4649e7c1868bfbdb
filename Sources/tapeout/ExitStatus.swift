import ArgumentParser
import TapeoutSystem

/// How a command ends, as scripts see it. There are no other statuses.
enum ExitStatus: Int32 {
  /// It did what was asked, and nothing is wrong that should stop anything.
  case success = 0
  /// The content has findings that fail.
  case findings = 1
  /// The machine failed, or the command was misused: nothing is known about the content.
  case failure = 2

  /// Ends the process at once. Giving a large plan's memory back piece by piece would take longer than reading some
  /// of it.
  func end() -> Never { exit(rawValue) }

  /// The status as the error that ends a command.
  var error: ExitCode { ExitCode(rawValue) }
}
