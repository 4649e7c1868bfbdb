import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// A milestone in a list or table. Worked out where a template asks for it, since no template asks for everything.
struct MilestoneRow: TemplateContext {
  let model: SiteModel
  let index: MilestoneIndex
  /// Folders between the page and the root.
  let depth: Int
  /// Whether the page is a chip's, whose folder lies beside it: shorter links.
  var isBesideChip = false
  /// `H3`: its number in a list of handoffs.
  var reference: String?
  /// What stands below its name instead of chip and owner.
  var note: String?

  private var milestone: Milestone { _read { yield model.milestones[index] } }
  private var isDropped: Bool { model.health(index) == .dropped }

  static let fields = FieldTable<MilestoneRow>(
    "milestone",
    [
      "id": .text("Its id within the chip") { $0.milestone.id.milestone },
      "title": .text("Its title") { $0.milestone.displayTitle },
      "href": .link(
        "Its page",
        writing: { row, html in
          if row.isBesideChip {
            html.text(row.model.places.pathsBesideChip[row.index])
          } else {
            row.model.writeAddress(row.index, depth: row.depth, to: &html)
          }
        }),
      "chip": .text("The title of its chip") { $0.model.chipTitle(of: $0.index) },
      "phase": .text("The phase of its kind") { $0.model.phase($0.index).title },
      "owner": .text("Who is to deliver it: its owner, else the giving party") { $0.model.owner($0.index) },
      "ownerLink": .markup("Its owner, with a link to their page; nothing where none is named") { row in
        row.milestone.owner.map { row.model.link(owner: $0.value, depth: row.depth) }
      },
      "followers": .markup("What waits directly for it, at most two named") { row in
        Wording.list(row.model.waiting(for: row.index), most: 2).map { row.model.markup($0, depth: row.depth) }
      },
      "parties": .text("Giver and receiver of a handoff: `Broadcom to TSMC`") { $0.model.handoffText($0.index) },
      "reference": .text("Its number in a list of handoffs: `H3`") { $0.reference },
      "ownFacts": .list(
        "Fields of the program’s own that tables show", isEmpty: { $0.model.plan.program.fields.isEmpty }
      ) { row in
        row.model.plan.ownValues(of: row.index, shownAt: .table).map { field, text in
          Fact(name: field.title, value: row.model.markup(ownValue: text, of: field))
        }
      },
      "note": .text("A remark of the list it stands in") { $0.note },
      "status": .markup("Mark and word of its health") { $0.model.health($0.index).markup },
      "mark": .markup("The mark alone") { Mark($0.model.health($0.index)).icon },
      "word": .text("Its health in lower case") { $0.model.health($0.index).word },
      "date": .markup(
        "Actual or expected date, as precisely as it is known",
        writing: { row, html in
          if row.isDropped { html.literal("–") } else { row.model.writeDate(row.index, to: &html) }
        }),
      "dateNote": .markup("How far away it is, and a promise that does not hold") { $0.model.dateNote($0.index) },
      "reason": .text("Why it moved, is blocked or was dropped") { $0.model.reason($0.index) },
      "slip": .text("Actual or expected date less baseline: `+4 w`") {
        $0.isDropped ? "–" : $0.model.slipText($0.index) ?? "–"
      },
      "slipFromFirst": .text("The same against the first baseline, where today's is another one: `+8 w from first`") {
        $0.isDropped ? nil : $0.model.slipFromFirst($0.index)
      },
      "baseline": .text("The plan of record") { $0.model.baselineText($0.index) },
      "float": .text("How far it may move before the launch does") { $0.model.floatText($0.index) },
      "criteria": .text("Exit criteria met or waived, of all") { $0.model.criteriaText($0.index) },
      "units": .markup(
        "Its exit criteria as squares", writing: { CriteriaUnits($0.milestone.criteria).write(to: &$1) }),
      "unitsText": .text("How many criteria are met, waived, failing, open") {
        CriteriaUnits($0.milestone.criteria).words
      },
      "delivery": .markup(
        "When a handoff is due or done, and whether the receiver has taken it",
        writing: { $0.model.writeDelivery($0.index, to: &$1) }),
      "acceptance": .markup(
        "Whether the receiver has taken the handoff",
        writing: { if $0.milestone.isHandoff { $0.model.writeHandoffState($0.index, to: &$1) } }),
      "isHandoff": .flag("Whether it passes something between parties") { $0.milestone.isHandoff },
      "isDropped": .flag("Whether it left the plan") { $0.isDropped },
      "isDone": .flag("Whether it happened") { $0.milestone.isDone },
      "isCritical": .flag("Whether it is undone and has no float") {
        !$0.milestone.isDone && $0.model.scheduled($0.index).isCritical
      },
    ])
}

/// Rows below a heading: the handoffs of a chip.
struct MilestoneGroup: TemplateContext {
  var title: String
  var rows: [MilestoneRow]

  static let fields = FieldTable<MilestoneGroup>(
    "group",
    [
      "title": .text("The heading") { $0.title },
      "rows": .list("The milestones below it") { $0.rows },
    ])
}

/// A step of a driving path.
struct PathStep: TemplateContext {
  let model: SiteModel
  let step: PathChart.Step
  let depth: Int

  static let fields = FieldTable<PathStep>(
    "step",
    [
      "title": .text("The milestone's title") { $0.model.milestones[$0.step.milestone].displayTitle },
      "href": .link("Its page", writing: { $0.model.writeAddress($0.step.milestone, depth: $0.depth, to: &$1) }),
      "owner": .text("Who is to deliver it") {
        $0.model.partyTitle($0.model.milestones[$0.step.milestone].giver) ?? $0.model.owner($0.step.milestone)
      },
      "date": .markup("When it is expected") { $0.step.day.markup },
      "takes": .text("How long after the step before it") { Wording.length($0.step.days) },
      "bar": .markup("Its bar") { $0.step.strip.svg() },
    ])
}
