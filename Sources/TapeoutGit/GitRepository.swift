import TapeoutDisk
import TapeoutModel
import TapeoutSystem

/// The Git repository that holds a `Content/` folder, as far as it is read: never written, never fetched into.
package struct GitRepository: Sendable {
  /// Absolute: where git is run.
  package let contentFolder: String
  /// What stands before the paths below `Content/` in the repository: empty or ending with a slash.
  package let prefix: [UInt8]
  package let head: ObjectID
  /// Its oldest commits were left out when it was cloned.
  package let isShallow: Bool
  private let git: GitCommand
  private let largestBlob: Int

  /// Why a repository or something in it cannot be read.
  package struct Unreadable: Error, Hashable, Sendable {
    /// In plain words, to follow a colon: `this is not a Git repository`.
    package let reason: String

    package init(reason: String) { self.reason = reason }

    package static let notThere = Unreadable(reason: "Content/ is not in a Git repository")
    package static let tooSlow = Unreadable(reason: "Git took too long and was stopped")
    package static let missingFiles = Unreadable(
      reason: "the repository lacks earlier versions of files, as a partial clone does, or they are damaged")
  }

  /// How alike two files must be, in percent, for one to be the other renamed. Git's own 50 would take two small
  /// milestones of one kind for the same.
  package static let renameSimilarity = 60

  /// Finds the repository around the folder.
  ///
  /// - Parameter largestBlob: the most bytes of a file that is worth reading.
  package init(contentFolder: String, _ git: GitCommand, largestBlob: Int) throws(Unreadable) {
    guard git.isThere else { throw Unreadable(reason: "Git is not installed here") }
    guard GitRepository.mayBe(around: contentFolder) else { throw .notThere }
    let (bytes, outcome) = git.output(
      ["rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix", "HEAD"], in: contentFolder)
    // The prefix may hold line ends, so the two lines before it and the one after it are taken first.
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard outcome.isSuccess, lines.count >= 5, lines[0].elementsEqual("true".utf8),
      let head = ObjectID(lines[lines.count - 2])
    else { throw GitRepository.trouble(outcome) }
    self.contentFolder = contentFolder
    self.head = head
    self.git = git
    self.largestBlob = largestBlob
    isShallow = lines[1].elementsEqual("true".utf8)
    prefix = Array(lines[2..<(lines.count - 2)].joined(separator: [UInt8(ascii: "\n")]))
  }

  /// Whether a folder, or one above it, holds what Git looks for: a repository, or a link to one. Where none does, Git
  /// need not be started to say so.
  private static func mayBe(around folder: String) -> Bool {
    guard let resolved = realpath(folder, nil) else { return true }
    defer { free(resolved) }
    var path = Array(UnsafeBufferPointer(start: resolved, count: strlen(resolved)))
    while true {
      for name in ["/.git", "/HEAD"] {
        var status = stat()
        if lstat(path + name.utf8CString, &status) == 0 || !SystemError.last.isAbsence { return true }
      }
      guard let slash = path.lastIndex(of: CChar(bitPattern: UInt8(ascii: "/"))) else { return false }
      path.removeSubrange(slash...)
    }
  }

  private static func trouble(_ outcome: ChildProcess.Outcome) -> Unreadable {
    switch outcome.end {
    case .tookTooLong: .tooSlow
    case .notStarted(let error): Unreadable(reason: "Git cannot be run: \(error)")
    default:
      if outcome.errors.utf8.holds("dubious ownership") {
        Unreadable(reason: "Git does not trust the repository, because it belongs to another user")
      } else if outcome.errors.utf8.holds("not a git repository") {
        .notThere
      } else if outcome.errors.utf8.holds("ambiguous argument 'HEAD'") {
        Unreadable(reason: "the repository has no commits yet")
      } else {
        Unreadable(reason: "Git cannot read the repository")
      }
    }
  }

  // MARK: Log

  /// Gives every commit of the first-parent history that touched `Content/`, oldest first.
  package func log(_ handle: (GitLog.Commit) -> Void) throws(Unreadable) {
    var log = GitLog()
    // Comparing files for renames needs their bytes. Where some are missing, only equal files count as renamed.
    var hasBegun = false
    for similarity in [GitRepository.renameSimilarity, 100] {
      let arguments = [
        "log", "--first-parent", "-m", "--reverse", "--raw", "--no-abbrev", "-z", "-M\(similarity)%", "-l2000",
        "--no-relative", "--no-ext-diff", "--no-textconv", "--no-color", "--no-show-signature", "--no-notes",
        "--no-mailmap", "--no-follow", "--format=tformat:%H %ct", "--end-of-options", head.digits, "--", ".",
      ]
      let outcome = git.run(arguments, in: contentFolder) { piece in
        log.take(piece) { commit in
          hasBegun = true
          handle(commit)
        }
      }
      if outcome.isSuccess { break }
      if similarity == 100 || hasBegun || outcome.end == .tookTooLong { throw GitRepository.trouble(outcome) }
      log = GitLog()
    }
    log.finish(handle)
    if log.isMalformed { throw Unreadable(reason: "Git’s log cannot be understood") }
  }

  // MARK: Objects

  /// The most bytes of blobs that are held at once: 512 MiB.
  private static let mostBytes = 512 << 20
  /// A damaged blob ends git, which is then started again behind it, so many times.
  private static let mostRestarts = 20

  /// The bytes of blobs, in the order asked for; nil for each that is missing or damaged.
  package func blobs(_ ids: [ObjectID]) throws(Unreadable) -> [ObjectBatch.Answer] {
    var answers: [ObjectBatch.Answer] = []
    answers.reserveCapacity(ids.count)
    var size = 0
    var restarts = 0
    while answers.count < ids.count {
      guard restarts <= GitRepository.mostRestarts else {
        answers += ids[answers.count...].map { _ in .missing }
        break
      }
      let input = ids[answers.count...].flatMap { Array($0.digits.utf8) + [UInt8(ascii: "\n")] }
      var batch = ObjectBatch(largestBlob: largestBlob)
      let outcome = git.run(["cat-file", "--batch", "--buffer"], in: contentFolder, input: input) { piece in
        batch.take(piece) && size + batch.size <= GitRepository.mostBytes
      }
      if outcome.end == .tookTooLong { throw .tooSlow }
      if outcome.end == .stopped {
        throw Unreadable(reason: batch.isMalformed ? "Git’s answers cannot be understood" : "the history is too large")
      }
      batch.finish()
      answers += batch.answers.prefix(ids.count - answers.count)
      size += batch.size
      if answers.count < ids.count {
        answers.append(.missing)
        restarts += 1
      }
    }
    return answers
  }

  // MARK: Revisions

  /// The commit that a revision names, and when it was made; nil where it names none.
  package func commit(_ revision: String) throws(Unreadable) -> (id: ObjectID, time: Int)? {
    let (name, outcome) = git.output(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"], in: contentFolder)
    if outcome.end == .tookTooLong { throw .tooSlow }
    guard outcome.isSuccess, let id = ObjectID(name.dropLast()) else { return nil }
    let (time, end) = git.output(
      ["log", "-1", "--no-show-signature", "--no-patch", "--format=tformat:%ct", "--end-of-options", id.digits],
      in: contentFolder)
    if end.end == .tookTooLong { throw .tooSlow }
    guard end.isSuccess, let seconds = Int(String(decoding: time.dropLast(), as: UTF8.self)) else { return nil }
    return (id, seconds)
  }

  /// The regular files below `Content/` in a commit.
  package func files(of commit: ObjectID) throws(Unreadable) -> [(path: [UInt8], blob: ObjectID)] {
    // 64 MiB hold some 500,000 files.
    let (bytes, outcome) = git.output(
      ["ls-tree", "-r", "-z", "--full-name", "--end-of-options", commit.digits, "--", "."], in: contentFolder,
      limit: 64 << 20)
    guard outcome.isSuccess else { throw GitRepository.trouble(outcome) }
    var files: [(path: [UInt8], blob: ObjectID)] = []
    // `100644 blob ID<TAB>PATH<NUL>`
    for entry in bytes.split(separator: 0) {
      guard let tab = entry.firstIndex(of: UInt8(ascii: "\t")) else { continue }
      let parts = entry[..<tab].split(separator: UInt8(ascii: " "))
      guard parts.count == 3, GitLog.Mode(parts[0]) == .file, let blob = ObjectID(parts[2]) else { continue }
      files.append((Array(entry[(tab + 1)...]), blob))
    }
    return files
  }

  /// The path from the project's root of a file below `Content/`; nil for every other, and for names that are not UTF-8.
  package func contentPath(_ path: [UInt8]) -> String? {
    guard path.starts(with: prefix) else { return nil }
    return String(validating: path.dropFirst(prefix.count), as: UTF8.self).map { "Content/" + $0 }
  }
}

extension String.UTF8View {
  /// Whether the words stand somewhere in the text.
  fileprivate func holds(_ words: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount)
    var rest = self[...]
    while !rest.isEmpty {
      if rest.starts(with: wanted) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
