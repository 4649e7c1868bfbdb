import TapeoutModel

extension FieldReader {
  /// One duration, or optimistic..likely..pessimistic. `field` names the outer field in messages.
  mutating func threePointDuration(_ entry: Field, in field: String) -> ThreePointDuration? {
    if isNull(entry.value) {
      unread.insert(field)
      let here = entry.name
      report(
        "missing-field", at: range(entry.key), "`\(here)` has no duration behind it",
        advice: "Write how long it takes from there to here, such as `\(here): 6w`, or 0d for the same day.")
      return nil
    }
    let value = Field(name: field, key: entry.key, value: entry.value)
    guard let text = scalar(value, wants: "one duration") else { return nil }
    do {
      return try ThreePointDuration(parsing: text)
    } catch {
      rejectDuration(text, error, value)
      return nil
    }
  }

  /// Whether the value of an entry says that nobody knows it.
  func isToBeDetermined(_ entry: Field) -> Bool { tree[entry.value].isScalar && tree[entry.value].text == "TBD" }

  /// One certain length of calendar time, in days.
  mutating func length(_ field: Field) -> Int? {
    guard let text = scalar(field, wants: "one duration") else { return nil }
    do {
      return try PlanDuration(parsing: text).days
    } catch {
      rejectDuration(text, error, field)
      return nil
    }
  }

  private mutating func rejectDuration(_ text: String, _ error: PlanDuration.ParsingError, _ field: Field) {
    let meant = DurationSlip.reading(text)
    switch error {
    case .tooLong:
      reject("invalid-duration", field, "\(text) is longer than ten years", advice: "Check the number and its unit.")
    case .twoValues:
      reject(
        "invalid-duration", field, "\(text) lacks its likely value",
        advice: "Write optimistic..likely..pessimistic, such as 6w..8w..12w.")
    case .mixedCalendars:
      reject(
        "invalid-duration", field, "\(text) mixes working days with calendar days",
        advice: "Write all three values in wd, or none.")
    case .notADuration where DurationSlip.isInMonths(text):
      reject(
        "invalid-duration", field, "“\(text)” counts in months or years, and those are not a length",
        advice: "Write weeks or days" + (meant.map { ": about \($0)." } ?? "."))
    case .notADuration:
      reject(
        "invalid-duration", field, "“\(text)” is not a duration",
        advice: meant.map { "Write \($0)." }
          ?? "Write days 10d, weeks 6w, working days 8wd or hours 1000h, or three of them as 6w..8w..12w.", meant: meant
      )
    }
  }
}

/// What somebody probably meant who wrote a duration in another way than the format's.
enum DurationSlip {
  /// The spelling of the format for `3 weeks`, `2 months`, `6w - 8w - 12w`; nil where in doubt.
  static func reading(_ text: String) -> String? {
    let words = words(text)
    guard !words.isEmpty, words.count % 2 == 0, words.count <= 6, words.count != 4 else { return nil }
    var parts: [String] = []
    for index in stride(from: 0, to: words.count, by: 2) {
      guard let amount = Int(words[index]), amount <= PlanDuration.longest, let unit = unit(words[index + 1], amount)
      else { return nil }
      parts.append(unit)
    }
    let reading = parts.joined(separator: "..")
    return (try? ThreePointDuration(parsing: reading)) == nil ? nil : reading
  }

  static func isInMonths(_ text: String) -> Bool {
    words(text).contains {
      ["m", "mo", "mon", "month", "months", "y", "yr", "year", "years", "q", "quarter", "quarters"].contains($0)
    }
  }

  private static func unit(_ word: String, _ amount: Int) -> String? {
    switch word {
    case "d", "day", "days": "\(amount)d"
    case "w", "wk", "wks", "week", "weeks": "\(amount)w"
    case "wd", "workday", "workdays", "bd": "\(amount)wd"
    case "h", "hr", "hrs", "hour", "hours": "\(amount)h"
    // A month is 30.44 days on average, a year 52.18 weeks; to the nearest week.
    case "m", "mo", "mon", "month", "months": "\((amount * 3044 + 350) / 700)w"
    case "y", "yr", "year", "years": "\((amount * 36525 + 350) / 700)w"
    default: nil
    }
  }

  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var current = ""
    var isNumber = false
    for scalar in text.unicodeScalars.prefix(60) {
      // A sign, a decimal point or another script is not guessed at.
      if scalar == "-" && words.isEmpty && current.isEmpty { return [] }
      let isDigit = scalar.isASCII && ("0"..."9").contains(scalar)
      let isLetter = scalar.isASCII && scalar.properties.isAlphabetic
      if !(isDigit || isLetter) || (isDigit != isNumber) {
        if !current.isEmpty { words.append(current.lowercased()) }
        current = ""
      }
      if isDigit || isLetter {
        current.unicodeScalars.append(scalar)
        isNumber = isDigit
      } else if ![" ", ".", "-", "–"].contains(scalar) {
        return []
      }
    }
    if !current.isEmpty { words.append(current.lowercased()) }
    return words
  }
}
