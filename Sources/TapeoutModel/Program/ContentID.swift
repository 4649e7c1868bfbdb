/// The rules for ids: the names of files and folders that name things.
public enum ContentID {
  /// Longer names are refused: file systems and addresses have limits of their own.
  @inlinable public static var longest: Int { 100 }

  /// Lower-case ASCII letters, digits and hyphens; neither first nor last a hyphen.
  @inlinable
  public static func isValid(_ text: some StringProtocol) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { isValid(bytes: $0) } ?? isValid(bytes: Array(text.utf8))
  }

  @inlinable
  static func isValid(bytes: some Sequence<UInt8>) -> Bool {
    let hyphen = UInt8(ascii: "-")
    var length = 0
    var last = hyphen
    for byte in bytes {
      let isWord =
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      guard isWord || (byte == hyphen && length > 0) else { return false }
      last = byte
      length += 1
    }
    return last != hyphen && length <= longest
  }
}

extension MilestoneID {
  /// Reads `id` (of `chip`) or `chip/id`; nil where either part is no id.
  public init?(parsing text: String, chip: String) {
    if let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) {
      let (left, right) = (text[..<slash], text[text.utf8.index(after: slash)...])
      guard ContentID.isValid(left), ContentID.isValid(right) else { return nil }
      self.init(chip: String(left), milestone: String(right))
    } else {
      guard ContentID.isValid(text) else { return nil }
      self.init(chip: chip, milestone: text)
    }
  }
}
