import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// One party: what it owes, what it is owed, when it works.
struct PartnerPage: TemplateContext {
  static let depth = 1

  let model: SiteModel
  let party: PartnerIndex
  private let owes: [MilestoneIndex]
  private let waits: [MilestoneIndex]
  private let done: [MilestoneIndex]

  init(_ model: SiteModel, partner: PartnerIndex, handoffs: [MilestoneIndex]) {
    self.model = model
    party = partner
    let given = handoffs.filter { model.milestones[$0].giver == partner }
    let received = handoffs.filter { model.milestones[$0].receiver == partner }
    owes = PartnerPage.overdueFirst(given, model)
    waits = PartnerPage.overdueFirst(received, model)
    done = handoffs.filter {
      model.milestones[$0].isDone && (model.milestones[$0].giver == partner || model.milestones[$0].receiver == partner)
    }
  }

  private var partner: Partner { model.plan.partners[party] }

  private static func overdueFirst(_ handoffs: [MilestoneIndex], _ model: SiteModel) -> [MilestoneIndex] {
    let open = handoffs.filter { !model.milestones[$0].isDone }
    return open.filter { model.health($0) >= .late } + open.filter { model.health($0) < .late }
  }

  private func rows(_ handoffs: [MilestoneIndex]) -> [MilestoneRow] {
    handoffs.prefix(SiteModel.longestList).map { MilestoneRow(model: model, index: $0, depth: PartnerPage.depth) }
  }

  private static func more(_ handoffs: [MilestoneIndex]) -> String? {
    let more = handoffs.count - SiteModel.longestList
    return more > 0 ? "\(Wording.counted(more, "further one")) in the party's calendar and in plan.csv." : nil
  }

  static let fields = FieldTable<PartnerPage>(
    "partner",
    [
      "title": .text("The party's name") { $0.partner.displayTitle },
      "role": .text("What it does in the program") { $0.partner.role?.value.title },
      "lede": .markup("The answer in a sentence") { $0.lede },
      "figures": .list("The key figures") { $0.figures },
      "owes": .list("What it owes, overdue first", isEmpty: { $0.owes.isEmpty }) { $0.rows($0.owes) },
      "owesMore": .text("What is left out of it") { more($0.owes) },
      "waits": .list("What it is owed, overdue first", isEmpty: { $0.waits.isEmpty }) { $0.rows($0.waits) },
      "waitsMore": .text("What is left out of it") { more($0.waits) },
      "done": .list("What was handed over, newest first", isEmpty: { $0.done.isEmpty }) { $0.rows($0.done.reversed()) },
      "doneMore": .text("What is left out of it") { more($0.done) },
      "facts": .list("When it works") { $0.facts },
      "body": .markup("What is written about it") {
        $0.model.prose($0.partner.body, of: $0.partner.origin.file, depth: depth)
      },
      "sources": .list("Where claims about it come from") { $0.partner.sources.map(SourceLine.init) },
      "calendar": .link("Its handoffs as a calendar file") { "\($0.partner.id).ics" },
      "source": .text("Its file") { $0.model.content.sourcePath($0.partner.origin.file) },
      "isEditable": .flag("Whether program.md says where files can be edited") { $0.model.plan.program.edit != nil },
      "edit": .link("Where its file can be edited") { $0.model.editAddress($0.partner.origin.file) },
    ])

  var lede: Markup {
    let late = owes.filter { model.health($0) >= .late }
    if let first = late.first {
      let due = model.dueMarkup(first)
      return """
        <b><bdi>\(partner.displayTitle)</bdi> is behind with \(Wording.counted(late.count, "handoff")), first \
        \(model.link(first, depth: PartnerPage.depth))\(due).</b>
        """
    }
    guard let next = owes.first else {
      return waits.isEmpty
        ? "<b><bdi>\(partner.displayTitle)</bdi> owes nothing and waits for nothing.</b>"
        : "<b><bdi>\(partner.displayTitle)</bdi> owes nothing; it waits for \(Wording.counted(waits.count, "handoff")).</b>"
    }
    let due = model.dueMarkup(next)
    return "<b>Next, <bdi>\(partner.displayTitle)</bdi> owes \(model.link(next, depth: PartnerPage.depth))\(due).</b>"
  }

  private var figures: [KeyFigure] {
    let untaken = done.count { model.milestones[$0].receiver == party && model.milestones[$0].accepted == nil }
    return [
      KeyFigure(
        label: "Owes", value: String(owes.count), note: "\(owes.count { model.health($0) >= .late }) late or blocked"),
      KeyFigure(
        label: "Waits for", value: String(waits.count),
        note: "\(waits.count { model.health($0) >= .late }) late or blocked"),
      KeyFigure(label: "Handed over", value: String(done.count)),
      KeyFigure(label: "Not accepted yet", value: String(untaken), note: "given to it, not taken"),
    ]
  }

  private var facts: [Fact] {
    let rules = partner.calendar ?? model.plan.program.calendar
    var facts = [Fact(name: "Works", value: "\(CalendarWords.workweek(rules))")]
    for holiday in rules.holidays where holiday.last >= model.statusDate {
      guard facts.count < 12 else { break }
      facts.append(Fact(name: "Closed: \(holiday.name)", value: CalendarWords.days(holiday)))
    }
    return facts
  }
}

/// Working calendars in words.
enum CalendarWords {
  /// `Mon to Fri`.
  static func workweek(_ rules: CalendarRules) -> String {
    let days = (1...7).filter { rules.worksOn(weekday: $0) }
    if days.count == 7 || days.isEmpty { return "every day" }
    if let first = days.first, let last = days.last, last - first == days.count - 1 {
      return days.count == 1
        ? Wording.weekdays[first - 1] : "\(Wording.weekdays[first - 1]) to \(Wording.weekdays[last - 1])"
    }
    return Wording.list(days.map { Wording.weekdays[$0 - 1] })
  }

  static func days(_ holiday: Holiday) -> Markup {
    holiday.first == holiday.last
      ? holiday.first.markup : "\(holiday.first.markup) to \(holiday.last.markup)"
  }
}
