import Synchronization
package import TapeoutDisk
import TapeoutSystem

/// Notices that the files of a project have changed.
///
/// Says only that something is different: whoever asks reads the disk anyway. It has a thread of its own, which sleeps
/// while nothing happens.
package final class ContentWatcher: Sendable {
  /// How it notices.
  package enum Method: Hashable, Sendable {
    /// The system says so.
    case told
    /// By looking again and again; the reason is in words, nil where that was asked for.
    case polling(reason: String?)
  }

  private let root: String
  private let lock: RepositoryLock
  private let changed: @Sendable () -> Void
  private let chosen: @Sendable (Method) -> Void
  /// What wakes the thread so that it ends.
  private let ends: (thread: Int32, owner: Int32)
  private let isStopped = Atomic(false)

  /// How often the files are looked at.
  private static let interval = Duration.milliseconds(500)

  /// Begins to watch.
  ///
  /// - Parameters:
  ///   - isPolling: looks at the files instead of waiting to be told, as network disks need it.
  ///   - chosen: is told how changes are noticed, at once and whenever that changes.
  ///   - changed: is called on the watcher's thread, once for each burst of changes.
  package init(
    _ project: Project, isPolling: Bool = false, chosen: @escaping @Sendable (Method) -> Void = { _ in },
    changed: @escaping @Sendable () -> Void
  ) throws(OperationalError) {
    root = project.root
    lock = RepositoryLock(around: project.root)
    self.changed = changed
    self.chosen = chosen
    var pair: [Int32] = [0, 0]
    guard system_socket_pair(&pair) == 0 else {
      throw OperationalError("The files cannot be watched: \(SystemError.last).")
    }
    ends = (pair[0], pair[1])
    // The watch stands before this returns: a change after that is noticed.
    let begin: Begin
    if isPolling {
      begin = .polling(FolderSignature.of(root), nil)
    } else {
      do { begin = .watch(try FolderWatch(root: root)) } catch {
        begin = .polling(FolderSignature.of(root), ContentWatcher.reason(error))
      }
    }
    if case .polling(_, let reason) = begin { chosen(.polling(reason: reason)) } else { chosen(.told) }
    let run = Run(watcher: self, begin: begin)
    guard run.start() else { throw OperationalError("The files cannot be watched: there is no thread left.") }
  }

  /// Ends the thread. To be called once; a call of `changed` may still be under way.
  package func stop() {
    isStopped.store(true, ordering: .relaxed)
    var byte: UInt8 = 0
    _ = system_send(ends.owner, &byte, 1)
    close(ends.owner)
  }

  private static func reason(_ error: SystemError) -> String {
    switch error.code {
    case ENOSPC: "the limit of watched folders is reached (fs.inotify.max_user_watches)"
    case EMFILE: "the limit of watching programs is reached (fs.inotify.max_user_instances)"
    case ENOSYS: "this system does not tell of changes"
    default: "\(error)"
    }
  }

  // MARK: The thread

  private enum Begin {
    case watch(FolderWatch)
    case polling(UInt64, String?)
  }

  /// What the thread takes over when it starts.
  private final class Run: @unchecked Sendable {
    let watcher: ContentWatcher
    let begin: Begin

    init(watcher: ContentWatcher, begin: Begin) {
      self.watcher = watcher
      self.begin = begin
    }

    func start() -> Bool {
      #if canImport(Glibc)
        var thread = pthread_t()
      #else
        var thread: pthread_t?
      #endif
      let own = Unmanaged.passRetained(self)
      let result = pthread_create(&thread, nil, ContentWatcher.run, own.toOpaque())
      guard result == 0 else {
        own.release()
        return false
      }
      #if canImport(Glibc)
        pthread_detach(thread)
      #else
        if let thread { pthread_detach(thread) }
      #endif
      return true
    }
  }

  #if canImport(Glibc)
    private static let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
      if let context { ContentWatcher.run(Unmanaged<Run>.fromOpaque(context).takeRetainedValue()) }
      return nil
    }
  #else
    private static let run: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { context in
      ContentWatcher.run(Unmanaged<Run>.fromOpaque(context).takeRetainedValue())
      return nil
    }
  #endif

  private static func run(_ run: Run) {
    let watcher = run.watcher
    switch run.begin {
    case .watch(let watch):
      do { try watcher.follow(watch) } catch {
        watcher.chosen(.polling(reason: ContentWatcher.reason(error)))
        // Whatever was lost.
        watcher.changed()
        watcher.poll(from: FolderSignature.of(watcher.root))
      }
    case .polling(let signature, _): watcher.poll(from: signature)
    }
    close(watcher.ends.thread)
  }

  private func follow(_ watch: FolderWatch) throws(SystemError) {
    var burst: Burst?
    while !isStopped.load(ordering: .relaxed) {
      let timeout = burst.map { milliseconds(until: $0.end) } ?? -1
      wait(for: watch.descriptor, timeout)
      let events = try watch.read()
      if events.contains(where: \.concernsFolders) { try watch.renew() }
      let now = ContinuousClock.now
      for event in events {
        if burst == nil { burst = Burst(event.change, at: now) } else { burst?.add(event.change, at: now) }
      }
      guard let ended = burst, ended.end <= now else { continue }
      if lock.isHeld {
        // Git has not finished: the burst goes on.
        burst?.add(.begun, at: now)
        if ended.hasLasted(at: now) { finish(&burst) }
        continue
      }
      finish(&burst)
    }
  }

  private func finish(_ burst: inout Burst?) {
    burst = nil
    changed()
  }

  private func poll(from first: UInt64) {
    var known = first
    while !isStopped.load(ordering: .relaxed) {
      wait(for: -1, Int32(clamping: ContentWatcher.interval.components.attoseconds / 1_000_000_000_000_000))
      guard !isStopped.load(ordering: .relaxed), !lock.isHeld else { continue }
      let next = FolderSignature.of(root)
      if next != known {
        known = next
        changed()
      }
    }
  }

  /// - Parameter timeout: in milliseconds; negative waits for ever.
  private func wait(for descriptor: Int32, _ timeout: Int32) {
    var wanted = [
      pollfd(fd: ends.thread, events: Int16(POLLIN), revents: 0),
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
    ]
    // A negative descriptor is passed over.
    TapeoutSystem.poll(&wanted, 2, timeout)
  }

  private func milliseconds(until time: ContinuousClock.Instant) -> Int32 {
    let (seconds, rest) = (time - .now).components
    return max(0, Int32(clamping: seconds * 1000 + (rest + 999_999_999_999_999) / 1_000_000_000_000_000))
  }
}
