import TapeoutDisk
import TapeoutModel
import TapeoutSystem

/// The Git repository around a `Content/` folder, as far as it is read: never written, never fetched into.
package struct GitRepository: Sendable {
  /// The folder that holds `Content/`, absolute: where git is run. Not in `Content/`, which others write: a repository
  /// that lies there is none.
  package let root: String
  /// What stands before the paths below `Content/` in the repository: it ends with `Content/`.
  package let prefix: [UInt8]
  package let head: ObjectID
  /// Its oldest commits were left out when it was cloned.
  package let isShallow: Bool
  let git: GitCommand
  private let largestBlob: Int

  /// Why a repository or something in it cannot be read.
  package struct Unreadable: Error, Hashable, Sendable {
    /// In plain words, to follow a colon: `this is not a Git repository`.
    package let reason: String
    /// The way out, as a sentence.
    package let advice: String

    package static let notThere = Unreadable(
      reason: "Content/ is not in a Git repository",
      advice: "Keep Content/ in a Git repository, and commit every change.")
    package static let uncommitted = Unreadable(
      reason: "Content/ is not under version control",
      advice: "Add Content/ to the repository, and commit every change.")
    package static let nested = Unreadable(
      reason: "Content/ is a repository of its own, and only one around it counts",
      advice: "Keep the folder that holds Content/ in a Git repository, and remove Content/.git.")
    package static let empty = Unreadable(
      reason: "the repository has no commits yet", advice: "Commit Content/, and then every change of it.")
    package static let otherOwner = Unreadable(
      reason: "Git does not trust the repository, because it belongs to another user",
      advice: "Run the program as the owner of the repository, or tell Git to trust the repository’s folder: "
        + "git config --global --add safe.directory FOLDER.")
    package static let notInstalled = Unreadable(
      reason: "Git is not installed here", advice: "Install Git, or put its folder into PATH.")
    package static let tooSlow = Unreadable(
      reason: "Git took too long and was stopped",
      advice: "Try again where the disk is faster; `git gc` makes a large repository quicker to read.")
    package static let tooLarge = Unreadable(
      reason: "the history is too large", advice: "Keep the plan in a repository of its own.")
    package static let unclear = Unreadable(
      reason: "Git’s answers cannot be understood", advice: "Install a newer version of Git.")
    package static let missingFiles = Unreadable(
      reason: "the repository lacks earlier versions of files, as a partial clone does, or they are damaged",
      advice: "Clone the repository in full, without a filter; `git fsck` lists what is damaged.")
    package static let shallow = Unreadable(
      reason: "the clone is shallow, so older commits are missing",
      advice: "Clone the repository in full: in CI, set the depth of the checkout to 0; "
        + "elsewhere, run git fetch --unshallow.")
    /// Another run may well read it: what was found without it is not the answer.
    package static let starved = Unreadable(
      reason: "the system gives Git no more memory, processes or file descriptors",
      advice: "Allow more of them (ulimit -v, -u, -n, or the limits of the job or container), or end other programs.")
    package static let failed = Unreadable(
      reason: "Git cannot read the repository", advice: "See what `git fsck` and `git log` say.")
  }

  /// How alike two files must be, in percent, for one to be the other renamed. Git's own 50 would take two small
  /// milestones of one kind for the same.
  package static let renameSimilarity = 60

  /// Finds the repository around the folder that holds `Content/`.
  ///
  /// - Parameter largestBlob: the most bytes of a file that is worth reading.
  package init(root: String, _ git: GitCommand, largestBlob: Int) throws(Unreadable) {
    guard git.isThere else { throw .notInstalled }
    var status = stat()
    let isNested = lstat(root + "/Content/.git", &status) == 0
    guard GitRepository.mayBe(around: root) else { throw isNested ? .nested : .notThere }
    let (bytes, outcome) = git.output(
      ["rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix", "HEAD"], in: root)
    // The prefix may hold line ends, so the two lines before it and the one after it are taken first.
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard outcome.isSuccess, lines.count >= 5, lines[0].elementsEqual("true".utf8),
      let head = ObjectID(lines[lines.count - 2])
    else {
      let trouble = GitRepository.trouble(outcome)
      throw trouble == .notThere && isNested ? .nested : trouble
    }
    self.root = root
    self.head = head
    self.git = git
    self.largestBlob = largestBlob
    isShallow = lines[1].elementsEqual("true".utf8)
    prefix = Array(lines[2..<(lines.count - 2)].joined(separator: [UInt8(ascii: "\n")])) + Array("Content/".utf8)
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

  static func trouble(_ outcome: ChildProcess.Outcome) -> Unreadable {
    if outcome.isStarved { return .starved }
    return switch outcome.end {
    case .tookTooLong: .tooSlow
    case .notStarted(let error):
      Unreadable(reason: "Git cannot be run: \(error)", advice: "See that `git` runs in a terminal.")
    default:
      if outcome.errors.utf8.holds("dubious ownership") {
        .otherOwner
      } else if outcome.errors.utf8.holds("not a git repository") {
        .notThere
      } else if outcome.errors.utf8.holds("ambiguous argument 'HEAD'") {
        .empty
      } else {
        .failed
      }
    }
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
      let outcome = git.run(["cat-file", "--batch", "--buffer"], in: root, input: input) { piece in
        batch.take(piece) && size + batch.size <= GitRepository.mostBytes
      }
      if outcome.end == .tookTooLong { throw .tooSlow }
      if outcome.isStarved { throw .starved }
      if outcome.end == .stopped {
        throw batch.isMalformed ? Unreadable.unclear : .tooLarge
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
      ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"], in: root)
    if outcome.end == .tookTooLong || outcome.isStarved { throw GitRepository.trouble(outcome) }
    guard outcome.isSuccess, let id = ObjectID(name.dropLast()) else { return nil }
    let (time, end) = git.output(
      ["log", "-1", "--no-show-signature", "--no-patch", "--format=tformat:%ct", "--end-of-options", id.digits],
      in: root)
    if end.end == .tookTooLong || end.isStarved { throw GitRepository.trouble(end) }
    guard end.isSuccess, let seconds = Int(String(decoding: time.dropLast(), as: UTF8.self)) else { return nil }
    return (id, seconds)
  }

  /// The regular files below `Content/` in a commit, with their paths from the project's root; where `Content/` lay in
  /// another folder then, from there.
  package func contentFiles(of commit: ObjectID) throws(Unreadable) -> [(path: String, blob: ObjectID)] {
    for folder in [prefix] + (try files(of: commit, below: prefix).isEmpty ? formerFolders() : []) {
      let files = try files(of: commit, below: folder)
      if !files.isEmpty {
        return files.compactMap { file in
          String(validating: file.path.dropFirst(folder.count), as: UTF8.self).map { ("Content/" + $0, file.blob) }
        }
      }
    }
    return []
  }

  /// The regular files below a folder in a commit, with their paths in the repository.
  private func files(
    of commit: ObjectID, below folder: [UInt8]
  ) throws(Unreadable) -> [(path: [UInt8], blob: ObjectID)] {
    guard let path = path(of: folder) else { return [] }
    // 64 MiB hold some 500,000 files.
    let (bytes, outcome) = git.output(
      ["ls-tree", "-r", "-z", "--full-name", "--end-of-options", commit.digits, "--", path], in: root,
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
