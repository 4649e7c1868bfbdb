import TapeoutSystem

/// Everything below a folder at one moment, links not followed.
package struct FolderSnapshot: Equatable, Sendable {
  package struct Entry: Equatable, Sendable {
    package var inode: UInt64
    /// In nanoseconds.
    package var changed: Int
    package var mode: UInt32
    /// Of a file, what it holds; of a link, where it leads; of a folder, nothing.
    package var bytes: [UInt8]
  }

  /// By path below the folder; names that are not UTF-8 with replacement characters.
  package private(set) var entries: [String: Entry] = [:]

  /// - Parameter path: where nothing is, the snapshot is empty.
  package init(_ path: String) { add(path, "") }

  /// What each file and link holds, without inodes and times.
  package var contents: [String: [UInt8]] { entries.filter { $0.value.mode & 0o40000 == 0 }.mapValues(\.bytes) }

  package subscript(name: String) -> Entry? { entries[name] }

  private mutating func add(_ path: String, _ name: String) {
    for child in FolderSnapshot.names(path) {
      let own = path.utf8CString.dropLast() + [CChar(0x2F)] + child
      let shown =
        (name.isEmpty ? "" : name + "/")
        + String(decoding: child.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      var status = stat()
      guard lstat(Array(own), &status) == 0 else { continue }
      entries[shown] = Entry(
        inode: UInt64(status.st_ino), changed: Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec),
        mode: UInt32(status.st_mode), bytes: FolderSnapshot.bytes(Array(own), status))
      if status.st_mode & S_IFMT == S_IFDIR {
        add("\(path)/\(String(decoding: child.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))", shown)
      }
    }
  }

  private static func bytes(_ path: [CChar], _ status: stat) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(Int(status.st_size), 1))
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      let file = open(path, O_RDONLY | O_CLOEXEC)
      defer { close(file) }
      let count = read(file, &bytes, bytes.count)
      return Array(bytes.prefix(max(count, 0)))
    case S_IFLNK:
      let count = bytes.withUnsafeMutableBytes { readlink(path, $0.bindMemory(to: CChar.self).baseAddress!, $0.count) }
      return Array(bytes.prefix(max(count, 0)))
    default: return []
    }
  }

  private static func names(_ path: String) -> [[CChar]] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [[CChar]] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name.map { CChar(bitPattern: $0) } + [0]) }
    }
    return names
  }
}
