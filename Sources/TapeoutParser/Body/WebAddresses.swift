/// Makes links of web addresses that stand bare in rendered HTML, as Git hosts do (GitHub Flavored Markdown, section 6.9).
enum WebAddresses {
  private static let longest = 2000

  /// - Parameter html: as libcmark writes it: `<` and `>` only around tags, text and attributes escaped.
  /// - Complexity: linear.
  static func link(_ html: [UInt8]) -> [UInt8] {
    html.withUnsafeBufferPointer { bytes in
      var result: [UInt8] = []
      var taken = 0
      var tags = InlineTags(bytes)
      while let index = tags.next() {
        guard bytes[index] == UInt8(ascii: "h"), index == 0 || !joins(bytes[index - 1]), let end = end(bytes, index),
          LinkTarget(UnsafeBufferPointer(rebasing: bytes[index..<end])).isFollowed(isImage: false)
        else { continue }
        let address = bytes[index..<end]
        result += bytes[taken..<index]
        result += "<a href=\"".utf8
        result += address
        result += "\">".utf8
        result += address
        result += "</a>".utf8
        taken = end
        tags.skip(to: end)
      }
      return taken > 0 ? result + bytes[taken...] : html
    }
  }

  /// Where an address that begins at `start` ends; nil where none begins.
  private static func end(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    let host = bytes.holds("https://", at: start) ? start + 8 : bytes.holds("http://", at: start) ? start + 7 : start
    guard host > start else { return nil }
    var end = host
    var depth = 0
    scan: while end < bytes.count, end - start < longest {
      switch bytes[end] {
      case 0...0x20, UInt8(ascii: "<"), UInt8(ascii: ">"): break scan
      case UInt8(ascii: "&") where !bytes.holds("&amp;", at: end): break scan
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        // One that closes what stands around the address is none of it.
        if depth == 0 { break scan }
        depth -= 1
      default: break
      }
      end += 1
    }
    while end > host, "?!.,:;*_~'".utf8.contains(bytes[end - 1]), !bytes.holds("&amp;", at: end - 5) { end -= 1 }
    return end > host && joins(bytes[host]) ? end : nil
  }

  /// Whether a byte before it would make an address part of a word.
  private static func joins(_ byte: UInt8) -> Bool { byte.isWordSign || byte >= 0x80 }
}

/// The bytes of rendered HTML that are text in which marks may be read: outside tags, code and links.
struct InlineTags {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The place of the next such byte.
  mutating func next() -> Int? {
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else {
        index += 1
        return index - 1
      }
      index = end(ofTag: index)
    }
    return nil
  }

  mutating func skip(to place: Int) { index = max(index, place) }

  /// Behind a tag; behind the whole element where it is code or a link.
  private func end(ofTag start: Int) -> Int {
    let closing: StaticString? =
      bytes.holds("<code", at: start) ? "</code>" : bytes.holds("<a ", at: start) ? "</a>" : nil
    var place = start + 1
    while place < bytes.count {
      if let closing {
        if bytes[place] == UInt8(ascii: "<"), bytes.holds(closing, at: place) {
          return place + closing.utf8CodeUnitCount
        }
      } else if bytes[place] == UInt8(ascii: ">") {
        return place + 1
      }
      place += 1
    }
    return bytes.count
  }
}

extension UInt8 {
  fileprivate var isWordSign: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
