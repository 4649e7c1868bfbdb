import TapeoutModel

/// What keeps front matter that is there from being read, in a file that does not begin with a line `---`.
///
/// Front matter that is inserted above the real one would make text of every field, so a fix only ever mends the lines
/// that are wrong.
struct FrontMatterGuess {
  let headline: String
  let advice: String
  var fixes: [Fix] = []

  private struct Line {
    /// Without the line end and what cannot be seen around it.
    let text: Range<Int>
    /// From its first byte, without the line end.
    let whole: Range<Int>
  }

  /// Lines from the beginning in which front matter is looked for.
  private static let reach = 200

  /// - Parameter start: offset of the file's first byte, past its byte-order mark.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, file: FileID) {
    let lines = FrontMatterGuess.lines(bytes, from: start)
    guard let first = lines.firstIndex(where: { !$0.text.isEmpty }) else {
      headline = start == bytes.count ? "The file is empty" : "The file holds nothing but blanks"
      advice = FrontMatterGuess.usual
      return
    }
    let opening = Array(bytes[lines[first].text])
    let closing = lines[(first + 1)...].first { FrontMatterGuess.isClosing(bytes[$0.text], of: opening) }
    let holdsField = lines[(first + 1)...].first { !$0.text.isEmpty }.map { FrontMatterGuess.isField(bytes[$0.text]) }
    switch opening {
    case Array("---".utf8):
      headline = "Something stands before the line --- that opens the front matter, so no field is read"
      advice = "Delete what stands before it: front matter begins with the file’s first byte."
      if closing != nil {
        let before = SourceRange(file, start, lines[first].text.lowerBound)
        fixes = [Fix("delete what stands before it", replace: before, with: "")]
      }
    case Array("+++".utf8):
      headline = "The front matter is TOML, and only YAML is read"
      advice = "Put --- in the place of +++, and write each field as `name: value`."
    case _ where opening.first == UInt8(ascii: "{") || opening.starts(with: ";;;".utf8):
      headline = "The front matter is JSON, and only YAML between lines --- is read"
      advice = FrontMatterGuess.usual
    case _ where FrontMatterGuess.isRuler(opening) && holdsField == true:
      headline = "The line “\(String(decoding: opening, as: UTF8.self))” does not open front matter: only --- does"
      advice = "Write exactly three hyphens above the first field and below the last."
      if let closing {
        fixes = [
          Fix(
            "write ---",
            [
              .init(range: SourceRange(file, start, lines[first].whole.upperBound), text: "---"),
              .init(range: SourceRange(file, closing.whole.lowerBound, closing.whole.upperBound), text: "---"),
            ])
        ]
      }
    case _ where FrontMatterGuess.isField(opening[...]):
      headline = "No line --- stands above the fields that the file begins with, so none is read"
      advice = "Put a line --- above the first field and another below the last."
      // Only where all down to a closing line are fields or belong to one.
      if let closing = lines[first...].firstIndex(where: { bytes[$0.text].elementsEqual("---".utf8) }),
        lines[first..<closing].allSatisfy({
          $0.text.lowerBound > $0.whole.lowerBound || FrontMatterGuess.isField(bytes[$0.text])
        })
      {
        let before = SourceRange(file, start, lines[first].whole.lowerBound)
        fixes = [Fix("add the line ---", replace: before, with: "---\n")]
      }
    default:
      headline = "The file does not begin with front matter"
      advice = FrontMatterGuess.usual
    }
  }

  private static let usual = "Begin it with a line ---, then fields such as title:, then another line ---."

  private static func lines(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> [Line] {
    var lines: [Line] = []
    var index = start
    while index < bytes.count, lines.count < reach {
      var end = index
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      lines.append(Line(text: visible(bytes, index..<end), whole: index..<end))
      if end < bytes.count, bytes[end] == 0x0D, end + 1 < bytes.count, bytes[end + 1] == 0x0A { end += 1 }
      index = end + 1
    }
    return lines
  }

  /// Without blanks and hidden characters at either end.
  private static func visible(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Range<Int> {
    var start = line.lowerBound
    var end = line.upperBound
    while let length = HiddenText.length(bytes, at: start, before: end) { start += length }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return start..<end
  }

  /// `name:` with a blank or nothing behind it.
  private static func isField(_ line: some Collection<UInt8>) -> Bool {
    let name = line.prefix { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == UInt8(ascii: "_") }
    let rest = line.dropFirst(name.count)
    guard !name.isEmpty, rest.first == UInt8(ascii: ":") else { return false }
    return rest.count == 1 || rest.dropFirst().first == 0x20
  }

  /// Hyphens of another number, dashes, or the marks of a block of code.
  private static func isRuler(_ line: [UInt8]) -> Bool {
    let text = String(decoding: line, as: UTF8.self)
    if ["```", "```yaml", "```yml", "~~~", "~~~yaml"].contains(text) { return true }
    return line.count >= 2
      && text.unicodeScalars.allSatisfy { "-=*_ ".unicodeScalars.contains($0) || (0x2010...0x2015).contains($0.value) }
  }

  private static func isClosing(_ line: some Collection<UInt8>, of opening: [UInt8]) -> Bool {
    if line.elementsEqual(opening) { return true }
    return opening.starts(with: "```".utf8) ? line.elementsEqual("```".utf8) : line.elementsEqual("---".utf8)
  }
}
