package import TapeoutDisk
import TapeoutSystem

/// Where a site is published: a folder that we may replace as a whole.
package struct OutputFolder: Hashable, Sendable {
  /// Absolute, with every link resolved. The folder need not exist; the one above it does.
  package let path: String
  /// The folder above.
  let parent: String
  let name: String
  /// Whether it is `Public` below the root, which is for the site whatever it holds.
  let isOwn: Bool

  /// - Parameters:
  ///   - path: as typed; nil for `Public` below the root.
  ///   - project: whose own files are not to be replaced.
  ///   - home: the user's folder, which is never replaced; nil where there is none.
  /// - Throws: where it is a link or a file, or is, holds or lies in something that is not ours.
  package init(_ path: String?, for project: Project, home: String? = nil) throws(OperationalError) {
    var path = path ?? project.path("Public")
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") {
      path = String(decoding: path.utf8.dropLast(), as: UTF8.self)
    }
    guard !path.isEmpty else {
      throw OperationalError("The output folder has no name.", advice: "Name a folder with --output.")
    }
    let shown = path
    var status = stat()
    if lstat(path, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFDIR: break
      case S_IFLNK:
        throw OperationalError(
          "The output folder \(shown) is a symbolic link.", advice: "Name the folder itself with --output.")
      default:
        throw OperationalError("The output folder \(shown) is a file.", advice: "Name another folder with --output.")
      }
      guard let resolved = resolvedPath(path) else {
        throw OperationalError("The output folder \(shown) cannot be opened: \(SystemError.last).")
      }
      path = resolved
    } else if errno == ENOENT {
      path = try OutputFolder.future(path)
    } else {
      throw OperationalError("The output folder \(shown) cannot be opened: \(SystemError.last).")
    }
    self.path = path
    parent = TapeoutDisk.parent(of: path)
    name = String(decoding: path.utf8.dropFirst(parent == "/" ? 1 : parent.utf8.count + 1), as: UTF8.self)
    isOwn = path == project.path("Public")
    try keepOff(project, home: home, saying: shown)
  }

  /// The whole path of a folder that is still to be made.
  private static func future(_ path: String) throws(OperationalError) -> String {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let above = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    guard let resolved = resolvedPath(above), Array(name.utf8).isOutputPath else {
      throw OperationalError(
        "There is no folder \(above) to hold the output folder.",
        advice: "Create it first, or name another with --output.")
    }
    return resolved == "/" ? "/" + name : resolved + "/" + name
  }

  /// Compares folders, not their names: a folder can be reached on more than one way.
  private func keepOff(_ project: Project, home: String?, saying shown: String) throws(OperationalError) {
    let advice = "Name a folder that holds nothing else with --output."
    let own = FileIdentity(path)
    if own != nil, let home, FileIdentity.above(resolvedPath(home) ?? "/").contains(where: { $0 == own }) {
      throw OperationalError("The output folder \(shown) is or holds your home folder.", advice: advice)
    }
    if path == "/" || (own != nil && FileIdentity.above(project.root).contains { $0 == own }) {
      throw OperationalError("The output folder \(shown) is or holds the program itself.", advice: advice)
    }
    let above = FileIdentity.above(path)
    for name in ["Content", "Templates", ".git"] {
      guard let taken = FileIdentity(project.path(name)) else { continue }
      if above.contains(taken) {
        throw OperationalError("The output folder \(shown) lies in the program's \(name).", advice: advice)
      }
    }
    // A folder that is still to be made has no place yet, but a name.
    if ["Content", "Templates", ".git"].contains(where: { project.path($0) == path }) {
      throw OperationalError("The output folder \(shown) is for what the program itself is made of.", advice: advice)
    }
  }
}
