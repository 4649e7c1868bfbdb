import Synchronization
import TapeoutSystem
import Testing

@testable import TapeoutPreview

/// Each test has a server of its own on a free port.
@Suite("A server on this computer")
struct HTTPServerTests {
  private func server(port: Int = 0) throws -> HTTPServer {
    try HTTPServer(port: port) { request in
      let path = String(decoding: request.target, as: UTF8.self)
      if path == "/events" { return .events }
      return .response(HTTPResponse(type: "text/plain", Array("\(request.method) \(path)".utf8)))
    }
  }

  @Test("One connection carries one request after the other")
  func keepAlive() throws {
    let server = try server()
    defer { server.stop() }
    let client = try Client(port: server.port)
    #expect(try client.get("/a").body == "GET /a")
    #expect(try client.get("/b%20c?d").body == "GET /b%20c?d")
    let head = try client.get("/e", method: "HEAD")
    #expect(head.header("Content-Length") == "7")
    #expect(try client.get("/f").body == "GET /f")
  }

  @Test("Requests that are sent before the answer came are answered in turn")
  func pipelining() throws {
    let server = try server()
    defer { server.stop() }
    let client = try Client(port: server.port)
    client.send((1...5).map { "GET /\($0) HTTP/1.1\r\nHost: localhost\r\n\r\n" }.joined())
    for number in 1...5 { #expect(try client.answer().body == "GET /\(number)") }
  }

  @Test("Every answer tells browsers to keep no copy, guess no type, and let no other site read or show it")
  func headers() throws {
    let server = try server()
    defer { server.stop() }
    let answer = try Client(port: server.port).get("/")
    #expect(answer.header("Cache-Control") == "no-store")
    #expect(answer.header("X-Content-Type-Options") == "nosniff")
    #expect(answer.header("X-Frame-Options") == "DENY")
    #expect(answer.header("Cross-Origin-Resource-Policy") == "same-origin")
    #expect(answer.header("Access-Control-Allow-Origin") == nil)
  }

  @Test("A head that never ends, or is none, ends the connection, and the next client is served")
  func badHeads() throws {
    let server = try server()
    defer { server.stop() }
    for request in [
      "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + String(repeating: "x", count: 200_000),
      "GET /" + String(repeating: "x", count: 200_000),
      String(repeating: "GET / HTTP/1.1\r\nX: y\r\n", count: 20_000),
      "\u{1}\u{2}\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n"
        + String(repeating: "x", count: 99_999),
    ] {
      let client = try Client(port: server.port)
      client.send(request + "\r\nConnection: close\r\n\r\n")
      client.waitForEnd()
      #expect(try Client(port: server.port).get("/next").body == "GET /next")
    }
  }

  @Test("A port that is taken is passed over for the next one")
  func takenPort() throws {
    let first = try server()
    defer { first.stop() }
    let second = try server(port: first.port)
    defer { second.stop() }
    #expect(second.port > first.port)
    #expect(try Client(port: second.port).get("/").status == 200)
  }

  @Test("A page that listens is told the latest at once, and what comes after")
  func events() throws {
    let server = try server()
    defer { server.stop() }
    server.send(Array("one".utf8))
    let client = try Client(port: server.port)
    client.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(try client.head().header("Content-Type") == "text/event-stream; charset=utf-8")
    #expect(try client.text(upTo: "data: one\n\n").hasSuffix("data: one\n\n"))
    server.send(Array("two".utf8))
    _ = try client.text(upTo: "data: two\n\n")
    // What a page has missed while it slept counts no more: only the newest does.
    server.send(Array("three".utf8))
    server.send(Array("four".utf8))
    _ = try client.text(upTo: "data: four\n\n")
  }

  @Test("Several pages listen at once, and stopping ends them all")
  func stopping() throws {
    let server = try server()
    server.send(Array("one".utf8))
    let clients = try (0..<5).map { _ in try Client(port: server.port) }
    for client in clients {
      client.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
      _ = try client.text(upTo: "data: one\n\n")
    }
    #expect(server.listenerCount == 5)
    server.stop()
    for client in clients { client.waitForEnd() }
    #expect(server.listenerCount == 0)
  }

  @Test("A page that has gone is forgotten")
  func gone() throws {
    let server = try server()
    defer { server.stop() }
    server.send(Array("one".utf8))
    let client = try Client(port: server.port)
    client.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    _ = try client.text(upTo: "data: one\n\n")
    client.close()
    // The first message after that may still find room in the socket.
    while server.listenerCount > 0 {
      server.send(Array("two".utf8))
      usleep(1000)
    }
  }

  @Test("More pages than are allowed are told so")
  func manyListeners() throws {
    let server = try server()
    defer { server.stop() }
    server.send(Array("one".utf8))
    let clients = try (0..<EventStreams.most).map { _ in try Client(port: server.port) }
    for client in clients {
      client.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
      _ = try client.text(upTo: "data: one\n\n")
    }
    #expect(try Client(port: server.port).get("/events").status == 503)
  }

  /// Two sockets that are connected with each other.
  private func socketPair() throws -> [Int32] {
    var ends: [Int32] = [0, 0]
    try #require(system_socket_pair(&ends) == 0)
    return ends
  }

  @Test("Whoever lets a request wait is cut off when its time is over, and nobody else")
  func patience() throws {
    let connections = WaitingConnections()
    let ends = try socketPair()
    defer { for end in ends { close(end) } }
    let now = ContinuousClock.now
    connections.wait(ends[0], from: now)
    connections.end(at: now + .seconds(29))
    var byte: UInt8 = 1
    #expect(system_send(ends[0], &byte, 1) == 1)
    connections.wait(ends[0], from: now + .seconds(10))
    connections.end(at: now + .seconds(31))
    #expect(system_send(ends[0], &byte, 1) == 1)
    connections.end(at: now + .seconds(41))
    #expect(system_send(ends[0], &byte, 1) < 0)
  }

  @Test("A socket that nobody waits for is left alone")
  func noWaiting() throws {
    let connections = WaitingConnections()
    let ends = try socketPair()
    defer { for end in ends { close(end) } }
    let now = ContinuousClock.now
    connections.wait(ends[0], from: now)
    connections.stop(ends[0])
    connections.end(at: now + .seconds(1000))
    var byte: UInt8 = 1
    #expect(system_send(ends[0], &byte, 1) == 1)
  }
}
