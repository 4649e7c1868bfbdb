import TapeoutDisk
import TapeoutGit
import TapeoutModel

/// Keeps what was read from a repository until its newest commit changes: one file a project in the user's cache
/// folder.
///
/// It is believed only where everything agrees: the owner, the checksum, the program that wrote it, the commit, the
/// folder and the days. Else it is as if it were not there.
struct HistoryCache: Sendable {
  /// What a cached history is the history of.
  struct Key: Hashable {
    var head: ObjectID
    var prefix: [UInt8]
    var request: RecordedHistory.Request
  }

  private let file: CacheFile

  /// A thousand milestones over a thousand reports take less.
  private static let largest = 256 << 20

  init?(folder: String, project: Project) {
    guard let file = CacheFile("history", folder: folder, project: project) else { return nil }
    self.file = file
  }

  /// What the cache holds, whatever it is the history of.
  struct Content: Sendable {
    fileprivate let header: [UInt8]
    fileprivate let recorded: RecordedHistory
    fileprivate let cache: HistoryCache

    /// Nil where it is another one's history.
    func recorded(for key: Key) -> RecordedHistory? { cache.header(key) == header ? recorded : nil }
  }

  func load() -> Content? {
    file.load(limit: HistoryCache.largest).flatMap { HistoryCoding.decode($0) }
      .map { Content(header: $0.header, recorded: $0.recorded, cache: self) }
  }

  func store(_ recorded: RecordedHistory, _ key: Key) {
    let bytes = HistoryCoding.encode(recorded, header: header(key))
    if bytes.count <= HistoryCache.largest { file.store(bytes) }
  }

  fileprivate func header(_ key: Key) -> [UInt8] {
    var writer = ByteWriter(HistoryCoding.versionHeader)
    writer.write(file.tool)
    writer.write(Array(key.head.digits.utf8))
    writer.write(key.prefix)
    writer.write(key.request.statusDate)
    for days in [key.request.reports, key.request.otherDays] {
      writer.write(days.count)
      for day in days { writer.write(day) }
    }
    return writer.bytes
  }
}
