import TapeoutModel
import TapeoutSchedule

/// The calendar on which imported lengths count working days.
struct ImportedCalendar {
  /// The program’s, as the content format writes it.
  let rules: CalendarRules
  private let work: WorkCalendar
  /// Place of the project’s calendar among the foreign ones.
  private let place: Int
  /// What front matter has room for.
  private static let mostHolidays = 1_000
  /// Whether working days can be said at all.
  private let isUsable: Bool

  init(_ project: ForeignProject, _ options: ImportOptions, _ findings: inout ImportFindings) {
    place = project.calendar ?? project.calendars.count
    guard let own = project.calendar.map({ project.calendars[$0] }) else {
      rules = CalendarRules()
      work = WorkCalendar(rules)
      isUsable = options.allowsWorkingDays(on: rules)
      return
    }
    let hours = WorkingHours(week: own.week, exceptions: own.exceptions)
    var rules = CalendarRules()
    if hours.workweek != 0 { rules.workweek = hours.workweek }
    let (off, on) = hours.exceptionDays
    rules.holidays = ImportedCalendar.holidays(off, own.exceptions)
    if rules.holidays.count > ImportedCalendar.mostHolidays {
      rules.holidays.removeLast(rules.holidays.count - ImportedCalendar.mostHolidays)
      findings.note(
        at: own.offset, "days off after \(rules.holidays.last?.last ?? options.today)",
        because: "a file holds no more than \(ImportedCalendar.mostHolidays)")
    }
    if let day = on.first {
      findings.note(
        at: own.exceptions.first { $0.first.number <= day && day <= $0.last.number }?.offset ?? own.offset,
        "\(on.count == 1 ? "a working day" : "\(on.count) working days") on days off, the first on \(Day(number: day))",
        because:
          "a calendar names its workweek and its holidays, no work on other days; lengths over such days count all days"
      )
    }
    self.rules = rules
    work = WorkCalendar(rules)
    isUsable = options.allowsWorkingDays(on: rules)
    if !isUsable {
      findings.note(
        at: own.offset, "the calendar “\(own.name.shortened(to: 60))”",
        because: "the plan here has a calendar of its own; lengths count all days")
    }
    var users: [Int: ForeignTask] = [:]
    for task in project.tasks.reversed() where task.worksOnCalendar {
      if let calendar = task.calendar { users[calendar] = task }
    }
    for (index, calendar) in project.calendars.enumerated() where index != place {
      guard let task = users[index] else { continue }
      findings.note(
        at: calendar.offset, "the calendar “\(calendar.name.shortened(to: 60))”",
        because:
          "it is that of single tasks, such as “\(task.name.shortened(to: 60))”; lengths over their work count all days"
      )
    }
  }

  /// The length from one day to another: in working days where all of it was counted on the program’s calendar, and
  /// these say the same.
  func length(from start: Day, to end: Day, on calendar: Int?) -> String {
    let days = end - start
    guard days > 0 else { return "0d" }
    if isUsable, calendar == place {
      var count = 0
      for number in Int(start.number) + 1...Int(end.number) where works(on: number) { count += 1 }
      if count > 0, work.adding(count, to: Int(start.number)) == Int(end.number) { return "\(count)wd" }
    }
    return "\(days)d"
  }

  private func works(on number: Int) -> Bool { work.adding(1, to: number - 1) == number }

  /// Days off as stretches that do not overlap, each named by what states it.
  private static func holidays(_ days: [Int], _ exceptions: [WorkingHours.Exception]) -> [Holiday] {
    var names: [Int: String] = [:]
    for exception in exceptions where exception.shifts.isEmpty && exception.first <= exception.last {
      for day in Int(exception.first.number)...Int(exception.last.number) { names[day] = exception.name.asTitle }
    }
    var holidays: [Holiday] = []
    for number in days {
      let day = Day(number: number)
      let name = names[number].flatMap { $0.isEmpty ? nil : $0 } ?? "Day off"
      if let last = holidays.last, last.name == name, day - last.last <= 3, covered(last.last + 1, day, by: names) {
        holidays[holidays.count - 1].last = day
      } else {
        holidays.append(Holiday(first: day, last: day, name: name, range: SourceRange(startOf: FileID(0))))
      }
    }
    return holidays
  }

  /// Whether all days from one up to another belong to the same exception.
  private static func covered(_ first: Day, _ end: Day, by names: [Int: String]) -> Bool {
    (Int(first.number)..<Int(end.number)).allSatisfy { names[$0] == names[Int(end.number)] }
  }
}

extension ForeignTask {
  /// Whether its calendar matters: it takes working time, or waits for some.
  fileprivate var worksOnCalendar: Bool {
    if let duration, duration.minutes > 0, !duration.isElapsed { return true }
    return links.contains { $0.lag.isWorkingTime }
  }
}

extension ForeignLink.Lag {
  fileprivate var isWorkingTime: Bool {
    switch self {
    case .time(let duration): duration.minutes != 0 && !duration.isElapsed
    case .percent(let percent, let isElapsed): percent != 0 && !isElapsed
    }
  }
}
