/// Cuts a stream of bytes into messages, each behind a header that tells its length, as the Language Server Protocol
/// frames them.
///
/// A stream that is broken is told of once, and read on from the next place that says `Content-Length:`: one bad message
/// does not end a session.
package struct MessageFramer {
  package enum Event: Hashable, Sendable {
    /// The bytes of one message, which may be anything.
    case message([UInt8])
    /// Bytes that are no message, with what is wrong, as a sentence without its full stop.
    case broken(String)
  }

  /// The most bytes of a message: a content file has at most one MiB, and an editor sends few at once.
  package static let largestMessage = 64 << 20
  /// The most bytes of a header line; ours have some twenty.
  private static let longestLine = 4096
  private static let lengthField = Array("content-length:".utf8)

  private var bytes: [UInt8] = []
  private var start = 0
  private var state = State.header(length: nil)

  private enum State {
    /// Between messages and in their headers, with the length that was told.
    case header(length: Int?)
    /// Behind bytes that were no header: looking for the next one.
    case lost
    case body(length: Int)
    /// In a message that is too long to be read.
    case skipping(Int)
  }

  package init() {}

  package mutating func append(_ new: some Collection<UInt8>) {
    if start > 0, start == bytes.count || start > 1 << 20 {
      bytes.removeSubrange(..<start)
      start = 0
    }
    bytes.append(contentsOf: new)
  }

  /// What comes next; nil until more bytes are there.
  package mutating func next() -> Event? {
    while true {
      switch state {
      case .body(let length):
        guard bytes.count - start >= length else { return nil }
        let message = Array(bytes[start..<(start + length)])
        start += length
        state = .header(length: nil)
        return .message(message)
      case .skipping(let length):
        let count = min(length, bytes.count - start)
        start += count
        guard count == length else {
          state = .skipping(length - count)
          return nil
        }
        state = .header(length: nil)
      case .header(let length):
        guard let line = line() else { return nil }
        if let event = header(line, length) { return event }
      case .lost:
        guard let line = line() else { return nil }
        find(line)
      }
    }
  }

  /// What is left when the stream has ended; nil where it ended between messages.
  package var rest: Event? {
    switch state {
    case .header(nil) where start == bytes.count: nil
    case .lost: nil
    default: .broken("The stream ended inside a message")
    }
  }

  // MARK: Headers

  /// The next line without its end; nil until it is whole. A line that is too long counts as a line as far as it goes.
  private mutating func line() -> ArraySlice<UInt8>? {
    let limit = min(bytes.count, start + MessageFramer.longestLine)
    guard let end = bytes[start..<limit].firstIndex(of: 0x0A) else {
      guard limit == start + MessageFramer.longestLine else { return nil }
      // The name of the field may have begun at its end.
      let line = bytes[start..<limit]
      start = limit - MessageFramer.lengthField.count
      return line
    }
    var line = bytes[start..<end]
    if line.last == 0x0D { line.removeLast() }
    start = end + 1
    return line
  }

  private mutating func header(_ line: ArraySlice<UInt8>, _ length: Int?) -> Event? {
    if line.isEmpty {
      guard let length else { return lose("A header has no Content-Length") }
      guard length <= MessageFramer.largestMessage else {
        state = .skipping(length)
        return .broken("A message of \(length) bytes is not read: the most are \(MessageFramer.largestMessage)")
      }
      state = .body(length: length)
      return nil
    }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), line[..<colon].allSatisfy(isNameByte) else {
      let event = lose("“\(MessageFramer.shown(line))” is no header")
      // A message that was shorter than it said is followed by the next header on the same line.
      find(line)
      return event
    }
    guard lowercased(line[...colon]).elementsEqual(MessageFramer.lengthField) else { return nil }
    guard let told = MessageFramer.number(line[line.index(after: colon)...]) else {
      return lose("“\(MessageFramer.shown(line))” tells no length")
    }
    if let length, length != told { return lose("A header tells two lengths") }
    state = .header(length: told)
    return nil
  }

  private mutating func lose(_ reason: String) -> Event {
    state = .lost
    return .broken(reason)
  }

  /// Looks for the next header in a line.
  private mutating func find(_ line: ArraySlice<UInt8>) {
    let field = MessageFramer.lengthField
    guard line.count >= field.count else { return }
    for place in line.startIndex...(line.endIndex - field.count)
    where lowercased(line[place..<(place + field.count)]).elementsEqual(field) {
      if let length = MessageFramer.number(line[(place + field.count)...]) { state = .header(length: length) }
      return
    }
  }

  private func lowercased(_ bytes: ArraySlice<UInt8>) -> some Sequence<UInt8> {
    bytes.lazy.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
  }

  /// Letters, digits and hyphens: what the names of header fields have here.
  private func isNameByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  private static func number(_ text: ArraySlice<UInt8>) -> Int? {
    var digits = text.drop { $0 == 0x20 || $0 == 0x09 }
    while let last = digits.last, last == 0x20 || last == 0x09 { digits.removeLast() }
    guard !digits.isEmpty, digits.count <= 18, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private static func shown(_ line: ArraySlice<UInt8>) -> String {
    String(decoding: line.prefix(60).map { (0x20..<0x7F).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
  }
}
