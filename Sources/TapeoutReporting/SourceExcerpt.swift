import TapeoutModel

/// One line of a file as a terminal shows it, and where below it a range is underlined.
///
/// Hidden characters and bytes that are not UTF-8 are written out, tabs are four columns wide, and a long line is
/// cut around the range, so the cost does not grow with the line.
package struct SourceExcerpt: Equatable {
  package let text: String
  /// Columns before the underline.
  package let indent: Int
  /// Columns of the underline; at least 1.
  package let width: Int

  /// The most columns that a line takes.
  package static let widest = 140

  /// - Parameters:
  ///   - line: the line's bytes in `bytes`, without what ends it.
  ///   - range: what to underline; the part of it outside the line is left out.
  package init(of bytes: [UInt8], line: Range<Int>, marking range: Range<Int>) {
    let start = min(max(range.lowerBound, line.lowerBound), line.upperBound)
    let end = max(start, min(range.upperBound, line.upperBound))
    let row = Row(of: bytes, line: line, around: start)
    let first = row.cells.prefix { $0.offset < start }.count
    let marked = row.cells[first...].prefix { $0.offset < end }.count
    var indent = row.columns(0..<first)
    var width = max(row.columns(first..<first + marked), 1)
    // A mark on the letter before is shown with that letter.
    if first > 0, first < row.cells.count, row.cells[first].width == 0 { indent -= 1 }

    let total = row.columns(0..<row.cells.count)
    var from = 0
    var to = row.cells.count
    if total > SourceExcerpt.widest || row.isCutBefore || row.isCutAfter {
      let wanted = max(0, min(indent - SourceExcerpt.widest / 3, total - SourceExcerpt.widest))
      (from, to) = row.window(from: wanted, columns: SourceExcerpt.widest - 2)
    }
    let isCutBefore = from > 0 || row.isCutBefore
    let isCutAfter = to < row.cells.count || row.isCutAfter
    indent -= row.columns(0..<from)
    width = max(1, min(width, row.columns(from..<to) - indent))
    text =
      (isCutBefore ? "…" : "") + row.cells[from..<to].map(\.text).joined() + (isCutAfter ? "…" : "")
    self.indent = indent + (isCutBefore ? 1 : 0)
    self.width = width
  }

  /// `   ^~~~`
  package var underline: String {
    String(repeating: " ", count: indent) + "^" + String(repeating: "~", count: width - 1)
  }
}

/// What is drawn for one scalar, or for one byte that is none.
private struct Cell {
  var offset: Int
  var text: String
  var width: Int
}

/// The cells of a line, or of as much of it as could be shown.
private struct Row {
  var cells: [Cell] = []
  var isCutBefore: Bool
  var isCutAfter: Bool

  init(of bytes: [UInt8], line: Range<Int>, around offset: Int) {
    let reach = SourceExcerpt.widest * 4
    var from = max(line.lowerBound, offset - reach)
    var to = min(line.upperBound, offset + reach)
    while from > line.lowerBound, bytes[from] & 0xC0 == 0x80, offset - from < reach + 4 { from -= 1 }
    while to < line.upperBound, bytes[to] & 0xC0 == 0x80, to - offset < reach + 4 { to += 1 }
    isCutBefore = from > line.lowerBound
    isCutAfter = to < line.upperBound
    var index = from
    while index < to {
      let (scalar, length) = decodedScalar(bytes[index..<to])
      if let scalar {
        cells.append(Cell(offset: index, scalar))
      } else {
        cells.append(Cell(offset: index, invalidByte: bytes[index]))
      }
      index += length
    }
  }

  func columns(_ range: Range<Int>) -> Int {
    cells[range].reduce(0) { $0 + $1.width }
  }

  /// The cells from a column on that fit, never beginning with a mark whose letter is cut off.
  func window(from column: Int, columns: Int) -> (from: Int, to: Int) {
    var from = 0
    var passed = 0
    while from < cells.count, passed < column || (from > 0 && cells[from].width == 0) {
      passed += cells[from].width
      from += 1
    }
    var to = from
    var used = 0
    while to < cells.count, used + cells[to].width <= columns {
      used += cells[to].width
      to += 1
    }
    return (from, to)
  }
}

extension Cell {
  package init(offset: Int, _ scalar: Unicode.Scalar) {
    if scalar == "\t" {
      self.init(offset: offset, text: "    ", width: 4)
    } else if scalar.isHidden {
      let text = scalar.escaped
      self.init(offset: offset, text: text, width: text.utf8.count)
    } else {
      self.init(offset: offset, text: String(Character(scalar)), width: scalar.displayWidth)
    }
  }

  package init(offset: Int, invalidByte byte: UInt8) {
    self.init(offset: offset, text: "\\x" + String(byte, radix: 16, uppercase: true), width: 4)
  }
}

/// The scalar that begins the bytes and its length; nil and 1 where they do not begin with well-formed UTF-8.
private func decodedScalar(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar?, Int) {
  guard let first = bytes.first else { return (nil, 1) }
  let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
  guard let text = String(validating: bytes.prefix(length), as: UTF8.self), let scalar = text.unicodeScalars.first,
    text.utf8.count == length
  else { return (nil, 1) }
  return (scalar, length)
}
