package import TapeoutDisk
import TapeoutModel
package import TapeoutSite
import TapeoutSystem

/// Replaces the published site by a new one in a single step: whoever looks, or whatever kills us, there is the old
/// site or the new one.
///
/// The new site is made beside the old one, from files that are written and files of the old site that get a second
/// name there: those keep their inode and time. Files in the output folder that are not ours come along.
package struct Publisher: Sendable {
  private let staging: Staging
  private let isSerial: Bool
  private let stop: CancellationFlag
  /// Whether to try the exchange of two names at all: tests show the other way.
  private let exchanges: Bool

  /// - Parameter isInterrupted: asked often; once true, the build ends and leaves the last site.
  package init(
    _ staging: Staging, isSerial: Bool = false, exchanges: Bool = true,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.staging = staging
    self.isSerial = isSerial
    self.exchanges = exchanges
    stop = CancellationFlag(isInterrupted)
  }

  /// Makes all files and publishes them.
  ///
  /// - Parameters:
  ///   - unitCount: stretches of work, shared out among the cores.
  ///   - makeFiles: makes the files of one unit and hands each over.
  ///   - attachments: files of the project to copy.
  ///   - root: the project's root.
  ///   - published: what ``lastSite()`` has found.
  /// - Throws: where anything fails: the last site then stays as it is.
  package func publish(
    unitCount: Int, attachments: [AttachedFile] = [], root: String, over published: PublishedSite?,
    makeFiles:
      @escaping @Sendable (
        Int, (OutputFile) throws(OperationalError) -> Void
      ) throws(OperationalError) -> Void
  ) async throws(OperationalError) -> Publication {
    let next: OpenFolder
    let base: OpenFolder
    do throws(SystemError) {
      next = try staging.folder.makeNewFolder(Staging.next)
      base = try OpenFolder(Array(root.utf8))
    } catch {
      throw OperationalError("The staging folder beside \(staging.output.path) cannot be used: \(error).")
    }
    let writer = SiteWriter(published, next: next, stop)
    var placed = try await concurrent(unitCount, chunkSize: 1) { unit throws(OperationalError) in
      var placed: [SiteWriter.Placement] = []
      try makeFiles(unit) { file throws(OperationalError) in
        // Some units make hundreds of files, others large ones.
        try stop.check()
        placed.append(try writer.place(file))
      }
      return placed
    }
    placed.append(
      try await concurrent(attachments.count, chunkSize: 4) { index throws(OperationalError) in
        try writer.place(attachments[index], of: base)
      })
    let placements = await sorted(placed)
    try approve(placements)

    let manifest = SiteManifest(sorted: placements.map(\.entry))
    let removed = try published.map { old throws(OperationalError) in try self.removed(from: old, by: manifest) } ?? 0
    var publication = Publication(placements, removed: removed)
    if let published, publication.written == 0, removed == 0, manifest.hasSameFiles(as: published.manifest) {
      return publication
    }
    try await complete(next, placements, manifest, published)
    publication.remarks = try await replace(published, next)
    return publication
  }

  /// All files in the order of their paths. Stretches are sorted on all cores; what is left is to merge a few.
  private func sorted(_ placed: [[SiteWriter.Placement]]) async -> [SiteWriter.Placement] {
    @Sendable func precedes(_ left: PathOrder, _ right: PathOrder) -> Bool {
      left.precedes(right) {
        placed[Int(left.list)][Int(left.place)].entry.path.precedes(
          placed[Int(right.list)][Int(right.place)].entry.path)
      }
    }
    let size = placed.count / 16 + 1
    let starts = Array(stride(from: 0, to: placed.count, by: size))
    var order = await starts.concurrentMap(chunkSize: 1, isSerial: isSerial) { start -> [PathOrder] in
      var order: [PathOrder] = []
      for list in start..<min(start + size, placed.count) {
        for place in placed[list].indices {
          order.append(PathOrder(placed[list][place].entry.path, list: list, place: place))
        }
      }
      order.sort(by: precedes)
      return order
    }.flatMap { $0 }
    order.sort(by: precedes)
    return order.map { placed[Int($0.list)][Int($0.place)] }
  }

  // MARK: Before

  /// What the output folder holds; nil where there is none yet.
  package func lastSite() throws(OperationalError) -> PublishedSite? {
    let path = staging.output.path
    let folder: OpenFolder
    do throws(SystemError) {
      folder = try OpenFolder(staging.outputName, in: staging.parent)
      guard try folder.ownStatus.st_dev == staging.parent.ownStatus.st_dev else { throw SystemError(code: EBUSY) }
    } catch {
      if error.code == ENOENT { return nil }
      throw failure(error)
    }
    guard access(path, W_OK) == 0 else { throw failure(SystemError.last) }
    return try PublishedSite(folder, called: path)
  }

  private func failure(_ error: SystemError) -> OperationalError {
    let path = staging.output.path
    if error.code == EBUSY || error.code == EXDEV {
      return OperationalError(
        "The output folder \(path) is a mount point, so a new site cannot take its place in one step.",
        advice: "Name a folder in it: --output \(path)/site.")
    }
    return OperationalError("The output folder \(path) cannot be replaced: \(error).")
  }

  /// Stops where a file would take the place of something that is not ours, or of ours that was changed by hand.
  private func approve(_ placements: [SiteWriter.Placement]) throws(OperationalError) {
    func path(_ index: Int) -> String { "\(staging.output.path)/\(shown(placements[index].entry.path))" }
    for index in placements.indices {
      if index > 0, placements[index - 1].entry.path == placements[index].entry.path {
        throw OperationalError(
          "The site has two files for \(shown(placements[index].entry.path)); this is a mistake in tapeout.")
      }
      switch placements[index].outcome {
      case .written, .unchanged: continue
      case .occupied:
        throw OperationalError(
          "\(path(index)) would be overwritten, or is in the way, and tapeout did not write it.",
          advice: "Move it elsewhere, or name another folder with --output.")
      case .edited: throw edited(path(index))
      }
    }
  }

  private func edited(_ path: String) -> OperationalError {
    OperationalError(
      "\(path) was changed by hand since the last build, and would be overwritten.",
      advice: "Take the change over into Content/ or Templates/, delete the file, and build again.")
  }

  /// Our files that the new site lacks.
  private func removed(from old: PublishedSite, by manifest: SiteManifest) throws(OperationalError) -> Int {
    var count = 0
    var next = 0
    let entries = manifest.entries
    for (index, entry) in old.manifest.entries.enumerated() where old.isPresent[index] {
      while next < entries.count, entries[next].path.precedes(entry.path) { next += 1 }
      if next < entries.count, entries[next].path == entry.path { continue }
      count += 1
      let path = "\(staging.output.path)/\(shown(entry.path))"
      do throws(SystemError) {
        guard let file = try old.folder.file(entry.path) else { continue }
        if try FileStamp(file.status) == entry.stamp { continue }
        if try FileComparison(isStopped: { stop.isStopped }).hash(file) != entry.hash {
          throw SystemError(code: EEXIST)
        }
      } catch {
        if error.code == EEXIST { throw edited(path) }
        if error.code == ECANCELED { throw Staging.stopped }
        throw OperationalError("\(path) cannot be read: \(error).")
      }
    }
    return count
  }

  // MARK: The new site

  /// Adds to the staging folder what is taken over from the last site, and the list of our files.
  private func complete(
    _ next: OpenFolder, _ placements: [SiteWriter.Placement], _ manifest: SiteManifest, _ published: PublishedSite?
  ) async throws(OperationalError) {
    if let published {
      let kept = FolderStretch.stretches(placements.lazy.filter { $0.outcome == .unchanged }.map(\.entry.path))
      _ = try await concurrent(kept.count, chunkSize: 4) { index throws(OperationalError) in
        try ForeignFileCarrier.carry(kept[index], from: published.folder, into: next)
      }
      try ForeignFileCarrier.carryOthers(of: published, into: next)
    }
    let text = await manifest.text(isSerial: isSerial)
    do throws(SystemError) {
      let file = try next.create(SiteManifest.name)
      try text.withUnsafeBufferPointer { bytes throws(SystemError) in try file.write(UnsafeRawBufferPointer(bytes)) }
      try file.finish()
      if let published {
        let status = try published.folder.ownStatus
        // Where the owner cannot be kept, as by somebody who only shares the folder, whoever builds becomes it.
        try? next.takeOwner(of: status)
        try next.setMode(status.st_mode & 0o7777)
      }
      try next.flush()
    } catch {
      throw OperationalError("The new site cannot be written: \(error).")
    }
  }

  /// Swaps the folders, then deletes the old one.
  ///
  /// - Returns: what went wrong when the new site was in its place already.
  private func replace(_ published: PublishedSite?, _ next: OpenFolder) async throws(OperationalError) -> [String] {
    try stop.check()
    var name = Staging.next
    do throws(SystemError) {
      try staging.folder.create(Staging.swapping).finish()
      if published == nil {
        try staging.folder.move(Staging.next, to: staging.outputName, in: staging.parent)
      } else if try !exchange() {
        try staging.parent.move(staging.outputName, to: Staging.previous, in: staging.folder)
        name = Staging.previous
        do throws(SystemError) {
          try staging.folder.move(Staging.next, to: staging.outputName, in: staging.parent)
        } catch {
          try staging.folder.move(Staging.previous, to: staging.outputName, in: staging.parent)
          throw error
        }
      }
    } catch {
      // Nothing was swapped: what lies in the staging folder is ours alone.
      try? staging.folder.remove(Staging.swapping)
      throw failure(error)
    }
    guard let published else { return [] }
    return await discard(published, name, next)
  }

  /// False where the disk cannot do it.
  private func exchange() throws(SystemError) -> Bool {
    guard exchanges else { return false }
    do throws(SystemError) {
      try staging.folder.exchange(Staging.next, with: staging.outputName, in: staging.parent)
      return true
    } catch {
      if error.isUnsupported { return false }
      throw error
    }
  }

  private func discard(_ old: PublishedSite, _ name: [UInt8], _ next: OpenFolder) async -> [String] {
    do throws(SystemError) {
      for folder in old.folders { try old.folder.makeWritable(folder) }
      var removal = OldSiteRemoval(old, present: next)
      try removal.settleOthers()
      let ours = FolderStretch.stretches(old.ours.lazy.map(\.path))
      let areGone = await Array(ours.indices).concurrentMap(chunkSize: 4, isSerial: isSerial) { index in
        (try? ours[index].remove(from: old.folder)) != nil
      }
      // What failed is tried once more: else a file of ours would be taken for one that came too late.
      if areGone.allSatisfy({ $0 }) { try removal.finish() } else { try removal.run() }
      try staging.folder.removeFolder(name)
      return removal.renamed.map {
        "A file came into the output folder while the site was replaced; it is now called \(shown($0))."
      }
    } catch {
      return ["The old site could not be deleted yet: \(error). The next build tries again."]
    }
  }

  // MARK: Cores

  /// The results in order. One that fails stops the others; of several failures, the first in order is told.
  private func concurrent<Result: Sendable>(
    _ count: Int, chunkSize: Int, _ work: @escaping @Sendable (Int) throws(OperationalError) -> Result
  ) async throws(OperationalError) -> [Result] {
    let stop = self.stop
    let results = await Array(0..<count).concurrentMap(chunkSize: chunkSize, isSerial: isSerial) {
      index -> Swift.Result<Result, OperationalError>? in
      if stop.isStopped { return nil }
      do throws(OperationalError) {
        return .success(try work(index))
      } catch {
        stop.raise()
        return .failure(error)
      }
    }
    var made: [Result] = []
    made.reserveCapacity(count)
    for result in results { if case .failure(let failure) = result { throw failure } }
    for case .success(let result) in results { made.append(result) }
    if made.count < count { throw Staging.stopped }
    return made
  }
}
