/// A file or folder that goes elsewhere, with everything in it.
package struct PathMove: Hashable, Sendable {
  /// From the root, without a slash at the end.
  package let from: String
  package let to: String

  package init(from: String, to: String) {
    self.from = from
    self.to = to
  }

  /// Whether a path is that of what moves, or lies in it.
  package func concerns(_ path: String) -> Bool { rest(of: path) != nil }

  /// The path that something has afterwards: the same where it does not move.
  package func path(of path: String) -> String { rest(of: path).map { to + $0 } ?? path }

  /// What follows the moved path; nil where another one begins it.
  private func rest(of path: String) -> String? {
    guard path.utf8.starts(with: from.utf8) else { return nil }
    let rest = path.utf8.dropFirst(from.utf8.count)
    guard rest.isEmpty || rest.first == UInt8(ascii: "/") else { return nil }
    return String(decoding: rest, as: UTF8.self)
  }
}

extension Array<PathMove> {
  /// The path that a file has once everything has moved.
  package func path(of path: String) -> String {
    for move in self where move.concerns(path) { return move.path(of: path) }
    return path
  }
}
