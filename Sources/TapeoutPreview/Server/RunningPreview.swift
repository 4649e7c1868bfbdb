package import TapeoutDisk
import TapeoutSystem
import TapeoutWorkspace

/// Where the preview of a project listens, for other programs of the same user: a file in the user's cache folder, out of
/// the reach of whoever wrote the repository.
///
/// The file may outlive its preview, and its port may be another program's by now. So it is believed only as long as what
/// listens there says the word that the preview chose when it started.
package enum RunningPreview {
  /// Notes where a preview listens. That it cannot be noted is no failure.
  ///
  /// - Parameters:
  ///   - session: the preview's word.
  ///   - folder: the user's cache folder.
  package static func note(port: Int, session: String, of project: Project, inCache folder: String) {
    file(project, folder)?.store(Array("\(port) \(session)\n".utf8))
  }

  /// The address of the preview that runs, with a slash at its end; nil where none does.
  package static func address(of project: Project, inCache folder: String) -> String? {
    guard let bytes = file(project, folder)?.load(limit: 64), bytes.last == 0x0A else { return nil }
    let parts = bytes.dropLast().split(separator: 0x20, omittingEmptySubsequences: false).map(Array.init)
    guard parts.count == 2, parts[1].count >= shortestSession,
      let port = UInt16(String(decoding: parts[0], as: UTF8.self)),
      port > 0, answers(on: port, saying: parts[1])
    else { return nil }
    return "http://127.0.0.1:\(port)/"
  }

  /// A shorter word could stand in anybody's answer.
  private static let shortestSession = 8
  /// How long an answer may take. Ours takes a millisecond; a stranger's silence must not be felt while somebody types.
  private static let patience = Duration.milliseconds(80)

  private static func file(_ project: Project, _ folder: String) -> CacheFile? {
    CacheFile("preview", folder: folder, project: project)
  }

  // MARK: Asking

  /// Whether a server on this computer says a word when it is asked for its state.
  private static func answers(on port: UInt16, saying word: [UInt8]) -> Bool {
    let descriptor = LoopbackAddress.newSocket()
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    let end = ContinuousClock.now + patience
    // Refused at once where nobody listens.
    let isConnected = LoopbackAddress.with(port: port) { connect(descriptor, $0, $1) == 0 || errno == EINPROGRESS }
    guard isConnected, wait(descriptor, for: POLLOUT, until: end) else { return false }
    let request = Array("GET /-/state HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n".utf8)
    guard request.withUnsafeBytes({ system_send(descriptor, $0.baseAddress, $0.count) }) == request.count else {
      return false
    }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 2048)
    while answer.count < 4096, wait(descriptor, for: POLLIN, until: end) {
      let count = buffer.withUnsafeMutableBytes { system_read(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      answer += buffer[..<count]
      if answer.firstRange(of: word) != nil { return true }
    }
    return false
  }

  private static func wait(_ descriptor: Int32, for event: Int32, until end: ContinuousClock.Instant) -> Bool {
    let left = (end - .now) / Duration.milliseconds(1)
    guard left > 0 else { return false }
    var wanted = pollfd(fd: descriptor, events: Int16(event), revents: 0)
    return poll(&wanted, 1, Int32(left) + 1) > 0
  }
}
