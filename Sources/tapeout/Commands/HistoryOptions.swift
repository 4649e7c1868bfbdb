import ArgumentParser
import TapeoutWorkspace

/// Whether earlier plans are read from Git, for the commands that do.
struct HistoryOptions: ParsableArguments {
  @Flag(
    name: .customLong("no-history"),
    help: "Do not read earlier plans from Git: trends, and the rules that need them, are left out.")
  var isLeftOut = false

  /// Nil where it was not asked for.
  var reading: HistoryReader.Options? { isLeftOut ? nil : HistoryOptions.reading }

  /// The one place where the environment is read for Git.
  static var reading: HistoryReader.Options {
    var variables: [String: String] = [:]
    for name in ["HOME", "PATH", "SUDO_UID", "TMPDIR", "XDG_CONFIG_HOME"] { variables[name] = Terminal.variable(name) }
    return HistoryReader.Options(variables: variables, cacheFolder: cacheFolder)
  }

  /// The user's folder for what may be deleted at any time.
  static var cacheFolder: String? {
    Terminal.variable("XDG_CACHE_HOME") ?? Terminal.variable("HOME").map { $0 + "/.cache" }
  }
}
