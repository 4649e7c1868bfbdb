package import TapeoutModel

/// The lines of a file that a fix touches, as they would be after it.
package struct ChangedLines: Equatable {
  /// Counted from 1.
  package let firstLine: Int
  package let lines: [[UInt8]]
  /// Offset in the first line at which the change begins.
  private let firstChange: Int

  /// Nil where there is nothing to show: lines are only deleted, or the edits overlap or lie in several files.
  package init?(_ fix: Fix, index: inout SourceLineIndex) {
    let edits = fix.edits.sorted { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
    guard let first = edits.first, let last = edits.last else { return nil }
    let file = first.range.file
    let source = index.lines(of: file)
    for (edit, next) in zip(edits, edits.dropFirst()) where edit.range.end > next.range.start { return nil }
    guard edits.allSatisfy({ $0.range.file == file && $0.range.end <= source.bytes.count }) else { return nil }

    firstLine = source.line(at: Int(first.range.start))
    let from = min(source.range(ofLine: firstLine).lowerBound, Int(first.range.start))
    let lastLine = source.range(ofLine: source.line(at: Int(last.range.end)))
    var text: [UInt8] = []
    var copied = from
    for edit in edits {
      text += source.bytes[copied..<Int(edit.range.start)]
      text += Array(edit.text.utf8)
      copied = Int(edit.range.end)
    }
    // Whole lines that are replaced or deleted leave the line after them as it was.
    let endsWithLine = text.isEmpty || text.last == UInt8(ascii: "\n")
    if copied > lastLine.lowerBound || !endsWithLine { text += source.bytes[copied..<max(lastLine.upperBound, copied)] }
    firstChange = Int(first.range.start) - from

    let changed = SourceLines(text)
    var lines = (1...changed.count).map { Array(text[changed.range(ofLine: $0)]) }
    while lines.last?.isEmpty == true { lines.removeLast() }
    guard !lines.isEmpty else { return nil }
    self.lines = lines
  }

  /// Around what to cut a line that is too long.
  package func start(ofLine number: Int) -> Range<Int> {
    let offset = number == 0 ? firstChange : 0
    return offset..<offset
  }
}
