import TapeoutDisk
import TapeoutSystem

/// Takes files of the last site over into the new one without touching them.
enum ForeignFileCarrier {
  /// Takes over files of one folder, by way of that folder: the path to it is walked once.
  static func carry(_ stretch: FolderStretch, from old: OpenFolder, into next: OpenFolder) throws(OperationalError) {
    var rest = stretch.names[...]
    if let folders = try? stretch.open(in: old, and: next) {
      // Whatever cannot be linked like this is taken the long way round, which says what is wrong.
      rest = rest.drop { name in (try? folders.0.link(name, into: folders.1)) != nil }
    }
    for name in rest { try carry(stretch.path(name), from: old, into: next) }
  }

  /// Gives the file a second name; copies it only where the disk allows none. ``OldSiteRemoval`` then puts the file
  /// itself in the copy's place, since a copy has another owner.
  static func carry(_ path: [UInt8], from old: OpenFolder, into next: OpenFolder) throws(OperationalError) {
    do throws(SystemError) {
      do throws(SystemError) {
        try old.link(path, into: next)
      } catch {
        guard error.forbidsLinks else { throw error }
        // What cannot be copied either is moved once the new site is in its place: see `OldSiteRemoval`.
        guard let file = (try? old.file(path)) ?? nil else { return }
        let copy = try next.create(path)
        _ = try FileComparison().copy(file, to: copy)
        try copy.resemble(file.status)
        try copy.finish()
      }
    } catch {
      if error.code == EXDEV {
        throw OperationalError(
          "\(shown(path)) in the output folder lies on another disk, so it cannot be taken over.",
          advice: "Unmount it, or name another folder with --output.")
      }
      throw OperationalError("\(shown(path)) in the output folder cannot be taken over: \(error).")
    }
  }

  /// Takes over all that is not ours: files, links, pipes, and folders with their owner, permissions and times.
  static func carryOthers(of old: PublishedSite, into next: OpenFolder) throws(OperationalError) {
    for path in old.otherFolders {
      do throws(SystemError) {
        try next.makeFolders(above: path)
        try next.makeFolder(path)
      } catch {
        throw failure(path, error)
      }
    }
    for path in old.others { try carry(path, from: old.folder, into: next) }
    for path in old.otherFolders.reversed() {
      do throws(SystemError) {
        guard let status = try old.folder.status(path) else { continue }
        try OpenFolder(path, in: next).resemble(status)
      } catch {
        if error.code == EPERM {
          throw OperationalError(
            "The folder \(shown(path)) in the output folder belongs to another user or group, so it cannot be taken over.",
            advice: "Make it yours, move it elsewhere, or name another folder with --output.")
        }
        throw failure(path, error)
      }
    }
  }

  private static func failure(_ path: [UInt8], _ error: SystemError) -> OperationalError {
    OperationalError("The folder \(shown(path)) in the output folder cannot be taken over: \(error).")
  }
}
