import TapeoutDisk
import TapeoutSystem

/// What an output folder holds before a build: the last site's files, and those that are not ours.
package struct PublishedSite: Sendable {
  let folder: OpenFolder
  /// Our files as the last build wrote them, whether they are still there or not.
  let manifest: SiteManifest
  /// Whether each of them is still there.
  let isPresent: [Bool]
  /// All that is not ours but folders: files, links, pipes. In the order of the paths' bytes.
  let others: [[UInt8]]
  /// Every folder, each before those in it.
  let folders: [[UInt8]]
  /// Folders that hold nothing of ours, each before those in it.
  let otherFolders: [[UInt8]]

  /// - Parameter path: what the folder is called in messages.
  init(_ folder: OpenFolder, called path: String) throws(OperationalError) {
    self.folder = folder
    let manifest = try PublishedSite.manifest(folder, path)
    let entries = manifest?.entries ?? []
    var isPresent = [Bool](repeating: false, count: entries.count)
    var others: [[UInt8]] = []
    var folders: [[UInt8]] = []
    // Both the list and the walk are in the order of paths, so one pass over both is enough.
    var next = 0
    var waiting = try PublishedSite.list([], in: folder, path)
    while let (path, kind) = waiting.popLast() {
      if kind == .folder {
        folders.append(path)
        waiting += try PublishedSite.list(path, in: folder, shown(path))
        continue
      }
      while next < entries.count, entries[next].path.precedes(path) { next += 1 }
      if kind == .file, next < entries.count, entries[next].path == path {
        isPresent[next] = true
      } else if kind != .file || manifest == nil || path != SiteManifest.name {
        others.append(path)
      }
    }
    self.manifest = manifest ?? SiteManifest()
    self.isPresent = isPresent
    self.others = others
    self.folders = folders
    otherFolders = PublishedSite.others(folders, entries)
  }

  /// What a folder holds, last first.
  private static func list(
    _ path: [UInt8], in folder: OpenFolder, _ name: String
  ) throws(OperationalError) -> [(path: [UInt8], kind: FolderListing.Kind)] {
    do throws(SystemError) {
      let entries = try path.isEmpty ? folder.entries() : folder.entries(path)
      return entries.reversed().map { (path.isEmpty ? $0.name : path + [UInt8(ascii: "/")] + $0.name, $0.kind) }
    } catch {
      throw OperationalError("The folder \(name) in the output folder cannot be read: \(error).")
    }
  }

  private static func others(_ folders: [[UInt8]], _ entries: [SiteManifest.Entry]) -> [[UInt8]] {
    var ours: Set<[UInt8]> = []
    var last: ArraySlice<UInt8> = []
    for entry in entries {
      // Neighbours mostly lie in one folder.
      guard let slash = entry.path.lastIndex(of: UInt8(ascii: "/")), entry.path[..<slash] != last else { continue }
      last = entry.path[..<slash]
      ours.formUnion(entry.path.foldersAbove)
    }
    return folders.filter { !ours.contains($0) }
  }

  /// Nil where nobody has published here yet.
  private static func manifest(_ folder: OpenFolder, _ path: String) throws(OperationalError) -> SiteManifest? {
    switch FileReading(cString(SiteManifest.name), from: folder.descriptor, limit: 1 << 30) {
    case .bytes(let bytes):
      if let manifest = SiteManifest(parsing: bytes) { return manifest }
      throw OperationalError(
        "\(path)/.tapeout, the list of our files in the output folder, is damaged.",
        advice: "Empty the output folder, or name another one with --output.")
    case .failed(let error) where error.code == ENOENT || error.code == ELOOP: return nil
    case .failed(let error): throw OperationalError("\(path)/.tapeout cannot be read: \(error).")
    case .special, .oversized: return nil
    }
  }

  /// Our files that are there.
  var ours: [SiteManifest.Entry] { manifest.entries.indices.filter { isPresent[$0] }.map { manifest.entries[$0] } }
}
