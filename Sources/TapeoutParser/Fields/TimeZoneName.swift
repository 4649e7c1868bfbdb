/// How the time zone database spells its names: `UTC`, `Asia/Shanghai`, `America/Argentina/Buenos_Aires`, `Etc/GMT-8`.
///
/// Which names there are depends on the machine, and nothing is worked out from one: only the spelling is looked at.
enum TimeZoneName {
  private static let longest = 48
  private static let mostParts = 3

  static func isValid(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return text.utf8.count <= longest && parts.count <= mostParts
      && parts.allSatisfy { part in (part.first?.isLatin ?? false) && part.allSatisfy(\.isPartOfName) }
  }
}

extension UInt8 {
  fileprivate var isLatin: Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
  }

  fileprivate var isPartOfName: Bool {
    isLatin || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || "+-_".utf8.contains(self)
  }
}
