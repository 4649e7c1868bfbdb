import TapeoutModel

/// Texts of another tool’s Markdown as Markdown that means the same here.
enum ChecklistText {
  /// The text with its emphasis, code and links, safe at the beginning of a line and inside of one: HTML and pictures
  /// are text, and so are links to what is not on the web.
  ///
  /// - Parameters:
  ///   - beginsLine: whether it stands where a block may begin, not behind a box or the signs of a heading.
  ///   - onLostLink: is called for each link that becomes text.
  static func markdown(_ text: String, beginsLine: Bool = true, onLostLink: () -> Void = {}) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\\") where place + 1 < bytes.count && bytes[place + 1] < 0x80:
        result += bytes[place...place + 1]
        place += 2
        continue
      case UInt8(ascii: "`"):
        let end = codeEnd(bytes, place)
        if end == nil { result.append(UInt8(ascii: "\\")) }
        result += bytes[place..<(end ?? place + 1)]
        place = end ?? place + 1
        continue
      case UInt8(ascii: "["):
        if let link = link(bytes, place), result.last != UInt8(ascii: "!") {
          if link.isOnWeb {
            result += bytes[place..<link.end]
          } else {
            result += Array(plain(String(decoding: bytes[link.text], as: UTF8.self)).asMarkdown.utf8)
            onLostLink()
          }
          place = link.end
          continue
        }
        result += [UInt8(ascii: "\\"), bytes[place]]
      case UInt8(ascii: "]"), UInt8(ascii: "&"): result += [UInt8(ascii: "\\"), bytes[place]]
      case UInt8(ascii: "!") where place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "["):
        if let link = link(bytes, place + 1) {
          result += Array(plain(String(decoding: bytes[link.text], as: UTF8.self)).asMarkdown.utf8)
          onLostLink()
          place = link.end
          continue
        }
        result += Array("\\!".utf8)
      case UInt8(ascii: "<"):
        if let end = breakEnd(bytes, place) {
          if result.last != 0x20 { result.append(0x20) }
          place = end
          continue
        }
        if let end = autolinkEnd(bytes, place) {
          result += bytes[place..<end]
          place = end
          continue
        }
        result += Array("\\<".utf8)
      case let byte: result.append(byte)
      }
      place += 1
    }
    let line = String(decoding: result, as: UTF8.self).withoutHidden
    return beginsLine ? guarded(line) : line
  }

  /// The words alone, for a name: without emphasis, code, links and pictures.
  static func plain(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\\") where place + 1 < bytes.count && bytes[place + 1] < 0x80: place += 1
      case UInt8(ascii: "`"), UInt8(ascii: "*"):
        place += 1
        continue
      case UInt8(ascii: "_") where isOutsideWord(bytes, place):
        place += 1
        continue
      case UInt8(ascii: "["):
        if let link = link(bytes, place) {
          result += Array(plain(String(decoding: bytes[link.text], as: UTF8.self)).utf8)
          place = link.end
          continue
        }
      case UInt8(ascii: "!") where place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "["):
        place += 1
        continue
      case UInt8(ascii: "<"):
        if let end = breakEnd(bytes, place) {
          result.append(0x20)
          place = end
          continue
        }
      default: break
      }
      result.append(bytes[place])
      place += 1
    }
    return String(decoding: result, as: UTF8.self).asTitle
  }

  /// The text without parentheses that do not pair, which would end a waiver early or never.
  static func balanced(_ text: String) -> String {
    var dropped: Set<Int> = []
    var open: [Int] = []
    let bytes = Array(text.utf8)
    for (place, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "(") {
        open.append(place)
      } else if byte == UInt8(ascii: ")") {
        if open.popLast() == nil { dropped.insert(place) }
      }
    }
    dropped.formUnion(open)
    return String(decoding: bytes.enumerated().filter { !dropped.contains($0.offset) }.map(\.element), as: UTF8.self)
  }

  // MARK: Parts of a line

  /// Behind a span of code; nil where its ticks are never closed.
  private static func codeEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    let count = bytes[start...].prefix { $0 == UInt8(ascii: "`") }.count
    var place = start + count
    while place < bytes.count {
      let run = bytes[place...].prefix { $0 == UInt8(ascii: "`") }.count
      if run == count { return place + run }
      place += max(run, 1)
      // A longer look would make many lone ticks costly.
      if place > start + longestSpan { return nil }
    }
    return nil
  }

  private static let longestSpan = 2_000

  /// `[text](address)`; nil where none begins here.
  private static func link(_ bytes: [UInt8], _ start: Int) -> (text: Range<Int>, isOnWeb: Bool, end: Int)? {
    var place = start + 1
    let limit = min(bytes.count, start + longestSpan)
    while place < limit, bytes[place] != UInt8(ascii: "]") {
      if bytes[place] == UInt8(ascii: "[") || bytes[place] == UInt8(ascii: "`") { return nil }
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard place + 1 < limit, bytes[place + 1] == UInt8(ascii: "(") else { return nil }
    let text = start + 1..<place
    let address = place + 2
    guard let close = bytes[address..<limit].firstIndex(of: UInt8(ascii: ")")) else { return nil }
    let target = bytes[address..<close]
    let isPlain = target.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>\"'`\\(".utf8.contains($0) }
    let schemes = ["http://", "https://", "mailto:"]
    let isOnWeb = isPlain && schemes.contains { target.starts(with: $0.utf8) && target.count > $0.utf8.count }
    return (text, isOnWeb && !bytes[text].trimmed.isEmpty && !bytes[text].contains(UInt8(ascii: "<")), close + 1)
  }

  /// `<https://…>`
  private static func autolinkEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    guard let close = bytes[start..<min(bytes.count, start + longestSpan)].firstIndex(of: UInt8(ascii: ">")) else {
      return nil
    }
    let target = bytes[start + 1..<close]
    guard target.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "<") }) else { return nil }
    let isOnWeb = ["http://", "https://"].contains { target.starts(with: $0.utf8) && target.count > $0.utf8.count }
    return isOnWeb ? close + 1 : nil
  }

  /// `<br>` in any spelling, as tables are broken into lines.
  private static func breakEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    guard let close = bytes[start..<min(bytes.count, start + 10)].firstIndex(of: UInt8(ascii: ">")) else { return nil }
    return String(decoding: bytes[start..<close], as: UTF8.self).lettersAndDigits == "br" ? close + 1 : nil
  }

  private static func isOutsideWord(_ bytes: [UInt8], _ place: Int) -> Bool {
    func isWord(_ place: Int) -> Bool {
      bytes.indices.contains(place)
        && (bytes[place] >= 0x80 || (0x61...0x7A).contains(bytes[place] | 0x20) || (0x30...0x39).contains(bytes[place]))
    }
    return !(isWord(place - 1) && isWord(place + 1))
  }

  /// What would make a block of a line’s beginning is text.
  private static func guarded(_ text: String) -> String {
    let digits = text.utf8.prefix { (0x30...0x39).contains($0) }.count
    guard let first = text.utf8.first else { return text }
    if "#+-=~|:>".utf8.contains(first) { return "\\" + text }
    // `***` would rule a line; `* text` would begin a list.
    if first == UInt8(ascii: "*") || first == UInt8(ascii: "_"),
      text.utf8.dropFirst().first.map({ $0 == 0x20 }) ?? true
        || text.utf8.allSatisfy({ $0 == first || $0 == 0x20 })
    {
      return "\\" + text
    }
    guard digits > 0, let sign = text.utf8.dropFirst(digits).first, sign == 0x2E || sign == 0x29 else { return text }
    let bytes = Array(text.utf8)
    return String(decoding: bytes[..<digits] + [UInt8(ascii: "\\")] + bytes[digits...], as: UTF8.self)
  }
}

extension String {
  /// On one line and without what nobody sees.
  var withoutHidden: String {
    var result = UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar.properties.isWhitespace {
        if result.last != " " { result.append(" ") }
      } else if !scalar.isHidden || scalar == "\u{200D}" || scalar == "\u{200C}" {
        result.append(scalar)
      }
    }
    while result.first == " " { result.removeFirst() }
    while result.last == " " { result.removeLast() }
    return String(result)
  }
}
