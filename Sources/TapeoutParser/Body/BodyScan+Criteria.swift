extension BodyScan {
  /// Takes the section `Exit criteria` out of what libcmark is given, heading and all, where its lines alone tell where
  /// it begins and ends; false where only the tree can.
  ///
  /// Without fences, HTML and link definitions, a line that begins with `#` is a heading of the document itself, and
  /// nothing in front of one has to do with what follows it.
  @discardableResult
  mutating func leaveOutCriteria(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !holdsAngle, !holdsDefinitions, let first = lines.indices.first(where: { isTitle($0, bytes) }) else {
      return false
    }
    let level = headingLevel(first, bytes)
    let next = lines[(first + 1)...].indices.first { (1...level).contains(headingLevel($0, bytes)) } ?? lines.endIndex
    let isClear =
      !lines[..<next].contains { holdsFence($0, bytes) }
      && !lines[(first + 1)..<next].contains { mayBeOtherHeading($0, bytes) }
    let start = Int(lines[first].start)
    guard isClear, pieces.count == 1, start == pieces[0].lowerBound || bytes[start - 1] == 0x0A else { return false }
    let end = next < lines.endIndex ? Int(lines[next].start) : pieces[0].upperBound
    lines.removeSubrange(first..<next)
    pieces = [pieces[0].lowerBound..<start, end..<pieces[0].upperBound].filter { !$0.isEmpty }
    return true
  }

  private func content(_ line: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Slice<UnsafeBufferPointer<UInt8>> {
    bytes[Int(lines[line].start)..<Int(lines[line].end)]
  }

  /// Of a line that begins with `#` and is a heading; else 0.
  private func headingLevel(_ line: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let text = content(line, bytes)
    guard text.first == UInt8(ascii: "#") else { return 0 }
    let level = text.prefix { $0 == UInt8(ascii: "#") }.count
    guard level <= 6, let after = text.dropFirst(level).first else { return level <= 6 ? level : 0 }
    return after == 0x20 || after == 0x09 ? level : 0
  }

  private func isTitle(_ line: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let level = headingLevel(line, bytes)
    guard level > 0 else { return false }
    var text = content(line, bytes).dropFirst(level).drop { $0 == 0x20 || $0 == 0x09 }
    while let last = text.last, last == 0x20 || last == 0x09 { text = text.dropLast() }
    return CriteriaTitle(text).map { if case .exact = $0 { true } else { false } } ?? false
  }

  /// Whether a line may open or close a block of code.
  private func holdsFence(_ line: Line, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var run = 0
    for byte in bytes[Int(line.start)..<Int(line.end)] {
      run = byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") ? run + 1 : 0
      if run == 3 { return true }
    }
    return false
  }

  /// Whether a line may be a heading that does not begin with `#`: an indented one, or the rule below one.
  private func mayBeOtherHeading(_ line: Line, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let text = bytes[Int(line.start)..<Int(line.end)]
    let words = text.drop { $0 == 0x20 || $0 == 0x09 }
    switch words.first {
    case UInt8(ascii: "#"): return words.startIndex > text.startIndex
    case UInt8(ascii: "="), UInt8(ascii: "-"):
      return words.allSatisfy { $0 == words[words.startIndex] || $0 == 0x20 || $0 == 0x09 }
    default: return false
    }
  }
}
