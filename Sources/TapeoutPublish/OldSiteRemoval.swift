import TapeoutDisk
import TapeoutSystem

/// Deletes an old site once the new one is in its place.
///
/// Files of others have been carried along; what came into the old folder too late for that, is moved now. So nothing
/// of theirs is ever lost.
struct OldSiteRemoval {
  private let old: PublishedSite
  private let present: OpenFolder?
  /// Files that were moved to another name, because theirs was taken.
  private(set) var renamed: [[UInt8]] = []

  /// - Parameter present: the site that is published now; nil where there is none.
  init(_ old: PublishedSite, present: OpenFolder?) {
    self.old = old
    self.present = present
  }

  /// Deletes what the last look at the folder has shown, then moves what is left.
  mutating func run() throws(SystemError) {
    for path in old.folders { try old.folder.makeWritable(path) }
    try settleOthers()
    for entry in old.ours { try old.folder.remove(entry.path) }
    try finish()
  }

  /// All but our files, which are gone already.
  mutating func finish() throws(SystemError) {
    try old.folder.remove(SiteManifest.name)
    var isEmpty = true
    for path in old.folders.reversed() {
      do throws(SystemError) {
        try old.folder.removeFolder(path)
      } catch {
        guard error.code == ENOTEMPTY || error.code == EEXIST else { throw error }
        isEmpty = false
      }
    }
    if isEmpty, try old.folder.entries().isEmpty { return }
    try moveRest()
  }

  /// Puts what is not ours in its place in the present site, before anything else is tried that may fail.
  mutating func settleOthers() throws(SystemError) {
    guard let present else { return }
    for path in old.others { try settle(path, in: present) }
  }

  /// Removes a file that the present site has, too: another name of it, or a copy, which then makes room for the file
  /// itself, with its owner and whatever else a copy lacks. Moves one that could be neither linked nor copied.
  private mutating func settle(_ path: [UInt8], in present: OpenFolder) throws(SystemError) {
    guard let own = try old.folder.status(path) else { return }
    guard let carried = try present.status(path) else { return try move(path, into: present) }
    if FileIdentity(own) == FileIdentity(carried) { return try old.folder.remove(path) }
    guard own.st_mode & S_IFMT == S_IFREG, carried.st_mode & S_IFMT == S_IFREG, own.st_size == carried.st_size,
      let first = try old.folder.file(path), let second = try present.file(path),
      try FileComparison().areEqual(first, second)
    else { return }
    try old.folder.replace(path, in: present)
  }

  private mutating func moveRest() throws(SystemError) {
    guard let present else { throw SystemError(code: ENOENT) }
    var waiting: [[UInt8]] = [[]]
    var folders: [[UInt8]] = []
    while let folder = waiting.popLast() {
      if !folder.isEmpty { folders.append(folder) }
      for entry in try folder.isEmpty ? old.folder.entries() : old.folder.entries(folder) {
        let path = folder.isEmpty ? entry.name : folder + [UInt8(ascii: "/")] + entry.name
        if entry.kind == .folder { waiting.append(path) } else { try move(path, into: present) }
      }
    }
    for folder in folders.reversed() {
      // An empty folder that is not ours is a thing of its own.
      try? present.makeFolder(folder)
      try old.folder.removeFolder(folder)
    }
  }

  private mutating func move(_ path: [UInt8], into present: OpenFolder) throws(SystemError) {
    try present.makeFolders(above: path)
    var name = path
    for number in 1...1000 {
      do throws(SystemError) {
        try old.folder.move(path, to: name, in: present)
        if name != path { renamed.append(name) }
        return
      } catch {
        guard error.code == EEXIST else { throw error }
      }
      name = path + Array(".kept-\(number)".utf8)
    }
    throw SystemError(code: EEXIST)
  }
}
