import TapeoutDisk
import TapeoutSystem

/// The hidden folder beside an output folder in which the next site is made; whoever holds it is the only one to
/// publish there.
///
/// It is called `.NAME.tapeout` and holds: `lock`, which marks it as ours and is locked while a build runs; `next`, the
/// site in the making, and after the swap the old one; `swapping`, from shortly before the swap on; `previous`, the
/// old site, only where two names cannot change places in one step.
///
/// It is made by us or it is nobody's: whoever commits a folder of this name, with links in it, must not lead us to
/// what they point at. ``mode`` tells ours.
package final class Staging: Sendable {
  package let output: OutputFolder
  /// The folder that holds the output folder.
  let parent: OpenFolder
  let folder: OpenFolder
  private let name: [UInt8]
  private let lock: Int32

  /// With the sticky bit, which changes nothing in a folder of one's own, and which neither Git nor an archive gives a
  /// folder: so one with this mode and our owner was made by a build.
  static let mode: mode_t = 0o1700
  static let lockName = Array("lock".utf8)
  static let next = Array("next".utf8)
  static let previous = Array("previous".utf8)
  static let swapping = Array("swapping".utf8)

  var outputName: [UInt8] { Array(output.name.utf8) }

  /// Locks the output folder and clears away what killed builds have left.
  ///
  /// - Parameters:
  ///   - waiting: called once where another build holds the lock.
  ///   - isStopped: asked while waiting.
  package init(
    _ output: OutputFolder, waiting: () throws -> Void = {}, isStopped: () -> Bool = { false }
  ) throws {
    self.output = output
    name = Array(".\(output.name).tapeout".utf8)
    do throws(SystemError) {
      parent = try OpenFolder(Array(output.parent.utf8))
    } catch {
      throw OperationalError("The folder \(output.parent) cannot be opened: \(error).")
    }
    var hasWaited = false
    while true {
      if isStopped() { throw Staging.stopped }
      guard let (folder, lock) = try Staging.open(name, in: parent, output) else { continue }
      if flock(lock, LOCK_EX | LOCK_NB) != 0 {
        guard errno == EWOULDBLOCK || errno == EINTR else {
          let error = SystemError.last
          close(lock)
          throw OperationalError("The output folder \(output.path) cannot be locked: \(error).")
        }
        if !hasWaited { try waiting() }
        hasWaited = true
        // Looked at again and again, since a signal does not end the waiting on the threads of Swift's tasks.
        close(lock)
        usleep(50_000)
        continue
      }
      // The build before has deleted the file that we waited for: whoever comes next would lock another one.
      guard Staging.isCurrent(lock, name, in: parent) else {
        close(lock)
        continue
      }
      self.folder = folder
      self.lock = lock
      break
    }
    try clear()
  }

  deinit { close(lock) }

  static let stopped = OperationalError("The build was interrupted; the last site stays as it was.")

  // MARK: Taking

  /// Nil where another build has just cleared it away.
  private static func open(
    _ name: [UInt8], in parent: OpenFolder, _ output: OutputFolder
  ) throws(OperationalError) -> (OpenFolder, Int32)? {
    let path = "\(output.parent == "/" ? "" : output.parent)/\(String(decoding: name, as: UTF8.self))"
    let folder: OpenFolder
    do throws(SystemError) {
      guard let taken = try take(name, in: parent) else { return nil }
      folder = taken
    } catch {
      if error.code == EEXIST {
        throw OperationalError(
          "\(path) is in the way: the site would be made there, and tapeout did not make it.",
          advice: "See what it is, and move or delete it; in a repository, remove it from there, too.")
      }
      throw OperationalError(
        "The folder \(path), in which the site is made, cannot be created: \(error).",
        advice: "Give yourself permission to write beside the output folder, or name another one with --output.")
    }
    let lock = openat(folder.descriptor, cString(lockName), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if lock < 0 {
      let error = SystemError.last
      if error.code == ENOENT { return nil }
      throw OperationalError("\(path)/lock cannot be opened: \(error).")
    }
    return (folder, lock)
  }

  /// Makes the folder, or opens the one that another build has made.
  ///
  /// - Returns: nil where another build has just cleared it away.
  /// - Throws: `EEXIST` where something of that name is not ours. It is not touched.
  private static func take(_ name: [UInt8], in parent: OpenFolder) throws(SystemError) -> OpenFolder? {
    do throws(SystemError) {
      let folder = try parent.makeNewFolder(name, mode: mode)
      // Not every system lets a new folder have this mode.
      if try folder.ownStatus.st_mode & 0o7777 != mode { try folder.setMode(mode) }
      return folder
    } catch {
      if error.code == ENOENT, try parent.ownStatus.st_nlink > 0 { return nil }
      guard error.code == EEXIST else { throw error }
    }
    let folder: OpenFolder
    do throws(SystemError) {
      folder = try OpenFolder(name, in: parent)
    } catch {
      if error.code == ENOENT { return nil }
      // A link or a file; or a folder that we may not open, so another's.
      throw error.isRefusal || error.code == ENOTDIR ? SystemError(code: EEXIST) : error
    }
    let status = try folder.ownStatus
    guard status.st_uid == geteuid(), status.st_dev == (try parent.ownStatus.st_dev) else {
      throw SystemError(code: EEXIST)
    }
    if status.st_mode & 0o7777 == mode { return folder }
    // Another build may be about to give it its mode. Else it is an empty folder, in which nothing can be lost.
    do throws(SystemError) {
      try parent.removeFolder(name)
      return nil
    } catch {
      throw error.code == ENOTEMPTY ? SystemError(code: EEXIST) : error
    }
  }

  private static func isCurrent(_ lock: Int32, _ name: [UInt8], in parent: OpenFolder) -> Bool {
    var own = stat()
    guard fstat(lock, &own) == 0 else { return false }
    guard let named = try? parent.status(name + [UInt8(ascii: "/")] + lockName) else { return false }
    return FileIdentity(own) == FileIdentity(named)
  }

  // MARK: Clearing

  /// Finishes what killed builds have begun: brings the old site back, and deletes what is left of theirs.
  private func clear() throws(OperationalError) {
    do {
      if try parent.status(outputName) == nil, let previous = try folder.status(Staging.previous) {
        guard previous.st_mode & S_IFMT == S_IFDIR else { throw SystemError(code: ENOTDIR) }
        try folder.move(Staging.previous, to: outputName, in: parent)
        // So the new site was never in its place, and holds nothing of others.
        try folder.remove(Staging.swapping)
      }
      let isSwapping = try folder.status(Staging.swapping) != nil
      for name in [Staging.next, Staging.previous] where try folder.status(name) != nil {
        if isSwapping {
          try discard(name)
        } else {
          try DeletedTree.delete(name, in: folder)
        }
      }
      try folder.remove(Staging.swapping)
    } catch let failure as OperationalError {
      throw failure
    } catch {
      throw OperationalError("What an interrupted build left beside \(output.path) cannot be deleted: \(error).")
    }
  }

  /// Deletes what may be the last site, and moves into the present one whatever it holds that is nobody's copy.
  private func discard(_ name: [UInt8]) throws {
    let old = try PublishedSite(try OpenFolder(name, in: folder), called: shown(name))
    var removal = OldSiteRemoval(old, present: try? OpenFolder(outputName, in: parent))
    try removal.run()
    try folder.removeFolder(name)
  }

  /// Unlocks the output folder and deletes the staging folder with all that is in it.
  ///
  /// What cannot be deleted stays for the next build, which tries again.
  package func release() {
    guard (try? clear()) != nil else { return }
    try? folder.remove(Staging.lockName)
    try? parent.removeFolder(name)
  }
}
