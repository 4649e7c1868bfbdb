import Synchronization
package import TapeoutDisk
import TapeoutJSON
import TapeoutLanguage
import TapeoutSystem
import TapeoutWorkspace

/// The server's side of the wire: a session behind a lock, the thread that reads, and the analyses that run beside it.
///
/// The thread that reads also answers, so that an answer never waits for an analysis: it is made from the newest one that
/// is there.
package final class LanguageServer: Sendable {
  private let session: Mutex<Session>
  private let send: @Sendable ([UInt8]) -> Void
  private let watch: Watch
  /// How the session ended; -1 while it lasts.
  private let status = Atomic<Int32>(-1)
  /// Wakes the thread that reads: something is due that was not.
  private let bell: Bell

  /// Calls a function after each burst of changes of a project's files; false where it cannot.
  package typealias Watch = @Sendable (Project, @escaping @Sendable () -> Void) -> Bool

  /// - Parameters:
  ///   - watch: lets the server be told of changes on the disk.
  ///   - send: puts bytes on the wire, in the order in which it is called.
  package init(
    _ settings: Session.Settings, watch: @escaping Watch, send: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.watch = watch
    session = Mutex(Session(settings))
    self.send = send
    bell = Bell()
  }

  /// Serves one client until it is gone or says goodbye.
  ///
  /// - Parameter input: what the client writes to.
  /// - Returns: 0 where it shut the server down before, else 1.
  package func serve(_ input: Int32) -> Int32 {
    var framer = MessageFramer()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let due = perform { $0.tick(.now) }
      if let ended { return ended }
      switch wait(input, until: due) {
      case .nothing: continue
      case .gone: return 1
      case .bytes:
        let count = buffer.withUnsafeMutableBytes { system_read(input, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        guard count > 0 else {
          if let rest = framer.rest { perform { $0.receive(rest) } }
          perform { $0.close() }
          return ended ?? 1
        }
        framer.append(buffer[..<count])
        while let event = framer.next() {
          perform { $0.receive(event) }
          if let ended { return ended }
        }
      }
    }
  }

  private var ended: Int32? {
    let value = status.load(ordering: .acquiring)
    return value < 0 ? nil : value
  }

  // MARK: Waiting

  private enum Wait { case bytes, nothing, gone }

  /// How often we look whether the client is still there, where nothing else happens.
  private static let longestWait: Int32 = 3000

  private func wait(_ input: Int32, until due: ContinuousClock.Instant?) -> Wait {
    var timeout = LanguageServer.longestWait
    if let due {
      let left = (due - .now).components
      let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1
      timeout = Int32(clamping: max(0, min(milliseconds, Int64(timeout))))
    }
    var wanted = [
      pollfd(fd: input, events: Int16(POLLIN), revents: 0), pollfd(fd: bell.end, events: Int16(POLLIN), revents: 0),
    ]
    let count = poll(&wanted, nfds_t(wanted.count), timeout)
    if count == 0, !isClientThere { return .gone }
    bell.quiet()
    return count > 0 && wanted[0].revents != 0 ? .bytes : .nothing
  }

  private var isClientThere: Bool {
    guard let parent = session.withLock({ $0.parent }), let process = pid_t(exactly: parent), process > 0 else {
      return true
    }
    return kill(process, 0) == 0 || errno != ESRCH
  }

  // MARK: Doing

  /// Lets something happen to the session, and does what follows.
  @discardableResult
  private func perform<Answer: Sendable>(_ event: @Sendable (inout Session) -> Answer) -> Answer {
    // Sent under the lock: answers and news go out in the order in which they were decided.
    let (answer, jobs) = session.withLock { session in
      let answer = event(&session)
      var jobs: [Session.Effect] = []
      for effect in session.takeEffects() {
        switch effect {
        case .send(let message): send(OutgoingMessage.framed(message))
        case .end(let code): status.store(code, ordering: .releasing)
        case .analyze, .draw, .watch: jobs.append(effect)
        }
      }
      return (answer, jobs)
    }
    for job in jobs { start(job) }
    return answer
  }

  private func start(_ effect: Session.Effect) {
    switch effect {
    case .analyze(let job):
      Task.detached { [self] in
        let outcome: Result<AnalysisJob.Outcome, OperationalError>
        do throws(OperationalError) {
          outcome = .success(try await job.run { stage in self.perform { $0.report(stage, of: job) } })
        } catch {
          outcome = .failure(error)
        }
        perform { $0.finished(job, outcome) }
        bell.ring()
      }
    case .draw(let job):
      Task.detached(priority: .background) { [self] in
        let drawn = await job.run()
        perform { $0.finished(job, drawn) }
      }
    case .watch(let project):
      let isWatching = watch(project) { [self] in
        perform { $0.diskChanged(project) }
        bell.ring()
      }
      if isWatching { perform { $0.isWatching(project) } }
    case .send, .end: break
    }
  }
}

/// A pipe to oneself: who waits for a descriptor can be woken by another thread.
private struct Bell: Sendable {
  let end: Int32
  private let other: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    // Without one, what is due waits for the next message, or for the longest wait.
    if system_socket_pair(&ends) != 0 { ends = [-1, -1] }
    (end, other) = (ends[0], ends[1])
    for descriptor in ends where descriptor >= 0 { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
  }

  func ring() {
    var byte: UInt8 = 0
    _ = system_send(other, &byte, 1)
  }

  /// Takes all that was rung.
  func quiet() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while end >= 0, bytes.withUnsafeMutableBytes({ system_read(end, $0.baseAddress, $0.count) }) > 0 {}
  }
}
