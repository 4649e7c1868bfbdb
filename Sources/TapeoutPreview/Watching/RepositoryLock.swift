import TapeoutDisk
import TapeoutSystem

/// The file that Git keeps while it changes the working tree.
struct RepositoryLock: Sendable {
  /// Where it is while Git works; nil outside a repository.
  private let path: String?

  /// A lock that is older was left behind.
  private static let oldest = 10

  /// Looks for the repository around a folder.
  init(around folder: String) {
    var folder = folder
    while true {
      let git = (folder == "/" ? "" : folder) + "/.git"
      var status = stat()
      if lstat(git, &status) == 0 {
        switch status.st_mode & S_IFMT {
        case S_IFDIR: path = git + "/index.lock"
        case S_IFREG: path = RepositoryLock.folder(named: git).map { $0 + "/index.lock" }
        default: path = nil
        }
        return
      }
      guard folder != "/", let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) else {
        path = nil
        return
      }
      folder = slash == folder.utf8.startIndex ? "/" : String(folder[..<slash])
    }
  }

  /// The absolute folder that a working tree's `.git` file names: `gitdir: /path`.
  private static func folder(named file: String) -> String? {
    guard case .bytes(let bytes) = FileReading(cString(Array(file.utf8)), from: AT_FDCWD, limit: 4096),
      bytes.starts(with: "gitdir: /".utf8)
    else { return nil }
    let line = bytes.dropFirst("gitdir: ".utf8.count).prefix { $0 != 0x0A && $0 != 0x0D }
    return String(validating: line, as: UTF8.self)
  }

  /// Whether Git is at work.
  var isHeld: Bool {
    guard let path else { return false }
    var status = stat()
    guard lstat(path, &status) == 0 else { return false }
    return time(nil) - system_modification_time(&status).tv_sec < RepositoryLock.oldest
  }
}
