import TapeoutDisk
import TapeoutSystem

/// The hidden folder beside an output folder in which the next site is made; whoever holds it is the only one to
/// publish there.
///
/// It is called `.NAME.tapeout` and holds: `lock`, which marks it as ours and is locked while a build runs; `next`, the
/// site in the making, and after the swap the old one; `swapping`, from shortly before the swap on; `previous`, the
/// old site, only where two names cannot change places in one step.
package final class Staging: Sendable {
  package let output: OutputFolder
  /// The folder that holds the output folder.
  let parent: OpenFolder
  let folder: OpenFolder
  private let name: [UInt8]
  private let lock: Int32

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
      try parent.makeFolder(name, mode: 0o700)
      folder = try OpenFolder(name, in: parent)
    } catch {
      if error.code == ENOENT { return nil }
      throw OperationalError(
        "The folder \(path), in which the site is made, cannot be created: \(error).",
        advice: "Give yourself permission to write beside the output folder, or name another one with --output.")
    }
    do throws(SystemError) {
      // A folder with something in it but no lock is not of our making.
      if try folder.status(lockName) == nil, try !folder.entries().isEmpty, try folder.status(lockName) == nil {
        throw SystemError(code: EEXIST)
      }
    } catch {
      if error.code == EEXIST {
        throw OperationalError("\(path) is in the way: the site would be made there.", advice: "Move it elsewhere.")
      }
      throw OperationalError("The folder \(path) cannot be read: \(error).")
    }
    let lock = openat(folder.descriptor, cString(lockName), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if lock < 0 {
      let error = SystemError.last
      if error.code == ENOENT { return nil }
      throw OperationalError("\(path)/lock cannot be opened: \(error).")
    }
    return (folder, lock)
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
      if try parent.status(outputName) == nil, try folder.status(Staging.previous) != nil {
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
