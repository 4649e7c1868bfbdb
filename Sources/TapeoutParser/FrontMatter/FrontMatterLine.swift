import TapeoutModel

/// One line of front matter, looked at as text to find the slip that YAML stumbled over.
struct FrontMatterLine {
  let bytes: UnsafeBufferPointer<UInt8>
  let start: Int
  /// Without the line end.
  let end: Int
  /// Offset of the first byte that is neither a space nor a tab.
  let contentStart: Int

  init(bytes: UnsafeBufferPointer<UInt8>, start: Int, end: Int) {
    self.bytes = bytes
    self.start = start
    self.end = end
    var index = start
    while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    contentStart = index
  }

  var indent: Int { contentStart - start }
  var isBlank: Bool { contentStart == end }

  /// The field's name, where the line starts like `name:`.
  var key: String? {
    keyEnd.map { String(decoding: bytes[contentStart..<$0], as: UTF8.self) }
  }

  /// Offset of the colon after a name.
  private var keyEnd: Int? {
    var index = contentStart
    while index < end, isNameByte(bytes[index]) { index += 1 }
    return index > contentStart && index < end && bytes[index] == UInt8(ascii: ":") ? index : nil
  }

  /// The value behind `name: `, without a trailing comment and spaces.
  private var value: Range<Int>? {
    guard var index = keyEnd else { return nil }
    index += 1
    while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    var stop = end
    var at = index
    while at < end {
      // Two spaces before # make a comment here; a single one is taken for part of the text.
      if bytes[at] == UInt8(ascii: "#"), at >= index + 2, bytes[at - 1] == 0x20, bytes[at - 2] == 0x20 {
        stop = at
        break
      }
      at += 1
    }
    while stop > index, bytes[stop - 1] == 0x20 || bytes[stop - 1] == 0x09 { stop -= 1 }
    return index < stop ? index..<stop : nil
  }

  /// The whole value in double quotes.
  func quotingFix(_ file: FileID) -> Fix? {
    guard let value else { return nil }
    var inner = value
    // Typographic or unpaired quotes give way to the new ones.
    while let quote = leadingQuote(inner) { inner = (inner.lowerBound + quote)..<inner.upperBound }
    while let quote = trailingQuote(inner) { inner = inner.lowerBound..<(inner.upperBound - quote) }
    return Fix(
      "put the value in quotes", replace: SourceRange(file, value.lowerBound, value.upperBound), with: quoted(inner))
  }

  /// The slip on this line, the likeliest first; nil where it looks innocent.
  func slip(_ file: FileID) -> Finding? {
    guard !isBlank, bytes[contentStart] != UInt8(ascii: "#") else { return nil }
    return control(file) ?? tab(file) ?? missingSpace(file) ?? equalsSign(file) ?? openQuote(file)
      ?? reservedCharacter(file) ?? openBracket(file) ?? colonInText(file) ?? strayIndent(file) ?? missingColon(file)
  }

  // MARK: Slips

  /// C0, DEL and C1 controls but NEL: YAML refuses them, and nobody sees them.
  private func control(_ file: FileID) -> Finding? {
    for index in start..<end {
      let byte = bytes[index]
      let isC1 =
        byte == 0xC2 && index + 1 < end && (0x80...0x9F).contains(bytes[index + 1]) && bytes[index + 1] != 0x85
      guard isC1 || byte == 0x7F || (byte < 0x20 && byte != 0x09) else { continue }
      let place = SourceRange(file, index, index + (isC1 ? 2 : 1))
      return Finding(
        "yaml-syntax", at: place, "An invisible control character stands in this line",
        advice: "Delete it; it was probably copied from a terminal or a PDF.",
        fixes: [Fix("delete it", replace: place, with: "")]
      )
    }
    return nil
  }

  private func tab(_ file: FileID) -> Finding? {
    guard let tab = (start..<contentStart).first(where: { bytes[$0] == 0x09 }) else { return nil }
    let indentation = SourceRange(file, start, contentStart)
    let spaces = String(repeating: "  ", count: (start..<contentStart).filter { bytes[$0] == 0x09 }.count)
    return Finding(
      "yaml-syntax", at: SourceRange(file, tab, tab + 1),
      "A tab indents this line, and YAML knows only spaces",
      advice: "Replace the tab by two spaces.",
      fixes: [Fix("indent with spaces", replace: indentation, with: spaces)]
    )
  }

  private func missingSpace(_ file: FileID) -> Finding? {
    guard let colon = keyEnd, colon + 1 < end, bytes[colon + 1] != 0x20, bytes[colon + 1] != 0x09 else { return nil }
    // https://example.com on a line of its own is an address, not a field.
    guard bytes[colon + 1] != UInt8(ascii: "/") else { return nil }
    let name = String(decoding: bytes[contentStart..<colon], as: UTF8.self)
    return Finding(
      "yaml-syntax", at: SourceRange(file, colon, colon + 1),
      "There is no space after the colon of `\(name):`",
      advice: "Write `\(name): ` and then the value.",
      fixes: [Fix("insert a space", replace: SourceRange(file, colon + 1, colon + 1), with: " ")]
    )
  }

  private func equalsSign(_ file: FileID) -> Finding? {
    guard keyEnd == nil else { return nil }
    var index = contentStart
    while index < end, isNameByte(bytes[index]) { index += 1 }
    let name = contentStart..<index
    while index < end, bytes[index] == 0x20 { index += 1 }
    guard !name.isEmpty, index < end, bytes[index] == UInt8(ascii: "=") else { return nil }
    return Finding(
      "yaml-syntax", at: SourceRange(file, index, index + 1),
      "A field is written with a colon, not with an equals sign",
      advice: "Write `\(String(decoding: bytes[name], as: UTF8.self)): ` and then the value.",
      fixes: [Fix("write a colon", replace: SourceRange(file, name.upperBound, index + 1), with: ":")]
    )
  }

  private func openQuote(_ file: FileID) -> Finding? {
    guard let value, let quote = quoteByte(bytes[value.lowerBound]) else { return nil }
    var index = value.lowerBound + 1
    while index < value.upperBound, bytes[index] != quote {
      index += quote == UInt8(ascii: "\"") && bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    let mark = quote == UInt8(ascii: "\"") ? "\"" : "'"
    if index >= value.upperBound {
      return Finding(
        "yaml-syntax", at: SourceRange(file, value.lowerBound, value.lowerBound + 1),
        "The quote that opens here is never closed",
        advice: "Put a \(mark) at the end of the value.",
        fixes: [Fix("close the quote", replace: SourceRange(file, value.upperBound, value.upperBound), with: mark)]
      )
    }
    guard index + 1 < value.upperBound else { return nil }
    return Finding(
      "yaml-syntax", at: SourceRange(file, index + 1, value.upperBound),
      "Text follows the closing quote of this value",
      advice: "Put the whole value in quotes; a quote inside it is written \(mark == "\"" ? "\\\"" : "''").",
      fixes: quotingFix(file).map { [$0] } ?? []
    )
  }

  private func reservedCharacter(_ file: FileID) -> Finding? {
    guard let value else { return nil }
    let first = bytes[value.lowerBound]
    guard [UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%")].contains(first) else { return nil }
    return Finding(
      "yaml-syntax", at: SourceRange(file, value.lowerBound, value.lowerBound + 1),
      "A value may not start with \(Unicode.Scalar(first)) unless it is in quotes",
      advice: "Put the value in quotes.",
      fixes: quotingFix(file).map { [$0] } ?? []
    )
  }

  private func openBracket(_ file: FileID) -> Finding? {
    guard let value else { return nil }
    let opening = bytes[value.lowerBound]
    guard opening == UInt8(ascii: "[") || opening == UInt8(ascii: "{") else { return nil }
    let closing = opening == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: "}")
    let last = bytes[value.upperBound - 1]
    guard last != closing else { return nil }
    return Finding(
      "yaml-syntax", at: SourceRange(file, value.lowerBound, value.lowerBound + 1),
      "The \(Unicode.Scalar(opening)) that opens here does not enclose the whole value",
      advice: "Close it with \(Unicode.Scalar(closing)) at the end, or put the value in quotes if it is meant as text.",
      fixes: quotingFix(file).map { [$0] } ?? []
    )
  }

  private func colonInText(_ file: FileID) -> Finding? {
    guard let value, quoteByte(bytes[value.lowerBound]) == nil else { return nil }
    let colon = value.first { index in
      bytes[index] == UInt8(ascii: ":") && (index + 1 == value.upperBound || bytes[index + 1] == 0x20)
    }
    guard let colon else { return nil }
    return Finding(
      "yaml-syntax", at: SourceRange(file, colon, colon + 1),
      "A colon followed by a space inside a plain text starts a new field for YAML",
      advice: "Put the value in quotes.",
      fixes: quotingFix(file).map { [$0] } ?? []
    )
  }

  private func strayIndent(_ file: FileID) -> Finding? {
    guard indent > 0, let key else { return nil }
    return Finding(
      "yaml-syntax", at: SourceRange(file, start, contentStart),
      "The indentation of `\(key):` fits no field above it",
      advice:
        "Start it in the same column as the fields beside it: at the line's start, or two spaces in below its "
        + "heading field."
    )
  }

  private func missingColon(_ file: FileID) -> Finding? {
    guard keyEnd == nil, bytes[contentStart] != UInt8(ascii: "-"), !hasColon else { return nil }
    return Finding(
      "yaml-syntax", at: SourceRange(file, contentStart, end),
      "This line has no `name:` before its text",
      advice:
        "Write `name: value`, put the text on the line of the field it belongs to, or move it below the "
        + "closing --- line."
    )
  }

  // MARK: Bytes

  private var hasColon: Bool { (contentStart..<end).contains { bytes[$0] == UInt8(ascii: ":") } }

  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "/"):
      true
    default: false
    }
  }

  private func quoteByte(_ byte: UInt8) -> UInt8? {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") ? byte : nil
  }

  private func leadingQuote(_ range: Range<Int>) -> Int? {
    guard let first = range.first else { return nil }
    if quoteByte(bytes[first]) != nil { return 1 }
    return isCurlyQuote(first, range) ? 3 : nil
  }

  private func trailingQuote(_ range: Range<Int>) -> Int? {
    guard let last = range.last else { return nil }
    if quoteByte(bytes[last]) != nil { return 1 }
    return range.count >= 3 && isCurlyQuote(last - 2, range) ? 3 : nil
  }

  /// U+2018 to U+201F.
  private func isCurlyQuote(_ index: Int, _ range: Range<Int>) -> Bool {
    index + 2 < range.upperBound && bytes[index] == 0xE2 && bytes[index + 1] == 0x80
      && (0x98...0x9F).contains(bytes[index + 2])
  }

  private func quoted(_ range: Range<Int>) -> String {
    var text: [UInt8] = [UInt8(ascii: "\"")]
    for byte in bytes[range] {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { text.append(UInt8(ascii: "\\")) }
      text.append(byte)
    }
    text.append(UInt8(ascii: "\""))
    return String(decoding: text, as: UTF8.self)
  }
}
