import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// One person, role or team: what they owe next, what is late, what they wait for, and how much falls into each month.
struct OwnerPage: TemplateContext {
  static let depth = 1

  let model: SiteModel
  let index: OwnerIndex
  let duties: OwnerDuties
  private let soon: [MilestoneIndex]
  private let awaited: [OwnerDuties.Awaited]
  private let load: MonthlyLoad

  init(_ model: SiteModel, owner index: OwnerIndex) {
    self.model = model
    self.index = index
    duties = OwnerDuties(model, index)
    soon = duties.soon(model)
    awaited = duties.awaited(model)
    load = MonthlyLoad(duties.done + duties.open, model)
  }

  static let fields = FieldTable<OwnerPage>(
    "owner",
    [
      "name": .text("The owner's name") { $0.duties.owner.name },
      "state": .markup("How much is late; nothing where nothing is") { $0.state },
      "lede": .markup("The answer in a sentence") { $0.lede },
      "figures": .list("The key figures") { $0.figures },
      "owes": .list("What is owed next: within six weeks, else the first", isEmpty: { $0.next.isEmpty }) { page in
        page.rows(page.next.map { .owed($0) })
      },
      "owesMore": .text("What is owed after that") { $0.owesMore },
      "late": .list("What is late or blocked, the worst first", isEmpty: { $0.duties.late.isEmpty }) { page in
        page.rows(page.duties.late.map { .behind($0) })
      },
      "waits": .list("What somebody else has to do first", isEmpty: { $0.awaited.isEmpty }) { page in
        page.rows(
          page.awaited.map { item in
            switch item {
            case .milestone(let index, let own): .awaited(index, for: own)
            case .acceptance(let index): .acceptance(index)
            case .decision(let index): .decision(index)
            }
          })
      },
      "decisions": .list("The decisions that are wanted of this owner") { page in
        page.rows(page.duties.owner.decisions.map { .decision($0) })
      },
      "risks": .list("The open risks that this owner watches", isEmpty: { $0.duties.risks.isEmpty }) { page in
        page.rows(page.duties.risks.map { .risk($0) })
      },
      "months": .list("How many milestones fall into each month", isEmpty: { $0.load.months.isEmpty }) { page in
        page.load.columns(page.model)
      },
      "laterNote": .text("How many fall behind the last month") { page in
        page.load.later > 0 ? "\(Wording.counted(page.load.later, "milestone")) after that." : nil
      },
      "rest": .list("What is owed after that, by date", isEmpty: { $0.rest.isEmpty }) { page in
        page.rest.prefix(SiteModel.longestList).map { MilestoneRow(model: page.model, index: $0, depth: depth) }
      },
      "restMore": .text("How many more there are") { page in
        let more = page.rest.count - SiteModel.longestList
        return more > 0 ? "\(Wording.counted(more, "more milestone")) in the owner’s calendar and in plan.csv." : nil
      },
      "calendar": .link("What is owed, as a calendar file") { "\($0.duties.owner.slug.percentEncoded).ics" },
      "before": .one("The owner before this one") { $0.neighbour(-1) },
      "after": .one("The owner after this one") { $0.neighbour(1) },
    ])

  /// Rows of a list; the headings' figures count all.
  private static let mostRows = 100

  /// Within six weeks, else the first three.
  private var next: [MilestoneIndex] { soon.isEmpty ? Array(duties.open.prefix(3)) : soon }

  private var rest: [MilestoneIndex] {
    let shown = Set(next)
    return duties.open.filter { !shown.contains($0) }
  }

  private var owesMore: String? {
    rest.isEmpty ? nil : "\(Wording.counted(rest.count, "milestone")) after that"
  }

  private func rows(_ needs: [NeedRow.Need]) -> [NeedRow] {
    needs.prefix(OwnerPage.mostRows).map {
      NeedRow(model: model, need: $0, depth: OwnerPage.depth, namesChip: true, showsOwner: false)
    }
  }

  private func neighbour(_ offset: Int) -> PageLink? {
    let other = index.advanced(by: offset)
    guard model.owners.all.indices.contains(other) else { return nil }
    return PageLink(
      title: model.owners.all[other].name, address: "\(model.owners.all[other].slug.percentEncoded).html")
  }

  private var state: Markup? {
    let late = duties.late.count
    guard late > 0 else { return nil }
    let mark = duties.late.contains { model.health($0) == .late } ? Mark.late : .block
    return "<span class=\"st pill\">\(mark.icon)\(late) late</span>"
  }

  var lede: Markup {
    let answer = Wording.owes(open: duties.open.count, soon: soon.count, late: duties.late.count)
    guard let first = next.first else { return "<b>\(Markup(answer))</b>" }
    let when: Phrase
    if let passed = model.passedDate(first) {
      when = "is overdue since \(passed)"
    } else if let expected = model.scheduled(first).expected {
      when = "is due \(model.relative(expected))"
    } else {
      when = model.health(first) == .blocked ? "is blocked and has no date" : "has no date"
    }
    let said = Wording.owesNext(model.step(first), when: when, waiting: model.waiting(for: first))
    return "<b>\(Markup(answer))</b> \(model.markup(said, depth: OwnerPage.depth))"
  }

  private var figures: [KeyFigure] {
    var figures: [KeyFigure] = []
    if let first = next.first {
      let date = (model.passedDate(first) ?? model.date(first))?.description ?? "no date"
      let when = model.passedDate(first).map { _ in "overdue" } ?? model.scheduled(first).expected.map(model.relative)
      figures.append(
        KeyFigure(
          label: "Owes next", value: date,
          note: "<bdi>\(model.milestones[first].displayTitle)</bdi>\(when.map { ", \($0)" } ?? "")"))
    } else {
      figures.append(KeyFigure(label: "Owes next", value: "–", note: "nothing is open"))
    }
    let worst = duties.late.first.flatMap(model.slipText)
    figures.append(
      KeyFigure(label: "Late", value: String(duties.late.count), note: worst.map { "at most \($0) on plan" }))
    figures.append(KeyFigure(label: "Waits for", value: String(awaited.count), note: "of others"))
    let untaken = duties.done.count { model.milestones[$0].isHandoff && model.milestones[$0].accepted == nil }
    figures.append(
      KeyFigure(
        label: "Done", value: Wording.part(duties.done.count, of: duties.done.count + duties.open.count),
        note: untaken > 0 ? "\(untaken) of them not accepted yet" : nil))
    return figures
  }
}

/// Everybody who owes something.
struct PeoplePage: TemplateContext {
  let model: SiteModel
  private let all: [(index: OwnerIndex, duties: OwnerDuties)]

  init(_ model: SiteModel) {
    self.model = model
    all = model.owners.all.indices.map { ($0, OwnerDuties(model, $0)) }
  }

  static let fields = FieldTable<PeoplePage>(
    "people",
    [
      "lede": .markup("The answer in a sentence") { $0.lede },
      "people": .list("Everybody who owes something, by name", isEmpty: { $0.all.isEmpty }) { page in
        page.all.map { PersonRow(model: page.model, index: $0.index, duties: $0.duties) }
      },
    ])

  var lede: Markup {
    let ownerless = model.plan.milestones.indices.count { index in
      model.milestones[index].owner == nil && !model.milestones[index].isDone && model.health(index) != .dropped
    }
    let late = all.count { !$0.duties.late.isEmpty }
    return "<b>\(Markup(Wording.people(all.count, late: late, ownerless: ownerless)))</b>"
  }
}

/// An owner in the list of all.
struct PersonRow: TemplateContext {
  let model: SiteModel
  let index: OwnerIndex
  let duties: OwnerDuties

  private var next: MilestoneIndex? { duties.open.first }

  static let fields = FieldTable<PersonRow>(
    "person",
    [
      "name": .text("The owner's name") { $0.duties.owner.name },
      "href": .link("Their page") { $0.model.path(owner: $0.index).percentEncoded },
      "next": .markup("What is owed next") { row in row.next.map { row.model.link($0, depth: 0) } },
      "date": .markup("When that is due") { row in row.next.map(row.model.dateMarkup) },
      "dateNote": .markup("How far away that is") { row in row.next.flatMap(row.model.dateNote) },
      "late": .text("How much is late or blocked") { $0.duties.late.isEmpty ? "–" : String($0.duties.late.count) },
      "isLate": .flag("Whether anything is late or blocked") { !$0.duties.late.isEmpty },
      "isAsked": .flag("Whether a decision is wanted of them") { !$0.duties.owner.decisions.isEmpty },
      "hasRisks": .flag("Whether they watch an open risk") { !$0.duties.risks.isEmpty },
      "open": .text("How much is still to come") { String($0.duties.open.count) },
      "done": .text("How much is done") { String($0.duties.done.count) },
      "wanted": .text("How many decisions are wanted") { row in
        row.duties.owner.decisions.isEmpty ? "–" : String(row.duties.owner.decisions.count)
      },
      "risks": .text("How many open risks they watch") {
        $0.duties.risks.isEmpty ? "–" : String($0.duties.risks.count)
      },
    ])
}
