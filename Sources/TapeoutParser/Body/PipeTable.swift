/// A pipe table as GitHub defines it: a header row, a delimiter row with as many cells, and rows down to the end of
/// the paragraph. libcmark takes all of it for one paragraph.
struct PipeTable {
  enum Alignment: UInt8 { case none, left, center, right }

  /// Place of the header among the lines of its paragraph; the lines before it are a paragraph still.
  let header: Int
  let alignments: [Alignment]
  /// The header first, without the delimiter row. A row may have fewer cells than there are columns, never more.
  let rows: [[Range<Int>]]

  /// Columns × rows of the largest table: short rows are filled up, so a small file could ask for a huge one.
  private static let mostCells = 1 << 16

  /// What a cell is parsed behind. In a heading any text is just a line of inlines, and headings come out one for
  /// one.
  static let headingPrefix: [UInt8] = [UInt8(ascii: "#"), UInt8(ascii: " ")]
  /// Keeps number signs at a cell's end from being taken for the heading's own.
  static let headingSuffix: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "#"), UInt8(ascii: "\n")]

  /// The table in a paragraph with these lines, if there is one.
  init?(_ lines: [Range<Int>], _ bytes: UnsafeBufferPointer<UInt8>) {
    guard let (line, first, alignments) = PipeTable.start(lines, bytes) else { return nil }
    header = line
    self.alignments = alignments
    rows = [first] + lines[(line + 2)...].map { Array(PipeTable.cells($0, bytes).prefix(alignments.count)) }
  }

  /// Whether a paragraph with these lines holds a table.
  static func isIn(_ lines: [Range<Int>], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool { start(lines, bytes) != nil }

  /// The header's place among the lines and its cells, and what the line below it says of the columns.
  private static func start(
    _ lines: [Range<Int>], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (line: Int, cells: [Range<Int>], alignments: [Alignment])? {
    guard lines.count > 1 else { return nil }
    for line in 1..<lines.count {
      guard PipeTable.mayDelimit(lines[line], bytes), PipeTable.holdsPipe(lines[line - 1], bytes),
        let alignments = PipeTable.delimiters(lines[line], bytes)
      else { continue }
      let header = PipeTable.cells(lines[line - 1], bytes)
      guard header.count == alignments.count else { continue }
      guard alignments.count * (lines.count - line) <= PipeTable.mostCells else { return nil }
      return (line - 1, header, alignments)
    }
    return nil
  }

  /// A cell as a heading of its own, with `\|` as the plain pipe it stands for.
  static func appendHeading(for cell: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
    text.append(contentsOf: headingPrefix)
    for index in cell where !isEscapedPipe(bytes, index, cell.upperBound) { text.append(bytes[index]) }
    text.append(contentsOf: headingSuffix)
  }

  static func isEscapedPipe(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int) -> Bool {
    bytes[index] == UInt8(ascii: "\\") && index + 1 < end && bytes[index + 1] == UInt8(ascii: "|")
  }

  // MARK: Rows

  private static func mayDelimit(_ line: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = line.first else { return false }
    switch bytes[first] {
    case UInt8(ascii: "|"), UInt8(ascii: "-"), UInt8(ascii: ":"): return true
    default: return false
    }
  }

  private static func holdsPipe(_ line: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in line where bytes[index] == UInt8(ascii: "|") { return true }
    return false
  }

  /// The alignments that a delimiter row gives; nil where the line is none.
  private static func delimiters(_ line: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> [Alignment]? {
    for index in line {
      switch bytes[index] {
      case UInt8(ascii: "|"), UInt8(ascii: "-"), UInt8(ascii: ":"), 0x20, 0x09: break
      default: return nil
      }
    }
    var alignments: [Alignment] = []
    for cell in cells(line, bytes) {
      guard !cell.isEmpty else { return nil }
      let left = bytes[cell.lowerBound] == UInt8(ascii: ":")
      let right = cell.count > 1 && bytes[cell.upperBound - 1] == UInt8(ascii: ":")
      let dashes = cell.dropFirst(left ? 1 : 0).dropLast(right ? 1 : 0)
      guard !dashes.isEmpty else { return nil }
      for index in dashes where bytes[index] != UInt8(ascii: "-") { return nil }
      switch (left, right) {
      case (true, true): alignments.append(.center)
      case (true, false): alignments.append(.left)
      case (false, true): alignments.append(.right)
      case (false, false): alignments.append(.none)
      }
    }
    return alignments
  }

  /// The cells of a row, without the blanks around them. A pipe behind a backslash does not end one, not even in
  /// a code span; any other pipe does.
  private static func cells(_ line: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    let line = trimmed(line, bytes)
    var cells: [Range<Int>] = []
    var index = line.lowerBound
    if index < line.upperBound, bytes[index] == UInt8(ascii: "|") { index += 1 }
    var start = index
    while index < line.upperBound {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < line.upperBound,
        bytes[index + 1] == UInt8(ascii: "|") || bytes[index + 1] == UInt8(ascii: "\\")
      {
        index += 2
        continue
      }
      if bytes[index] == UInt8(ascii: "|") {
        cells.append(trimmed(start..<index, bytes))
        start = index + 1
      }
      index += 1
    }
    if start < line.upperBound { cells.append(trimmed(start..<line.upperBound, bytes)) }
    return cells
  }

  private static func trimmed(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return start..<end
  }
}
