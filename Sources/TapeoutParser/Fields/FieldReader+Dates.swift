import TapeoutModel

extension FieldReader {
  /// A date as precise as it is known.
  mutating func date(_ field: Field) -> Located<PlanDate>? {
    guard let text = scalar(field, wants: "one date") else { return nil }
    return date(text, field)
  }

  private mutating func date(_ text: String, _ field: Field) -> Located<PlanDate>? {
    do {
      return Located(try PlanDate(parsing: text), at: range(field.value))
    } catch {
      if text == "TBD" {
        reject(
          "invalid-date", field, "`\(field.name)` cannot be TBD: it is a fact or it is not there",
          advice: "Leave the field out until the date is known.")
      } else {
        rejectDate(text, error, field)
      }
      return nil
    }
  }

  /// A date, or `TBD`.
  mutating func statedDate(_ field: Field) -> Located<StatedDate>? {
    guard let text = scalar(field, wants: "one date") else { return nil }
    if text == "TBD" { return Located(.toBeDetermined, at: range(field.value)) }
    return date(text, field).map { Located(.date($0.value), at: $0.range) }
  }

  /// A single day.
  mutating func day(_ field: Field) -> Located<Day>? {
    guard let date = date(field) else { return nil }
    guard date.value.precision == .day else {
      reject(
        "invalid-date", field, "`\(field.name)` must be a single day, and \(date.value) is not one",
        advice: "Write a day, such as \(date.value.last).")
      return nil
    }
    return Located(date.value.first, at: date.range)
  }

  /// Whether a field says `TBD`: openly not known yet.
  func isOpen(_ field: Field) -> Bool {
    switch tree[field.value].kind {
    case .plain, .quoted: tree[field.value].text == "TBD"
    default: false
    }
  }

  /// One date, or `FIRST..LAST`.
  mutating func window(_ field: Field) -> Located<LaunchWindow>? {
    guard let text = scalar(field, wants: "one date or FIRST..LAST") else { return nil }
    guard let (first, last) = dateRange(text, field) else { return nil }
    return Located(LaunchWindow(first: first, last: last), at: range(field.value))
  }

  /// The two ends of `FIRST..LAST`, or one date twice.
  private mutating func dateRange(_ text: String, _ field: Field) -> (PlanDate, PlanDate)? {
    guard let dots = rangeDots(text) else { return date(text, field).map { ($0.value, $0.value) } }
    guard let first = date(String(text[..<dots.lowerBound]), field)?.value,
      let last = date(String(text[dots.upperBound...]), field)?.value
    else { return nil }
    guard first.first <= last.last else {
      reject(
        "invalid-date", field, "\(first) comes after \(last), so the range is empty",
        advice: "Write the earlier date first.", meant: "\(last)..\(first)")
      return nil
    }
    return (first, last)
  }

  /// A holiday: its days are the entry's name.
  mutating func holiday(_ entry: Field) -> Holiday? {
    let key = Field(name: "holidays", key: entry.key, value: entry.key)
    guard let (first, last) = dateRange(entry.name, key) else { return nil }
    let name = isNull(entry.value) ? "" : freeText(entry)
    return Holiday(first: first.first, last: last.last, name: name, range: range(entry.key))
  }

  /// An earlier estimate: the day it was made is the entry's name, then the date and perhaps a reason.
  mutating func estimate(_ entry: Field) -> Estimate? {
    datedLine(entry, in: "history").map {
      Estimate(madeOn: $0.day, date: $0.date, reason: $0.reason, range: range(entry.value))
    }
  }

  /// A decision that replaced the baseline: its day is the entry's name, then the replaced date and perhaps why.
  mutating func rebaselining(_ entry: Field) -> Rebaselining? {
    datedLine(entry, in: "rebaselined").map {
      Rebaselining(decidedOn: $0.day, replaced: $0.date, reason: $0.reason, range: range(entry.value))
    }
  }

  /// `DAY: DATE REASON`; nil where it cannot be read, which marks the field as unread.
  private mutating func datedLine(
    _ entry: Field, in field: String
  ) -> (day: Day, date: StatedDate, reason: String?)? {
    let key = Field(name: field, key: entry.key, value: entry.key)
    guard let day = day(key)?.value else { return nil }
    let value = Field(name: field, key: entry.key, value: entry.value)
    guard let text = scalar(value, wants: "a date and a reason") else { return nil }
    var date = text.unicodeScalars[...]
    var reason: Substring.UnicodeScalarView?
    if let space = date.firstIndex(of: " ") {
      reason = date[date.index(after: space)...]
      date = date[..<space]
    }
    guard let stated = statedDate(String(date), value) else { return nil }
    if reason != nil { reportHidden(entry.value, "`\(field)`") }
    let trimmed = reason.map { String($0.drop { $0 == " " }) }
    return (day, stated, trimmed == "" ? nil : trimmed)
  }

  private mutating func statedDate(_ text: String, _ field: Field) -> StatedDate? {
    text == "TBD" ? .toBeDetermined : date(text, field).map { .date($0.value) }
  }

  private func rangeDots(_ text: String) -> Range<String.Index>? {
    let utf8 = text.utf8
    guard var index = utf8.firstIndex(of: UInt8(ascii: ".")) else { return nil }
    while index < utf8.endIndex {
      let next = utf8.index(after: index)
      guard next < utf8.endIndex else { return nil }
      if utf8[index] == UInt8(ascii: "."), utf8[next] == UInt8(ascii: ".") { return index..<utf8.index(after: next) }
      index = next
    }
    return nil
  }

  private mutating func rejectDate(_ text: String, _ error: PlanDate.ParsingError, _ field: Field) {
    let reading = DateSlip(text)
    let headline: String
    let advice: String
    switch error {
    case .noSuchDate:
      headline = "There is no \(text)" + (reading.calendarFact.map { ": \($0)" } ?? "")
      advice = "Write the date that was meant."
    case .outOfRange:
      headline = "\(text) is outside the years 1900 to 2199"
      advice = "Check the year."
    case .notADate where reading.isInstant:
      headline = "“\(text)” is an instant, and which day that is depends on the time zone"
      advice = "Write the day that was meant where the work is done, such as 2026-04-02."
    case .notADate:
      headline =
        reading.isAmbiguous
        ? "“\(text)” can be read as two different days" : "“\(text)” is not a date"
      advice =
        reading.meant.map { "Write \($0)." }
        ?? "Write a day 2026-04-02, a week 2026-W14, a month 2026-04, a quarter 2026-Q2, a half 2026-H1, a year "
        + "2026, or TBD."
    }
    reject("invalid-date", field, headline, advice: advice, meant: error == .notADate ? reading.meant : nil)
  }
}
