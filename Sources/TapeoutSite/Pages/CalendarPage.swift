import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// What happens when, month by month and week by week, with the days on which parties are closed.
struct CalendarPage: TemplateContext {
  /// A month with more milestones folds its weeks, but for the report's: no month is longer than three screens.
  private static let mostUnfolded = 24

  let model: SiteModel
  let parts: [CalendarPart]
  let part: CalendarPart
  private let shown: [MilestoneIndex]
  private let undated: [MilestoneIndex]

  init(_ model: SiteModel, _ parts: [CalendarPart], _ part: CalendarPart) {
    self.model = model
    self.parts = parts
    self.part = part
    shown = part.milestones(model)
    undated =
      part.isFirst
      ? model.plan.milestones.indices.filter {
        model.health($0) != .dropped && model.scheduled($0).expected == nil
      } : []
  }

  static let fields = FieldTable<CalendarPage>(
    "calendar",
    [
      "lede": .markup("The answer in a sentence") { $0.lede },
      "months": .list("The months in which something happens") { $0.months },
      "isFirst": .flag("Whether this is the first part, with what has no date, the files and the working days") {
        $0.part.isFirst
      },
      "partTitle": .text("Which months this part shows") { $0.part.title },
      "partList": .list("The parts, where one page would be too long") { CalendarPart.links($0.parts, from: $0.part) },
      "hasParts": .flag("Whether there is more than one part") { $0.parts.count > 1 },
      "undated": .list("What has no date", isEmpty: { $0.undated.isEmpty }) { page in
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

  var lede: Markup {
    let end = model.statusDate + 14
    let soon = model.inDateOrder(
      model.plan.milestones.indices.filter { index in
        model.scheduled(index).expected.map { $0 >= model.statusDate && $0 <= end } ?? false
          && !model.milestones[index].isDone && model.health(index) != .dropped
      })
    guard let first = soon.first else {
      return "<b>Nothing is due in the two weeks after \(model.statusDate.markup).</b>"
    }
    return """
      <b>\(Wording.capitalized(soon.count)) \(soon.count == 1 ? "milestone is" : "milestones are") due in the two weeks \
      after \(model.statusDate.markup).</b> First \(model.link(first, depth: 0)) for \(model.chipTitle(of: first)).
      """
  }

  private var months: [CalendarMonth] {
    var months: [CalendarMonth] = []
    for index in shown {
      guard let day = model.scheduled(index).expected else { continue }
      let name = CalendarMonthName(ofWeekOf: day)
      if months.last?.name != name { months.append(CalendarMonth(model: model, name: name, weeks: [])) }
      let month = months.count - 1
      if months[month].weeks.last?.monday != day.startOfWeek {
        months[month].weeks.append(CalendarWeek(model: model, monday: day.startOfWeek, milestones: [], isFolded: false))
      }
      months[month].weeks[months[month].weeks.count - 1].milestones.append(index)
    }
    for month in months.indices where months[month].count > CalendarPage.mostUnfolded {
      for week in months[month].weeks.indices { months[month].weeks[week].isFolded = true }
    }
    return months
  }

  private var calendars: [PageLink] {
    let chips = model.plan.chips.count > 40 ? [] : model.plan.chips
    return [PageLink(title: "All milestones", address: "plan.ics")]
      + chips.map { PageLink(title: $0.displayTitle, address: "chips/\($0.id).ics") }
      + model.plan.partners.prefix(40).map { PageLink(title: $0.displayTitle, address: "partners/\($0.id).ics") }
      + model.owners.all.prefix(40).map {
        PageLink(title: $0.name, address: "people/\($0.slug.percentEncoded).ics")
      }
  }
}

/// The weeks of one month.
struct CalendarMonth: TemplateContext {
  let model: SiteModel
  let name: CalendarMonthName
  var weeks: [CalendarWeek]

  var count: Int { weeks.reduce(0) { $0 + $1.milestones.count } }

  static let fields = FieldTable<CalendarMonth>(
    "month",
    [
      "id": .text("Its name in addresses: `2026-06`") { month in
        "\(month.name.year)-\(month.name.month < 10 ? "0" : "")\(month.name.month)"
      },
      "title": .text("Its name: `Jun 2026`") { $0.name.name },
      "count": .text("How many milestones it has") { Wording.counted($0.count, "milestone") },
      "weeks": .list("The weeks in which something happens") { $0.weeks },
    ])
}

/// One week of the agenda.
struct CalendarWeek: TemplateContext {
  let model: SiteModel
  let monday: Day
  var milestones: [MilestoneIndex]
  /// Whether only its summary is seen at first.
  var isFolded: Bool

  private var isCurrent: Bool { monday == model.statusDate.startOfWeek }

  /// `18 milestones, 2 late`
  private var summary: String {
    let late = milestones.count { model.health($0) == .late }
    let blocked = milestones.count { model.health($0) == .blocked }
    let words = [
      Wording.counted(milestones.count, "milestone"), late > 0 ? "\(late) late" : nil,
      blocked > 0 ? "\(blocked) blocked" : nil,
    ]
    return words.compactMap { $0 }.joined(separator: ", ")
  }

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
      "isCurrent": .flag("Whether the report's date lies in it") { $0.isCurrent },
      "isFolded": .flag("Whether the month is so full that its weeks fold") { $0.isFolded },
      "summary": .text("How many milestones it has, and how many of them are late or blocked") { $0.summary },
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
