/// How MSPDI writes lengths of time.
enum MSPDIDuration {
  /// Minutes of `PT40H0M0S` or `P5DT4H`; seconds count from half a minute on. Nil where the text is no duration.
  ///
  /// - Returns: negative for a leading minus sign.
  static func minutes(_ text: [UInt8]) -> Int? {
    var scanner = ByteScanner(text)
    let isNegative = scanner.take(UInt8(ascii: "-"))
    guard scanner.take(UInt8(ascii: "P")) else { return nil }
    var seconds = 0
    var isTime = false
    var hasPart = false
    while !scanner.isAtEnd {
      if scanner.take(UInt8(ascii: "T")) {
        isTime = true
        continue
      }
      guard let amount = scanner.digits(), amount < 100_000_000 else { return nil }
      if scanner.take(UInt8(ascii: ".")) { _ = scanner.digits() }
      if !isTime, scanner.take(UInt8(ascii: "D")) {
        seconds += amount * 86_400
      } else if isTime, scanner.take(UInt8(ascii: "H")) {
        seconds += amount * 3600
      } else if isTime, scanner.take(UInt8(ascii: "M")) {
        seconds += amount * 60
      } else if isTime, scanner.take(UInt8(ascii: "S")) {
        seconds += amount
      } else {
        return nil
      }
      hasPart = true
    }
    guard hasPart else { return nil }
    let minutes = (seconds + 30) / 60
    return isNegative ? -minutes : minutes
  }

  /// Whether a format counts nights and free days: the even ones from 4 to 12, the percentage 20, and the same with a
  /// question mark (36 to 44, 52).
  static func isElapsed(format: Int) -> Bool {
    switch format {
    case 4, 6, 8, 10, 12, 20, 36, 38, 40, 42, 44, 52: true
    default: false
    }
  }

  static func isPercent(format: Int) -> Bool { [19, 20, 51, 52].contains(format) }
}
