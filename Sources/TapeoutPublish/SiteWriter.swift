import TapeoutDisk
import TapeoutSite
import TapeoutSystem

/// Puts one file of the new site in its place: written into the staging folder where it is new or differs from the last
/// site's, else only noted, to be taken over.
struct SiteWriter: Sendable {
  /// What became of one file.
  struct Placement: Sendable {
    enum Outcome: Sendable {
      case written, unchanged
      /// Something that is not ours lies there.
      case occupied
      /// Somebody has changed our file since the last build.
      case edited
    }

    var entry: SiteManifest.Entry
    var outcome: Outcome
  }

  private let next: OpenFolder
  private let old: OpenFolder?
  private let known: SiteManifest
  private let others: Set<[UInt8]>
  private let otherFolders: Set<[UInt8]>
  private let files: FileComparison

  init(_ published: PublishedSite?, next: OpenFolder, _ stop: CancellationFlag) {
    self.next = next
    old = published?.folder
    known = published?.manifest ?? SiteManifest()
    others = Set(published?.others ?? [])
    otherFolders = Set(published?.otherFolders ?? [])
    files = FileComparison { stop.isStopped }
  }

  func place(_ file: OutputFile) throws(OperationalError) -> Placement {
    let path = Array(file.path.utf8)
    guard path.isOutputPath, path != SiteManifest.name else {
      throw OperationalError("\(file.path) is no path for a file of the site; this is a mistake in tapeout.")
    }
    do throws(SystemError) {
      return try file.bytes.withUnsafeBufferPointer { bytes throws(SystemError) in
        try place(path, UnsafeRawBufferPointer(bytes))
      }
    } catch {
      throw SiteWriter.failure(file.path, error)
    }
  }

  private func place(_ path: [UInt8], _ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Placement {
    var entry = SiteManifest.Entry(
      path: path, size: bytes.count, hash: ContentHash(bytes).value, stamp: .init(inode: 0, changed: 0))
    if isOccupied(path) { return Placement(entry: entry, outcome: .occupied) }
    if let known = known[path], let status = try old?.status(path), status.st_mode & S_IFMT == S_IFREG {
      entry.stamp = FileStamp(status)
      let isUntouched = known.stamp == entry.stamp && known.size == Int(status.st_size)
      if isUntouched && known.hash == entry.hash && known.size == entry.size {
        return Placement(entry: entry, outcome: .unchanged)
      }
      if !isUntouched, let file = try old?.file(path) {
        let comparison = try files.compare(file, bytes)
        if comparison.isEqual { return Placement(entry: entry, outcome: .unchanged) }
        if comparison.hash != known.hash { return Placement(entry: entry, outcome: .edited) }
      }
    }
    let file = try next.create(path)
    try file.write(bytes)
    entry.stamp = try FileStamp(file.status)
    try file.finish()
    return Placement(entry: entry, outcome: .written)
  }

  /// Copies a file beside the Markdown.
  func place(_ attachment: AttachedFile, of root: OpenFolder) throws(OperationalError) -> Placement {
    let path = Array(attachment.output.utf8)
    guard path.isOutputPath else {
      throw OperationalError("\(attachment.output) is no path for a file of the site; this is a mistake in tapeout.")
    }
    let source = try attachment.open(in: root)
    if attachment.isCleaned {
      return try place(OutputFile(path: attachment.output, bytes: try attachment.cleaned(source)))
    }
    do throws(SystemError) {
      var entry = SiteManifest.Entry(path: path, size: 0, hash: 0, stamp: .init(inode: 0, changed: 0))
      if isOccupied(path) { return Placement(entry: entry, outcome: .occupied) }
      if let known = known[path], let published = try old?.file(path) {
        let status = try published.status
        entry.size = Int(status.st_size)
        entry.stamp = FileStamp(status)
        if try source.status.st_size == status.st_size, try files.areEqual(source, published) {
          try published.rewind()
          entry.hash = try files.hash(published)
          return Placement(entry: entry, outcome: .unchanged)
        }
        try published.rewind()
        if try files.hash(published) != known.hash { return Placement(entry: entry, outcome: .edited) }
        try source.rewind()
      }
      let file = try next.create(path)
      (entry.size, entry.hash) = try files.copy(source, to: file)
      entry.stamp = try FileStamp(file.status)
      try file.finish()
      return Placement(entry: entry, outcome: .written)
    } catch {
      throw SiteWriter.failure(attachment.output, error)
    }
  }

  /// Whether something that is not ours lies at the path, or where one of its folders belongs.
  private func isOccupied(_ path: [UInt8]) -> Bool {
    if others.isEmpty && otherFolders.isEmpty { return false }
    if others.contains(path) || otherFolders.contains(path) { return true }
    return path.foldersAbove.contains { others.contains($0) }
  }

  private static func failure(_ path: String, _ error: SystemError) -> OperationalError {
    if error.code == ECANCELED { return Staging.stopped }
    if error.code == EEXIST {
      return OperationalError(
        "The site has two files for \(path), or two names that this disk takes for one.",
        advice: "Rename one of the files in Content/ so that they differ by more than case.")
    }
    return OperationalError("\(path) of the new site cannot be written: \(error).")
  }
}
