import TapeoutDisk
import TapeoutSystem

/// What tells the files of a project from what they were: names, sizes and times of all, as one number.
///
/// For systems that do not tell of changes.
enum FolderSignature {
  /// - Parameter root: the project's folder.
  static func of(_ root: String) -> UInt64 {
    let stream = ContentHash.Stream()
    var folders = FolderWatch.names.map { Array((root == "/" ? "/" : root + "/").utf8) + Array($0.utf8) }
    while let folder = folders.popLast() {
      guard let listing = try? FolderListing(of: cString(folder), from: AT_FDCWD) else { continue }
      for entry in listing.entries {
        let path = folder + [UInt8(ascii: "/")] + entry.name
        if entry.kind == .folder { folders.append(path) }
        add(path, to: stream)
      }
    }
    return stream.hash.value
  }

  private static func add(_ path: [UInt8], to stream: ContentHash.Stream) {
    path.withUnsafeBytes { stream.update($0) }
    var status = stat()
    guard lstat(cString(path), &status) == 0 else { return }
    // A folder's time tells only what its listing tells.
    let isFolder = status.st_mode & S_IFMT == S_IFDIR
    let stamp = FileStamp(status)
    let numbers = [
      UInt64(status.st_mode), stamp.inode, isFolder ? 0 : UInt64(bitPattern: Int64(stamp.changed)),
      isFolder ? 0 : UInt64(bitPattern: Int64(status.st_size)),
    ]
    numbers.withUnsafeBytes { stream.update($0) }
  }
}
