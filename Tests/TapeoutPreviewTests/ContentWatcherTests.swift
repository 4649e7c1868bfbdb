import Synchronization
import TapeoutDisk
import TapeoutSystem
import TapeoutTestSupport
import Testing

@testable import TapeoutPreview

/// What a watcher has said of a small program in a folder of its own.
private final class Watched: Sendable {
  /// What the watcher's thread writes; it may outlive the watched folder.
  private final class Notes: Sendable {
    let count = Mutex(0)
    let method = Mutex<ContentWatcher.Method?>(nil)
  }

  let folder: TemporaryFolder
  private let notes = Notes()
  private let watcher: ContentWatcher

  init(isPolling: Bool = false, prepare: (TemporaryFolder) throws -> Void = { _ in }) throws {
    folder = try TemporaryFolder()
    try folder.write("Content/program.md", "---\ntitle: P\n---\n")
    try folder.write("Content/chips/a/milestones/b.md", "---\ntitle: B\n---\n")
    try prepare(folder)
    watcher = try ContentWatcher(
      Project(root: folder.path), isPolling: isPolling,
      chosen: { [notes] method in notes.method.withLock { $0 = method } },
      changed: { [notes] in notes.count.withLock { $0 += 1 } })
  }

  deinit { watcher.stop() }

  var changes: Int { notes.count.withLock { $0 } }
  var method: ContentWatcher.Method? { notes.method.withLock { $0 } }

  /// Does something and waits until it has been noticed.
  func notices(_ action: () throws -> Void) async throws {
    let before = changes
    try action()
    while changes == before { try await Task.sleep(for: .milliseconds(1)) }
  }

  func move(_ old: String, _ new: String) throws {
    try #require(rename("\(folder.path)/\(old)", "\(folder.path)/\(new)") == 0)
  }

  func delete(_ name: String) throws { try #require(remove("\(folder.path)/\(name)") == 0) }
}

@Suite("Noticing changes")
struct ContentWatcherTests {
  private static let milestone = "Content/chips/a/milestones/b.md"

  /// What happens to a program's files, one thing after the other; each must be noticed.
  private func live(_ watched: Watched) async throws {
    try await watched.notices { try watched.folder.write(Self.milestone, "---\ntitle: C\n---\n") }
    // As editors save: written beside, then moved over the old file.
    try await watched.notices {
      try watched.folder.write("Content/chips/a/milestones/b.md.new", "---\ntitle: D\n---\n")
      try watched.move("Content/chips/a/milestones/b.md.new", Self.milestone)
    }
    // As others do: the old file is moved away first.
    try await watched.notices {
      try watched.move(Self.milestone, Self.milestone + "~")
      try watched.folder.write(Self.milestone, "---\ntitle: E\n---\n")
      try watched.delete(Self.milestone + "~")
    }
    try await watched.notices { try watched.move(Self.milestone, "Content/chips/a/milestones/renamed.md") }
    try await watched.notices { try watched.delete("Content/chips/a/milestones/renamed.md") }
    // Folders that come later are watched, also one inside the other.
    try await watched.notices { try watched.folder.write("Content/chips/x/milestones/y.md", "---\ntitle: Y\n---\n") }
    try await watched.notices { try watched.folder.write("Content/chips/x/milestones/y.md", "---\ntitle: Yy\n---\n") }
    try await watched.notices { try watched.move("Content/chips/x", "Content/chips/z") }
    try await watched.notices { try watched.folder.write("Content/chips/z/milestones/y.md", "---\ntitle: Yyy\n---\n") }
    // All of it is gone, and comes back.
    try await watched.notices { try watched.move("Content", "Elsewhere") }
    try await watched.notices { try watched.folder.write("Content/program.md", "---\ntitle: New\n---\n") }
    try await watched.notices { try watched.folder.write("Content/program.md", "---\ntitle: Newer\n---\n") }
    try await watched.notices { try watched.folder.write("Templates/site.css", "body{}") }
    try await watched.notices { try watched.folder.write("Templates/site.css", "body{color:red}") }
  }

  #if os(Linux)
    @Test("The system tells of saves, renames, and folders that come and go")
    func told() async throws {
      let watched = try Watched()
      #expect(watched.method == .told)
      try await live(watched)
    }

    @Test("What is no content is not noticed")
    func ignored() async throws {
      let watched = try Watched()
      try watched.folder.write("Public/index.html", "x")
      try watched.folder.write("notes.md", "x")
      try watched.folder.write("Content/.program.md.swp", "x")
      try watched.folder.write("Content/#program.md#", "x")
      try await watched.notices { try watched.folder.write(Self.milestone, "---\ntitle: C\n---\n") }
      #expect(watched.changes == 1)
    }

    @Test("A branch that is switched is one change, however many files it writes and however long that takes")
    func branch() async throws {
      let watched = try Watched { try $0.makeFolder(".git") }
      try await watched.notices {
        try watched.folder.write(".git/index.lock")
        for number in 0..<300 {
          try watched.folder.write("Content/chips/c\(number % 20)/milestones/m\(number).md", "---\ntitle: M\n---\n")
        }
        try watched.delete(".git/index.lock")
      }
      try await watched.notices { try watched.folder.write(Self.milestone, "---\ntitle: C\n---\n") }
      #expect(watched.changes == 2)
    }
  #endif

  @Test("Where the system does not tell, the files are looked at")
  func polling() async throws {
    let watched = try Watched(isPolling: true)
    #expect(watched.method == .polling(reason: nil))
    try await live(watched)
  }
}

@Suite("What counts as one change")
struct BurstTests {
  private let start = ContinuousClock.now

  private func end(_ changes: [(Burst.Change, Int)]) -> Duration {
    var burst = Burst(changes[0].0, at: start + .milliseconds(changes[0].1))
    for (change, time) in changes.dropFirst() { burst.add(change, at: start + .milliseconds(time)) }
    return burst.end - start
  }

  @Test("A file that was written is shown at once")
  func save() {
    #expect(end([(.begun, 0), (.ended, 2)]) == .milliseconds(2) + Burst.shortPause)
  }

  @Test("A file that was only moved away is waited for: an editor is about to write it")
  func movedAway() {
    #expect(end([(.begun, 0)]) == Burst.longPause)
    #expect(end([(.ended, 0), (.begun, 5)]) == .milliseconds(5) + Burst.longPause)
  }

  @Test("Many changes are waited for until they stop")
  func many() {
    let changes = (0..<1000).map { (Burst.Change.ended, $0) }
    #expect(end(changes) == .milliseconds(999) + Burst.longPause)
  }

  @Test("What never stops counts in the end")
  func endless() {
    #expect(end((0..<100).map { (Burst.Change.ended, $0 * 90) }) == Burst.longest)
  }
}

@Suite("Git at work")
struct RepositoryLockTests {
  @Test("A lock is found in a repository, below it, and in a working tree beside it")
  func places() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("repository/.git/worktrees/w")
    try folder.makeFolder("repository/plan")
    try folder.write("w/.git", "gitdir: \(folder.path)/repository/.git/worktrees/w\n")
    let plan = RepositoryLock(around: "\(folder.path)/repository/plan")
    let tree = RepositoryLock(around: "\(folder.path)/w")
    #expect(!plan.isHeld)
    #expect(!tree.isHeld)
    try folder.write("repository/.git/index.lock")
    #expect(plan.isHeld)
    #expect(!tree.isHeld)
    try folder.write("repository/.git/worktrees/w/index.lock")
    #expect(tree.isHeld)
  }

  @Test("A lock that was left behind long ago holds nobody up")
  func stale() throws {
    let folder = try TemporaryFolder()
    try folder.write(".git/index.lock")
    let lock = RepositoryLock(around: folder.path)
    #expect(lock.isHeld)
    let old = [timespec(tv_sec: 1_000_000_000, tv_nsec: 0), timespec(tv_sec: 1_000_000_000, tv_nsec: 0)]
    #expect(utimensat(AT_FDCWD, "\(folder.path)/.git/index.lock", old, 0) == 0)
    #expect(!lock.isHeld)
  }

  @Test("Outside a repository nothing is held")
  func none() throws {
    #expect(!RepositoryLock(around: "/").isHeld)
  }
}
