import TapeoutModel
import TapeoutSchedule

/// The plan as Microsoft Project XML (MSPDI), which that tool and others can reschedule: see Docs/exchange.md.
///
/// Every milestone is a task without duration on a calendar that never rests, at the end of the working day. What it
/// waits for is a link, with a lag of elapsed days. A dependency in working days is a task of its own between the two,
/// on the calendar of the party that works. So the other tool reckons as `tapeout` does, and moves what waits when a
/// date is changed there.
package struct MicrosoftProjectXML {
  let content: ExportContent
  let calendars: ProjectCalendars
  let numbering: ProjectNumbering
  var bytes: [UInt8] = []

  /// Milestones happen, and days end, at this time: when the working day does.
  static let endOfDay = "T17:00:00"

  package static func text(_ content: ExportContent) -> [UInt8] {
    var writer = MicrosoftProjectXML(content)
    writer.append()
    return writer.bytes
  }

  private init(_ content: ExportContent) {
    self.content = content
    calendars = ProjectCalendars(content)
    numbering = ProjectNumbering(content)
    // Somewhat more than a milestone and its work take.
    bytes.reserveCapacity(20_000 + content.plan.milestones.count * 3_000)
  }

  private mutating func append() {
    bytes.append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
    bytes.append("<Project xmlns=\"http://schemas.microsoft.com/project\">\n")
    bytes.append("<SaveVersion>14</SaveVersion>\n")
    bytes.append(element: "Name", content.title)
    bytes.append(element: "Title", content.title)
    bytes.append("<ScheduleFromStart>1</ScheduleFromStart>\n<StartDate>")
    bytes.append(firstDay)
    bytes.append("T08:00:00</StartDate>\n<CalendarUID>1</CalendarUID>\n")
    bytes.append("<DefaultStartTime>08:00:00</DefaultStartTime>\n<DefaultFinishTime>17:00:00</DefaultFinishTime>\n")
    bytes.append("<MinutesPerDay>480</MinutesPerDay>\n<MinutesPerWeek>2400</MinutesPerWeek>\n")
    bytes.append("<DaysPerMonth>20</DaysPerMonth>\n<HonorConstraints>1</HonorConstraints>\n")
    moment("StatusDate", content.schedule.statusDate)
    bytes.append("<NewTasksAreManual>0</NewTasksAreManual>\n")
    calendars.append(to: &bytes)
    bytes.append("<Tasks>\n")
    for chip in content.plan.chips.indices { append(chip) }
    bytes.append("</Tasks>\n")
    numbering.appendResources(to: &bytes)
    bytes.append("</Project>\n")
  }

  /// The first day of which the plan speaks: nothing is scheduled before the project’s start.
  private var firstDay: Day {
    let days = content.schedule.milestones.compactMap(\.expected)
    return min(days.min() ?? content.schedule.statusDate, content.schedule.statusDate)
  }

  mutating func moment(_ name: String, _ day: Day) {
    bytes.append("<\(name)>")
    bytes.append(day)
    bytes.append(MicrosoftProjectXML.endOfDay)
    bytes.append("</\(name)>\n")
  }

  mutating func number(_ name: String, _ number: Int) {
    bytes.append("<\(name)>")
    bytes.append(number)
    bytes.append("</\(name)>\n")
  }

  // MARK: Chips

  private mutating func append(_ chip: ChipIndex) {
    begin(
      numbering.chips[chip], title: content.plan.chips[chip].displayTitle, outline: "\(chip.position + 1)", level: 1)
    let days = content.plan.chips[chip].milestones.compactMap { content.schedule.milestones[$0].expected }
    if let first = days.min(), let last = days.max() {
      moment("Start", first)
      moment("Finish", last)
    }
    bytes.append("<Milestone>0</Milestone>\n<Summary>1</Summary>\n")
    notes([content.addresses.absolute(content.addresses.chip(chip))])
    bytes.append("</Task>\n")
    var part = 0
    for milestone in content.order[chip] {
      for edge in content.schedule.graph.incoming(milestone) where numbering.work[edge] != nil {
        part += 1
        append(work: edge, outline: "\(chip.position + 1).\(part)")
      }
      part += 1
      append(milestone, outline: "\(chip.position + 1).\(part)")
    }
  }

  /// Begins a task with what every task has.
  mutating func begin(_ uid: Int, title: String, outline: String, level: Int) {
    bytes.append("<Task>\n")
    number("UID", uid)
    number("ID", uid)
    bytes.append(element: "Name", title)
    bytes.append("<Type>1</Type>\n<IsNull>0</IsNull>\n")
    bytes.append("<WBS>\(outline)</WBS>\n<OutlineNumber>\(outline)</OutlineNumber>\n")
    number("OutlineLevel", level)
    bytes.append("<Priority>500</Priority>\n")
  }

  /// Ends a task’s texts, a line each.
  mutating func notes(_ lines: [String?]) {
    let lines = lines.compactMap { $0 }
    guard !lines.isEmpty else { return }
    bytes.append("<Notes>")
    for (place, line) in lines.enumerated() {
      if place > 0 { bytes.append("\n") }
      bytes.append(xml: line)
    }
    bytes.append("</Notes>\n")
  }
}
