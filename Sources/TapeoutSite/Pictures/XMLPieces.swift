/// Takes XML apart, strictly: what no two programs would read alike is refused.
///
/// Comments, processing instructions and a document type without declarations of its own are passed over.
struct XMLPieces {
  struct Attribute {
    var name: [UInt8]
    /// Decoded.
    var value: [UInt8]
  }

  enum Piece {
    case start([UInt8], [Attribute], isEmpty: Bool)
    case end([UInt8])
    /// Decoded.
    case text([UInt8])
  }

  static let malformed = SVGCleaner.Refusal(reason: "is no well-formed XML")

  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) throws(SVGCleaner.Refusal) {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw SVGCleaner.Refusal(reason: "is not encoded in UTF-8")
    }
    guard bytes.allSatisfy({ $0 >= 0x20 || $0.isXMLSpace }) else { throw XMLPieces.malformed }
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
  }

  /// Nil at the end.
  mutating func next() throws(SVGCleaner.Refusal) -> Piece? {
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "<") else {
        let end = bytes[place...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        defer { place = end }
        return .text(try decoded(bytes[place..<end]))
      }
      if starts(with: "<!--") {
        try skip(through: "-->")
      } else if starts(with: "<![CDATA[") {
        let start = place + 9
        try skip(through: "]]>")
        return .text(Array(bytes[start..<(place - 3)]))
      } else if starts(with: "<?") {
        let start = place
        try skip(through: "?>")
        try judge(instruction: bytes[start..<place])
      } else if starts(with: "<!") {
        try skipDocumentType()
      } else if starts(with: "</") {
        place += 2
        let name = try takeName()
        skipSpace()
        try take(UInt8(ascii: ">"))
        return .end(name)
      } else {
        place += 1
        return try takeStart()
      }
    }
    return nil
  }

  // MARK: Parts

  private func starts(with text: StaticString) -> Bool {
    let text = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    return bytes[place...].starts(with: text)
  }

  private mutating func skip(through end: StaticString) throws(SVGCleaner.Refusal) {
    while place < bytes.count, !starts(with: end) { place += 1 }
    guard place < bytes.count else { throw XMLPieces.malformed }
    place += end.utf8CodeUnitCount
  }

  private mutating func skipSpace() {
    while place < bytes.count, bytes[place].isXMLSpace { place += 1 }
  }

  private mutating func take(_ byte: UInt8) throws(SVGCleaner.Refusal) {
    guard place < bytes.count, bytes[place] == byte else { throw XMLPieces.malformed }
    place += 1
  }

  /// Of ASCII, as all names of SVG are, with a colon; others are names, too, but of things that are left out.
  private mutating func takeName() throws(SVGCleaner.Refusal) -> [UInt8] {
    let start = place
    while place < bytes.count, bytes[place].isNamePart { place += 1 }
    guard place > start, !(UInt8(ascii: "-")...UInt8(ascii: "9")).contains(bytes[start]) else {
      throw XMLPieces.malformed
    }
    return Array(bytes[start..<place])
  }

  private mutating func takeStart() throws(SVGCleaner.Refusal) -> Piece {
    let name = try takeName()
    var attributes: [Attribute] = []
    var names: Set<[UInt8]> = []
    while true {
      let before = place
      skipSpace()
      guard place < bytes.count else { throw XMLPieces.malformed }
      if bytes[place] == UInt8(ascii: ">") || bytes[place] == UInt8(ascii: "/") { break }
      guard place > before else { throw XMLPieces.malformed }
      let name = try takeName()
      guard names.insert(name).inserted else { throw XMLPieces.malformed }
      skipSpace()
      try take(UInt8(ascii: "="))
      skipSpace()
      guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'") else {
        throw XMLPieces.malformed
      }
      let start = place + 1
      guard let end = bytes[start...].firstIndex(of: bytes[place]), !bytes[start..<end].contains(UInt8(ascii: "<"))
      else {
        throw XMLPieces.malformed
      }
      attributes.append(Attribute(name: name, value: try decoded(bytes[start..<end])))
      place = end + 1
    }
    let isEmpty = bytes[place] == UInt8(ascii: "/")
    if isEmpty { place += 1 }
    try take(UInt8(ascii: ">"))
    return .start(name, attributes, isEmpty: isEmpty)
  }

  /// One that declares entities can make a few bytes mean anything, and is refused.
  private mutating func skipDocumentType() throws(SVGCleaner.Refusal) {
    guard starts(with: "<!DOCTYPE") else { throw XMLPieces.malformed }
    var quote: UInt8?
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "[") {
        throw SVGCleaner.Refusal(reason: "declares entities of its own")
      } else if byte == UInt8(ascii: ">") {
        return
      }
    }
    throw XMLPieces.malformed
  }

  private func judge(instruction: ArraySlice<UInt8>) throws(SVGCleaner.Refusal) {
    let text = String(decoding: instruction, as: UTF8.self).lowercased()
    guard text.utf8.starts(with: "<?xml ".utf8), let encoding = text.range(ofUTF8: "encoding") else { return }
    guard text[encoding...].range(ofUTF8: "utf-8") != nil || text[encoding...].range(ofUTF8: "us-ascii") != nil else {
      throw SVGCleaner.Refusal(reason: "is not encoded in UTF-8")
    }
  }

  /// Replaces references to characters; there are no others without declarations.
  private func decoded(_ text: ArraySlice<UInt8>) throws(SVGCleaner.Refusal) -> [UInt8] {
    guard text.contains(UInt8(ascii: "&")) else { return Array(text) }
    var decoded: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "&") else {
        decoded.append(byte)
        continue
      }
      guard let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")) else { throw XMLPieces.malformed }
      let name = String(decoding: rest[..<end], as: UTF8.self)
      rest = rest[(end + 1)...]
      if let known = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"][name] {
        decoded += known.utf8
        continue
      }
      let number: UInt32? =
        name.utf8.starts(with: "#x".utf8)
        ? UInt32(name.dropFirst(2), radix: 16)
        : name.utf8.first == UInt8(ascii: "#") ? UInt32(name.dropFirst(1), radix: 10) : nil
      guard let number, let scalar = Unicode.Scalar(number), number >= 0x20 || UInt8(number).isXMLSpace else {
        throw XMLPieces.malformed
      }
      decoded += Array(String(Character(scalar)).utf8)
    }
    return decoded
  }
}

extension UInt8 {
  var isXMLSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }

  /// Letters, digits, `-`, `.`, `_`, `:`, and whatever is not ASCII.
  fileprivate var isNamePart: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: ":"), 0x80...:
      true
    default: false
    }
  }
}

extension StringProtocol {
  /// Where the words begin.
  fileprivate func range(ofUTF8 words: StaticString) -> Index? {
    let words = UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount)
    return indices.first { self[$0...].utf8.starts(with: words) }
  }
}
