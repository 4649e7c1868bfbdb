import TapeoutModel

/// The days that a diagram excludes, and how they make tasks longer.
struct MermaidRest {
  /// By weekday, Monday first: whether it is excluded.
  private var isFree = [Bool](repeating: false, count: 7)
  private var excluded: Set<Int> = []
  private var included: Set<Int> = []
  private let excludesAnything: Bool
  /// Byte offset of the first exclusion.
  private let offset: Int
  /// The calendar of all work; nil where no day is excluded.
  private(set) var calendar: ForeignCalendar?
  private var hours: WorkingHours?

  /// A day of work: to the last minute, so that a night lies between two days.
  private static let day = Moment.minutesPerDay - 1
  private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

  init?(_ source: MermaidSource, _ dates: MermaidDates, into findings: inout ImportFindings) {
    excludesAnything = !source.excludes.isEmpty
    offset = source.excludes.first?.range.lowerBound ?? 0
    for piece in source.excludes {
      let name = piece.text.lowercased()
      if name == "weekends" {
        for day in source.isFridayWeekend ? [4, 5] : [5, 6] { isFree[day] = true }
      } else if let day = MermaidRest.weekdays.firstIndex(of: name) {
        isFree[day] = true
      } else if let minutes = dates.minutes(piece.text) {
        excluded.insert(Moment(minutes: minutes).dayNumber)
      } else {
        MermaidRest.refuse(piece, into: &findings)
      }
    }
    for piece in source.includes {
      guard let minutes = dates.minutes(piece.text) else {
        MermaidRest.refuse(piece, into: &findings)
        continue
      }
      included.insert(Moment(minutes: minutes).dayNumber)
    }
    if !isFree.contains(false), let first = source.excludes.first {
      findings.fail(
        "import-diagram", at: first.range, "Every day of the week is excluded, so nothing would ever end.",
        advice: "Leave one day of the week out of excludes.")
    }
    if findings.hasErrors { return nil }
    calendar = madeCalendar
    hours = calendar.map { WorkingHours(week: $0.week, exceptions: $0.exceptions) }
  }

  private static func refuse(_ piece: MermaidSource.Piece, into findings: inout ImportFindings) {
    findings.fail(
      "import-date", at: piece.range,
      "“\(piece.text.shortened(to: 40))” is neither a date in the diagram’s format nor a day of the week nor “weekends”.",
      advice: "Write it as the dates of the tasks.")
  }

  private func isFree(_ day: Int) -> Bool {
    if included.contains(day) { return false }
    return isFree[(day % 7 + 10) % 7] || excluded.contains(day)
  }

  /// As Mermaid makes a task longer by each excluded day behind its first: when it ends, and when its bar does.
  func extended(from start: Int, to end: Int) -> (end: Int, work: Int) {
    guard excludesAnything, end > start else { return (end, end) }
    var (full, work) = (end, end)
    var wasFree = false
    var next = start + Moment.minutesPerDay
    while next <= full {
      if !wasFree { work = full }
      wasFree = isFree(Moment(minutes: next).dayNumber)
      if wasFree { full += Moment.minutesPerDay }
      next += Moment.minutesPerDay
    }
    return (full, min(work, full))
  }

  private var madeCalendar: ForeignCalendar? {
    guard excludesAnything else { return nil }
    let shifts = [WorkingHours.Shift(start: 0, end: MermaidRest.day)]
    var exceptions = excluded.subtracting(included).map { (day: $0, shifts: [WorkingHours.Shift]()) }
    exceptions += included.map { (day: $0, shifts: shifts) }
    exceptions.sort { $0.day < $1.day }
    return ForeignCalendar(
      name: "excludes", offset: offset, week: isFree.map { $0 ? [] : shifts },
      exceptions: exceptions.map {
        WorkingHours.Exception(
          first: Day(number: $0.day), last: Day(number: $0.day), shifts: $0.shifts, name: "", offset: offset)
      })
  }

  /// Minutes of work between two moments: of the clock where no day is excluded.
  func minutes(from start: Int, to end: Int) -> Int {
    guard let hours else { return end - start }
    return hours.worked(before: Moment(minutes: end)) - hours.worked(before: Moment(minutes: start))
  }
}
