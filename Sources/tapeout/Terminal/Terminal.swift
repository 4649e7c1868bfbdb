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

  /// - Parameter variable: looks up an environment variable; nil where it is empty, as https://no-color.org says.
  init(isTerminal: Bool, variable: (String) -> String?) {
    self.isTerminal = isTerminal
    isSmart = isTerminal && variable("TERM") != nil && variable("TERM") != "dumb"
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
  /// The day that the computer's clock shows in its own time zone.
  static var today: Day {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return Day(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday)) ?? Day(number: 0)
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
