import TapeoutModel
import TapeoutSchedule

/// The calendars of a Microsoft Project file: the program’s, one that never rests, and one of each party that has its
/// own.
struct ProjectCalendars {
  static let program = 1
  static let everyDay = 2
  private var partners: [PartnerIndex: Int] = [:]
  private(set) var calendars: [(uid: Int, name: String, rules: CalendarRules)]

  init(_ content: ExportContent) {
    calendars = [(ProjectCalendars.program, "Program", content.plan.program.calendar)]
    var names: Set<String> = ["Program", "Every day"]
    for index in content.plan.partners.indices {
      guard let rules = content.plan.partners[index].calendar else { continue }
      let uid = calendars.count + 2
      partners[index] = uid
      let title = content.plan.partners[index].displayTitle.oneLine
      let name = names.contains(title) ? "\(title) (\(content.plan.partners[index].id))" : title
      names.insert(name)
      calendars.append((uid, name, rules))
    }
  }

  /// The calendar of the party that owes the waiting milestone, else the program’s.
  func uid(of dependency: DependencyGraph.Edge, _ content: ExportContent) -> Int {
    content.plan.milestones[dependency.to].giver.flatMap { partners[$0] } ?? ProjectCalendars.program
  }

  func append(to bytes: inout [UInt8]) {
    bytes.append("<Calendars>\n")
    for (uid, name, rules) in calendars {
      begin(uid, name: name, to: &bytes)
      for day in 1...7 {
        // 1 is Sunday there. A calendar without any working day counts every day.
        let works = rules.workweek == 0 || rules.worksOn(weekday: day == 1 ? 7 : day - 1)
        append(day, hours: works ? [("08:00:00", "12:00:00"), ("13:00:00", "17:00:00")] : [], to: &bytes)
      }
      bytes.append("</WeekDays>\n")
      append(rules.holidays, to: &bytes)
      bytes.append("</Calendar>\n")
      if uid == ProjectCalendars.program {
        begin(ProjectCalendars.everyDay, name: "Every day", to: &bytes)
        for day in 1...7 { append(day, hours: [("00:00:00", "00:00:00")], to: &bytes) }
        bytes.append("</WeekDays>\n</Calendar>\n")
      }
    }
    bytes.append("</Calendars>\n")
  }

  private func begin(_ uid: Int, name: String, to bytes: inout [UInt8]) {
    bytes.append("<Calendar>\n<UID>\(uid)</UID>\n")
    bytes.append(element: "Name", name)
    bytes.append("<IsBaseCalendar>1</IsBaseCalendar>\n<BaseCalendarUID>-1</BaseCalendarUID>\n<WeekDays>\n")
  }

  private func append(_ day: Int, hours times: [(from: String, to: String)], to bytes: inout [UInt8]) {
    bytes.append("<WeekDay>\n<DayType>\(day)</DayType>\n<DayWorking>\(times.isEmpty ? 0 : 1)</DayWorking>\n")
    if !times.isEmpty {
      bytes.append("<WorkingTimes>\n")
      for (from, to) in times {
        bytes.append("<WorkingTime>\n<FromTime>\(from)</FromTime>\n<ToTime>\(to)</ToTime>\n</WorkingTime>\n")
      }
      bytes.append("</WorkingTimes>\n")
    }
    bytes.append("</WeekDay>\n")
  }

  /// Exceptions as versions since 2007 have them. They may not overlap there.
  private func append(_ holidays: [Holiday], to bytes: inout [UInt8]) {
    var free: Day?
    var count = 0
    for holiday in holidays.sorted(by: { $0.first < $1.first }) {
      let first = max(holiday.first, free ?? holiday.first)
      guard first <= holiday.last else { continue }
      if count == 0 { bytes.append("<Exceptions>\n") }
      count += 1
      free = holiday.last + 1
      bytes.append("<Exception>\n<EnteredByOccurrences>0</EnteredByOccurrences>\n<TimePeriod>\n<FromDate>")
      bytes.append(first)
      bytes.append("T00:00:00</FromDate>\n<ToDate>")
      bytes.append(holiday.last)
      bytes.append("T23:59:00</ToDate>\n</TimePeriod>\n<Occurrences>\(holiday.last - first + 1)</Occurrences>\n")
      bytes.append(element: "Name", holiday.name)
      bytes.append("<Type>1</Type>\n<DayWorking>0</DayWorking>\n</Exception>\n")
    }
    if count > 0 { bytes.append("</Exceptions>\n") }
  }
}
