/// One pass over a body before libcmark sees it: where its lines begin, whether it is safe to parse, and which
/// lines need no parsing.
///
/// Debian's libcmark 0.30.2 takes seconds on some small inputs, so what it is given is bounded here. Measured on
/// every input of libcmark's own list of pathological ones and more, nothing within these bounds takes over 0.2 s.
struct BodyScan {
  /// What keeps a body from being parsed.
  enum Excess: Equatable {
    case bytes, containerMarkers, brackets, definitions, nesting, depth
  }

  static let greatestLength = 256 << 10
  /// `>`, `-`, `*`, `+` and `1.` at the beginning of one line.
  static let mostContainerMarkers = 32
  /// `[` in one run of lines without a blank one.
  static let mostBrackets = 2000
  /// Bytes that link definitions may be copied to: every `[` could be a use of the longest one.
  static let mostDefinitionBytes = 16 << 20
  /// Blank lines × levels of nesting: each blank line is held against each open list item.
  static let mostBlankLineWork = 2_000_000

  /// A line that libcmark is given, in bytes of the file.
  struct Line {
    let start: Int32
    /// Without the line end.
    var end: Int32
    /// How many `[` and `<` it holds.
    var marks: Int32 = 0
  }

  var lines: [Line] = []
  /// What libcmark is given.
  var pieces: [Range<Int>] = []
  /// Whether there is any `[` or `<`: without one there are no links, no tasks and no HTML.
  private(set) var holdsMarkup = false
  private(set) var holdsAngle = false
  /// Whether some line begins as a link definition would.
  private(set) var holdsDefinitions = false
  private(set) var excess: (kind: Excess, place: Int)?

  /// - Parameters:
  ///   - skipsProse: leaves out the lines that can hold nothing that a reader looks for: plain prose after its first
  ///     line, which is kept so that lists and quotes end where they did. Rendering needs them all.
  ///   - keepsCriteria: keeps lines that may be meant as the heading `Exit criteria` or as task items, though they
  ///     begin as prose does.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, skipsProse: Bool, keepsCriteria: Bool = false) {
    guard bytes.count - start <= BodyScan.greatestLength else {
      excess = (.bytes, start)
      return
    }
    // libcmark drops a byte-order mark, but still counts it in some columns.
    let hasMark =
      bytes.count - start >= 3 && bytes[start] == 0xEF && bytes[start + 1] == 0xBB && bytes[start + 2] == 0xBF
    var scanner = BodyScanner(
      bytes: bytes, skipsProse: skipsProse, keepsCriteria: keepsCriteria, pieceStart: hasMark ? start + 3 : start)
    scanner.run()
    lines = scanner.lines
    pieces = scanner.pieces
    holdsAngle = scanner.holdsAngle
    holdsMarkup = scanner.brackets > 0 || scanner.holdsAngle
    holdsDefinitions = scanner.longestDefinition > 0
    excess = scanner.excess
    if excess == nil, scanner.brackets * scanner.longestDefinition > BodyScan.mostDefinitionBytes {
      excess = (.definitions, scanner.longestDefinitionStart)
    }
    if excess == nil, scanner.blankLines * scanner.deepestNesting > BodyScan.mostBlankLineWork {
      excess = (.nesting, scanner.deepestNestingStart)
    }
  }

  /// The file offset of a line and column as libcmark counts them.
  func offset(line: Int, column: Int) -> Int {
    lineStart(line) + max(column - 1, 0)
  }

  /// Where a line begins, counted from 1; clamped to those that there are.
  func lineStart(_ line: Int) -> Int {
    lines.isEmpty ? 0 : Int(lines[min(max(line - 1, 0), lines.count - 1)].start)
  }

  /// Where a line ends, without the line end.
  func lineEnd(_ line: Int) -> Int {
    lines.isEmpty ? 0 : Int(lines[min(max(line - 1, 0), lines.count - 1)].end)
  }

  /// How many `[` and `<` the lines of a block hold.
  func marks(from first: Int, through last: Int) -> Int {
    var marks = 0
    for line in lines[min(max(first - 1, 0), lines.count)..<min(max(last, first), lines.count)] {
      marks += Int(line.marks)
    }
    return marks
  }
}
