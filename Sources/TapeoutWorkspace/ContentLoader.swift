package import TapeoutDisk
package import TapeoutEditing
package import TapeoutModel
import TapeoutParser
import TapeoutSystem

/// Reads everything below `Content/`: regular files only, no link followed, nothing skipped in silence.
package struct ContentLoader: Sendable {
  package let project: Project

  /// The most bytes a content file may have: 1 MiB.
  package static let largestFile = 1 << 20
  /// The most folders between `Content/` and a file.
  package static let deepestFolder = 32

  package init(_ project: Project) {
    self.project = project
  }

  /// Walks the folders, then reads the files on all cores.
  ///
  /// - Parameters:
  ///   - overlay: bytes that take the place of a Markdown file's, by its path from the root, whether or not the disk has
  ///     such a file: what an editor has not saved yet.
  ///   - moves: files and folders that count as lying elsewhere.
  /// - Throws: where a folder cannot be listed or the disk fails: without them the plan would be another one.
  package func load(
    isSerial: Bool = false, overlay: [String: [UInt8]] = [:], moves: [PathMove] = []
  ) async throws(OperationalError) -> LoadedContent {
    let base = open(project.root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard base >= 0 else { throw OperationalError("The folder \(project.root) cannot be opened: \(SystemError.last).") }
    defer { close(base) }

    let found = try await ContentWalk(from: base, isSerial: isSerial).files(with: overlay.keys, moves)
    let readable = found.filter { $0.isMarkdown && $0.reason == nil }
    let readings = await readable.concurrentMap(chunkSize: 32, isSerial: isSerial) { file -> FileReading in
      if let bytes = overlay[file.path] {
        return bytes.count > ContentLoader.largestFile ? .oversized(bytes.count) : .bytes(bytes)
      }
      return FileReading(cString(file.bytes), from: base, limit: ContentLoader.largestFile)
    }

    let attached = found.filter { !$0.isMarkdown && $0.reason == nil }
    let faults = await attached.concurrentMap(chunkSize: 32, isSerial: isSerial) { file in
      AttachmentFault(of: file, from: base)
    }

    var content = LoadedContent.Builder()
    for (file, fault) in zip(attached, faults) where fault != nil { content.faults[ExactString(file.path)] = fault }
    var next = readings.makeIterator()
    for file in found {
      if let reason = file.reason {
        content.add(file.path, unread: reason)
      } else if file.isMarkdown {
        guard let reading = next.next() else { break }
        try content.add(file.path, reading)
      } else {
        content.attachments.append(file.path)
      }
    }
    return content.built
  }
}

/// What lies below `Content/`.
package struct LoadedContent: Sendable {
  package let sources: SourceSet
  /// Paths of the files that are not Markdown, in the order of their bytes. They are not read.
  package let attachments: [String]
  /// The attachments that cannot be published as they are, and why.
  package let faults: [ExactString: AttachmentFault]
  /// What could not be read, and why.
  package let findings: [Finding]

  /// The same with other bytes for some files, as if the disk held them.
  ///
  /// Nil where that cannot be told without a look at the disk: a file that is not among these, or that is not read.
  func replacing(_ overlay: [String: [UInt8]]) -> LoadedContent? {
    var left = overlay.count
    let files = sources.files.map { file in
      guard let bytes = overlay[file.path], !file.isUnread, bytes.count <= ContentLoader.largestFile else {
        return file
      }
      left -= 1
      return SourceFile(path: file.path, bytes: bytes)
    }
    guard left == 0 else { return nil }
    return LoadedContent(sources: SourceSet(files), attachments: attachments, faults: faults, findings: findings)
  }

  /// The findings with their files found again in a source set that holds more than these.
  func findings(in larger: SourceSet) -> [Finding] {
    if findings.isEmpty || larger.files.count == sources.files.count { return findings }
    // Both are sorted by path, so one pass finds every file's new place.
    var places: [FileID] = []
    for id in larger.ids where places.count < sources.files.count {
      if larger[id].path == sources.files[places.count].path { places.append(id) }
    }
    return findings.map { finding in
      var moved = finding
      moved.range = SourceRange(startOf: places[Int(finding.range.file.index)])
      return moved
    }
  }
}
