import TapeoutSystem

/// The folder that holds `Content/`: what every command works on.
package struct Project: Hashable, Sendable {
  /// Absolute, with symbolic links resolved, without a slash at its end (except for `/` itself).
  package let root: String

  /// The project in exactly this folder, whose `Content/` must be there.
  package init(root folder: String) throws(OperationalError) {
    guard let path = resolvedPath(folder) else {
      throw OperationalError("The folder \(folder) cannot be opened: \(SystemError.last).")
    }
    guard try Project.holdsContent(path) else {
      throw OperationalError(
        "There is no folder Content in \(path).", advice: "Name the folder that holds Content/ with --root.")
    }
    root = path
  }

  /// The project around `start`, a file or folder: the nearest folder upwards that holds `Content/`.
  package init(around start: String) throws(OperationalError) {
    guard let path = resolvedPath(start) else {
      throw OperationalError(
        "\(start) cannot be opened: \(SystemError.last).", advice: "Check the spelling of the path.")
    }
    var folder = path
    while true {
      if try Project.holdsContent(folder) { break }
      guard folder != "/" else {
        throw OperationalError(
          "There is no folder Content in \(path) or in any folder above it.",
          advice: "Run tapeout inside your program's folder, or name the folder that holds Content/ with --root.")
      }
      folder = parent(of: folder)
    }
    root = folder
  }

  /// A path below the root, as the operating system takes it.
  package func path(_ relative: String) -> String {
    root == "/" ? "/" + relative : root + "/" + relative
  }

  private static func holdsContent(_ folder: String) throws(OperationalError) -> Bool {
    let content = folder == "/" ? "/Content" : folder + "/Content"
    var status = stat()
    guard lstat(content, &status) == 0 else {
      let error = SystemError.last
      if error.isAbsence { return false }
      throw OperationalError("\(content) cannot be opened: \(error).")
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return true
    case S_IFLNK:
      throw OperationalError(
        "\(content) is a symbolic link, and links in or to Content are not followed.",
        advice: "Name the folder that really holds Content/ with --root.")
    default: return false
    }
  }
}
