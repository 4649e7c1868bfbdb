import TapeoutDisk
import TapeoutEditing
import TapeoutModel

extension ContentWalk {
  /// What was found, and the Markdown files of an overlay that the disk does not have, in the order of the paths' bytes.
  ///
  /// A path that would not be read from the disk either is left out: a hidden file, one too deep, one below a link.
  ///
  /// - Parameter moves: files and folders that count as lying elsewhere; they are read where the disk has them.
  func files(with overlay: some Collection<String>, _ moves: [PathMove] = []) -> [Found] {
    let found = moved(moves)
    if overlay.isEmpty { return found }
    let present = Set(found.map(\.path))
    let new = overlay.filter { path in
      !present.contains(path) && ContentWalk.canHold(path) && path.foldersAbove.allSatisfy { !present.contains($0) }
    }
    if new.isEmpty { return found }
    let added = new.map { Found(bytes: Array($0.utf8), path: $0) }.filter(\.isMarkdown)
    return (found + added).sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }

  /// What was found, under the paths that it will have, in the order of their bytes.
  private func moved(_ moves: [PathMove]) -> [Found] {
    if moves.isEmpty { return found }
    return found.map { file in
      var file = file
      file.path = moves.path(of: file.path)
      return file
    }.sorted { $0.path.precedesInBytes($1.path) }
  }

  /// Whether `Content/` may hold a file at this path.
  private static func canHold(_ path: String) -> Bool {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    // Content/, the folders below it, the file.
    return parts.count >= 2 && parts.count <= ContentLoader.deepestFolder + 2 && parts[0].elementsEqual("Content".utf8)
      && parts.allSatisfy { !$0.isEmpty && !$0.elementsEqual("..".utf8) } && !path.utf8.contains(0)
      && !FolderListing.ignoresPart(of: path)
  }
}

extension String {
  /// The folders that lead to this path, the nearest last: `a` and `a/b` for `a/b/c`.
  fileprivate var foldersAbove: [String] {
    utf8.indices.filter { utf8[$0] == UInt8(ascii: "/") }.map { String(self[..<$0]) }
  }
}
