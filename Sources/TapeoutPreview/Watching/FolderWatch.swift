import TapeoutDisk
import TapeoutSystem

/// Is told by the system when something changes in the folders of a project.
final class FolderWatch {
  struct Event {
    var change: Burst.Change
    /// Folders have come or gone, so that the watch has to be renewed.
    var concernsFolders: Bool
  }

  private let root: String
  let descriptor: Int32
  /// The number of the root, in which only two names count.
  private var rootNumber: Int32 = -1
  private var events: [Event] = []

  /// The folders that a site is made from.
  static let names = ["Content", "Templates"]

  /// - Throws: where the system cannot tell of changes, or has no more watches to give.
  init(root: String) throws(SystemError) {
    self.root = root
    descriptor = system_watch_begin()
    guard descriptor >= 0 else { throw SystemError.last }
    do { try renew() } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// Watches every folder that is there now. Those that are watched already stay so.
  func renew() throws(SystemError) {
    rootNumber = system_watch_add(descriptor, root)
    guard rootNumber >= 0 else { throw SystemError.last }
    var folders = FolderWatch.names.map { Array((root == "/" ? "/" : root + "/").utf8) + Array($0.utf8) }
    var depth = 0
    while !folders.isEmpty, depth <= FolderWatch.deepest {
      var next: [[UInt8]] = []
      for folder in folders { next += try watch(folder) }
      folders = next
      depth += 1
    }
  }

  /// Somewhat deeper than content may lie.
  private static let deepest = 40

  /// Watches a folder and gives those in it. Watched before it is listed: what comes later is told.
  private func watch(_ folder: [UInt8]) throws(SystemError) -> [[UInt8]] {
    guard system_watch_add(descriptor, cString(folder)) >= 0 else {
      let error = SystemError.last
      // It has gone since, or may not be read, which the analysis says.
      if error.isAbsence || error.isRefusal { return [] }
      throw error
    }
    guard let listing = try? FolderListing(of: cString(folder), from: AT_FDCWD) else { return [] }
    return listing.entries.filter { $0.kind == .folder }.map { folder + [UInt8(ascii: "/")] + $0.name }
  }

  /// What has happened since the last time; nothing where it was of no concern.
  func read() throws(SystemError) -> [Event] {
    events = []
    while true {
      let result = system_watch_read(descriptor, Unmanaged.passUnretained(self).toOpaque()) {
        context, folder, change, name in
        guard let context, let name else { return }
        Unmanaged<FolderWatch>.fromOpaque(context).takeUnretainedValue()
          .note(change, of: String(cString: name), in: folder)
      }
      if result < 0 { throw SystemError.last }
      if result == 0 { return events }
    }
  }

  private func note(_ change: Int32, of name: String, in folder: Int32) {
    if folder == rootNumber {
      guard FolderWatch.names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else { return }
    } else if FolderListing.ignoresPart(of: name) {
      return
    }
    events.append(
      Event(
        change: change & SYSTEM_WATCH_ENDED != 0 ? .ended : .begun,
        concernsFolders: change & SYSTEM_WATCH_FOLDERS != 0))
  }
}
