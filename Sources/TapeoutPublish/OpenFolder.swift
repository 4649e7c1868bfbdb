import TapeoutDisk
import TapeoutSystem

/// An open folder, below which everything is done by relative paths: nothing outside is ever touched, and it stays the
/// same folder when its name moves.
final class OpenFolder: Sendable {
  let descriptor: Int32

  /// - Parameters:
  ///   - path: itself not a link.
  ///   - base: nil for absolute paths.
  init(_ path: [UInt8], in base: OpenFolder? = nil) throws(SystemError) {
    descriptor = openat(
      base?.descriptor ?? AT_FDCWD, cString(path), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError.last }
  }

  deinit { close(descriptor) }

  // MARK: Looking

  func entries(_ path: [UInt8] = [UInt8(ascii: ".")]) throws(SystemError) -> [FolderListing.Entry] {
    try FolderListing(of: cString(path), from: descriptor, isComplete: true).entries
  }

  /// Nil where there is nothing of that name. Of a link, the link itself.
  func status(_ path: [UInt8]) throws(SystemError) -> stat? {
    var status = stat()
    if fstatat(descriptor, cString(path), &status, AT_SYMLINK_NOFOLLOW) == 0 { return status }
    let error = SystemError.last
    if error.isAbsence { return nil }
    throw error
  }

  var ownStatus: stat {
    get throws(SystemError) {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw SystemError.last }
      return status
    }
  }

  /// An open regular file; nil where there is none.
  func file(_ path: [UInt8]) throws(SystemError) -> OpenFile? {
    let file = openat(descriptor, cString(path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      let error = SystemError.last
      if error.isAbsence || error.code == ELOOP { return nil }
      throw error
    }
    return try OpenFile(file).ifRegular
  }

  // MARK: Changing

  /// Makes and opens a folder where nothing is.
  ///
  /// - Throws: `EEXIST` where anything has that name.
  func makeNewFolder(_ name: [UInt8], mode: mode_t = 0o777) throws(SystemError) -> OpenFolder {
    guard mkdirat(descriptor, cString(name), mode) == 0 else { throw SystemError.last }
    return try OpenFolder(name, in: self)
  }

  /// Makes a folder; one that is there already will do.
  func makeFolder(_ path: [UInt8], mode: mode_t = 0o777) throws(SystemError) {
    guard mkdirat(descriptor, cString(path), mode) == 0 || errno == EEXIST else { throw SystemError.last }
  }

  /// A new file, with the folders that lead to it. What is there already is never written to.
  func create(_ path: [UInt8]) throws(SystemError) -> OpenFile {
    let name = cString(path)
    while true {
      let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      if file >= 0 { return OpenFile(file) }
      let error = SystemError.last
      guard error.code == ENOENT else { throw error }
      try makeFolders(above: path)
    }
  }

  func makeFolders(above path: [UInt8]) throws(SystemError) {
    // From the innermost out to one that can be made, and in again: mostly only the innermost is missing.
    let folders = path.foldersAbove
    var missing = folders.count
    while missing > 0 {
      if mkdirat(descriptor, cString(folders[missing - 1]), 0o777) == 0 || errno == EEXIST { break }
      guard errno == ENOENT else { throw SystemError.last }
      missing -= 1
    }
    for folder in folders[missing...] { try makeFolder(folder) }
  }

  /// Gives a file a second name in another folder of the same disk, with the folders that lead to it.
  func link(_ path: [UInt8], into other: OpenFolder) throws(SystemError) {
    let name = cString(path)
    if linkat(descriptor, name, other.descriptor, name, 0) == 0 { return }
    guard errno == ENOENT else { throw SystemError.last }
    try other.makeFolders(above: path)
    guard linkat(descriptor, name, other.descriptor, name, 0) == 0 else { throw SystemError.last }
  }

  /// Lets a folder be emptied that is about to be deleted. A link in its place is not followed, as `chmod` would.
  func makeWritable(_ path: [UInt8]) throws(SystemError) {
    guard let status = try status(path) else { throw SystemError(code: ENOENT) }
    if status.st_mode & S_IFMT == S_IFDIR, status.st_mode & 0o700 == 0o700 { return }
    try OpenFolder(path, in: self).setMode(0o700)
  }

  func setMode(_ mode: mode_t) throws(SystemError) {
    guard fchmod(descriptor, mode) == 0 else { throw SystemError.last }
  }

  func takeOwner(of other: stat) throws(SystemError) {
    let own = try ownStatus
    if own.st_uid == other.st_uid, own.st_gid == other.st_gid { return }
    guard fchown(descriptor, other.st_uid, other.st_gid) == 0 else { throw SystemError.last }
  }

  /// Takes over another folder's owner, group, permissions and times.
  ///
  /// - Throws: `EPERM` where the owner or the group cannot be given away.
  func resemble(_ other: stat) throws(SystemError) {
    // Before the mode: a change of owner takes away the bits that let others act as the owner.
    try takeOwner(of: other)
    var other = other
    let times = [system_access_time(&other), system_modification_time(&other)]
    guard futimens(descriptor, times) == 0 else { throw SystemError.last }
    try setMode(other.st_mode & 0o7777)
  }

  func remove(_ path: [UInt8]) throws(SystemError) {
    guard unlinkat(descriptor, cString(path), 0) == 0 || errno == ENOENT else { throw SystemError.last }
  }

  func removeFolder(_ path: [UInt8]) throws(SystemError) {
    guard unlinkat(descriptor, cString(path), AT_REMOVEDIR) == 0 || errno == ENOENT else { throw SystemError.last }
  }

  /// Moves a file or folder to where nothing is.
  func move(_ path: [UInt8], to new: [UInt8], in other: OpenFolder) throws(SystemError) {
    if system_move(descriptor, cString(path), other.descriptor, cString(new)) == 0 { return }
    let error = SystemError.last
    guard error.isUnsupported else { throw error }
    if try other.status(new) != nil { throw SystemError(code: EEXIST) }
    guard renameat(descriptor, cString(path), other.descriptor, cString(new)) == 0 else { throw SystemError.last }
  }

  /// Puts a file in the place of another one in one step.
  func replace(_ path: [UInt8], in other: OpenFolder) throws(SystemError) {
    let name = cString(path)
    guard renameat(descriptor, name, other.descriptor, name) == 0 else { throw SystemError.last }
  }

  /// Lets two names change places in one step: whoever looks sees the one or the other, never neither.
  func exchange(_ path: [UInt8], with new: [UInt8], in other: OpenFolder) throws(SystemError) {
    guard system_exchange(descriptor, cString(path), other.descriptor, cString(new)) == 0 else {
      throw SystemError.last
    }
  }

  /// Waits until all that was written to this disk lies on it: one flush, however many files.
  func flush() throws(SystemError) {
    guard system_flush(descriptor) == 0 else { throw SystemError.last }
  }
}

extension SystemError {
  /// The file system, or the kernel, has no such operation.
  var isUnsupported: Bool { [EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP].contains(code) }

  /// The same disk, yet no second name for this file: another's file, too many names, or no such operation.
  var forbidsLinks: Bool { [EPERM, EACCES, EMLINK].contains(code) || (isUnsupported && code != EINVAL) }
}
