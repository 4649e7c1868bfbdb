import TapeoutModel
import TapeoutSchedule
import TapeoutWording

extension MicrosoftProjectXML {
  private var plan: Plan { content.plan }
  private var schedule: Schedule { content.schedule }

  // MARK: Milestones

  mutating func append(_ milestone: MilestoneIndex, outline: String) {
    let isGone = plan.milestones[milestone].isDropped && !plan.milestones[milestone].isDone
    begin(numbering.milestones[milestone], title: plan.milestones[milestone].displayTitle, outline: outline, level: 2)
    number("Active", isGone ? 0 : 1)
    let day = schedule.milestones[milestone].expected ?? (isGone ? lastStated(milestone) : nil)
    number("Manual", day == nil ? 1 : 0)
    if let day {
      moment("Start", day)
      moment("Finish", day)
    }
    bytes.append("<Duration>PT0H0M0S</Duration>\n<DurationFormat>7</DurationFormat>\n<Estimated>0</Estimated>\n")
    bytes.append("<Milestone>1</Milestone>\n<Summary>0</Summary>\n")
    if plan.milestones[milestone].isDone, let day {
      bytes.append("<PercentComplete>100</PercentComplete>\n")
      moment("ActualStart", day)
      moment("ActualFinish", day)
    }
    bytes.append("<ActualDuration>PT0H0M0S</ActualDuration>\n<RemainingDuration>PT0H0M0S</RemainingDuration>\n")
    if let bound = content.earliestStart(of: milestone) {
      bytes.append("<ConstraintType>4</ConstraintType>\n")
      moment("ConstraintDate", bound)
    } else {
      bytes.append("<ConstraintType>0</ConstraintType>\n")
    }
    number("CalendarUID", ProjectCalendars.everyDay)
    bytes.append("<IgnoreResourceCalendar>1</IgnoreResourceCalendar>\n")
    if let needBy = plan.milestones[milestone].needBy?.value { moment("Deadline", needBy.last) }
    notes(lines(about: milestone))
    for edge in schedule.graph.incoming(milestone) { link(edge) }
    if let baseline = plan.milestones[milestone].baseline?.value.date {
      bytes.append("<Baseline>\n<Number>0</Number>\n")
      moment("Start", baseline.last)
      moment("Finish", baseline.last)
      bytes.append("<Duration>PT0H0M0S</Duration>\n</Baseline>\n")
    }
    bytes.append("</Task>\n")
  }

  private func lastStated(_ milestone: MilestoneIndex) -> Day? {
    (plan.milestones[milestone].forecast?.value.date ?? plan.milestones[milestone].baseline?.value.date)?.last
  }

  private func lines(about milestone: MilestoneIndex) -> [String?] {
    let own = plan.milestones[milestone]
    var lines: [String?] = []
    if let forecast = own.forecast?.value { lines.append("Forecast: \(forecast)") }
    if let baseline = own.baseline?.value { lines.append("Baseline: \(baseline)") }
    if let actual = own.actual?.value { lines.append("Actual: \(actual)") }
    if let accepted = own.accepted?.value { lines.append("Accepted: \(accepted)") }
    if let notBefore = own.notBefore?.value { lines.append("Not before: \(notBefore)") }
    if let needBy = own.needBy?.value { lines.append("Needed by: \(needBy)") }
    if let parties = content.handoffWords(milestone) { lines.append("Handoff: \(parties)") }
    if let owner = own.owner?.value { lines.append("Owner: \(owner)") }
    if let reason = own.reason?.value { lines.append("Reason: \(reason)") }
    let criteria = CriteriaCounts(own.criteria)
    if criteria.total > 0 {
      lines.append("Exit criteria: \(Wording.part(criteria.closed, of: criteria.total)) met or waived")
    }
    lines.append("Status: \(schedule.milestones[milestone].health.word)")
    lines.append("tapeout: \(own.id)")
    lines.append(content.addresses.absolute(content.addresses.milestone(milestone)))
    return lines
  }

  // MARK: Work

  /// The task between two milestones that takes working days of one party.
  mutating func append(work edge: Int, outline: String) {
    let dependency = schedule.graph.edges[edge]
    guard let uid = numbering.work[edge] else { return }
    let (from, to) = (plan.milestones[dependency.from], plan.milestones[dependency.to])
    begin(uid, title: "\(from.displayTitle) → \(to.displayTitle)", outline: outline, level: 2)
    let start = schedule.milestones[dependency.from].expected
    bytes.append("<Active>1</Active>\n")
    number("Manual", start == nil ? 1 : 0)
    let hours = "PT\(dependency.likely * 8)H0M0S"
    let isOver = to.isDone
    if let start {
      let calendar = schedule.calendars[Int(dependency.calendar)]
      bytes.append("<Start>")
      bytes.append(Day(number: calendar.adding(1, to: Int(start.number))))
      bytes.append("T08:00:00</Start>\n")
      moment("Finish", schedule.arrival(dependency, from: start))
    }
    bytes.append("<Duration>\(hours)</Duration>\n<DurationFormat>7</DurationFormat>\n<Estimated>0</Estimated>\n")
    bytes.append("<Milestone>0</Milestone>\n<Summary>0</Summary>\n")
    if isOver, from.isDone, let start {
      // Work between two that have happened: over, by the length that was planned.
      let calendar = schedule.calendars[Int(dependency.calendar)]
      bytes.append("<PercentComplete>100</PercentComplete>\n<ActualStart>")
      bytes.append(Day(number: calendar.adding(1, to: Int(start.number))))
      bytes.append("T08:00:00</ActualStart>\n")
      moment("ActualFinish", schedule.arrival(dependency, from: start))
      bytes.append("<ActualDuration>\(hours)</ActualDuration>\n<RemainingDuration>PT0H0M0S</RemainingDuration>\n")
    } else {
      bytes.append("<ActualDuration>PT0H0M0S</ActualDuration>\n<RemainingDuration>\(hours)</RemainingDuration>\n")
    }
    bytes.append("<ConstraintType>0</ConstraintType>\n")
    number("CalendarUID", calendars.uid(of: dependency, content))
    bytes.append("<IgnoreResourceCalendar>1</IgnoreResourceCalendar>\n")
    if let duration = to.dependencies[Int(dependency.dependency)].duration, !duration.isCertain {
      notes(["\(duration): optimistic, likely and pessimistic"])
    }
    link(from: numbering.milestones[dependency.from], days: 0)
    bytes.append("</Task>\n")
  }

  // MARK: Links

  private mutating func link(_ edge: Int) {
    let dependency = schedule.graph.edges[edge]
    guard numbering.isLinked(edge) else { return }
    if let work = numbering.work[edge] {
      link(from: work, days: 0)
    } else {
      link(from: numbering.milestones[dependency.from], days: Int(dependency.likely))
    }
  }

  /// From finish to start, with a lag of elapsed days (format 8) in tenths of a minute.
  private mutating func link(from uid: Int, days: Int) {
    bytes.append("<PredecessorLink>\n")
    number("PredecessorUID", uid)
    bytes.append("<Type>1</Type>\n<CrossProject>0</CrossProject>\n")
    number("LinkLag", days * 14_400)
    bytes.append("<LagFormat>8</LagFormat>\n</PredecessorLink>\n")
  }
}
