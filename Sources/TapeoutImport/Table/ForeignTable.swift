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
      let text = String(decoding: wasQuoted ? cell[...] : cell.trimmed, as: UTF8.self)
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

extension [UInt8] {
  /// Without blanks at its ends.
  fileprivate var trimmed: ArraySlice<UInt8> {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    let rest = drop(while: isBlank)
    guard let last = rest.lastIndex(where: { !isBlank($0) }) else { return [] }
    return rest[...last]
  }
}

/// The text of a file as UTF-8, whatever its encoding, with the way back to the file’s own bytes.
struct DecodedText {
  enum Encoding {
    case utf8, utf16(isBig: Bool), windows1252
  }

  let bytes: [UInt8]
  let encoding: Encoding
  /// Bytes before the text: a byte-order mark.
  private let skipped: Int
  /// Places in `bytes` at which every sixty-fourth character of the file begins, for encodings other than UTF-8.
  private var marks: [Int] = []
  private static let stride = 64

  init(_ file: [UInt8]) {
    if file.starts(with: [0xEF, 0xBB, 0xBF]) {
      (bytes, encoding, skipped) = (Array(file.dropFirst(3)), .utf8, 3)
    } else if file.starts(with: [0xFF, 0xFE]) || file.starts(with: [0xFE, 0xFF]) {
      let isBig = file[0] == 0xFE
      var units: [UInt16] = []
      for place in Swift.stride(from: 2, to: file.count - 1, by: 2) {
        let (first, second) = (UInt16(file[place]), UInt16(file[place + 1]))
        units.append(isBig ? first << 8 | second : second << 8 | first)
      }
      (encoding, skipped) = (.utf16(isBig: isBig), 2)
      var bytes: [UInt8] = []
      var marks: [Int] = []
      var place = 0
      for scalar in String(decoding: units, as: UTF16.self).unicodeScalars {
        for _ in 0..<(scalar.value > 0xFFFF ? 2 : 1) {
          if place % DecodedText.stride == 0 { marks.append(bytes.count) }
          place += 1
        }
        bytes.append(contentsOf: Array(String(scalar).utf8))
      }
      (self.bytes, self.marks) = (bytes, marks)
    } else if String(validating: file, as: UTF8.self) != nil {
      (bytes, encoding, skipped) = (file, .utf8, 0)
    } else {
      (encoding, skipped) = (.windows1252, 0)
      var bytes: [UInt8] = []
      var marks: [Int] = []
      for (place, byte) in file.enumerated() {
        if place % DecodedText.stride == 0 { marks.append(bytes.count) }
        bytes.append(contentsOf: Array(String(DecodedText.scalar(ofWindows1252: byte)).utf8))
      }
      (self.bytes, self.marks) = (bytes, marks)
    }
  }

  /// The bytes of the file for some of the text.
  func range(_ range: Range<Int>) -> Range<Int> { offset(range.lowerBound)..<offset(range.upperBound) }

  private func offset(_ place: Int) -> Int {
    switch encoding {
    case .utf8: return place + skipped
    case .utf16: return skipped + 2 * units(before: place, isUTF16: true)
    case .windows1252: return units(before: place, isUTF16: false)
    }
  }

  private func units(before place: Int, isUTF16: Bool) -> Int {
    let mark = max(marks.indices.firstPlace { marks[$0] > place } - 1, 0)
    guard marks.indices.contains(mark) else { return 0 }
    var count = mark * DecodedText.stride
    for byte in bytes[marks[mark]..<min(place, bytes.count)] {
      // A continuation begins no character; four bytes are a surrogate pair.
      if byte & 0xC0 != 0x80 { count += isUTF16 && byte >= 0xF0 ? 2 : 1 }
    }
    return count
  }

  /// The characters in which Windows’ code page differs from ISO 8859-1.
  private static func scalar(ofWindows1252 byte: UInt8) -> Unicode.Scalar {
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    let scalars: [Unicode.Scalar] = [
      "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}", "\u{90}", "‘", "’",
      "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
    ]
    return scalars[Int(byte) - 0x80]
  }
}
