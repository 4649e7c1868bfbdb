import TapeoutSystem

/// Changes of several files below one folder that happen together or not at all.
///
/// Every new text is written beside its file first. Then each takes its file's place in one step, and what has changed
/// places is taken back where a later step fails. A file that somebody else has changed meanwhile is never lost: its
/// bytes are compared with those that were read, before and after the exchange.
package struct FileTransaction: Sendable {
  package enum Step: Hashable, Sendable {
    /// Replaces a file that holds exactly the old bytes.
    case replace(path: String, old: [UInt8], new: [UInt8])
    /// Makes a file where nothing is, and missing folders above it.
    case create(path: String, text: [UInt8])
    /// Moves a file or a folder to where nothing is. Missing folders above it are made.
    case move(from: String, to: String)
  }

  /// An absolute path; those of the steps begin here.
  package let root: String
  /// Replacements and new files come first, with paths as they are before any move.
  package let steps: [Step]

  package init(
    root: String, replacements: [(path: String, old: [UInt8], new: [UInt8])],
    creations: [(path: String, text: [UInt8])] = [], moves: [(from: String, to: String)]
  ) {
    self.root = root
    steps =
      replacements.filter { $0.old != $0.new }.map { .replace(path: $0.path, old: $0.old, new: $0.new) }
      + creations.map { .create(path: $0.path, text: $0.text) } + moves.map { .move(from: $0.from, to: $0.to) }
  }

  /// Makes all changes.
  ///
  /// - Throws: where one cannot be made; then every file is as it was, or the error says which is not and where its
  ///   bytes are.
  package func commit() throws(OperationalError) {
    if steps.isEmpty { return }
    let base = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard base >= 0 else { throw OperationalError("The folder \(root) cannot be opened: \(SystemError.last).") }
    defer { close(base) }
    // The few milliseconds until all is done or taken back are not to be cut short; a limit on sizes is a full disk.
    let signals = [SIGINT, SIGTERM, SIGHUP, SIGXFSZ]
    let handlers = signals.map { signal($0, SIG_IGN) }
    defer { for (number, handler) in zip(signals, handlers) { signal(number, handler) } }
    var run = FileTransactionRun(base: base)
    do throws(OperationalError) {
      try run.prepare(steps)
      try run.perform(steps)
    } catch {
      throw run.takeBack(error)
    }
    run.finish()
  }
}

/// One attempt: what has been done so far, in order.
struct FileTransactionRun {
  let base: Int32
  /// Files that were written beside others: the path of each, and the file that it is to replace.
  private var written: [(beside: String, target: String)] = []
  private var done: [Done] = []

  private enum Done {
    case exchanged(beside: String, target: String)
    case moved(from: String, to: String)
    case madeFolder(String)
  }

  init(base: Int32) { self.base = base }

  // MARK: Preparing

  mutating func prepare(_ steps: [FileTransaction.Step]) throws(OperationalError) {
    for step in steps {
      switch step {
      case .replace(let path, let old, let new):
        let status = try checked(path, holds: old)
        try write(new, beside: path, like: status)
      case .create(let path, let text):
        if exists(path) { throw failure(path, "is there already") }
        try makeFolders(above: path)
        try write(text, beside: path, like: nil)
      case .move(let from, let to):
        if exists(to) { throw failure(to, "is there already") }
        guard exists(from) else { throw failure(from, "is not there any more") }
      }
    }
  }

  /// Whether something lies at a path, a link that leads nowhere included.
  private func exists(_ path: String) -> Bool {
    var status = stat()
    return fstatat(base, path, &status, AT_SYMLINK_NOFOLLOW) == 0
  }

  private func checked(_ path: String, holds bytes: [UInt8]) throws(OperationalError) -> stat {
    var status = stat()
    guard fstatat(base, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else { throw failure(path, SystemError.last) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw failure(path, "is no regular file") }
    guard faccessat(base, path, W_OK, 0) == 0 else { throw failure(path, SystemError.last) }
    try compare(path, with: bytes, saying: path)
    return status
  }

  /// - Parameter name: what the file at `path` is called when something is said about it.
  private func compare(_ path: String, with bytes: [UInt8], saying name: String) throws(OperationalError) {
    switch FileReading(cString(Array(path.utf8)), from: base, limit: max(bytes.count, 1)) {
    case .bytes(let now) where now == bytes: return
    case .failed(let error): throw failure(name, error)
    case .special: throw failure(name, "is no regular file")
    case .bytes, .oversized:
      throw OperationalError(
        "\(name) was changed by somebody else meanwhile. Nothing was changed.", advice: "Run the command again.")
    }
  }

  /// - Parameter status: whose owner and mode it gets; nil for a new file.
  private mutating func write(_ bytes: [UInt8], beside path: String, like status: stat?) throws(OperationalError) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { String(path[...$0]) } ?? ""
    let name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    // A name that starts with a dot is no content, should it ever stay behind.
    let beside = "\(folder).\(name).tapeout-\(getpid())"
    let descriptor = openat(
      base, beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, status == nil ? 0o666 : 0o600)
    guard descriptor >= 0 else { throw failure(path, SystemError.last) }
    written.append((beside, path))
    var error: SystemError?
    do throws(SystemError) { try FileWriting.write(bytes, to: descriptor) } catch let problem { error = problem }
    if error == nil, let status, status.st_uid != geteuid() || status.st_gid != getegid() {
      // As far as the system lets us; the mode comes after it, because a change of owner clears parts of it.
      _ = fchown(descriptor, status.st_uid, status.st_gid)
    }
    if error == nil, let status, fchmod(descriptor, status.st_mode & 0o7777) != 0 { error = SystemError.last }
    if error == nil, fsync(descriptor) != 0, errno != EINVAL { error = SystemError.last }
    if close(descriptor) != 0, error == nil { error = SystemError.last }
    if let error { throw failure(path, error) }
  }

  // MARK: Performing

  mutating func perform(_ steps: [FileTransaction.Step]) throws(OperationalError) {
    var next = written.makeIterator()
    for step in steps {
      switch step {
      case .replace(let path, let old, _):
        guard let beside = next.next()?.beside else { continue }
        try exchange(beside, path)
        // What stood there at the very moment of the exchange.
        try compare(beside, with: old, saying: path)
      case .create(let path, _):
        guard let beside = next.next()?.beside else { continue }
        try move(beside, path)
      case .move(let from, let to):
        try makeFolders(above: to)
        try move(from, to)
      }
    }
  }

  private mutating func exchange(_ beside: String, _ target: String) throws(OperationalError) {
    if system_exchange(base, beside, base, target) != 0 {
      let error = SystemError.last
      guard error.isUnsupported else { throw failure(target, error) }
      // Two steps where the file system cannot do it in one.
      let aside = beside + ".old"
      guard renameat(base, target, base, aside) == 0 else { throw failure(target, SystemError.last) }
      guard renameat(base, beside, base, target) == 0 else {
        let error = SystemError.last
        renameat(base, aside, base, target)
        throw failure(target, error)
      }
      renameat(base, aside, base, beside)
    }
    done.append(.exchanged(beside: beside, target: target))
  }

  private mutating func makeFolders(above path: String) throws(OperationalError) {
    for end in path.utf8.indices where path.utf8[end] == UInt8(ascii: "/") {
      let folder = String(path[..<end])
      if exists(folder) { continue }
      guard mkdirat(base, folder, 0o777) == 0 else { throw failure(folder, SystemError.last) }
      done.append(.madeFolder(folder))
    }
  }

  private mutating func move(_ from: String, _ to: String) throws(OperationalError) {
    if system_move(base, from, base, to) != 0 {
      let error = SystemError.last
      guard error.isUnsupported else { throw failure(from, error) }
      guard !exists(to) else { throw failure(to, "is there already") }
      guard renameat(base, from, base, to) == 0 else { throw failure(from, SystemError.last) }
    }
    done.append(.moved(from: from, to: to))
  }

  // MARK: The end

  /// Deletes the old texts, which now lie beside the new ones or where these have moved to.
  func finish() {
    for (beside, _) in written { unlinkat(base, moved(beside), 0) }
  }

  private func moved(_ path: String) -> String {
    var path = path
    for case .moved(let from, let to) in done where path.utf8.starts(with: (from + "/").utf8) {
      path = to + String(decoding: path.utf8.dropFirst(from.utf8.count), as: UTF8.self)
    }
    return path
  }

  /// Takes everything back, the last step first.
  ///
  /// - Returns: what to tell: the failure, and what could not be taken back.
  mutating func takeBack(_ failure: OperationalError) -> OperationalError {
    var stuck: [String] = []
    var kept: Set<String> = []
    while let last = done.popLast() {
      switch last {
      case .exchanged(let beside, let target):
        if system_exchange(base, beside, base, target) != 0, renameat(base, beside, base, target) != 0 {
          stuck.append("\(target) (its former text is \(beside))")
          kept.insert(beside)
        }
      case .moved(let from, let to):
        if renameat(base, to, base, from) != 0 { stuck.append("\(from) (it lies at \(to))") }
      case .madeFolder(let folder): unlinkat(base, folder, AT_REMOVEDIR)
      }
    }
    for (beside, _) in written where !kept.contains(beside) { unlinkat(base, beside, 0) }
    guard !stuck.isEmpty else { return failure }
    return OperationalError(
      failure.summary.replacing(" Nothing was changed.", with: "")
        + " These could not be put back: \(stuck.joined(separator: ", ")).",
      advice: "Put them back by hand.")
  }

  private func failure(_ path: String, _ error: SystemError) -> OperationalError {
    OperationalError("\(path) cannot be changed: \(error). Nothing was changed.")
  }

  private func failure(_ path: String, _ fact: String) -> OperationalError {
    OperationalError("\(path) \(fact). Nothing was changed.")
  }
}

extension SystemError {
  /// The file system cannot exchange names, or move to where nothing is, in one step.
  fileprivate var isUnsupported: Bool { code == EINVAL || code == ENOSYS || code == ENOTSUP || code == EOPNOTSUPP }
}
