import TapeoutDisk
import TapeoutSystem

/// Which file or folder something is, under whatever name: its inode and device.
struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let file: UInt64

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    file = UInt64(status.st_ino)
  }

  /// Nil where there is nothing.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// The folder and those above it; those that do not exist are left out.
  static func above(_ path: String) -> [FileIdentity] {
    var identities: [FileIdentity] = []
    var folder = path
    while true {
      if let identity = FileIdentity(folder) { identities.append(identity) }
      if folder == "/" { return identities }
      folder = parent(of: folder)
    }
  }
}
