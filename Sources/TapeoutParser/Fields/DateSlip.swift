import TapeoutModel

/// What somebody probably meant who wrote a date in another way than the format's.
///
/// Only readings without doubt are offered: 04/05/2026 is two different days on the two sides of the
/// Atlantic, so it gets none.
struct DateSlip {
  private(set) var meant: String?
  private(set) var isAmbiguous = false
  /// Whether it names an instant: a time of day is one day here and another elsewhere, and where no zone stands with
  /// it, nobody knows where here is.
  private(set) var isInstant = false
  /// Why a well-formed date does not exist: "February 2024 has 29 days".
  private(set) var calendarFact: String?

  private static let monthNames = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  init(_ text: String) {
    let time = TimeOfDay(endOf: text)
    let (shape, numbers) = DateSlip.shape(of: time?.date ?? text)
    if let time, !time.isMidnight {
      isInstant = true
      return
    }
    calendarFact = DateSlip.fact(shape, numbers)
    isAmbiguous = shape == "N N Y" && numbers[0] <= 12 && numbers[1] <= 12 && numbers[0] != numbers[1]
    if let candidate = DateSlip.reading(shape, numbers), (try? StatedDate(parsing: candidate)) != nil {
      meant = candidate
    }
  }

  /// The text as words: `Y` for four digits, `N` for other numbers, `M` for the name of a month (and its number
  /// among the numbers), other names as they are in lower case, so that none can be taken for a number. Digits of
  /// any script count.
  private static func shape(of text: String) -> (shape: String, numbers: [Int]) {
    var words: [String] = []
    var numbers: [Int] = []
    var digits = ""
    var letters = ""
    func flush() {
      if !digits.isEmpty {
        words.append(digits.utf8.count == 4 ? "Y" : digits.utf8.count == 8 ? "D" : "N")
        numbers.append(Int(digits) ?? 0)
      } else if let month = month(letters) {
        words.append("M")
        numbers.append(month)
      } else if !letters.isEmpty, !isWeekday(letters) {
        words.append(letters)
      }
      digits = ""
      letters = ""
    }
    for scalar in text.unicodeScalars.prefix(40) {
      if scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue {
        if !letters.isEmpty { flush() }
        digits += String(Int(value))
      } else if scalar.properties.isAlphabetic {
        if !digits.isEmpty { flush() }
        letters += String(scalar).lowercased()
      } else {
        flush()
      }
    }
    flush()
    return (words.joined(separator: " "), numbers)
  }

  private static func reading(_ shape: String, _ n: [Int]) -> String? {
    switch shape {
    case "tbd", "tba", "tbc", "unknown", "open": "TBD"
    case "Y": "\(n[0])"
    case "Y N", "Y M": "\(n[0])-\(two(n[1]))"
    case "N Y", "M Y": "\(n[1])-\(two(n[0]))"
    case "Y N N", "Y M N": "\(n[0])-\(two(n[1]))-\(two(n[2]))"
    // 20260514, as calendars write it.
    case "D": "\(n[0] / 10_000)-\(two(n[0] / 100 % 100))-\(two(n[0] % 100))"
    // 15/May/26, as trackers and spreadsheets write it: with the month's name between, the year comes last.
    case "N M N" where (20...99).contains(n[2]):
      "20\(n[2])-\(two(n[1]))-\(two(n[0]))"
    case "N N Y" where n[0] > 12: "\(n[2])-\(two(n[1]))-\(two(n[0]))"
    case "N N Y" where n[1] > 12 || n[0] == n[1]: "\(n[2])-\(two(n[0]))-\(two(n[1]))"
    case "M N Y": "\(n[2])-\(two(n[0]))-\(two(n[1]))"
    case "N M Y", "N th M Y": "\(n[2])-\(two(n[1]))-\(two(n[0]))"
    case "Y q N": "\(n[0])-Q\(n[1])"
    case "q N Y": "\(n[1])-Q\(n[0])"
    case "Y h N": "\(n[0])-H\(n[1])"
    case "h N Y": "\(n[1])-H\(n[0])"
    case "Y w N", "Y week N", "Y kw N": "\(n[0])-W\(two(n[1]))"
    case "w N Y", "week N Y", "kw N Y": "\(n[1])-W\(two(n[0]))"
    default: nil
    }
  }

  private static func fact(_ shape: String, _ n: [Int]) -> String? {
    switch shape {
    case "Y N N":
      guard (1...12).contains(n[1]) else { return "a year has 12 months" }
      guard n[2] >= 1 else { return "days are counted from 01" }
      let name = monthNames[n[1] - 1]
      return "\(name.prefix(1).uppercased())\(name.dropFirst()) \(n[0]) has \(Day.daysInMonth(n[1], year: n[0])) days"
    case "Y N": return "a year has 12 months"
    case "Y w N": return "\(n[0]) has \(PlanDate.week(53, of: n[0]) == nil ? 52 : 53) weeks"
    case "Y q N": return "a year has 4 quarters"
    case "Y h N": return "a year has 2 halves"
    default: return nil
    }
  }

  /// A day of the week before a date says nothing more.
  private static func isWeekday(_ word: String) -> Bool {
    word.utf8.count >= 3
      && ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].contains {
        $0.utf8.starts(with: word.utf8)
      }
  }

  private static func month(_ name: String) -> Int? {
    guard name.utf8.count >= 3 else { return nil }
    let matches = monthNames.indices.filter {
      monthNames[$0].utf8.starts(with: name.utf8) || (name == "sept" && $0 == 8)
    }
    return matches.count == 1 ? matches[0] + 1 : nil
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// The time of day that a text ends with, as programs write instants: `T16:00:00Z`, ` 12:00 AM`,
/// ` 00:00:00 GMT+0200 (CEST)`.
private struct TimeOfDay {
  /// What stands before it.
  let date: String
  private var hour = 0
  private var isZero = true

  var isMidnight: Bool { hour == 0 && isZero }

  /// Nil where the text ends with none.
  init?(endOf text: String) {
    let bytes = Array(text.utf8.prefix(80))
    guard let start = TimeOfDay.start(in: bytes) else { return nil }
    var before = bytes[..<start]
    if let last = before.last, last | 0x20 == UInt8(ascii: "t") { before.removeLast() }
    date = String(decoding: before, as: UTF8.self)
    var index = start
    hour = TimeOfDay.number(bytes, &index, digits: 2)
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: ":") || bytes[index] == UInt8(ascii: "."), index + 1 < bytes.count { index += 1 }
      guard (0x30...0x39).contains(bytes[index]) else { break }
      if TimeOfDay.number(bytes, &index, digits: 2) != 0 { isZero = false }
    }
    let rest = bytes[index...].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self).lowercased() }
    if let half = rest.first, half == "am" || half == "pm" { hour = hour % 12 + (half == "pm" ? 12 : 0) }
  }

  /// Where `H:MM`, `HH:MM` or, behind a `T`, `HHMM` begins.
  private static func start(in bytes: [UInt8]) -> Int? {
    func isDigit(_ index: Int) -> Bool { bytes.indices.contains(index) && (0x30...0x39).contains(bytes[index]) }
    for index in bytes.indices {
      let isColon = bytes[index] == UInt8(ascii: ":") && isDigit(index - 1) && isDigit(index + 1) && isDigit(index + 2)
      if isColon { return isDigit(index - 2) ? index - 2 : index - 1 }
      if bytes[index] | 0x20 == UInt8(ascii: "t"), isDigit(index - 1), (1...4).allSatisfy({ isDigit(index + $0) }) {
        return index + 1
      }
    }
    return nil
  }

  private static func number(_ bytes: [UInt8], _ index: inout Int, digits: Int) -> Int {
    var number = 0
    let end = min(index + digits, bytes.count)
    while index < end, (0x30...0x39).contains(bytes[index]) {
      number = number * 10 + Int(bytes[index] - 0x30)
      index += 1
    }
    return number
  }
}
