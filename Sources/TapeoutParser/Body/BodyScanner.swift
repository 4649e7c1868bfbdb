/// The pass of a ``BodyScan``, with what it has to remember from line to line.
struct BodyScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  let skipsProse: Bool
  let keepsCriteria: Bool
  var lines: [BodyScan.Line] = []
  var pieces: [Range<Int>] = []
  var pieceStart: Int
  var excess: (kind: BodyScan.Excess, place: Int)?
  var holdsAngle = false
  var brackets = 0
  var longestDefinition = 0
  var longestDefinitionStart = 0
  var blankLines = 0
  var deepestNesting = 1
  var deepestNestingStart = 0

  /// A chunk is a run of lines without a blank one.
  private var isInChunk = false
  private var chunkLine = 0
  private var chunkStart = 0
  private var chunkFirstLineEnd = 0
  private var chunkIsPlain = false
  private var chunkBrackets = 0
  /// The chunk before was plain prose.
  private var isAfterPlain = false
  private var definitionStart = -1
  private var criteria = CriteriaWatch()

  init(bytes: UnsafeBufferPointer<UInt8>, skipsProse: Bool, keepsCriteria: Bool, pieceStart: Int) {
    self.bytes = bytes
    self.skipsProse = skipsProse
    self.keepsCriteria = keepsCriteria
    self.pieceStart = pieceStart
  }

  mutating func run() {
    let count = bytes.count
    lines.reserveCapacity((count - pieceStart) / 24 + 8)
    var start = pieceStart
    while start < count, excess == nil { start = scanLine(start) }
    if isInChunk { endChunk(at: count) }
    if pieceStart < count { pieces.append(pieceStart..<count) }
  }

  /// Scans one line and returns where the next begins.
  private mutating func scanLine(_ start: Int) -> Int {
    let count = bytes.count
    var first = start
    while first < count, bytes[first] == 0x20 || bytes[first] == 0x09 { first += 1 }
    if first == count || bytes[first] == 0x0A || bytes[first] == 0x0D {
      if isInChunk { endChunk(at: start) }
      blankLines += 1
      lines.append(BodyScan.Line(start: Int32(start), end: Int32(first)))
      return next(first)
    }
    if !isInChunk { beginChunk(at: start) }
    let isPlain = first == start && isPlainStart(bytes[first]) && !(keepsCriteria && mayBeCriterion(first))
    if !isPlain {
      chunkIsPlain = false
      countMarkers(from: first, lineStart: start)
    }
    var line = BodyScan.Line(start: Int32(start), end: Int32(count))
    let end = scanContent(first, &line)
    line.end = Int32(end)
    // A heading that only its readers take for one is short, and begins its paragraph.
    if keepsCriteria, !isPlain || (lines.count == chunkLine && end - first <= HeadingLookalike.longest) {
      criteria.meet(bytes[first..<end], isIndented: first > start)
    }
    lines.append(line)
    let next = next(end)
    if lines.count == chunkLine + 1 { chunkFirstLineEnd = next }
    return next
  }

  /// Whether a line that begins with this byte can only be text of a paragraph (a table's row is, to libcmark).
  private func isPlainStart(_ byte: UInt8) -> Bool {
    (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x61 && byte <= 0x7A) || byte == UInt8(ascii: "|") || byte >= 0x80
  }

  /// Whether a line of a milestone's prose may be meant otherwise: as the heading `Exit criteria`, as a row of a table
  /// below it, or as an item behind a character of the blocks that hold bullets, ballots and full-width brackets.
  private func mayBeCriterion(_ first: Int) -> Bool {
    switch bytes[first] {
    case UInt8(ascii: "|"): return criteria.mayBeOpen
    case 0xC2, 0xE2, 0xE3, 0xEF, 0xF0: return true
    case UInt8(ascii: "E"), UInt8(ascii: "e"):
      return first + 1 < bytes.count && bytes[first + 1] | 0x20 == UInt8(ascii: "x")
    default: return false
    }
  }

  /// Looks at what a line holds and returns where it ends.
  private mutating func scanContent(_ first: Int, _ line: inout BodyScan.Line) -> Int {
    let count = bytes.count
    var index = first
    while true {
      index = afterOrdinaryText(index)
      guard index < count else { return count }
      switch bytes[index] {
      case 0x0A, 0x0D: return index
      case UInt8(ascii: "["):
        line.marks += 1
        brackets += 1
        chunkBrackets += 1
        chunkIsPlain = false
        if chunkBrackets > BodyScan.mostBrackets, excess == nil { excess = (.brackets, index) }
      case UInt8(ascii: "]"):
        if index + 1 < count, bytes[index + 1] == UInt8(ascii: ":") {
          endDefinition(at: index)
          definitionStart = index
        }
      case UInt8(ascii: "<"):
        line.marks += 1
        holdsAngle = true
        chunkIsPlain = false
      // It may end an HTML block that began before a blank line.
      case UInt8(ascii: ">"): chunkIsPlain = false
      default: break
      }
      index += 1
    }
  }

  /// Skips bytes that mean nothing here, eight at a time while there are only such.
  ///
  /// The tests for a byte below n and for a zero byte in a word are from Anderson, "Bit Twiddling Hacks".
  private func afterOrdinaryText(_ start: Int) -> Int {
    var index = start
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let base = UnsafeRawPointer(bytes.baseAddress)
    while let base, index + 8 <= bytes.count {
      let word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let controls = (word &- ones &* 0x0E) & ~word
      // `<` and `>` differ in one bit, `[` and `]` in two.
      let angle = (word & ~(ones &* 0x02)) ^ (ones &* 0x3C)
      let bracket = (word & ~(ones &* 0x06)) ^ (ones &* 0x59)
      let found = (controls | ((angle &- ones) & ~angle) | ((bracket &- ones) & ~bracket)) & highs
      // Above the first byte that is found, the tests may find others wrongly.
      if found != 0 { return index + UInt64(littleEndian: found).trailingZeroBitCount / 8 }
      index += 8
    }
    while index < bytes.count, bytes[index] > 0x5D || bytes[index] == 0x20 { index += 1 }
    return index
  }

  private func next(_ lineEnd: Int) -> Int {
    guard lineEnd < bytes.count else { return lineEnd }
    let isPair = bytes[lineEnd] == 0x0D && lineEnd + 1 < bytes.count && bytes[lineEnd + 1] == 0x0A
    return lineEnd + (isPair ? 2 : 1)
  }

  // MARK: Chunks

  private mutating func beginChunk(at start: Int) {
    isInChunk = true
    chunkLine = lines.count
    chunkStart = start
    chunkBrackets = 0
    chunkIsPlain = skipsProse
  }

  /// Leaves out a plain chunk after another, and all but the first line of any other.
  private mutating func endChunk(at end: Int) {
    isInChunk = false
    endDefinition(at: end)
    definitionStart = -1
    let kept = isAfterPlain ? 0 : 1
    isAfterPlain = chunkIsPlain
    let pieceEnd = kept == 0 ? chunkStart : chunkFirstLineEnd
    // A piece may only end in LF: libcmark would take CR and the next piece's LF for one line end.
    guard chunkIsPlain, lines.count > chunkLine + kept, pieceEnd > 0, bytes[pieceEnd - 1] == 0x0A else { return }
    if pieceStart < pieceEnd { pieces.append(pieceStart..<pieceEnd) }
    pieceStart = end
    lines.removeSubrange((chunkLine + kept)...)
  }

  private mutating func endDefinition(at end: Int) {
    guard definitionStart >= 0, end - definitionStart > longestDefinition else { return }
    longestDefinition = end - definitionStart
    longestDefinitionStart = definitionStart
  }

  // MARK: Nesting

  /// Counts the container markers that a line begins with.
  private mutating func countMarkers(from first: Int, lineStart: Int) {
    var markers = 0
    var index = first
    while let next = afterMarker(index) {
      markers += 1
      index = next
      while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    }
    guard markers > 0 else { return }
    if markers > BodyScan.mostContainerMarkers, !isRuler(first) {
      if excess == nil { excess = (.containerMarkers, first) }
    }
    // A tab is worth four columns at most, a level two at least.
    var columns = 0
    for place in lineStart..<first { columns += bytes[place] == 0x09 ? 4 : 1 }
    guard columns / 2 + markers > deepestNesting else { return }
    deepestNesting = columns / 2 + markers
    deepestNestingStart = first
  }

  private func afterMarker(_ start: Int) -> Int? {
    var index = start
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: ">"): return index + 1
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): index += 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      while index < bytes.count, index - start < 10, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
      guard index < bytes.count, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ")") else {
        return nil
      }
      index += 1
    default: return nil
    }
    guard index < bytes.count else { return index }
    switch bytes[index] {
    case 0x20, 0x09, 0x0A, 0x0D: return index
    default: return nil
    }
  }

  /// A line of nothing but one mark and spaces: a thematic break, however long, or nothing much.
  private func isRuler(_ first: Int) -> Bool {
    let mark = bytes[first]
    guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: "*") else { return false }
    var index = first
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D {
      guard bytes[index] == mark || bytes[index] == 0x20 || bytes[index] == 0x09 else { return false }
      index += 1
    }
    return true
  }
}
