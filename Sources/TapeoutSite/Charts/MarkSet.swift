/// The marks that a page uses: it carries their shapes, and no others.
struct MarkSet: Hashable, Sendable {
  private var bits = 0

  init() {}

  /// What some markup refers to, as `#m-late`: in double quotes where it is ours, in whatever a user's template has.
  ///
  /// - Complexity: linear; 32 bytes at a time, with the test for a zero byte in a word from Anderson, "Bit Twiddling
  ///   Hacks".
  init(usedIn html: [UInt8]) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    html.withUnsafeBytes { bytes in
      /// Has the high bit of each `#` among eight bytes set, and perhaps others above the first.
      func hashes(_ place: Int) -> UInt64 {
        let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self) ^ (ones &* 0x23)
        return (word &- ones) & ~word & (ones &* 0x80)
      }
      var index = 0
      while index + 32 <= bytes.count {
        if hashes(index) | hashes(index + 8) | hashes(index + 16) | hashes(index + 24) == 0 {
          index += 32
          continue
        }
        let end = index + 32
        while index + 8 <= end {
          let found = hashes(index)
          if found == 0 {
            index += 8
          } else {
            index += UInt64(littleEndian: found).trailingZeroBitCount / 8
            add(bytes, after: index)
            index += 1
          }
        }
      }
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: "#") { add(bytes, after: index) }
        index += 1
      }
    }
  }

  func contains(_ mark: Mark) -> Bool { bits & 1 << mark.rawValue != 0 }

  static func | (left: MarkSet, right: MarkSet) -> MarkSet {
    var union = left
    union.bits |= right.bits
    return union
  }

  private mutating func add(_ bytes: UnsafeRawBufferPointer, after hash: Int) {
    guard hash + 3 < bytes.count, bytes[hash + 1] == UInt8(ascii: "m"), bytes[hash + 2] == UInt8(ascii: "-") else {
      return
    }
    let name = UnsafeRawBufferPointer(rebasing: bytes[(hash + 3)...])
    let mark = Mark.allCases.first { mark in
      let length = mark.name.utf8CodeUnitCount
      guard length < name.count, !name[length].isNameByte else { return false }
      return (0..<length).allSatisfy { name[$0] == mark.name.utf8Start[$0] }
    }
    if let mark { bits |= 1 << mark.rawValue }
  }
}
