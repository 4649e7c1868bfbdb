/// The link definitions (`[label]: destination "title"`) that a paragraph may begin with. libcmark takes them out
/// of the paragraph without moving the place where it says the paragraph begins.
enum LinkDefinitions {
  /// How many lines of a block are definitions. One line each, or with the destination or the title on a line of
  /// its own.
  static func skipped(in lines: BlockLines, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var line = 0
    while line < lines.count, let used = definition(at: line, lines, bytes) { line += used }
    return min(line, lines.count - 1)
  }

  /// Where a line's definition has its destination, if the line begins as a definition does.
  static func afterLabel(_ line: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !line.isEmpty, bytes[line.lowerBound] == UInt8(ascii: "[") else { return nil }
    var index = line.lowerBound + 1
    var isBlank = true
    while index < line.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "["): return nil
      case UInt8(ascii: "]"):
        guard !isBlank, index + 1 < line.upperBound, bytes[index + 1] == UInt8(ascii: ":") else { return nil }
        return index + 2
      default: break
      }
      if index < line.upperBound, bytes[index] != 0x20, bytes[index] != 0x09 { isBlank = false }
      index += 1
    }
    return nil
  }

  /// The definitions of a whole body that take one line each, as a text: for what is parsed on its own.
  static func lines(of scan: BodyScan, _ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    for line in scan.lines {
      var start = Int(line.start)
      let end = Int(line.end)
      while start < end, bytes[start] == 0x20 || bytes[start] == UInt8(ascii: ">") { start += 1 }
      guard let label = afterLabel(start..<end, bytes), !trimmed(label..<end, bytes).isEmpty else { continue }
      text.append(contentsOf: bytes[start..<end])
      text.append(0x0A)
    }
    return text
  }

  /// How many lines the definition that begins at a line takes; nil where there is none.
  private static func definition(at line: Int, _ lines: BlockLines, _ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let label = afterLabel(content(line, lines), bytes) else { return nil }
    var used = 1
    var rest = trimmed(label..<lines.contentEnd(line), bytes)
    if rest.isEmpty {
      guard line + 1 < lines.count else { return nil }
      used = 2
      rest = content(line + 1, lines)
    }
    var index = rest.lowerBound
    if bytes[index] == UInt8(ascii: "<") {
      while index < rest.upperBound, bytes[index] != UInt8(ascii: ">") { index += 1 }
      index = min(index + 1, rest.upperBound)
    } else {
      while index < rest.upperBound, bytes[index] != 0x20, bytes[index] != 0x09 { index += 1 }
    }
    let title = trimmed(index..<rest.upperBound, bytes)
    if !title.isEmpty { return isTitle(title, bytes) ? used : nil }
    let next = line + used
    return next < lines.count && isTitle(content(next, lines), bytes) ? used + 1 : used
  }

  private static func content(_ line: Int, _ lines: BlockLines) -> Range<Int> {
    let start = lines.contentStart(line)
    return start..<max(lines.contentEnd(line), start)
  }

  private static func trimmed(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var start = range.lowerBound
    while start < range.upperBound, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    return start..<range.upperBound
  }

  private static func isTitle(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard range.count >= 2 else { return false }
    switch (bytes[range.lowerBound], bytes[range.upperBound - 1]) {
    case (UInt8(ascii: "\""), UInt8(ascii: "\"")), (UInt8(ascii: "'"), UInt8(ascii: "'")): return true
    case (UInt8(ascii: "("), UInt8(ascii: ")")): return true
    default: return false
    }
  }
}
