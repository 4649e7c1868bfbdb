package import TapeoutDisk
import TapeoutSystem

/// The part of `Content/` that a person asked about. The whole plan is read all the same: the selection
/// only says whose findings are shown and counted.
package struct PathSelection: Hashable, Sendable {
  /// Paths from the root, each a file or a folder; nil where everything is meant.
  private let paths: [String]?

  package static let everything = PathSelection(paths: nil)

  private init(paths: [String]?) { self.paths = paths }

  /// Finds the named files and folders below the project's `Content/`.
  ///
  /// - Parameter names: as typed, from the working folder; none, the root or a folder above it mean everything.
  /// - Throws: where one of them does not exist or lies elsewhere.
  package init(_ names: [String], in project: Project) throws(OperationalError) {
    var paths: [String] = []
    var isEverything = names.isEmpty
    let content = project.path("Content")
    for name in names {
      let path = try PathSelection.absolutePath(name)
      if path.isSameOrBelow(content) {
        paths.append(String(decoding: path.utf8.dropFirst(content.utf8.count - 7), as: UTF8.self))
      } else if content.isSameOrBelow(path) {
        isEverything = true
      } else {
        throw OperationalError(
          "\(name) is not below \(content).", advice: "Name files or folders of one program at a time.")
      }
    }
    self.init(paths: isEverything ? nil : paths)
  }

  /// Whether a path from the root (`Content/program.md`) is selected.
  package func contains(_ path: String) -> Bool {
    guard let paths else { return true }
    return paths.contains { path.isSameOrBelow($0) }
  }

  /// Resolves links in the folders that lead to the file, but not the file itself: a link is met as a link.
  private static func absolutePath(_ name: String) throws(OperationalError) -> String {
    var status = stat()
    guard lstat(name, &status) == 0 else {
      throw OperationalError(
        "\(name) cannot be opened: \(SystemError.last).", advice: "Check the spelling of the path.")
    }
    let resolved: String?
    if status.st_mode & S_IFMT == S_IFLNK, let last = name.utf8.last, last != UInt8(ascii: "/") {
      let slash = name.utf8.lastIndex(of: UInt8(ascii: "/"))
      let folder = slash.map { String(name[...$0]) } ?? "."
      let file = slash.map { String(name[name.utf8.index(after: $0)...]) } ?? name
      resolved = resolvedPath(folder).map { $0 == "/" ? "/" + file : $0 + "/" + file }
    } else {
      resolved = resolvedPath(name)
    }
    guard let resolved else { throw OperationalError("\(name) cannot be opened: \(SystemError.last).") }
    return resolved
  }
}

extension String {
  /// Whether this path is `folder` or lies below it, by bytes.
  fileprivate func isSameOrBelow(_ folder: String) -> Bool {
    guard utf8.starts(with: folder.utf8) else { return false }
    let rest = utf8.dropFirst(folder.utf8.count)
    return rest.isEmpty || rest.first == UInt8(ascii: "/") || folder == "/"
  }
}
