import Synchronization

/// All pages that listen for changes.
final class EventStreams: Sendable {
  private struct State {
    var streams: [ObjectIdentifier: EventStream] = [:]
    var latest: [UInt8] = []
    var isEnded = false
  }

  private let state = Mutex(State())
  /// Pages that can listen at once.
  static let most = 64

  /// How many pages listen.
  var count: Int { state.withLock { $0.streams.count } }

  /// A stream that begins with the latest message; nil where there are enough already.
  func begin(_ connection: OpaquePointer) -> EventStream? {
    nonisolated(unsafe) let connection = connection
    return state.withLock { state in
      guard !state.isEnded, state.streams.count < EventStreams.most else { return nil }
      let stream = EventStream(connection, first: state.latest)
      state.streams[ObjectIdentifier(stream)] = stream
      return stream
    }
  }

  func remove(_ stream: EventStream) {
    stream.release()
    state.withLock { $0.streams[ObjectIdentifier(stream)] = nil }
  }

  /// - Parameter data: one line.
  func send(_ data: [UInt8]) {
    // After half a second without us, a page asks again.
    let message = Array("retry: 500\ndata: ".utf8) + data + Array("\n\n".utf8)
    for stream in state.withLock({ state in
      state.latest = message
      return Array(state.streams.values)
    }) { stream.send(message) }
  }

  func beat() {
    for stream in state.withLock({ Array($0.streams.values) }) { stream.beat() }
  }

  func end() {
    for stream in state.withLock({ state in
      state.isEnded = true
      return Array(state.streams.values)
    }) { stream.end() }
  }
}
