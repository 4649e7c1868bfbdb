import TapeoutModel

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
