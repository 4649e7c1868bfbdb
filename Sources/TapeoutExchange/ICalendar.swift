import TapeoutForecast
package import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// Milestones as calendar events (RFC 5545): days without a time, so that no time zone moves them.
///
/// An event has the same name and text in every calendar that holds it. A milestone without a date has no event. A
/// dropped one is a cancelled event on the day last stated, so that calendars that have it strike it out.
package struct ICalendar: Sendable {
  /// The calendar of the whole program.
  package let all: [UInt8]
  private let content: ExportContent
  /// Where the event of each milestone lies in it; empty where there is none.
  private let ranges: IndexedArray<MilestoneIndex, Range<Int>>
  /// Parallel to `Plan.partners`: the handoffs that each party owes or is owed.
  private let handoffs: IndexedArray<PartnerIndex, [MilestoneIndex]>

  package init(_ content: ExportContent) {
    var bytes: [UInt8] = []
    var ranges = IndexedArray<MilestoneIndex, Range<Int>>()
    var handoffs = IndexedArray<PartnerIndex, [MilestoneIndex]>(repeating: [], count: content.plan.partners.count)
    // Some more than an event takes.
    bytes.reserveCapacity(500 + content.plan.milestones.count * 560)
    ranges.reserveCapacity(content.plan.milestones.count)
    bytes.beginCalendar(content.title)
    let firstEvent = bytes.count
    let writer = EventWriter(content: content)
    for index in content.plan.milestones.indices {
      let start = bytes.count
      writer.append(index, to: &bytes)
      ranges.append(start..<bytes.count)
      if content.plan.milestones[index].isHandoff {
        if let giver = content.plan.milestones[index].giver { handoffs[giver].append(index) }
        if let receiver = content.plan.milestones[index].receiver { handoffs[receiver].append(index) }
      }
    }
    bytes.endCalendar(firstEvent)
    all = bytes
    self.content = content
    self.ranges = ranges
    self.handoffs = handoffs
  }

  /// The calendar of one chip: its own milestones.
  package func chip(_ index: ChipIndex) -> [UInt8] {
    calendar(named: content.plan.chips[index].displayTitle, of: content.plan.chips[index].milestones)
  }

  /// The calendar of one party: what it owes and what it is owed.
  package func partner(_ index: PartnerIndex) -> [UInt8] {
    calendar(named: "\(content.plan.partners[index].displayTitle) · \(content.title)", of: handoffs[index])
  }

  /// The calendar of one owner: what that person, role or team answers for.
  package func owner(_ owner: Owners.Owner) -> [UInt8] {
    calendar(named: "\(owner.name) · \(content.title)", of: owner.milestones)
  }

  /// The calendar of the owner of exactly this name.
  package func owner(named name: String, in plan: Plan) -> [UInt8] {
    let owners = Owners(plan)
    return owners.index(of: name).map { owner(owners.all[$0]) } ?? calendar(named: name, of: [])
  }

  private func calendar(named name: String, of milestones: some Collection<MilestoneIndex>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(milestones.reduce(500 + name.utf8.count * 6) { $0 + ranges[$1].count })
    bytes.beginCalendar(name)
    let firstEvent = bytes.count
    for index in milestones { bytes.append(contentsOf: all[ranges[index]]) }
    bytes.endCalendar(firstEvent)
    return bytes
  }
}

extension [UInt8] {
  fileprivate mutating func beginCalendar(_ name: String) {
    appendLine("BEGIN", "VCALENDAR")
    appendLine("VERSION", "2.0")
    appendLine("PRODID", "-//tapeout//plan//EN")
    appendLine("CALSCALE", "GREGORIAN")
    // The name as RFC 7986 has it, and as calendars have always read it.
    appendTextLine("NAME", [name])
    appendTextLine("X-WR-CALNAME", [name])
    appendLine("REFRESH-INTERVAL;VALUE=DURATION", "PT12H")
    appendLine("X-PUBLISHED-TTL", "PT12H")
  }

  /// - Parameter firstEvent: where its events begin.
  fileprivate mutating func endCalendar(_ firstEvent: Int) {
    // The standard asks for one component at least, and this one shows nothing.
    if count == firstEvent {
      append(
        """
        BEGIN:VTIMEZONE\r
        TZID:Etc/UTC\r
        BEGIN:STANDARD\r
        DTSTART:19700101T000000\r
        TZOFFSETFROM:+0000\r
        TZOFFSETTO:+0000\r
        END:STANDARD\r
        END:VTIMEZONE\r

        """)
    }
    appendLine("END", "VCALENDAR")
  }
}

/// Writes milestones as events.
private struct EventWriter {
  let content: ExportContent
  /// How new every event is: of two versions of one, the newer has the higher `SEQUENCE` or, if these are equal, the
  /// later `DTSTAMP` (RFC 5546, section 2.1.5). `LAST-MODIFIED` says the same as `DTSTAMP`, as RFC 5545, section
  /// 3.8.7.2, wants it in a published calendar.
  let revisionLines: [UInt8]

  init(content: ExportContent) {
    self.content = content
    var lines: [UInt8] = []
    let (day, second) = content.revision.moment(statusDate: content.schedule.statusDate)
    lines.appendMomentLine("DTSTAMP:", day: day, second: second)
    lines.appendMomentLine("LAST-MODIFIED:", day: day, second: second)
    lines.appendLine("SEQUENCE", "\(content.revision.number)")
    revisionLines = lines
  }

  /// The days that the event of a milestone covers; nil where it has none.
  private func date(_ index: MilestoneIndex) -> PlanDate? {
    guard health(index) == .dropped else { return content.date(index) }
    return content.plan.milestones[index].forecast?.value.date ?? content.plan.milestones[index].baseline?.value.date
  }

  private func health(_ index: MilestoneIndex) -> Health { content.schedule.milestones[index].health }

  func append(_ index: MilestoneIndex, to bytes: inout [UInt8]) {
    guard let date = date(index) else { return }
    let health = health(index)
    let isDone = content.plan.milestones[index].isDone
    bytes.appendLine("BEGIN", "VEVENT")
    bytes.appendTextLine("UID") { bytes in
      bytes.appendEscaped(content.plan.milestones[index].id.chip)
      bytes.append(UInt8(ascii: "."))
      bytes.appendEscaped(content.plan.milestones[index].id.milestone)
      bytes.append("@tapeout")
    }
    bytes.append(contentsOf: revisionLines)
    bytes.appendDayLine("DTSTART;VALUE=DATE:", date.first)
    bytes.appendDayLine("DTEND;VALUE=DATE:", date.last + 1)
    bytes.appendTextLine("SUMMARY") { appendSummary(of: index, on: date, to: &$0) }
    bytes.appendTextLine("DESCRIPTION") { appendDescription(of: index, on: date, to: &$0) }
    bytes.appendLine("STATUS", health == .dropped ? "CANCELLED" : isDone ? "CONFIRMED" : "TENTATIVE")
    bytes.appendTextLine("CATEGORIES") { bytes in
      bytes.appendEscaped(content.phase(index).title)
      bytes.append(UInt8(ascii: ","))
      bytes.appendEscaped(health.word)
    }
    // Nobody is busy because of a milestone.
    bytes.appendLine("TRANSP", "TRANSPARENT")
    if let address = content.addresses.absolute(content.addresses.milestone(index)) {
      bytes.appendLine("URL", address.oneLine)
    }
    bytes.appendLine("END", "VEVENT")
  }

  /// A date that is not known to the day says so in the name: the event covers all of it.
  private func appendSummary(of index: MilestoneIndex, on date: PlanDate, to bytes: inout [UInt8]) {
    bytes.appendEscaped(content.plan.milestones[index].displayTitle)
    if date.precision != .day {
      bytes.append(" (")
      bytes.append(date)
      bytes.append("\\, day not known)")
    }
    bytes.append(" · ")
    bytes.appendEscaped(content.chipTitle(of: index))
  }

  private func appendDescription(of index: MilestoneIndex, on date: PlanDate, to bytes: inout [UInt8]) {
    bytes.append("Status: ")
    bytes.appendEscaped(health(index).word)
    if content.plan.milestones[index].isDone {
      bytes.append("\\nDone: ")
      bytes.append(date)
    } else if let passed = content.schedule.passedDate(of: index, in: content.plan) {
      append("\\nOverdue since: ", passed, to: &bytes)
    } else if health(index) != .dropped {
      bytes.append("\\nExpected: ")
      bytes.append(date)
      if let p80 = content.forecast.milestones[index]?.p80 {
        bytes.append(content.schedule.milestones[index].worstOverdue == nil ? "\\, P80 " : "\\, P80 at the earliest ")
        bytes.append(p80)
      }
    }
    let launch = content.launches[content.plan.milestones[index].chip]
    if launch.launch?.milestone == index, launch.isOpen {
      append("\\n", ([Wording.headline(launch)] + Wording.details(launch)).joined().text, to: &bytes)
    }
    append("\\nAccepted: ", content.plan.milestones[index].accepted?.value, to: &bytes)
    if let baseline = content.plan.milestones[index].baseline?.value {
      bytes.append("\\nBaseline: ")
      if let date = baseline.date { bytes.append(date) } else { bytes.append("TBD") }
      if let slip = content.schedule.milestones[index].slipDays {
        bytes.append(" (now ")
        bytes.append(Wording.shift(slip) ?? "as planned")
        bytes.append(UInt8(ascii: ")"))
      }
    }
    append("\\nNeeded by: ", content.plan.milestones[index].needBy?.value, to: &bytes)
    if let parties = content.handoffWords(index) { append("\\nHandoff: ", parties, to: &bytes) }
    if let owner = content.plan.milestones[index].owner?.value { append("\\nOwner: ", owner, to: &bytes) }
    let criteria = CriteriaCounts(content.plan.milestones[index].criteria)
    if criteria.total > 0 {
      bytes.append("\\nExit criteria: ")
      bytes.append(Wording.part(criteria.closed, of: criteria.total))
      bytes.append(" met or waived")
    }
    if let reason = content.plan.milestones[index].reason?.value { append("\\nReason: ", reason, to: &bytes) }
    bytes.append("\\nAs of ")
    bytes.append(content.schedule.statusDate)
  }

  private func append(_ name: String, _ date: PlanDate?, to bytes: inout [UInt8]) {
    guard let date else { return }
    bytes.append(name)
    bytes.append(date)
  }

  private func append(_ name: String, _ text: String, to bytes: inout [UInt8]) {
    bytes.append(name)
    bytes.appendEscaped(text)
  }
}
