import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// What waits for its readers, below the lede of a page: at most seven rows, with links to all.
struct NeedsBlock: TemplateContext {
  let model: SiteModel
  let needs: NeedsYou
  /// Nil on the portfolio.
  let chip: ChipIndex?
  let depth: Int

  init(_ model: SiteModel, chip: ChipIndex? = nil) {
    self.model = model
    self.chip = chip
    depth = chip == nil ? 0 : ChipPage.depth
    needs = NeedsYou(model, chip: chip)
  }

  static let fields = FieldTable<NeedsBlock>(
    "needs",
    [
      "isEmpty": .flag("Whether nothing is wanted, blocked or late") { $0.needs.isEmpty },
      "summary": .markup("How much is wanted, blocked and late, in a sentence") { block in
        block.model.markup(block.needs.summary(block.model), depth: block.depth)
      },
      "all": .link("The page that lists all of it, for the whole program") {
        SitePath.root(from: $0.depth) + SitePath.late.path
      },
      "columns": .list("Wanted, blocked, late", isEmpty: { $0.needs.isEmpty }) { $0.columns },
    ])

  private var columns: [NeedsColumn] {
    let counts = needs.shownCounts(model)
    let all = SitePath.root(from: depth) + SitePath.late.path
    func row(_ need: NeedRow.Need) -> NeedRow {
      NeedRow(model: model, need: need, depth: depth, namesChip: chip == nil)
    }
    return [
      NeedsColumn(
        id: "wanted", heading: Wording.wantedHeading(needs.wanted.count), address: all + "#wanted",
        rows: needs.wanted.prefix(counts.wanted).map { row(.decision($0)) }, nothing: "Nothing is wanted."),
      NeedsColumn(
        id: "blocked", heading: Wording.blockedHeading(needs.blocked.count), address: all + "#blocked",
        rows: needs.blocked.prefix(counts.blocked).map { row(.blocked($0)) }, nothing: "Nothing is blocked."),
      NeedsColumn(
        id: "late", heading: Wording.lateHeading(needs.late.count, launches: needs.lateLaunches.count),
        address: all + "#late", rows: needs.late.prefix(counts.late).map { row(.late($0)) },
        nothing: needs.lateLaunches.isEmpty ? "Nothing is late." : "Nothing but the launch is late."),
    ]
  }
}

extension NeedsYou {
  func summary(_ model: SiteModel) -> Phrase {
    let overdue = wanted.count { model.plan.decisions[$0].isLate(on: model.statusDate) }
    return Wording.needs(
      wanted: wanted.count, overdue: overdue, blocked: blocked.count, late: late.count, launches: lateLaunches.count)
  }
}

/// Decisions, blocks or what is late.
struct NeedsColumn: TemplateContext {
  let id: String
  let heading: String
  let address: String
  let rows: [NeedRow]
  let nothing: String

  static let fields = FieldTable<NeedsColumn>(
    "needs-column",
    [
      "id": .text("Its name, for addresses: `wanted`, `blocked` or `late`") { $0.id },
      "heading": .text("How many there are: `3 decisions wanted`") { $0.heading },
      "href": .link("All of them") { $0.address },
      "rows": .list("The first of them, the worst first") { $0.rows },
      "nothing": .text("What to say where there is none") { $0.nothing },
    ])
}
