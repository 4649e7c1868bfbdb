import TapeoutJSON
import TapeoutLanguage
import Testing

@Suite("Frames of messages")
struct MessageFramerTests {
  /// What a stream holds, cut at every place alike.
  private func events(_ stream: String, chunk: Int = .max) -> [MessageFramer.Event] {
    var framer = MessageFramer()
    var events: [MessageFramer.Event] = []
    var bytes = Array(stream.utf8)[...]
    while !bytes.isEmpty {
      framer.append(bytes.prefix(chunk))
      bytes = bytes.dropFirst(chunk)
      while let event = framer.next() { events.append(event) }
    }
    if let rest = framer.rest { events.append(rest) }
    return events
  }

  private func messages(_ stream: String) -> [String] {
    events(stream).compactMap {
      if case .message(let bytes) = $0 { String(decoding: bytes, as: UTF8.self) } else { nil }
    }
  }

  private func frame(_ body: String) -> String { "Content-Length: \(body.utf8.count)\r\n\r\n\(body)" }

  @Test("Messages come out whole, wherever the stream was cut", arguments: [1, 2, 7, 1000])
  func whole(_ chunk: Int) {
    let stream = frame("{}") + frame("é{\"a\":1}") + frame("") + frame("[\r\n\r\n]")
    #expect(
      events(stream, chunk: chunk) == ["{}", "é{\"a\":1}", "", "[\r\n\r\n]"].map { .message(Array($0.utf8)) })
  }

  @Test("Other fields, other cases and bare line feeds are taken")
  func lenient() {
    #expect(messages("content-length:2\n\n{}") == ["{}"])
    #expect(
      messages("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nCONTENT-LENGTH:  2 \r\n\r\n{}") == ["{}"])
    #expect(messages("Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}") == ["{}"])
  }

  @Test(
    "A broken stream is told of, and the next message is read",
    arguments: [
      "\r\n", "hello\r\n\r\n", "Content-Type: x\r\n\r\n{}", "Content-Length: x\r\n\r\n{}",
      "Content-Length: -2\r\n\r\n{}",
      "Content-Length:\r\n\r\n{}", "Content-Length: 2, 2\r\n\r\n{}", "Content-Length: 0x2\r\n\r\n{}",
      "Content-Length: 99999999999999999999\r\n\r\n{}", "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
      "Content Length: 2\r\n\r\n{}", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", "{\"jsonrpc\":\"2.0\"}\r\n",
      String(repeating: "x", count: 100_000), "\u{0}\u{1}\u{2}\r\n", "Content-Length: 2.0\r\n\r\n{}",
    ])
  func broken(_ garbage: String) {
    let found = events(garbage + frame("{\"next\":1}"))
    #expect(found.last == .message(Array("{\"next\":1}".utf8)))
    #expect(found.count { if case .broken = $0 { true } else { false } } >= 1)
    #expect(found.count <= 3, "one cause is told once: \(found)")
  }

  @Test("A length that is too short or too long spoils its own message and at most the next")
  func wrongLengths() {
    #expect(messages("Content-Length: 3\r\n\r\n{\"a\":1}" + frame("[1]") + frame("[2]")).suffix(2) == ["[1]", "[2]"])
    #expect(messages("Content-Length: 9\r\n\r\n{\"a\":1}" + frame("[1]") + frame("[2]")).last == "[2]")
  }

  @Test("A message that is too long is skipped, not kept")
  func tooLong() {
    let length = MessageFramer.largestMessage + 1
    var framer = MessageFramer()
    framer.append(Array("Content-Length: \(length)\r\n\r\n".utf8))
    #expect(framer.next().map { if case .broken = $0 { true } else { false } } == true)
    let chunk = [UInt8](repeating: 0x78, count: 1 << 20)
    var left = length
    while left > 0 {
      framer.append(chunk.prefix(left))
      left -= min(left, chunk.count)
      #expect(framer.next() == nil)
    }
    framer.append(Array(frame("{}").utf8))
    #expect(framer.next() == .message(Array("{}".utf8)))
  }

  @Test("A stream that ends inside a message says so; one that ends between messages does not")
  func end() {
    #expect(events("") == [])
    #expect(events(frame("{}")).count == 1)
    for cut in ["Content-Length: 5\r\n\r\n{}", "Content-Length: 5\r\n", "Conte"] {
      #expect(events(cut) == [.broken("The stream ended inside a message")], "\(cut)")
    }
  }
}

@Suite("Messages")
struct MessageTests {
  private func read(_ text: String) throws(Message.Refusal) -> Message { try Message(Array(text.utf8)) }

  @Test("Requests, notifications and answers are told apart")
  func kinds() throws {
    #expect(
      try read(#"{"jsonrpc":"2.0","id":1,"method":"m","params":{}}"#)
        == .request(id: .number(1), method: "m", params: [:]))
    #expect(
      try read(#"{"jsonrpc":"2.0","id":"a","method":"m"}"#) == .request(id: .text("a"), method: "m", params: .null))
    #expect(try read(#"{"jsonrpc":"2.0","method":"m","params":[1]}"#) == .notification(method: "m", params: [1]))
    #expect(try read(#"{"jsonrpc":"2.0","id":1,"result":null}"#) == .response(id: .number(1), result: .null))
    #expect(try read(#"{"jsonrpc":"2.0","id":1,"error":{}}"#) == .response(id: .number(1), result: nil))
    #expect(try read(#"{"jsonrpc":"2.0","id":null,"error":{}}"#) == .response(id: .text(""), result: nil))
  }

  @Test(
    "What is no message is refused with the id that it has",
    arguments: [
      ("{", ResponseError.Code.parseError, nil), ("", .parseError, nil), ("[]", .invalidRequest, nil),
      ("1", .invalidRequest, nil), ("null", .invalidRequest, nil), ("{}", .invalidRequest, nil),
      (#"{"jsonrpc":"1.0","id":3,"method":"m"}"#, .invalidRequest, 3), (#"{"id":3,"method":"m"}"#, .invalidRequest, 3),
      (#"{"jsonrpc":"2.0","id":3}"#, .invalidRequest, 3), (#"{"jsonrpc":"2.0","id":3,"method":7}"#, .invalidRequest, 3),
      (#"{"jsonrpc":"2.0","id":null,"method":"m"}"#, .invalidRequest, nil),
      (#"{"jsonrpc":"2.0","id":1.5,"method":"m"}"#, .invalidRequest, nil),
      (#"{"jsonrpc":"2.0","id":{},"method":"m"}"#, .invalidRequest, nil),
      (#"{"jsonrpc":"2.0","id":3,"method":"m","params":5}"#, .invalidRequest, 3),
      (#"{"jsonrpc":"2.0","id":3,"id":3,"method":"m"}"#, .parseError, nil),
      (#"{"jsonrpc":"2.0","id":3,"method":"m",}"#, .parseError, nil),
    ] as [(String, ResponseError.Code, Int?)])
  func refused(_ text: String, _ code: ResponseError.Code, _ id: Int?) {
    #expect {
      try read(text)
    } throws: { error in
      guard let refusal = error as? Message.Refusal else { return false }
      return refusal.error.code == code && refusal.id == id.map { .number($0) }
    }
  }
}
