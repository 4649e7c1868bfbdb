internal import CHTTPServer
import Synchronization

/// One page that listens for changes: what is still to be sent to it.
///
/// A message tells all there is to know, so a newer one takes the place of one that has not begun to be sent. A page
/// that does not read costs no memory.
final class EventStream: Sendable {
  private struct State {
    /// Cleared when the connection ends.
    nonisolated(unsafe) var connection: OpaquePointer?
    /// What is left of the message that is being sent.
    var begun: ArraySlice<UInt8> = []
    var next: [UInt8]?
    var isSuspended = false
    var isEnded = false
  }

  private let state: Mutex<State>

  init(_ connection: OpaquePointer, first: [UInt8]) {
    nonisolated(unsafe) let connection = connection
    state = Mutex(State(connection: connection, next: first))
  }

  func send(_ message: [UInt8]) {
    state.withLock { state in
      state.next = message
      EventStream.wake(&state)
    }
  }

  /// Sends a line that means nothing, so that a client that has gone is noticed.
  func beat() {
    state.withLock { state in
      if state.next == nil, state.begun.isEmpty { state.next = Array(":\n\n".utf8) }
      EventStream.wake(&state)
    }
  }

  func end() {
    state.withLock { state in
      state.isEnded = true
      EventStream.wake(&state)
    }
  }

  /// The connection is about to be freed.
  func release() {
    state.withLock { $0.connection = nil }
  }

  /// Gives the server's thread its next bytes: their number, 0 where there are none for now, -1 at the end.
  func read(into bytes: UnsafeMutableRawBufferPointer) -> Int {
    state.withLock { state in
      if state.isEnded { return -1 }
      if state.begun.isEmpty, let next = state.next {
        state.begun = next[...]
        state.next = nil
      }
      guard !state.begun.isEmpty else {
        if let connection = state.connection {
          http_suspend(connection)
          state.isSuspended = true
        }
        return 0
      }
      let part = state.begun.prefix(bytes.count)
      bytes.copyBytes(from: part)
      state.begun = state.begun.dropFirst(part.count)
      return part.count
    }
  }

  private static func wake(_ state: inout State) {
    guard state.isSuspended, let connection = state.connection else { return }
    state.isSuspended = false
    http_resume(connection)
  }
}
