import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// All parties and what passes between them.
struct PartnersPage: TemplateContext {
  private static let mostRows = 3
  private static let mostLadders = 6

  let model: SiteModel
  /// Every handoff, by date.
  let handoffs: [MilestoneIndex]
  private let open: [MilestoneIndex]
  private let untaken: [MilestoneIndex]
  /// The parties of all handoffs.
  private let active: [PartnerIndex]

  /// - Parameter handoffs: all of the plan, by date.
  init(_ model: SiteModel, _ handoffs: [MilestoneIndex]) {
    self.model = model
    self.handoffs = handoffs
    open = handoffs.filter { !model.milestones[$0].isDone }
    untaken = handoffs.filter { model.milestones[$0].isDone && model.milestones[$0].accepted == nil }
    var parties: Set<PartnerIndex> = []
    for index in handoffs {
      if let giver = model.milestones[index].giver { parties.insert(giver) }
      if let receiver = model.milestones[index].receiver { parties.insert(receiver) }
    }
    active = parties.sorted()
  }

  static let fields = FieldTable<PartnersPage>(
    "partners",
    [
      "lede": .markup("The answer in a sentence") { $0.lede },
      "figures": .list("The key figures") { $0.figures },
      "partners": .list("The parties that owe or are owed something", isEmpty: { $0.active.isEmpty }) { page in
        page.active.map { PartnerColumn(page.model, party: $0, handoffs: page.handoffs) }
      },
      "others": .list("The parties with nothing to hand over") { page in
        page.model.plan.partners.indices.filter { !page.active.contains($0) }.map { index in
          PageLink(
            title: page.model.plan.partners[index].displayTitle, address: page.model.plan.path(partner: index),
            note: page.model.plan.partners[index].role?.value.title)
        }
      },
      "ladders": .list("The handoffs over time, chip by chip") { $0.ladders },
      "groups": .list("The handoffs by chip", isEmpty: { $0.handoffs.isEmpty }) { $0.groups },
      "groupsNote": .text("What is left out of them") { page in
        let more = page.handoffs.count - SiteModel.longestList
        return more > 0
          ? "The \(SiteModel.longestList) nearest to the report date of \(page.handoffs.count); the chips' pages and plan.csv have all."
          : nil
      },
      "hasHandoffs": .flag("Whether anything passes between parties") { !$0.handoffs.isEmpty },
    ])

  var lede: Markup {
    let late = open.filter { model.health($0) == .late || model.health($0) == .blocked }
    let rest: Markup =
      open.isEmpty
      ? "Nothing is owed." : "\(Wording.capitalized(open.count)) \(open.count == 1 ? "is" : "are") open in all."
    guard let worst = late.max(by: { slip($0) < slip($1) }) else {
      return handoffs.isEmpty
        ? "<b>Nothing passes between the parties of this plan yet.</b>" : "<b>No handoff is late.</b> \(rest)"
    }
    let giver: Markup = "<bdi>\(model.partyTitle(model.milestones[worst].giver) ?? "")</bdi>"
    let count: Markup =
      late.count == 1
      ? "One handoff is late or blocked" : "\(Wording.capitalized(late.count)) handoffs are late or blocked"
    let due = model.dueMarkup(worst)
    return """
      <b>\(count): \(giver)’s \(model.link(worst, depth: 0)) for <bdi>\(model.chipTitle(of: worst))</bdi>\
      \(late.count == 1 ? "" : " is furthest behind")\(due).</b> \(rest)
      """
  }

  private func slip(_ index: MilestoneIndex) -> Int { model.scheduled(index).slipDays ?? .max }

  private var figures: [KeyFigure] {
    func count(_ test: (MilestoneIndex) -> Bool) -> Int { open.count(where: test) }
    let next = open.first { model.scheduled($0).expected != nil }
    var figures = [
      KeyFigure(label: "Open handoffs", value: String(open.count), note: "of \(handoffs.count)"),
      KeyFigure(label: "Late", value: String(count { model.health($0) == .late })),
      KeyFigure(label: "At risk or blocked", value: String(count { [.atRisk, .blocked].contains(model.health($0)) })),
    ]
    if let next, let day = model.scheduled(next).expected {
      figures.append(
        KeyFigure(
          label: "Next due", value: model.passedDate(next)?.description ?? day.description,
          note: "\(model.shortTitle(next)), \(model.isOverdue(next) ? "overdue" : model.relative(day))"))
    }
    figures.append(
      KeyFigure(label: "Without float", value: String(count { model.scheduled($0).isCritical })))
    figures.append(
      KeyFigure(
        label: "Not accepted yet", value: String(untaken.count), note: untaken.isEmpty ? nil : "given, not taken"))
    return figures
  }

  private var chips: [(chip: ChipIndex, handoffs: [MilestoneIndex])] {
    var groups: [ChipIndex: [MilestoneIndex]] = [:]
    for index in handoffs { groups[model.milestones[index].chip, default: []].append(index) }
    return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private var ladders: [LadderBlock] {
    guard chips.count <= PartnersPage.mostLadders else { return [] }
    return chips.compactMap { chip, handoffs in
      let own = model.plan.chips[chip]
      guard let ladder = HandoffLadder(model, handoffs, isBesideChip: false) else { return nil }
      return LadderBlock(
        id: own.id, title: own.displayTitle, address: model.plan.path(chip: chip),
        drawing: ladder.markup(model, name: own.displayTitle, id: "lad-\(own.id)"))
    }
  }

  private var groups: [MilestoneGroup] {
    var shown = Set(handoffs)
    if handoffs.count > SiteModel.longestList {
      let near = handoffs.map { index -> (Int, MilestoneIndex) in
        (model.scheduled(index).expected.map { abs($0 - model.statusDate) } ?? 0, index)
      }.sorted { $0 < $1 }
      shown = Set(near.prefix(SiteModel.longestList).map(\.1))
    }
    return chips.compactMap { chip, handoffs in
      let rows = handoffs.enumerated().filter { shown.contains($1) }.map { number, index in
        MilestoneRow(model: model, index: index, depth: 0, reference: "H\(number + 1)")
      }
      return rows.isEmpty ? nil : MilestoneGroup(title: model.plan.chips[chip].displayTitle, rows: rows)
    }
  }

  /// What a party owes next and waits for next.
  struct PartnerColumn: TemplateContext {
    let model: SiteModel
    let party: PartnerIndex
    let owes: [MilestoneIndex]
    let waits: [MilestoneIndex]

    init(_ model: SiteModel, party: PartnerIndex, handoffs: [MilestoneIndex]) {
      self.model = model
      self.party = party
      owes = handoffs.filter { model.milestones[$0].giver == party && !model.milestones[$0].isDone }
      waits = handoffs.filter { model.milestones[$0].receiver == party && !model.milestones[$0].isDone }
    }

    private var partner: Partner { model.plan.partners[party] }

    private func rows(_ handoffs: [MilestoneIndex], _ other: (MilestoneIndex) -> String?) -> [MilestoneRow] {
      handoffs.prefix(PartnersPage.mostRows).map { index in
        let words = [model.chipTitle(of: index), model.health(index).word, other(index)].compactMap { $0 }
        return MilestoneRow(model: model, index: index, depth: 0, note: words.joined(separator: " · "))
      }
    }

    static let fields = FieldTable<PartnerColumn>(
      "partner-column",
      [
        "id": .text("The party's id") { $0.partner.id },
        "title": .text("The party's name") { $0.partner.displayTitle },
        "href": .link("The party's page") { $0.model.plan.path(partner: $0.party) },
        "summary": .text("How much it owes and waits for") { column in
          let late = column.owes.count { column.model.health($0) == .late }
          return "Owes \(column.owes.count)\(late > 0 ? ", \(late) late" : "") · waits for \(column.waits.count)"
        },
        "owes": .list("What it owes next") { column in
          column.rows(column.owes) { column.model.partyTitle(column.model.milestones[$0].receiver).map { "to \($0)" } }
        },
        "waits": .list("What it waits for next") { column in
          column.rows(column.waits) { column.model.partyTitle(column.model.milestones[$0].giver).map { "from \($0)" } }
        },
      ])
  }

  /// The handoffs of one chip as a picture.
  struct LadderBlock: TemplateContext {
    var id: String
    var title: String
    var address: String
    var drawing: Markup

    static let fields = FieldTable<LadderBlock>(
      "ladder",
      [
        "id": .text("The chip's id") { $0.id },
        "title": .text("The chip's title") { $0.title },
        "href": .link("The chip's page") { $0.address },
        "drawing": .markup("The picture") { $0.drawing },
      ])
  }
}
