import TapeoutModel

/// A table of text as a spreadsheet or a tracker writes it: rows of cells, each with its place in the file.
struct ForeignTable {
  struct Cell {
    var text: String
    /// Bytes of the file.
    var range: Range<Int>
  }

  var rows: [[Cell]] = []

  /// Reads a table as RFC 4180 has it, with the separator that the file uses.
  ///
  /// - Returns: nil where a quotation mark is never closed; a finding says where.
  init?(_ text: DecodedText, into findings: inout ImportFindings) {
    let bytes = text.bytes
    let separator = ForeignTable.separator(of: bytes)
    var row: [Cell] = []
    var cell: [UInt8] = []
    var start = 0
    var place = 0
    var quoted: Int?
    var wasQuoted = false
    func end(_ end: Int) {
      let text = String(decoding: wasQuoted ? cell[...] : cell[...].trimmed, as: UTF8.self)
      row.append(Cell(text: text, range: text.isEmpty ? start..<start : start..<end))
      cell.removeAll(keepingCapacity: true)
      wasQuoted = false
    }
    while place < bytes.count {
      let byte = bytes[place]
      if quoted != nil {
        if byte != UInt8(ascii: "\"") {
          cell.append(byte)
        } else if place + 1 < bytes.count, bytes[place + 1] == byte {
          cell.append(byte)
          place += 1
        } else {
          quoted = nil
        }
      } else if byte == UInt8(ascii: "\""), cell.allSatisfy({ $0 == 0x20 }), !wasQuoted {
        cell.removeAll(keepingCapacity: true)
        quoted = place
        wasQuoted = true
      } else if byte == separator {
        end(place)
        start = place + 1
      } else if byte == 0x0A || byte == 0x0D {
        end(place)
        if byte == 0x0D, place + 1 < bytes.count, bytes[place + 1] == 0x0A { place += 1 }
        start = place + 1
        append(row)
        row = []
      } else {
        cell.append(byte)
      }
      place += 1
    }
    if let quoted {
      findings.fail(
        "import-table", at: text.range(quoted..<quoted + 1), "A quotation mark begins a cell here and is never closed.",
        advice: "Close it, or double quotation marks within a cell.")
      return nil
    }
    if !cell.isEmpty || wasQuoted || !row.isEmpty {
      end(bytes.count)
      append(row)
    }
    for row in rows.indices {
      for cell in rows[row].indices { rows[row][cell].range = text.range(rows[row][cell].range) }
    }
  }

  /// Lines without any cell are no rows.
  private mutating func append(_ row: [Cell]) {
    if row.contains(where: { !$0.text.isEmpty }) { rows.append(row) }
  }

  /// What separates cells: the sign that stands as often in each of the first lines as in the one before, outside of
  /// quotation marks; of several the most frequent.
  private static func separator(of bytes: [UInt8]) -> UInt8 {
    let signs = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
    var lines: [[Int]] = []
    var counts = [0, 0, 0, 0]
    var isQuoted = false
    for byte in bytes.prefix(1 << 16) {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A {
        lines.append(counts)
        counts = [0, 0, 0, 0]
        if lines.count == 20 { break }
      } else if let sign = signs.firstIndex(of: byte) {
        counts[sign] += 1
      }
    }
    if lines.isEmpty { lines = [counts] }
    let scores = signs.indices.map { sign -> (Int, Int) in
      let usual = lines.map { $0[sign] }.max() ?? 0
      return usual == 0 ? (0, 0) : (lines.count { $0[sign] == usual }, usual)
    }
    let best = signs.indices.max { scores[$0] < scores[$1] } ?? 0
    return scores[best].1 == 0 ? signs[0] : signs[best]
  }
}
