import TapeoutDisk
import TapeoutModel
import TapeoutSystem
import TapeoutWorkspace

/// What a stream leads to, as far as printing depends on it.
struct Terminal: Sendable {
  let isTerminal: Bool
  /// Understands escape sequences that move the cursor.
  let isSmart: Bool
  let showsColor: Bool
  /// Somebody is there who waits: logs of a CI, which may come from a terminal, too, keep every line.
  let showsProgress: Bool

  /// - Parameter variable: looks up an environment variable; nil where it is empty, as https://no-color.org says.
  init(isTerminal: Bool, variable: (String) -> String?) {
    self.isTerminal = isTerminal
    isSmart = isTerminal && variable("TERM") != nil && variable("TERM") != "dumb"
    showsProgress = isSmart && variable("CI") == nil
    showsColor = isSmart && variable("NO_COLOR") == nil && variable("CI") == nil
  }

  static var outputStream: Terminal { Terminal(isTerminal: StandardStream.output.isTerminal, variable: variable) }
  static var errorStream: Terminal { Terminal(isTerminal: StandardStream.error.isTerminal, variable: variable) }

  /// An environment variable; nil where it is not set or empty.
  static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// The user's own folder: what the shell says, else what the system has on record; nil where neither says any.
  static var homeFolder: String? {
    if let home = variable("HOME") { return home }
    guard let folder = getpwuid(geteuid())?.pointee.pw_dir else { return nil }
    return String(cString: folder)
  }

  /// Absolute; empty where it cannot be told.
  static var workingFolder: String {
    guard let path = realpath(".", nil) else { return "" }
    defer { free(path) }
    return String(cString: path)
  }
}

extension Day {
  /// The day on which the command runs: that of `SOURCE_DATE_EPOCH` where it is set, else the one that the computer's
  /// clock shows in its own time zone.
  static var today: Day {
    if let day = try? sourceDate() { return day }
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return Day(parts) ?? Day(number: 0)
  }

  /// The day, in UTC, of the instant in `SOURCE_DATE_EPOCH`; nil where that is not set.
  ///
  /// Tools for reproducible builds set the variable (https://reproducible-builds.org/specs/source-date-epoch/), so that
  /// a plan without a status date gives the same site on every day.
  ///
  /// - Throws: where the variable holds something other than seconds since 1970 that lie in the calendar.
  static func sourceDate() throws(OperationalError) -> Day? {
    guard let text = Terminal.variable("SOURCE_DATE_EPOCH") else { return nil }
    var parts = tm()
    guard var seconds = time_t(text), gmtime_r(&seconds, &parts) != nil, let day = Day(parts) else {
      throw OperationalError(
        "SOURCE_DATE_EPOCH is \(text), which is no number of seconds since 1970.",
        advice: "Take the variable out of the environment, or write a number.")
    }
    return day
  }

  private init?(_ parts: tm) {
    self.init(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
  }
}

extension Project {
  /// What to put before a path from the root, so that it can be opened from `folder`: nothing in the root or
  /// below it, else the way down, else the whole root.
  func pathPrefix(from folder: String) -> String {
    if folder == root || folder.utf8.starts(with: path("").utf8) { return "" }
    let above = folder == "/" ? "/" : folder + "/"
    if !folder.isEmpty, root.utf8.starts(with: above.utf8) {
      return String(decoding: root.utf8.dropFirst(above.utf8.count), as: UTF8.self) + "/"
    }
    return path("")
  }
}
