internal import CMark

/// The lines of one paragraph or heading in the file, without the marks of the containers around it.
struct BlockLines {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let scan: BodyScan
  private let firstLine: Int
  private let firstColumn: Int
  private let quotes: Int
  let count: Int
  /// The end of the block's last line.
  private(set) var end = 0
  /// The line that the block's own text begins on, after any link definitions.
  private(set) var afterDefinitions = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ scan: BodyScan, block: MarkdownNode) {
    self.bytes = bytes
    self.scan = scan
    firstLine = block.startLine
    firstColumn = max(block.startColumn, 1)
    count = max(block.endLine - block.startLine, 0) + 1
    quotes = count > 1 ? block.quoteDepth : 0
    end = visibleEnd(count - 1)
    if count > 1, scan.holdsDefinitions {
      afterDefinitions = LinkDefinitions.skipped(in: self, bytes)
    }
  }

  /// Where a line of the block begins in the file; lines are counted from 0.
  func start(_ line: Int) -> Int { scan.lineStart(firstLine + line) }

  /// Where a line's text ends, without the line end and what blanks stand before it.
  func contentEnd(_ line: Int) -> Int {
    var end = visibleEnd(line)
    while end > contentStart(line), bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return end
  }

  /// Where a line's text begins.
  func contentStart(_ line: Int) -> Int {
    line == 0 ? min(start(0) + firstColumn - 1, bytes.count) : afterBlanks(prefixEnd(line))
  }

  /// Where the marks of the block quotes around a line end.
  func prefixEnd(_ line: Int) -> Int {
    var index = start(line)
    if line == 0 { return min(index + firstColumn - 1, bytes.count) }
    for _ in 0..<quotes {
      let mark = afterBlanks(index)
      guard mark < bytes.count, bytes[mark] == UInt8(ascii: ">") else { break }
      index = mark + 1
    }
    return index
  }

  /// A place in the block's content, on the way from one line's content through the lines after it.
  struct Walk {
    /// Where the walk set out.
    let line: Int
    let start: Int
    /// The line reached, where its content begins, and how many bytes lie before that.
    fileprivate var reached: Int
    fileprivate var reachedStart: Int
    fileprivate var passed = 0

    init(line: Int, start: Int) {
      self.line = line
      self.start = start
      reached = line
      reachedStart = start
    }

    /// Whether the walk can go on to a position, counted in bytes from `start`.
    func canReach(_ position: Int, line: Int, start: Int) -> Bool {
      line == self.line && start == self.start && position >= passed
    }
  }

  /// The file offset of a place in the block's content, counted in bytes from where the walk set out.
  func offset(_ position: Int, _ walk: inout Walk) -> Int {
    while walk.reached < count - 1 {
      // To libcmark every line end is one byte.
      let length = visibleEnd(walk.reached) + 1 - walk.reachedStart
      if position - walk.passed < length { break }
      walk.passed += length
      walk.reached += 1
      walk.reachedStart = contentStart(walk.reached)
    }
    return walk.reachedStart + position - walk.passed
  }

  /// The text of each line.
  var contents: [Range<Int>] {
    (0..<count).map { contentStart($0)..<max(contentEnd($0), contentStart($0)) }
  }

  /// Where a line ends, without the line end.
  func visibleEnd(_ line: Int) -> Int { scan.lineEnd(firstLine + line) }

  private func afterBlanks(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    return index
  }
}
