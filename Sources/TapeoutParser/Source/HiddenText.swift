/// Characters that nobody sees and that yet keep a line from being what it seems.
enum HiddenText {
  /// Bytes of the blank or hidden character at an offset; nil where something visible stands there.
  ///
  /// Blanks are those of ASCII and Unicode (no-break and ideographic spaces), hidden ones zero-width characters, marks
  /// of direction, soft hyphens and byte-order marks.
  static func length(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, before end: Int) -> Int? {
    guard offset < end else { return nil }
    switch bytes[offset] {
    case 0x20, 0x09: return 1
    case 0xC2: return offset + 1 < end && (bytes[offset + 1] == 0xA0 || bytes[offset + 1] == 0xAD) ? 2 : nil
    case 0xD8: return offset + 1 < end && bytes[offset + 1] == 0x9C ? 2 : nil
    case 0xE1...0xE3, 0xEF:
      guard offset + 2 < end else { return nil }
      let value =
        UInt32(bytes[offset] & 0x0F) << 12 | UInt32(bytes[offset + 1] & 0x3F) << 6 | UInt32(bytes[offset + 2] & 0x3F)
      return isHidden(value) ? 3 : nil
    default: return nil
    }
  }

  static func isHidden(_ value: UInt32) -> Bool {
    switch value {
    case 0x20, 0x09, 0xA0, 0xAD, 0x61C, 0x1680, 0x180E, 0x2000...0x200F, 0x202A...0x202F, 0x205F...0x206F, 0x3000,
      0xFEFF:
      true
    default: false
    }
  }
}
