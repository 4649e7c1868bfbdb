import ArgumentParser
import CAllocator
import TapeoutWorkspace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@main
struct Main {
  static func main() async {
    // A reader that has seen enough (`| head`) closes the pipe: writing then fails quietly, and the status stays true.
    signal(SIGPIPE, SIG_IGN)
    keepMemory()
    exit(await run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  /// Tells glibc to keep what is freed: by default it returns the top of the heap to the system and sweeps its small
  /// chunks after every large one, which libyaml's buffers make it do once a file (measured: a seventh of a check's
  /// time).
  private static func keepMemory() {
    #if canImport(Glibc)
      mallopt(M_TRIM_THRESHOLD, 1 << 30)
      mallopt(M_TOP_PAD, 1 << 24)
      mallopt(M_MMAP_THRESHOLD, 1 << 25)
      mallopt(M_MXFAST, 0)
    #endif
  }

  private static func run(_ arguments: [String]) async -> ExitStatus {
    do {
      var command = try TapeoutCommand.parseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return .success
    } catch let failure as MachineFailure {
      return report(failure)
    } catch let status as ExitCode {
      return ExitStatus(rawValue: status.rawValue) ?? .failure
    } catch {
      return report(error)
    }
  }

  private static func report(_ failure: MachineFailure) -> ExitStatus {
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
