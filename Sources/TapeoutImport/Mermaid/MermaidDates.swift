import TapeoutModel

/// Reads the dates of a diagram in the format that it states, as Day.js writes formats.
struct MermaidDates {
  private enum Token {
    case year, shortYear, month(isPadded: Bool), monthName, day(isPadded: Bool), ordinalDay
    case hour(isPadded: Bool), halfHour(isPadded: Bool), minute(isPadded: Bool), second(isPadded: Bool), fraction, half
    case literal(UInt8)
  }

  private let tokens: [Token]

  /// - Returns: nil where the format holds what is not read; a finding says so.
  init?(_ format: MermaidSource.Piece, into findings: inout ImportFindings) {
    var tokens: [Token] = []
    var rest = Array(format.text.utf8)[...]
    let known: [(String, Token)] = [
      ("YYYY", .year), ("YY", .shortYear), ("MMMM", .monthName), ("MMM", .monthName), ("MM", .month(isPadded: true)),
      ("M", .month(isPadded: false)), ("DD", .day(isPadded: true)), ("Do", .ordinalDay), ("D", .day(isPadded: false)),
      ("HH", .hour(isPadded: true)), ("H", .hour(isPadded: false)), ("hh", .halfHour(isPadded: true)),
      ("h", .halfHour(isPadded: false)), ("mm", .minute(isPadded: true)), ("m", .minute(isPadded: false)),
      ("ss", .second(isPadded: true)), ("s", .second(isPadded: false)), ("SSS", .fraction), ("A", .half), ("a", .half),
    ]
    while let byte = rest.first {
      if byte == UInt8(ascii: "["), let close = rest.firstIndex(of: UInt8(ascii: "]")) {
        tokens += rest[(rest.startIndex + 1)..<close].map { .literal($0) }
        rest = rest[(close + 1)...]
      } else if let (name, token) = known.first(where: { rest.starts(with: $0.0.utf8) }) {
        tokens.append(token)
        rest = rest.dropFirst(name.utf8.count)
      } else if byte == UInt8(ascii: "T") || !(0x61...0x7A).contains(byte | 0x20) {
        tokens.append(.literal(byte))
        rest = rest.dropFirst()
      } else {
        let isStamp = byte | 0x20 == UInt8(ascii: "x")
        findings.fail(
          "import-date", at: format.range,
          isStamp
            ? "The format “\(format.text.shortened(to: 30))” counts seconds, which are no days of a plan."
            : "The format “\(format.text.shortened(to: 30))” holds “\(String(decoding: [byte], as: UTF8.self))”, which is not read.",
          advice: "Write the dates as 2026-03-02, with dateFormat YYYY-MM-DD.")
        return nil
      }
    }
    self.tokens = tokens
  }

  /// Minutes since 1970-01-01 00:00 of the diagram’s own clock; nil where the text is no date. A date as ISO 8601
  /// writes it is always one.
  func minutes(_ text: String) -> Int? {
    if let (day, minute) = read(text) { return Int(day.number) * Moment.minutesPerDay + minute }
    return (try? Moment(parsing: Array(text.utf8)))?.minutes
  }

  private func read(_ text: String) -> (Day, Int)? {
    var scanner = ByteScanner(Array(text.utf8))
    var (year, month, day) = (1970, 1, 1)
    var (hour, minute) = (0, 0)
    var isAfternoon: Bool?
    for token in tokens {
      switch token {
      case .year: guard let value = scanner.digits(exactly: 4) else { return nil }; year = value
      case .shortYear: guard let value = scanner.digits(exactly: 2) else { return nil }; year = 2000 + value
      case .month(let isPadded): guard let value = scanner.number(isPadded) else { return nil }; month = value
      case .monthName: guard let value = scanner.month() else { return nil }; month = value
      case .day(let isPadded): guard let value = scanner.number(isPadded) else { return nil }; day = value
      case .ordinalDay:
        guard let value = scanner.number(false), scanner.ordinal() else { return nil }
        day = value
      case .hour(let isPadded), .halfHour(let isPadded):
        guard let value = scanner.number(isPadded), value < 24 else { return nil }
        hour = value
      case .minute(let isPadded):
        guard let value = scanner.number(isPadded), value < 60 else { return nil }
        minute = value
      case .second(let isPadded): guard let value = scanner.number(isPadded), value < 60 else { return nil }
      case .fraction: guard scanner.digits(exactly: 3) != nil else { return nil }
      case .half:
        guard let value = scanner.isAfternoon() else { return nil }
        isAfternoon = value
      case .literal(let byte): guard scanner.take(byte) else { return nil }
      }
    }
    if let isAfternoon { hour = hour % 12 + (isAfternoon ? 12 : 0) }
    guard scanner.isAtEnd, let date = Day(year: year, month: month, day: day) else { return nil }
    return (date, hour * 60 + minute)
  }
}

extension ByteScanner {
  /// Two digits, or one or two.
  fileprivate mutating func number(_ isPadded: Bool) -> Int? {
    if let value = digits(exactly: 2) { return value }
    return isPadded ? nil : digits(exactly: 1)
  }

  fileprivate mutating func month() -> Int? {
    var word: [UInt8] = []
    while let byte = next, (0x61...0x7A).contains(byte | 0x20) {
      word.append(byte)
      _ = take(byte)
    }
    return TableDates.monthNamed(word[...])
  }

  /// `st`, `nd`, `rd` or `th`.
  fileprivate mutating func ordinal() -> Bool {
    for ending in ["st", "nd", "rd", "th"] {
      var copy = self
      if ending.utf8.allSatisfy({ copy.take($0) }) {
        self = copy
        return true
      }
    }
    return false
  }

  fileprivate mutating func isAfternoon() -> Bool? {
    guard let first = next.map({ $0 | 0x20 }), first == UInt8(ascii: "a") || first == UInt8(ascii: "p") else {
      return nil
    }
    _ = next.map { take($0) }
    guard let second = next, second | 0x20 == UInt8(ascii: "m") else { return nil }
    _ = take(second)
    return first == UInt8(ascii: "p")
  }
}

/// A length of time in a diagram: `5d`, `2w`, `1.5h`, `1M`.
struct MermaidLength {
  private let unit: String
  private let amount: Int
  /// Thousandths.
  private let fraction: Int

  /// - Returns: nil where the text is none.
  init?(_ text: String) {
    var scanner = ByteScanner(Array(text.utf8))
    guard let amount = scanner.digits(), amount < 1_000_000 else { return nil }
    var fraction = 0
    if scanner.take(UInt8(ascii: ".")) {
      var scale = 100
      var hasDigits = false
      while let digit = scanner.digits(exactly: 1) {
        fraction += digit * scale
        scale /= 10
        hasDigits = true
      }
      guard hasDigits else { return nil }
    }
    var unit: [UInt8] = []
    while let byte = scanner.next, scanner.take(byte) { unit.append(byte) }
    self.unit = String(decoding: unit, as: UTF8.self)
    guard ["ms", "s", "m", "h", "d", "w", "M", "y"].contains(self.unit) else { return nil }
    (self.amount, self.fraction) = (amount, fraction)
  }

  /// The minute so long after another one. As in Mermaid, days and weeks are rounded to days, months and years end on a
  /// month’s last day at the latest.
  func end(from start: Int) -> Int {
    let thousandths = amount * 1000 + fraction
    switch unit {
    case "ms": return start + thousandths / 60_000_000
    case "s": return start + thousandths / 60_000
    case "m": return start + thousandths / 1000
    case "h": return start + thousandths * 60 / 1000
    case "d": return start + (thousandths + 500) / 1000 * Moment.minutesPerDay
    case "w": return start + (thousandths * 7 + 500) / 1000 * Moment.minutesPerDay
    default:
      let moment = Moment(minutes: start)
      let (year, month, day) = moment.day.civil
      let months = year * 12 + month - 1 + amount * (unit == "y" ? 12 : 1)
      let (endYear, endMonth) = (months / 12, months % 12 + 1)
      let last = Day.daysInMonth(endMonth, year: endYear)
      guard let end = Day(year: endYear, month: endMonth, day: min(day, last)) else { return Int.max / 4 }
      return Int(end.number) * Moment.minutesPerDay + moment.minuteOfDay
    }
  }
}
