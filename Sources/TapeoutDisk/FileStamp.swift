package import TapeoutSystem

/// Tells a file from one that was edited or put in its place, as Git's index does.
package struct FileStamp: Hashable, Sendable {
  package var inode: UInt64
  /// In nanoseconds.
  package var changed: Int

  package init(inode: UInt64, changed: Int) {
    self.inode = inode
    self.changed = changed
  }

  package init(_ status: stat) {
    inode = UInt64(status.st_ino)
    var status = status
    let time = system_modification_time(&status)
    changed = Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec)
  }
}
