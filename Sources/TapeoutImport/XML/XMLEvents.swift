internal import CExpat

/// Reads XML as a stream of events, each with its place in the file.
///
/// Expat reads UTF-8, UTF-16, ISO 8859-1 and ASCII. Document types are refused: project files have none, and they are
/// what attacks with entities are made of.
final class XMLEvents {
  /// Why reading stopped.
  enum Failure: Error {
    case documentType(offset: Int)
    case malformed(offset: Int, reason: String)
    /// The receiver of events asked for it.
    case stopped
    /// An element stands within more others than any project file has.
    case tooDeep(offset: Int)
  }

  /// What is done with an element's beginning: its name, and its byte offset in the file.
  private let onStart: (UnsafeBufferPointer<UInt8>, Int) -> Void
  /// What is done with an element's end, given the offset behind it.
  private let onEnd: (Int) -> Void
  private let onText: (UnsafeBufferPointer<UInt8>) -> Void
  private var parser: XML_Parser?
  private var documentType: Int?
  private var tooDeep: Int?
  private var isStopped = false
  private var depth = 0
  private static let deepest = 64
  private static let chunk = 1 << 20

  init(
    onStart: @escaping (UnsafeBufferPointer<UInt8>, Int) -> Void, onEnd: @escaping (Int) -> Void,
    onText: @escaping (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    self.onStart = onStart
    self.onEnd = onEnd
    self.onText = onText
  }

  /// Ends the reading at once.
  func stop() {
    isStopped = true
    XML_StopParser(parser, 0)
  }

  func read(_ bytes: [UInt8]) throws(Failure) {
    guard let parser = XML_ParserCreate(nil) else { throw .malformed(offset: 0, reason: "out of memory") }
    self.parser = parser
    defer {
      XML_ParserFree(parser)
      self.parser = nil
    }
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    setHandlers(parser)
    var status = XML_STATUS_OK
    bytes.withUnsafeBytes { buffer in
      var place = 0
      repeat {
        let count = min(XMLEvents.chunk, buffer.count - place)
        let start = buffer.baseAddress?.advanced(by: place).assumingMemoryBound(to: CChar.self)
        place += count
        status = XML_Parse(parser, start, Int32(count), place == buffer.count ? 1 : 0)
      } while place < buffer.count && status == XML_STATUS_OK
    }
    if let documentType { throw .documentType(offset: documentType) }
    if let tooDeep { throw .tooDeep(offset: tooDeep) }
    if isStopped { throw .stopped }
    guard status != XML_STATUS_OK else { return }
    let offset = min(max(Int(XML_GetCurrentByteIndex(parser)), 0), bytes.count)
    let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "not well-formed"
    throw .malformed(offset: offset, reason: reason)
  }

  private func setHandlers(_ parser: XML_Parser) {
    XML_SetElementHandler(
      parser,
      { data, name, _ in
        guard let events = XMLEvents.from(data), let name else { return }
        events.depth += 1
        if events.depth > XMLEvents.deepest {
          events.tooDeep = events.tooDeep ?? events.offset
          return events.stop()
        }
        var length = 0
        while name[length] != 0 { length += 1 }
        name.withMemoryRebound(to: UInt8.self, capacity: length) {
          events.onStart(UnsafeBufferPointer(start: $0, count: length), events.offset)
        }
      },
      { data, _ in
        guard let events = XMLEvents.from(data) else { return }
        events.depth -= 1
        events.onEnd(events.offset + events.length)
      })
    XML_SetCharacterDataHandler(parser) { data, text, length in
      guard let events = XMLEvents.from(data), let text else { return }
      text.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
        events.onText(UnsafeBufferPointer(start: $0, count: Int(length)))
      }
    }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      guard let events = XMLEvents.from(data) else { return }
      events.documentType = events.offset
      events.stop()
    }
  }

  private static func from(_ data: UnsafeMutableRawPointer?) -> XMLEvents? {
    data.map { Unmanaged<XMLEvents>.fromOpaque($0).takeUnretainedValue() }
  }

  private var offset: Int { Int(XML_GetCurrentByteIndex(parser)) }
  private var length: Int { Int(XML_GetCurrentByteCount(parser)) }
}
