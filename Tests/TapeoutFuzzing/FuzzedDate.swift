import TapeoutModel

enum FuzzedDate {
  /// What is a date is written back as it was, begins no later than it ends, and lies in the calendar.
  static func run(_ bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let date = try? PlanDate(parsing: text) else { return }
    try require(date.description.utf8.elementsEqual(text.utf8), "\(text) became \(date)")
    try require(date.first <= date.last, "\(text) ends before it begins")
    try require(
      Day.supported.contains(date.first) && Day.supported.contains(date.last), "\(text) lies outside the calendar")
    let day = date.last
    let civil = (try? PlanDate(parsing: day.description))?.last
    try require(civil == day, "the last day of \(text), \(day), is read as \(civil.map { "\($0)" } ?? "no date")")
  }
}

enum FuzzedDuration {
  /// What is a length is not over the longest, and what it is written back as is read as the same.
  static func run(_ bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let length = try? ThreePointDuration(parsing: text) else { return }
    for part in [length.optimistic, length.likely, length.pessimistic] {
      try require(0...PlanDuration.longest ~= part.days, "\(text) has \(part.days) days")
      try require(
        (try? PlanDuration(parsing: part.description)) == part, "\(part) of \(text) is read as another length")
    }
    try require(
      (try? ThreePointDuration(parsing: length.description)) == length, "\(text) is written back as \(length)")
    let working = [length.optimistic, length.likely, length.pessimistic].filter { $0.unit == .workingDays }.count
    try require(working == 0 || working == 3, "\(text) mixes calendars")
  }
}
