import TapeoutModel

extension FieldReader {
  /// `mon-fri`, `sun-thu`, or a list of days: bits, bit 0 for Monday.
  mutating func workweek(_ field: Field) -> UInt8? {
    var bits: UInt8 = 0
    let parts =
      tree[field.value].kind == .list
      ? tree.children(of: field.value).map { tree[$0].text }
      : [scalar(field, wants: "weekdays such as mon-fri") ?? ""]
    guard !unread.contains(field.name) else { return nil }
    for part in parts {
      guard let days = weekdays(part.lowercased()) else {
        reject(
          "wrong-type", field, "“\(part)” is not a stretch of weekdays",
          advice: "Write it like mon-fri, or as a list like [sun, mon, tue].")
        return nil
      }
      bits |= days
    }
    return bits == 0 ? nil : bits
  }

  private func weekdays(_ text: String) -> UInt8? {
    let ends = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
      .map { CalendarRules.weekdayNames.firstIndex(of: String(Substring($0))) }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1] else { return nil }
    var bits: UInt8 = 0
    for step in 0...((last - first + 7) % 7) { bits |= 1 << ((first + step) % 7) }
    return bits
  }

  mutating func holidays(_ field: Field) -> [Holiday] {
    var holidays: [Holiday] = []
    for entry in freeEntries(field, of: "days with the holiday's name") {
      if let holiday = holiday(entry) { holidays.append(holiday) }
    }
    return holidays.sorted { ($0.first, $0.last) < ($1.first, $1.last) }
  }
}
