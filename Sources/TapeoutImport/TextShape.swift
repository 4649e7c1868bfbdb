/// What a text is that no mark at its beginning tells: a table, a checklist in Markdown, or a Gantt diagram of Mermaid.
enum TextShape {
  case table
  case checklist
  /// The lines of the diagram, from `gantt` on, and whether text stands around it.
  case mermaid(lines: [Range<Int>], isFenced: Bool)

  /// Lines that are looked at.
  private static let mostLines = 2_000

  init(_ text: DecodedText) {
    let lines = TextLines.ranges(of: text.bytes)
    let bytes = text.bytes
    if let diagram = TextShape.diagram(lines, bytes) {
      self = diagram
      return
    }
    let filled = lines.prefix(TextShape.mostLines).filter { !bytes[$0].trimmed.isEmpty }
    guard let first = filled.first.map({ bytes[$0].trimmed }) else {
      self = .table
      return
    }
    let second = filled.dropFirst().first.map { bytes[$0].trimmed } ?? []
    if TextShape.isList(first) || TextShape.isDelimiter(second) && first.contains(UInt8(ascii: "|")) {
      self = .checklist
    } else if TextShape.haveSameSeparators(first, second)
      || filled.prefix(30).contains(where: { TextShape.namesColumns(bytes[$0].trimmed) })
    {
      self = .table
    } else {
      let isMarkdown =
        TextShape.isHeading(first) || TextShape.isUnderline(second) || first.elementsEqual("---".utf8)
        || filled.contains {
          let line = bytes[$0].trimmed
          return TextShape.isHeading(line) || TextShape.isList(line) || TextShape.isDelimiter(line)
        }
      self = isMarkdown ? .checklist : .table
    }
  }

  // MARK: Markdown

  private static func isHeading(_ line: ArraySlice<UInt8>) -> Bool {
    let level = line.prefix { $0 == UInt8(ascii: "#") }.count
    guard (1...6).contains(level), let next = line.dropFirst(level).first else { return false }
    return next == 0x20 || next == 0x09
  }

  private static func isUnderline(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first, line.count > 2, "=-".utf8.contains(first) else { return false }
    return line.allSatisfy { $0 == first }
  }

  private static func isList(_ line: ArraySlice<UInt8>) -> Bool {
    if TextLines.bulletLength(line) != nil { return true }
    let digits = line.prefix { (0x30...0x39).contains($0) }.count
    let rest = line.dropFirst(digits)
    guard let sign = rest.first, digits > 0 ? ".)".utf8.contains(sign) : "-*+".utf8.contains(sign) else {
      return ["[ ] ", "[x] ", "[X] ", "☐", "☑", "✅"].contains { line.starts(with: $0.utf8) }
    }
    return rest.dropFirst().first.map { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: "[") } ?? false
  }

  /// The line below a table’s header: `|---|---|`.
  private static func isDelimiter(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains(UInt8(ascii: "|")) && line.firstRange(of: Array("--".utf8)) != nil
      && line.allSatisfy { "|-: \t".utf8.contains($0) }
  }

  // MARK: Tables

  /// Whether the first two lines have as many of a separator, so that they are rows of a table.
  private static func haveSameSeparators(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> Bool {
    separators.contains { sign in
      let count = cells(first, sign).count
      return count > 1 && count == cells(second, sign).count
    }
  }

  /// Whether a line holds names of columns as trackers and spreadsheets give them.
  private static func namesColumns(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.first != UInt8(ascii: "|"), !isHeading(line), !isList(line), line.count < 4_000 else { return false }
    return separators.contains { sign in
      let names = cells(line, sign).map { String(decoding: $0, as: UTF8.self).lettersAndDigits }
      return names.count > 1 && names.count(where: TableColumns.knownNames.contains) > 1
    }
  }

  private static let separators = Array(",;\t|".utf8)

  /// The cells of a line, whose separators count outside of quotation marks.
  private static func cells(_ line: ArraySlice<UInt8>, _ sign: UInt8) -> [ArraySlice<UInt8>] {
    var cells: [ArraySlice<UInt8>] = []
    var start = line.startIndex
    var isQuoted = false
    for place in line.indices {
      if line[place] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if line[place] == sign, !isQuoted {
        cells.append(line[start..<place])
        start = place + 1
      }
    }
    return cells + [line[start...]]
  }

  // MARK: Mermaid

  /// The diagram that the whole text is, or the first one in a block of code.
  private static func diagram(_ lines: [Range<Int>], _ bytes: [UInt8]) -> TextShape? {
    if let start = start(of: lines, from: 0, bytes) {
      return .mermaid(lines: Array(lines[start...]), isFenced: false)
    }
    for (place, line) in lines.enumerated() {
      let content = bytes[line].trimmed
      guard let sign = content.first,
        sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") || sign == UInt8(ascii: ":")
      else { continue }
      let info = content.drop { $0 == sign }.trimmed
      guard content.count - info.count > 2, info.starts(with: "mermaid".utf8) || info.starts(with: "{mermaid".utf8)
      else { continue }
      let end =
        lines[(place + 1)...].indices.first {
          let line = bytes[lines[$0]].trimmed
          return line.count > 2 && line.allSatisfy { $0 == sign }
        } ?? lines.endIndex
      if let start = start(of: Array(lines[..<end]), from: place + 1, bytes) {
        return .mermaid(lines: Array(lines[start..<end]), isFenced: true)
      }
    }
    return nil
  }

  /// The line that says `gantt`, with nothing before it but comments, directives and front matter.
  private static func start(of lines: [Range<Int>], from first: Int, _ bytes: [UInt8]) -> Int? {
    var isInFrontMatter = false
    for place in first..<max(first, lines.count) {
      let line = bytes[lines[place]].trimmed
      if line.elementsEqual("---".utf8) {
        isInFrontMatter.toggle()
      } else if !isInFrontMatter, !line.isEmpty, !line.starts(with: "%%".utf8) {
        return line.map { $0 | 0x20 }.elementsEqual("gantt".utf8) ? place : nil
      }
    }
    return nil
  }
}
