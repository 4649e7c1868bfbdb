import TapeoutParser

/// Takes a checklist apart line by line: headings, items, tables and paragraphs.
///
/// It reads what wikis, trackers and word processors make of Markdown, too: boxes without bullets, word processors’
/// bullets, headings underlined. Each line is looked at once.
struct ChecklistScanner {
  private let text: DecodedText
  private let lines: [Range<Int>]
  private var blocks: [ChecklistBlock] = []
  /// Indentations of the items around the next line.
  private var indents: [Int] = []
  private var isAfterBlank = true
  private var line = 0
  private var bytes: [UInt8] { text.bytes }

  static func blocks(of text: DecodedText, into findings: inout ImportFindings) -> [ChecklistBlock] {
    var scanner = ChecklistScanner(text)
    scanner.skipFrontMatter(&findings)
    while scanner.line < scanner.lines.count { scanner.takeLine(&findings) }
    return scanner.blocks
  }

  private init(_ text: DecodedText) {
    self.text = text
    lines = TextLines.ranges(of: text.bytes)
  }

  private func offset(_ line: Int) -> Int { text.range(lines[line]).lowerBound }

  private mutating func skipFrontMatter(_ findings: inout ImportFindings) {
    guard lines.first.map({ bytes[$0].trimmed.elementsEqual("---".utf8) }) ?? false,
      let end = lines.indices.dropFirst().first(where: { bytes[lines[$0]].trimmed.elementsEqual("---".utf8) }),
      (1..<end).allSatisfy({ bytes[lines[$0]].trimmed.isEmpty || bytes[lines[$0]].contains(UInt8(ascii: ":")) })
    else { return }
    findings.note(at: offset(0), "the front matter", because: "its fields mean something to the other tool only")
    line = end + 1
  }

  private mutating func takeLine(_ findings: inout ImportFindings) {
    let range = lines[line]
    let content = bytes[range].trimmed
    let indent = TextLines.indent(of: bytes[range])
    defer { line += 1 }
    guard let first = content.first else {
      isAfterBlank = true
      return
    }
    let place = content.startIndex..<content.endIndex
    if content.starts(with: "```".utf8) || content.starts(with: "~~~".utf8) { return skipCode(first, &findings) }
    if content.starts(with: "<!--".utf8) { return skipComment(&findings) }
    if isRule(content) { return readRule(first, place) }
    if let level = headingLevel(content) {
      indents = []
      var title = content.dropFirst(level)
      while title.last == UInt8(ascii: "#") || title.last == 0x20 { title = title.dropLast() }
      return add(.heading(level: level), title.startIndex..<title.endIndex, place)
    }
    if readTable(place) { return }
    if let start = itemStart(content) { return addItem(start, place, indent: indent) }
    addText(place, indent: indent)
  }

  private mutating func add(_ kind: ChecklistBlock.Kind, _ written: Range<Int>, _ range: Range<Int>) {
    let text = String(decoding: bytes[written].trimmed, as: UTF8.self)
    blocks.append(ChecklistBlock(kind: kind, text: text, range: self.text.range(range)))
    isAfterBlank = false
  }

  // MARK: What is no text

  private mutating func skipCode(_ fence: UInt8, _ findings: inout ImportFindings) {
    findings.count(at: offset(line), "a block of code", because: "an exit criterion is one sentence")
    while line + 1 < lines.count {
      line += 1
      let content = bytes[lines[line]].trimmed
      if content.count >= 3, content.allSatisfy({ $0 == fence }) { break }
    }
    isAfterBlank = true
  }

  private mutating func skipComment(_ findings: inout ImportFindings) {
    findings.count(at: offset(line), "a comment", because: "readers of the list do not see it either")
    while bytes[lines[line]].firstRange(of: Array("-->".utf8)) == nil, line + 1 < lines.count { line += 1 }
  }

  /// Three or more of the same sign and nothing else.
  private func isRule(_ content: ArraySlice<UInt8>) -> Bool {
    let signs = content.filter { $0 != 0x20 && $0 != 0x09 }
    guard let first = signs.first, signs.count > 2, "-=*_".utf8.contains(first) else { return false }
    return signs.allSatisfy { $0 == first }
  }

  /// A ruler, or the underline that makes a heading of the paragraph above.
  private mutating func readRule(_ sign: UInt8, _ place: Range<Int>) {
    let isUnderline = sign == UInt8(ascii: "=") || sign == UInt8(ascii: "-")
    if isUnderline, !isAfterBlank, let last = blocks.last, case .paragraph = last.kind {
      blocks[blocks.count - 1].kind = .heading(level: sign == UInt8(ascii: "=") ? 1 : 2)
    }
    indents = []
    isAfterBlank = true
  }

  // MARK: Headings, items and text

  private func headingLevel(_ content: ArraySlice<UInt8>) -> Int? {
    let level = content.prefix { $0 == UInt8(ascii: "#") }.count
    guard (1...6).contains(level), let next = content.dropFirst(level).first, next == 0x20 || next == 0x09 else {
      return nil
    }
    return level
  }

  /// Where the text of an item begins, behind its bullet or number; nil where the line is none.
  private func itemStart(_ content: ArraySlice<UInt8>) -> Int? {
    let (start, end) = (content.startIndex, content.endIndex)
    var place = start
    if "-*+".utf8.contains(content[start]) {
      place += 1
    } else if content[start] >= 0x80, let length = TextLines.bulletLength(content) {
      place += length
    } else {
      while place < end, place < start + 4, (0x30...0x39).contains(content[place]) { place += 1 }
      if place > start, place < end, ".)".utf8.contains(content[place]) { place += 1 } else { place = start }
    }
    if place < end, place > start, content[place] == 0x20 || content[place] == 0x09 {
      while place < end, content[place] == 0x20 || content[place] == 0x09 { place += 1 }
      return place < end ? place : nil
    }
    // `-[ ]` and `☐` without a bullet.
    return ForeignBox(bytes, at: place, end: end) == nil ? nil : place
  }

  private mutating func addItem(_ start: Int, _ place: Range<Int>, indent: Int) {
    while let last = indents.last, indent < last { indents.removeLast() }
    if indents.last.map({ indent >= $0 + 2 }) ?? true { indents.append(indent) }
    let box = ForeignBox(bytes, at: start, end: place.upperBound)
    add(.item(depth: indents.count - 1, box: box), (box?.textStart ?? start)..<place.upperBound, place)
  }

  /// What goes on with the block above, or begins a paragraph.
  private mutating func addText(_ place: Range<Int>, indent: Int) {
    var content = bytes[place]
    while content.first == UInt8(ascii: ">") { content = content.dropFirst().trimmed }
    let isIndented = indents.last.map { indent >= $0 + 2 } ?? false
    if let last = blocks.last, !isAfterBlank || (isIndented && last.isItem) {
      switch last.kind {
      case .item, .paragraph:
        let text = String(decoding: content, as: UTF8.self)
        blocks[blocks.count - 1].text += last.text.isEmpty ? text : " " + text
        blocks[blocks.count - 1].range = last.range.lowerBound..<self.text.range(place).upperBound
        isAfterBlank = false
        return
      case .heading, .table: break
      }
    }
    indents = []
    add(.paragraph, content.startIndex..<content.endIndex, place)
  }

  // MARK: Tables

  /// Reads a table that begins on this line: the line below it draws the columns.
  private mutating func readTable(_ place: Range<Int>) -> Bool {
    guard bytes[place].contains(UInt8(ascii: "|")), line + 1 < lines.count else { return false }
    let below = bytes[lines[line + 1]].trimmed
    guard below.contains(UInt8(ascii: "|")) || below.count > 2, below.contains(UInt8(ascii: "-")),
      below.allSatisfy({ "|-: \t".utf8.contains($0) })
    else { return false }
    var rows = [cells(place)]
    let start = place.lowerBound
    var end = lines[line + 1].upperBound
    line += 1
    while line + 1 < lines.count {
      let next = bytes[lines[line + 1]].trimmed
      guard !next.isEmpty, next.contains(UInt8(ascii: "|")) else { break }
      line += 1
      end = next.endIndex
      rows.append(cells(next.startIndex..<next.endIndex))
    }
    indents = []
    blocks.append(ChecklistBlock(kind: .table(rows), text: "", range: text.range(start..<end)))
    isAfterBlank = true
    return true
  }

  /// A pipe behind a backslash ends no cell.
  private func cells(_ row: Range<Int>) -> [ChecklistCell] {
    var cells: [ChecklistCell] = []
    var place = row.lowerBound
    if bytes[place] == UInt8(ascii: "|") { place += 1 }
    var start = place
    func add(_ end: Int) {
      let cell = bytes[start..<end].trimmed
      let written = String(decoding: cell, as: UTF8.self).replacingEscapedPipes
      cells.append(ChecklistCell(text: written, range: text.range(cell.startIndex..<cell.endIndex)))
    }
    while place < row.upperBound {
      if bytes[place] == UInt8(ascii: "\\"), place + 1 < row.upperBound {
        place += 2
        continue
      }
      if bytes[place] == UInt8(ascii: "|") {
        add(place)
        start = place + 1
      }
      place += 1
    }
    if start < row.upperBound { add(row.upperBound) }
    return cells
  }
}

extension String {
  /// In a cell `\|` stands for a pipe.
  fileprivate var replacingEscapedPipes: String {
    var result = UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar == "|", result.last == "\\" { result.removeLast() }
      result.append(scalar)
    }
    return String(result)
  }
}
