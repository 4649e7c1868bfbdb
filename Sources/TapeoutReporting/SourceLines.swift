package import TapeoutModel

/// The lines of one file, found once, so that many places in it are told cheaply.
///
/// Counts as ``SourcePosition`` does: lines end at LF, CRLF or CR, columns are Unicode scalars from 1, and a
/// byte-order mark takes no column.
package struct SourceLines {
  package let bytes: [UInt8]
  /// Offset of each line's first byte; never empty.
  private let starts: [Int]
  /// Where the text begins: after a byte-order mark.
  private let textStart: Int

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    textStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x0A || (byte == 0x0D && !(index < bytes.count && bytes[index] == 0x0A)) { starts.append(index) }
    }
    self.starts = starts
  }

  package var count: Int { starts.count }

  /// The line, counted from 1, that holds a byte offset. Logarithmic in the number of lines.
  package func line(at offset: Int) -> Int {
    max(starts.indices.firstPlace { starts[$0] > offset }, 1)
  }

  /// The bytes of a line, without what ends it and without a byte-order mark.
  package func range(ofLine line: Int) -> Range<Int> {
    var start = starts[line - 1]
    var end = line < starts.count ? starts[line] : bytes.count
    if line < starts.count {
      end -= 1
      if end > start, bytes[end] == 0x0A, bytes[end - 1] == 0x0D { end -= 1 }
    }
    if line == 1 { start = min(textStart, end) }
    return start..<end
  }

  /// The place of a byte offset. Linear in the length of its line.
  package func position(_ offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), bytes.count)
    let line = line(at: offset)
    var start = starts[line - 1]
    if line == 1 { start = textStart }
    var column = 1
    if start < offset {
      for byte in bytes[start..<offset] where byte & 0xC0 != 0x80 { column += 1 }
    }
    return SourcePosition(line: line, column: column)
  }
}

/// The lines of all files that somebody asked about.
package struct SourceLineIndex {
  private let sources: SourceSet
  private var known: [FileID: SourceLines] = [:]

  package init(_ sources: SourceSet) {
    self.sources = sources
  }

  package mutating func lines(of file: FileID) -> SourceLines {
    if let lines = known[file] { return lines }
    let lines = SourceLines(sources[file].bytes)
    known[file] = lines
    return lines
  }

  package mutating func positions(of range: SourceRange) -> (start: SourcePosition, end: SourcePosition) {
    let lines = lines(of: range.file)
    return (lines.position(Int(range.start)), lines.position(Int(range.end)))
  }

  package func path(of file: FileID) -> String { sources[file].path }
}
