package import TapeoutDisk
import TapeoutPublish
import TapeoutSystem

/// A file of a project in the user's cache folder, where it is neither published nor committed, and may be deleted at
/// any time.
///
/// It is believed only where owner and rights are as we leave them; what is in it the reader judges by checksum and
/// header. Else it is as if it were not there.
package struct CacheFile: Sendable {
  private let folder: String
  private let name: String
  /// Which build of the tool this is: another one may read the same bytes otherwise, or come to something else.
  let tool: [UInt8]

  /// Nil where the tool cannot tell which build it is.
  ///
  /// - Parameters:
  ///   - kind: what it holds, a word.
  ///   - folder: the user's cache folder.
  package init?(_ kind: String, folder: String, project: Project) {
    var status = stat()
    guard folder.utf8.first == UInt8(ascii: "/"), stat("/proc/self/exe", &status) == 0 else { return nil }
    let stamp = FileStamp(status)
    tool = Array("\(status.st_size) \(stamp.changed) \(stamp.inode)".utf8)
    self.folder = folder + "/tapeout"
    name = kind + "-" + String(ContentHash(Array(project.root.utf8)[...]).value, radix: 16)
  }

  private var path: String { folder + "/" + name }

  /// What it holds; nil where it is none of ours or has more than `limit` bytes.
  package func load(limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    // Another user's file could say anything.
    let isOurs =
      fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_uid == geteuid()
      && status.st_mode & 0o022 == 0
    close(descriptor)
    guard isOurs, case .bytes(let bytes) = FileReading(cString(Array(path.utf8)), from: AT_FDCWD, limit: limit)
    else { return nil }
    return bytes
  }

  /// Writes the file whole or not at all. A cache that cannot be written is no failure.
  package func store(_ bytes: [UInt8]) { _ = CacheFile.store(bytes, as: name, in: folder) }

  /// - Returns: whether it lies there now.
  fileprivate static func store(_ bytes: [UInt8], as name: String, in folder: String) -> Bool {
    var end = folder.utf8.startIndex
    while let slash = folder.utf8[folder.utf8.index(after: end)...].firstIndex(of: UInt8(ascii: "/")) {
      mkdir(String(folder[..<slash]), 0o700)
      end = slash
    }
    mkdir(folder, 0o700)
    let path = folder + "/" + name
    let draft = "\(path).\(getpid())"
    unlink(draft)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    let isWritten = (try? FileWriting.write(bytes, to: descriptor)) != nil
    close(descriptor)
    guard isWritten, rename(draft, path) == 0 else {
      unlink(draft)
      return false
    }
    return true
  }
}

/// A document of ours that a person reads from the user's cache folder.
package enum CachedDocument {
  /// Sees to it that the document lies there, as it is.
  ///
  /// - Parameter folder: the user's cache folder.
  /// - Returns: its path; nil where it cannot be written.
  package static func path(_ name: String, holding bytes: [UInt8], inCache folder: String) -> String? {
    guard folder.utf8.first == UInt8(ascii: "/") else { return nil }
    let path = folder + "/tapeout/" + name
    if case .bytes(bytes) = FileReading(cString(Array(path.utf8)), from: AT_FDCWD, limit: bytes.count) { return path }
    return CacheFile.store(bytes, as: name, in: folder + "/tapeout") ? path : nil
  }
}
