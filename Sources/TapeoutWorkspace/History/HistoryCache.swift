import TapeoutModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keeps what was read from a repository until its newest commit changes: one file a project in the user's cache
/// folder, where it is neither published nor committed, and may be deleted at any time.
///
/// It is believed only where everything agrees: the owner, the checksum, the program that wrote it, the commit, the
/// folder and the days. Else it is as if it were not there.
struct HistoryCache: Sendable {
  /// What a cached history is the history of.
  struct Key {
    var head: ObjectID
    var prefix: [UInt8]
    var days: [Day]
    var statusDate: Day
  }

  private let folder: String
  private let name: String
  /// Which build of the tool this is: another one may read the same bytes otherwise.
  private let tool: [UInt8]

  /// A thousand milestones over a thousand reports take less.
  private static let largest = 256 << 20

  /// Nil where the tool cannot tell which build it is.
  init?(folder: String, project: Project) {
    var status = stat()
    guard folder.utf8.first == UInt8(ascii: "/"), stat("/proc/self/exe", &status) == 0 else { return nil }
    tool = Array("\(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec) \(status.st_ino)".utf8)
    self.folder = folder + "/tapeout"
    name = "history-" + String(Fingerprint(exactly: Array(project.root.utf8)[...]).value, radix: 16)
  }

  private var path: String { folder + "/" + name }

  /// What the cache holds, whatever it is the history of.
  struct Content: Sendable {
    fileprivate let header: [UInt8]
    fileprivate let recorded: RecordedHistory
    fileprivate let cache: HistoryCache

    /// Nil where it is another one's history.
    func recorded(for key: Key) -> RecordedHistory? { cache.header(key) == header ? recorded : nil }
  }

  func load() -> Content? {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    // Another user's file could say anything.
    let isOurs =
      fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_uid == geteuid()
      && status.st_mode & 0o022 == 0
    close(descriptor)
    guard isOurs, case .bytes(let bytes) = FileReading(cString(Array(path.utf8)), from: AT_FDCWD, limit: Self.largest)
    else { return nil }
    return HistoryCoding.decode(bytes).map { Content(header: $0.header, recorded: $0.recorded, cache: self) }
  }

  /// Writes the file whole or not at all. A cache that cannot be written is no failure.
  func store(_ recorded: RecordedHistory, _ key: Key) {
    let bytes = HistoryCoding.encode(recorded, header: header(key))
    guard bytes.count <= HistoryCache.largest else { return }
    var end = folder.utf8.startIndex
    while let slash = folder.utf8[folder.utf8.index(after: end)...].firstIndex(of: UInt8(ascii: "/")) {
      mkdir(String(folder[..<slash]), 0o700)
      end = slash
    }
    mkdir(folder, 0o700)
    let draft = "\(path).\(getpid())"
    unlink(draft)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let isWritten = (try? FileWriting.write(bytes, to: descriptor)) != nil
    close(descriptor)
    if !isWritten || rename(draft, path) != 0 { unlink(draft) }
  }

  fileprivate func header(_ key: Key) -> [UInt8] {
    var writer = ByteWriter(HistoryCoding.versionHeader)
    writer.write(tool)
    writer.write(Array(key.head.digits.utf8))
    writer.write(key.prefix)
    writer.write(Int(key.statusDate.number))
    writer.write(key.days.count)
    for day in key.days { writer.write(Int(day.number)) }
    return writer.bytes
  }
}
