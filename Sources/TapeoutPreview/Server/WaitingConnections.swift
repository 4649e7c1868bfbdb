import Synchronization
import TapeoutSystem

/// The connections on which a request has not arrived yet, and until when it may.
///
/// The server ends a connection that is silent. One that sends a byte now and then is not silent, so its time is limited
/// here.
final class WaitingConnections: Sendable {
  /// For the head of a request to arrive, and for the next one to begin.
  static let patience = Duration.seconds(30)

  private let deadlines = Mutex<[Int32: ContinuousClock.Instant]>([:])

  func wait(_ socket: Int32, from now: ContinuousClock.Instant = .now) {
    deadlines.withLock { $0[socket] = now + WaitingConnections.patience }
  }

  /// The request is there, or the client has gone.
  func stop(_ socket: Int32) {
    deadlines.withLock { $0[socket] = nil }
  }

  /// Ends those whose time is over. Sockets are not closed here but by the server, which notices.
  func end(at now: ContinuousClock.Instant = .now) {
    deadlines.withLock { deadlines in
      for (socket, deadline) in deadlines where deadline < now {
        shutdown(socket, Int32(SHUT_RDWR))
        deadlines[socket] = nil
      }
    }
  }
}
