import TapeoutModel
import TapeoutSchedule

/// The plan as a TaskJuggler project, which `tj3` schedules to the same dates: see Docs/exchange.md.
///
/// A chip is a task with its milestones in it. A dependency in days is a gap; one in working days is a task of its own
/// between the two, on the shift of the party that works. All of it lies in one time zone without summer time, and
/// milestones happen when working days end.
package struct TaskJuggler {
  private let content: ExportContent
  private let numbering: ProjectNumbering
  private let calendars: ProjectCalendars
  /// In which all of it lies.
  private let period: ClosedRange<Day>
  private var bytes: [UInt8] = []
  private var plan: Plan { content.plan }
  private var schedule: Schedule { content.schedule }

  private static let endOfDay = "-17:00"

  package static func text(_ content: ExportContent) -> [UInt8] {
    var writer = TaskJuggler(content)
    writer.appendProject()
    writer.appendShifts()
    for chip in content.plan.chips.indices { writer.append(chip) }
    writer.appendReport()
    return writer.bytes
  }

  private init(_ content: ExportContent) {
    self.content = content
    numbering = ProjectNumbering(content)
    calendars = ProjectCalendars(content)
    let days = content.schedule.milestones.compactMap(\.expected) + [content.schedule.statusDate]
    let today = content.schedule.statusDate
    // A year is left for what is moved there.
    period = ((days.min() ?? today) - 1)...((days.max() ?? today) + 366)
    bytes.reserveCapacity(10_000 + content.plan.milestones.count * 400)
  }

  // MARK: The project

  private mutating func appendProject() {
    bytes.append("# Written by tapeout export --format taskjuggler: tj3 plan.tjp schedules it.\n")
    bytes.append("project tapeout ")
    bytes.append(quoted: content.title)
    bytes.append(" \(period.lowerBound) - \(period.upperBound) {\n")
    bytes.append(
      """
        timezone "UTC"
        timeformat "%Y-%m-%d"
        now \(schedule.statusDate)\(TaskJuggler.endOfDay)
        timingresolution 60 min
        dailyworkinghours 8
        extend task {
          text Plan "Id in the plan"
          text Owner "Owner"
          text Status "Status"
          date Baseline "Baseline"
          date NeedBy "Needed by"
          reference Page "Page"
        }
      }


      """)
  }

  /// The working week of each calendar as a shift, and a macro that takes it for all days but the holidays: leaves of a
  /// shift hold nothing up there unless somebody works on it.
  private mutating func appendShifts() {
    bytes.append("shift Off \"Holiday\" { workinghours mon - sun off }\n")
    for (uid, name, rules) in calendars.calendars {
      bytes.append("shift Calendar\(uid) ")
      bytes.append(quoted: name)
      bytes.append(" {\n")
      for weekday in 1...7 {
        // A calendar without any working day counts every day.
        let works = rules.workweek == 0 || rules.worksOn(weekday: weekday)
        bytes.append(
          "  workinghours \(CalendarRules.weekdayNames[weekday - 1]) \(works ? "9:00 - 17:00" : "off")\n")
      }
      bytes.append("}\nmacro Working\(uid) [shifts")
      var next = period.lowerBound
      for holiday in rules.holidays.sorted(by: { ($0.first, $0.last) < ($1.first, $1.last) }) {
        let first = max(holiday.first, next)
        let end = min(holiday.last + 1, period.upperBound)
        guard first < end else { continue }
        if next < first { bytes.append(" Calendar\(uid) \(next) - \(first),") }
        bytes.append(" Off \(first) - \(end)")
        next = end
        bytes.append(next < period.upperBound ? ",\n " : "")
      }
      if next < period.upperBound { bytes.append(" Calendar\(uid) \(next) - \(period.upperBound)") }
      bytes.append("]\n")
    }
    bytes.append("\n")
  }

  /// What runs `tj3` gets to see: a page and a table.
  private mutating func appendReport() {
    bytes.append(
      """
      taskreport plan "plan" {
        formats html, csv
        headline "Plan"
        columns bsi, name, Owner, Status, Baseline, end, NeedBy, Plan, chart { scale week width 1200 }
        sorttasks tree
      }

      """)
  }

  // MARK: Tasks

  private mutating func append(_ chip: ChipIndex) {
    let order = content.order[chip]
    let dated = order.filter { schedule.milestones[$0].expected != nil }
    if !dated.isEmpty {
      bytes.append("task \(TaskJuggler.name(plan.chips[chip].id)) ")
      bytes.append(quoted: plan.chips[chip].displayTitle)
      bytes.append(" {\n")
      appendPage(content.addresses.chip(chip))
      for milestone in dated { append(milestone) }
      bytes.append("}\n")
    }
    for milestone in order where schedule.milestones[milestone].expected == nil {
      let isGone = plan.milestones[milestone].isDropped
      bytes.append("# not scheduled, \(isGone ? "dropped" : "no date"): \(plan.milestones[milestone].id)\n")
    }
    bytes.append("\n")
  }

  private mutating func append(_ milestone: MilestoneIndex) {
    guard let expected = schedule.milestones[milestone].expected else { return }
    let edges = plan.milestones[milestone].isDone ? [] : waits(of: milestone)
    for edge in edges where numbering.work[edge] != nil { append(work: edge) }
    // What lies before all of the plan holds nothing up.
    let bound = content.earliestStart(of: milestone).flatMap { period.contains($0) ? $0 : nil }
    if let bound, !edges.isEmpty {
      bytes.append("  task Bound\(numbering.milestones[milestone]) \"Not earlier\" { start \(bound)")
      bytes.append("\(TaskJuggler.endOfDay) }\n")
    }
    bytes.append("  task \(TaskJuggler.name(plan.milestones[milestone].id.milestone)) ")
    bytes.append(quoted: plan.milestones[milestone].displayTitle)
    bytes.append(" {\n    milestone\n")
    if edges.isEmpty { bytes.append("    start \(bound ?? expected)\(TaskJuggler.endOfDay)\n") }
    if bound != nil, !edges.isEmpty { bytes.append("    depends !Bound\(numbering.milestones[milestone])\n") }
    for edge in edges { append(link: edge) }
    if plan.milestones[milestone].isDone { bytes.append("    complete 100\n") }
    bytes.append("    Plan \"\(plan.milestones[milestone].id)\"\n")
    bytes.append("    Status \"\(schedule.milestones[milestone].health.word)\"\n")
    if let owner = plan.milestones[milestone].owner?.value {
      bytes.append("    Owner ")
      bytes.append(quoted: owner)
      bytes.append("\n")
    }
    if let baseline = plan.milestones[milestone].baseline?.value.date {
      bytes.append("    Baseline \(baseline.last)\n")
    }
    if let needBy = plan.milestones[milestone].needBy?.value { bytes.append("    NeedBy \(needBy.last)\n") }
    appendPage(content.addresses.milestone(milestone), indent: "    ")
    bytes.append("  }\n")
  }

  private mutating func appendPage(_ path: String, indent: String = "  ") {
    guard let address = content.addresses.absolute(path) else { return }
    bytes.append("\(indent)Page ")
    bytes.append(quoted: address)
    bytes.append("\n")
  }

  /// The dependencies of a milestone that have a date.
  private func waits(of milestone: MilestoneIndex) -> [Int] {
    schedule.graph.incoming(milestone).filter {
      numbering.isLinked($0) && schedule.milestones[schedule.graph.edges[$0].from].expected != nil
    }
  }

  /// The task between two milestones that takes working days of one party.
  private mutating func append(work edge: Int) {
    guard let number = numbering.work[edge] else { return }
    let dependency = schedule.graph.edges[edge]
    let titles = [dependency.from, dependency.to].map { plan.milestones[$0].displayTitle }
    bytes.append("  task Work\(number) ")
    bytes.append(quoted: titles.joined(separator: " → "))
    bytes.append(" {\n    depends \(path(dependency.from))\n    length \(dependency.likely)d\n")
    bytes.append("    ${Working\(calendars.uid(of: dependency, content))}\n  }\n")
  }

  private mutating func append(link edge: Int) {
    let dependency = schedule.graph.edges[edge]
    if let number = numbering.work[edge] {
      bytes.append("    depends !Work\(number)\n")
    } else {
      let gap = dependency.likely > 0 ? " { gapduration \(dependency.likely)d }" : ""
      bytes.append("    depends \(path(dependency.from))\(gap)\n")
    }
  }

  // MARK: Names

  private func path(_ milestone: MilestoneIndex) -> String {
    let id = plan.milestones[milestone].id
    return "\(TaskJuggler.name(id.chip)).\(TaskJuggler.name(id.milestone))"
  }

  /// An id as TaskJuggler has them: no hyphens, and a letter first. Ours have no lines and no capitals, so no two
  /// become one.
  private static func name(_ id: String) -> String {
    let line = id.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }
    return "T_" + String(decoding: line, as: UTF8.self)
  }
}

extension [UInt8] {
  /// The text as a string of TaskJuggler’s, in which nothing ends it, and no macro or variable is put into it.
  fileprivate mutating func append(quoted text: String) {
    append("\"")
    var previous: UInt8 = 0
    for byte in text.oneLine.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("'")
      // A backslash before the closing sign would keep the string open.
      case UInt8(ascii: "\\"): append("/")
      case UInt8(ascii: "{"), UInt8(ascii: "("):
        if previous == UInt8(ascii: "$") { append(" ") }
        append(byte)
      default: append(byte)
      }
      previous = byte
    }
    append("\"")
  }
}
