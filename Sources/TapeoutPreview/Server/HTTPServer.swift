internal import CHTTPServer
package import TapeoutDisk
import TapeoutSystem

/// An HTTP server on 127.0.0.1: hands requests over, and sends what comes back.
///
/// The only place where libmicrohttpd is spoken to, beside ``EventStream``. Its threads call the functions below with a
/// pointer to ``Core``, which lives until they have ended.
package final class HTTPServer: Sendable {
  /// The port that is listened to: perhaps not the one that was asked for.
  package let port: Int
  private let core: Core
  private let server: Handle
  private let upkeep: Task<Void, Never>

  /// What the threads of the server share.
  fileprivate final class Core: Sendable {
    let respond: @Sendable (HTTPRequest) -> HTTPAnswer
    let streams = EventStreams()
    let waiting = WaitingConnections()

    init(_ respond: @escaping @Sendable (HTTPRequest) -> HTTPAnswer) { self.respond = respond }
  }

  private struct Handle: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  /// Sockets open at once, bytes for the head of a request and what is being sent, seconds of silence.
  private static let limits = http_limits(connections: 128, memory: 32 << 10, timeout: 60, threads: 2)

  /// - Parameters:
  ///   - port: where it is taken, the next free one is; 0 for any.
  ///   - respond: answers a request, on a thread of the server.
  package init(
    port: Int, respond: @escaping @Sendable (HTTPRequest) -> HTTPAnswer
  ) throws(OperationalError) {
    guard http_load() != 0 else {
      throw OperationalError(
        "The pages cannot be served: libmicrohttpd is not installed.",
        advice: "Install what Debian and Ubuntu call libmicrohttpd12, and Homebrew libmicrohttpd.")
    }
    let socket = try ListeningSocket(port: port)
    let core = Core(respond)
    let handler = http_handler(
      context: Unmanaged.passRetained(core).toOpaque(), connected: connected, requested: requested, completed: completed
    )
    guard let server = http_start(socket.descriptor, handler, HTTPServer.limits) else {
      Unmanaged.passUnretained(core).release()
      close(socket.descriptor)
      throw OperationalError("The server cannot be started.", advice: "Free some memory, then start it again.")
    }
    self.core = core
    self.server = Handle(pointer: server)
    self.port = socket.port
    upkeep = Task {
      var round = 0
      while (try? await Task.sleep(for: .seconds(5))) != nil {
        core.waiting.end()
        round += 1
        if round.isMultiple(of: 3) { core.streams.beat() }
      }
    }
  }

  /// Tells every page that listens, and every one that begins to.
  ///
  /// - Parameter data: one line.
  package func send(_ data: [UInt8]) { core.streams.send(data) }

  /// How many pages listen for changes.
  package var listenerCount: Int { core.streams.count }

  /// Ends all connections. To be called once.
  package func stop() {
    upkeep.cancel()
    core.streams.end()
    http_stop(server.pointer)
    Unmanaged.passUnretained(core).release()
  }
}

// MARK: What the library calls

private func core(_ context: UnsafeMutableRawPointer?) -> HTTPServer.Core? {
  context.map { Unmanaged<HTTPServer.Core>.fromOpaque($0).takeUnretainedValue() }
}

private func connected(_ context: UnsafeMutableRawPointer?, _ socket: Int32, _ isOpen: Int32) {
  guard let core = core(context) else { return }
  if isOpen != 0 { core.waiting.wait(socket) } else { core.waiting.stop(socket) }
}

private func completed(_ context: UnsafeMutableRawPointer?, _ socket: Int32) {
  core(context)?.waiting.wait(socket)
}

private func requested(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ socket: Int32,
  _ method: UnsafePointer<CChar>?, _ target: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?
) -> Int32 {
  guard let core = core(context), let connection, let method, let target else { return 0 }
  core.waiting.stop(socket)
  var request = HTTPRequest(method: String(cString: method), target: bytes(target, strlen(target)))
  withUnsafeMutablePointer(to: &request) { pointer in
    http_visit_headers(connection, pointer) { context, name, nameCount, value, valueCount in
      context?.assumingMemoryBound(to: HTTPRequest.self).pointee.add(bytes(name, nameCount), bytes(value, valueCount))
    }
  }
  switch core.respond(request) {
  case .response(let response): return send(response, on: connection)
  case .events: return beginEvents(core, request, on: connection)
  }
}

private func beginEvents(_ core: HTTPServer.Core, _ request: HTTPRequest, on connection: OpaquePointer) -> Int32 {
  let type = "text/event-stream; charset=utf-8"
  if request.isHead { return send(HTTPResponse(type: type, []), on: connection) }
  guard let stream = core.streams.begin(connection) else {
    return send(HTTPResponse(status: 503, "Too many pages listen already."), on: connection)
  }
  let headers = HTTPResponse.common + [HTTPResponse.Header("Content-Type", type)]
  let listener = Unmanaged.passRetained(Listener(stream: stream, core: core)).toOpaque()
  return withCStrings(headers) { headers in
    http_stream(
      connection, headers, listener,
      { context, bytes, count in
        guard let context, let bytes else { return -1 }
        let listener = Unmanaged<Listener>.fromOpaque(context).takeUnretainedValue()
        return listener.stream.read(into: UnsafeMutableRawBufferPointer(start: bytes, count: count))
      },
      { context in
        guard let context else { return }
        let listener = Unmanaged<Listener>.fromOpaque(context).takeRetainedValue()
        listener.core.streams.remove(listener.stream)
      })
  }
}

private final class Listener {
  let stream: EventStream
  let core: HTTPServer.Core

  init(stream: EventStream, core: HTTPServer.Core) {
    self.stream = stream
    self.core = core
  }
}

private func send(_ response: HTTPResponse, on connection: OpaquePointer) -> Int32 {
  withCStrings(response.headers) { headers in
    response.body.withUnsafeBytes {
      http_respond(connection, UInt32(response.status), headers, $0.baseAddress, $0.count)
    }
  }
}

private func bytes(_ start: UnsafePointer<CChar>?, _ count: Int) -> [UInt8] {
  Array(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
}

/// Names and values in turn, as C strings, with nil at their end.
private func withCStrings(
  _ headers: [HTTPResponse.Header], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Int32
) -> Int32 {
  let copies = headers.flatMap { [strdup($0.name), strdup($0.value)] }
  defer { for copy in copies { free(copy) } }
  return (copies.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { body($0.baseAddress) }
}
