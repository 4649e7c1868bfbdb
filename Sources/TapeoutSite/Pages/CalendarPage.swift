import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// What happens when, week by week, with the days on which parties are closed.
struct CalendarPage: TemplateContext {
  /// Weeks shown before the status date.
  private static let past = 4

  let model: SiteModel
  private let shown: [MilestoneIndex]
  private let later: Int
  private let undated: [MilestoneIndex]

  init(_ model: SiteModel) {
    self.model = model
    let start = model.statusDate.startOfWeek - 7 * CalendarPage.past
    let live = model.inDateOrder(model.plan.milestones.indices.filter { model.health($0) != .dropped })
    let coming = live.filter { index in model.scheduled(index).expected.map { $0 >= start } ?? false }
    shown = Array(coming.prefix(SiteModel.longestList * 2))
    later = coming.count - shown.count
    undated = live.filter { model.scheduled($0).expected == nil }
  }

  static let fields = FieldTable<CalendarPage>(
    "calendar",
    [
      "lede": .markup("The answer in a sentence") { $0.lede },
      "weeks": .list("The weeks in which something happens") { $0.weeks },
      "later": .text("What is left out at the end") { page in
        page.later > 0 ? "\(page.later) later milestones are in plan.ics and on the chips' pages." : nil
      },
      "undated": .list("What has no date") { page in
        page.undated.prefix(SiteModel.longestList).map { MilestoneRow(model: page.model, index: $0, depth: 0) }
      },
      "calendars": .list("Calendar files to subscribe to") { $0.calendars },
      "workweeks": .list("Which days the parties work") { page in
        page.model.plan.partners.prefix(SiteModel.longestList).map { partner in
          Fact(
            name: partner.displayTitle,
            value: "\(CalendarWords.workweek(partner.calendar ?? page.model.plan.program.calendar))")
        }
      },
    ])

  private var lede: Markup {
    let end = model.statusDate + 14
    let soon = shown.filter { index in
      model.scheduled(index).expected.map { $0 >= model.statusDate && $0 <= end } ?? false
        && !model.milestones[index].isDone
    }
    guard let first = soon.first else {
      return "<b>Nothing is due in the two weeks after \(model.statusDate.markup).</b>"
    }
    return """
      <b>\(Wording.capitalized(soon.count)) \(soon.count == 1 ? "milestone is" : "milestones are") due in the two weeks \
      after \(model.statusDate.markup).</b> First \(model.link(first, depth: 0)) for \(model.chipTitle(of: first)).
      """
  }

  private var weeks: [CalendarWeek] {
    var weeks: [CalendarWeek] = []
    for index in shown {
      guard let day = model.scheduled(index).expected else { continue }
      if weeks.last?.monday != day.startOfWeek {
        weeks.append(CalendarWeek(model: model, monday: day.startOfWeek, milestones: []))
      }
      weeks[weeks.count - 1].milestones.append(index)
    }
    return weeks
  }

  private var calendars: [PageLink] {
    let chips = model.plan.chips.count > 40 ? [] : model.plan.chips
    return [PageLink(title: "All milestones", address: "plan.ics")]
      + chips.map { PageLink(title: $0.displayTitle, address: "chips/\($0.id).ics") }
      + model.plan.partners.prefix(40).map { PageLink(title: $0.displayTitle, address: "partners/\($0.id).ics") }
  }
}

/// One week of the agenda.
struct CalendarWeek: TemplateContext {
  let model: SiteModel
  let monday: Day
  var milestones: [MilestoneIndex]

  private var closures: [String] {
    let week = monday...(monday + 6)
    var closures: [String] = []
    func add(_ holidays: [Holiday], _ name: String) {
      for holiday in holidays where holiday.first <= week.upperBound && holiday.last >= week.lowerBound {
        let days =
          holiday.first == holiday.last ? holiday.first.short : "\(holiday.first.short) to \(holiday.last.short)"
        closures.append("\(name) closed \(days): \(holiday.name)")
      }
    }
    add(model.plan.program.calendar.holidays, "Program")
    for partner in model.plan.partners { add(partner.calendar?.holidays ?? [], partner.displayTitle) }
    return closures
  }

  static let fields = FieldTable<CalendarWeek>(
    "week",
    [
      "name": .text("The ISO week: `2026-W24`") { PlanDate.week(of: $0.monday) },
      "days": .text("Its first and last day: `8 to 14 Jun 2026`") { week in
        let (first, last) = (week.monday.civil, (week.monday + 6).civil)
        let from = first.month == last.month ? "\(first.day)" : week.monday.short
        return "\(from) to \((week.monday + 6).short) \(last.year)"
      },
      "isCurrent": .flag("Whether the report's date lies in it") { $0.monday == $0.model.statusDate.startOfWeek },
      "closures": .list("Who does not work on some of its days") { week in
        week.closures.map { TextLine(text: "\($0)") }
      },
      "milestones": .list("What happens in it, by date") { week in
        week.milestones.map { MilestoneRow(model: week.model, index: $0, depth: 0) }
      },
    ])
}

extension PlanDate {
  fileprivate static func week(of day: Day) -> String {
    let week = day.isoWeek
    return PlanDate.week(week.week, of: week.year)?.description ?? ""
  }
}
