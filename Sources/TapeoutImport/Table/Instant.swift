import TapeoutModel

/// A moment of the world, whose day depends on where one stands: `2026-05-14T22:00:00Z`, `2026-05-15 00:00 +0200`.
struct Instant: Hashable {
  /// Seconds since 1970-01-01 00:00 in Greenwich, without leap seconds.
  let seconds: Int

  /// - Returns: nil where the text is no date with a time and an offset.
  init?(_ text: String) {
    var scanner = ByteScanner(Array(text.utf8))
    guard let year = scanner.digits(exactly: 4), scanner.take(UInt8(ascii: "-")),
      let month = scanner.digits(exactly: 2), scanner.take(UInt8(ascii: "-")), let date = scanner.digits(exactly: 2),
      let day = Day(year: year, month: month, day: date), scanner.take(UInt8(ascii: "T")) || scanner.take(0x20),
      let hour = scanner.digits(exactly: 2), hour <= 24, scanner.take(UInt8(ascii: ":")),
      let minute = scanner.digits(exactly: 2), minute < 60
    else { return nil }
    var second = 0
    if scanner.take(UInt8(ascii: ":")) {
      guard let value = scanner.digits(exactly: 2), value <= 60 else { return nil }
      second = value
      if scanner.take(UInt8(ascii: ".")) || scanner.take(UInt8(ascii: ",")) {
        while scanner.digits(exactly: 1) != nil {}
      }
    }
    while scanner.take(0x20) {}
    guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
    seconds = Int(day.number) * 86_400 + hour * 3600 + minute * 60 + second - offset
  }
}

extension ByteScanner {
  /// Seconds east of Greenwich: `Z`, `UTC`, `+02:00`, `-0530`, `+02`.
  fileprivate mutating func offset() -> Int? {
    for name in ["Z", "z", "UTC", "GMT"] {
      var copy = self
      if name.utf8.allSatisfy({ copy.take($0) }) {
        self = copy
        return 0
      }
    }
    let isWest = next == UInt8(ascii: "-")
    guard scannerTakesSign(), let hours = digits(exactly: 2), hours < 24 else { return nil }
    _ = take(UInt8(ascii: ":"))
    let minutes = digits(exactly: 2) ?? 0
    guard minutes < 60 else { return nil }
    return (isWest ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  private mutating func scannerTakesSign() -> Bool { take(UInt8(ascii: "+")) || take(UInt8(ascii: "-")) }
}
