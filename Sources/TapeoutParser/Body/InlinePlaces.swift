internal import CMark

/// Finds where inlines lie in the file.
protocol InlineLocating {
  /// Where the inline that libcmark says begins at a line and column begins; nil where that cannot be told.
  ///
  /// - Parameter matches: whether it can be at a file offset.
  mutating func start(line: Int, column: Int, where matches: (Int) -> Bool) -> Int?
  /// The same, only exactly there: no place nearby is tried, and nothing is lost where it does not match.
  mutating func exactStart(line: Int, column: Int, where matches: (Int) -> Bool) -> Int?
  /// The end of an inline that begins at `start` and whose last byte libcmark places at a line and column.
  mutating func end(line: Int, column: Int, from start: Int, where matches: (Int) -> Bool) -> Int?
  /// Takes note of a hard break behind something on a line.
  mutating func passHardBreak(afterLine line: Int)
  /// A range for what could not be found.
  var whole: Range<Int> { get }
}

/// Where the inlines of one paragraph or heading lie in the file.
///
/// libcmark 0.30.2 counts an inline's column in the block's content, from the block's own first column, as if each
/// line began there. Its lines leave out the definitions that a paragraph begins with, the breaks inside a link's
/// parentheses and those behind a backslash. So the line's beginning in the file is worked out here, and a place
/// counts only if what stands there matches.
struct InlinePlaces: InlineLocating {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let lines: BlockLines
  private let blockColumn: Int
  /// The last line that libcmark spoke of, and the line of the block that it begins on.
  private var counted: Int
  private var actual: Int
  /// The line of the block that has been reached since, by breaks that libcmark does not count.
  private var reached: Int
  /// Where the content of the actual line was found to begin, when not at its first visible byte.
  private var corrected: (line: Int, start: Int)?
  /// The end of what was found last.
  private var cursor: Int
  /// Something could not be found at all: the rest is not looked for either, which keeps all of it linear.
  private var isLost = false
  /// The way to the place found last: the next one lies further on.
  private var walk = BlockLines.Walk(line: -1, start: 0)
  let whole: Range<Int>

  /// How far from where libcmark says an inline is looked for, in bytes.
  private static let reach = 1000

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ lines: BlockLines, block: MarkdownNode) {
    self.bytes = bytes
    self.lines = lines
    blockColumn = max(block.startColumn - 1, 0)
    counted = block.startLine
    actual = lines.afterDefinitions
    reached = actual
    cursor = lines.contentStart(actual)
    whole = lines.contentStart(0)..<max(lines.contentEnd(0), lines.contentStart(0))
  }

  mutating func start(line: Int, column: Int, where matches: (Int) -> Bool) -> Int? {
    guard !isLost else { return nil }
    if let exact = exactStart(line: line, column: column, where: matches) { return exact }
    // libcmark lost count: the next place that matches.
    var offset = cursor
    while offset < min(lines.end, cursor + InlinePlaces.reach) {
      if matches(offset) {
        cursor = offset
        return offset
      }
      offset += 1
    }
    isLost = true
    return nil
  }

  mutating func exactStart(line: Int, column: Int, where matches: (Int) -> Bool) -> Int? {
    guard !isLost else { return nil }
    moveOn(to: line)
    let position = column - 1 - blockColumn
    let place = max(actual - (counted - line), 0)
    if position >= 0 {
      // A lazy line keeps its indentation, so its content begins before its first visible byte.
      let earliest = max(lines.prefixEnd(place), lines.contentStart(place) - InlinePlaces.reach)
      var start = correction(place) ?? lines.contentStart(place)
      while start >= earliest {
        let offset = offset(position, line: place, start: start)
        if offset < bytes.count, matches(offset) {
          if start != lines.contentStart(place) { corrected = (place, start) }
          cursor = max(cursor, offset)
          return offset
        }
        start -= 1
      }
    }
    return nil
  }

  mutating func end(line: Int, column: Int, from start: Int, where matches: (Int) -> Bool) -> Int? {
    moveOn(to: line)
    let position = column - 1 - blockColumn
    let place = max(actual - (counted - line), 0)
    let lineStart = correction(place) ?? lines.contentStart(place)
    let offset = offset(position, line: place, start: lineStart)
    guard position >= 0, offset >= start, offset < lines.end, matches(offset) else { return nil }
    cursor = max(cursor, offset + 1)
    return offset + 1
  }

  mutating func passHardBreak(afterLine line: Int) {
    moveOn(to: line)
    catchUp()
    guard reached + 1 < lines.count else { return }
    let end = lines.visibleEnd(reached)
    if end > 0, bytes[end - 1] == UInt8(ascii: "\\") { reached += 1 }
  }

  /// Follows libcmark to a later line, from the line on which the last find really ended.
  private mutating func moveOn(to line: Int) {
    guard line > counted else { return }
    catchUp()
    actual = min(reached + line - counted, lines.count - 1)
    reached = actual
    counted = line
  }

  private mutating func catchUp() {
    while reached + 1 < lines.count, cursor > lines.start(reached + 1) { reached += 1 }
  }

  private mutating func offset(_ position: Int, line: Int, start: Int) -> Int {
    if !walk.canReach(position, line: line, start: start) { walk = BlockLines.Walk(line: line, start: start) }
    return lines.offset(position, &walk)
  }

  private func correction(_ line: Int) -> Int? {
    corrected.flatMap { $0.line == line ? $0.start : nil }
  }
}

/// Where the inlines of one table cell lie in the file: the cell was parsed on its own, behind `# `.
struct CellPlaces: InlineLocating {
  let bytes: UnsafeBufferPointer<UInt8>
  let cell: Range<Int>

  var whole: Range<Int> { cell }

  /// There are none in a cell.
  func passHardBreak(afterLine line: Int) {}

  func start(line: Int, column: Int, where matches: (Int) -> Bool) -> Int? {
    exactStart(line: line, column: column, where: matches)
  }

  func exactStart(line: Int, column: Int, where matches: (Int) -> Bool) -> Int? {
    let offset = place(column)
    return offset < cell.upperBound && matches(offset) ? offset : nil
  }

  func end(line: Int, column: Int, from start: Int, where matches: (Int) -> Bool) -> Int? {
    let offset = place(column)
    return offset < cell.upperBound && offset >= start && matches(offset) ? offset + 1 : nil
  }

  /// Counts the backslashes that were taken from before pipes.
  private func place(_ column: Int) -> Int {
    var remaining = max(column - 1 - PipeTable.headingPrefix.count, 0)
    var offset = cell.lowerBound
    while offset < cell.upperBound {
      if PipeTable.isEscapedPipe(bytes, offset, cell.upperBound) { offset += 1 }
      if remaining == 0 { return offset }
      remaining -= 1
      offset += 1
    }
    return offset
  }
}
