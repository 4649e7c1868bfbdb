import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// One chip on one slide: the answer, its launch on a scale of time, the way there, and what is wanted.
struct SlidePage: TemplateContext {
  let model: SiteModel
  let chip: ChipIndex
  private let timeline: LaunchTimeline?
  private let lane: LaunchLane?
  private let path: [PathChart.Step]
  private let omitted: Int
  private let needs: NeedsYou

  /// Steps of the driving path that a slide has room for.
  private static let mostSteps = 7
  private static let mostRows = 3

  init(_ model: SiteModel, chip: ChipIndex) {
    self.model = model
    self.chip = chip
    timeline = LaunchTimeline(model, chips: chip..<chip.advanced(by: 1))
    lane = timeline.map { LaunchLane(model, chip: chip, axis: $0.axis, depth: 1) }
    let all = model.plan.chips[chip].launch.map(model.drivingPath(to:)) ?? []
    // What comes next, then the gates, then the launch.
    var shown = Array(all.prefix(2)) + all.dropFirst(2).dropLast().filter { model.milestones[$0].isGate }
    shown = Array(shown.prefix(SlidePage.mostSteps - 1)) + (all.count > 2 ? [all[all.count - 1]] : [])
    path = PathChart(model, path: shown, depth: 1).steps
    omitted = all.count - shown.count
    needs = NeedsYou(model, chip: chip)
  }

  private var own: Chip { _read { yield model.plan.chips[chip] } }

  static let fields = FieldTable<SlidePage>(
    "slide",
    [
      "title": .text("The chip's title") { $0.own.displayTitle },
      "status": .markup("Mark and word of its health") { $0.model.schedule.chips[$0.chip].health.pill },
      "program": .text("The program's title") { $0.model.title },
      "report": .text("The number of the newest report") { page in
        page.model.plan.reports.indices.last { page.model.plan.reports[$0].day <= page.model.statusDate }
          .map { String($0.number) }
      },
      "statusDate": .text("The report's date") { $0.model.statusDate.description },
      "lede": .markup("The answer in a sentence") { Headline(chip: $0.chip, $0.model).markup },
      "hasChart": .flag("Whether anything has a date") { $0.timeline != nil },
      "axis": .markup("Months, window and as-of line") { $0.timeline?.axis.header() },
      "ground": .markup("The drawing that the lane stands on") { $0.timeline?.groundSymbol },
      "lane": .markup("The launch on a scale of time") { $0.drawing },
      "path": .list("What comes next, the gates on the driving path, and the launch") { page in
        page.path.map { PathStep(model: page.model, step: $0, depth: ChipPage.depth) }
      },
      "omitted": .text("How many steps of the path are left out") { page in
        page.omitted > 0 ? "\(Wording.counted(page.omitted, "step")) of the driving path left out." : nil
      },
      "figures": .list("Slip, P50, P80, chance and how much is done") { $0.figures },
      "wanted": .list("Decisions that are wanted") { page in
        page.rows(page.needs.wanted.prefix(mostRows).map { .decision($0) })
      },
      "late": .list("What is blocked or late") { page in
        page.rows(
          (page.needs.blocked.map { .blocked($0) } + page.needs.late.map { .late($0) }).prefix(mostRows).map(\.self))
      },
      "risk": .one("The heaviest open risk") { page in
        RiskRow.sorted(page.own.risks, page.model).first { page.model.plan.risks[$0].isOpen }
          .map { RiskRow(model: page.model, index: $0, depth: ChipPage.depth) }
      },
      "notice": .text("The program's notice") { $0.model.plan.program.notice?.value },
      "chipHref": .link("The chip's page") { "\($0.own.id).html" },
    ])

  private func rows(_ needs: [NeedRow.Need]) -> [NeedRow] {
    needs.map { NeedRow(model: model, need: $0, depth: ChipPage.depth, namesChip: false) }
  }

  private var drawing: Markup? {
    guard let lane else { return nil }
    let caption = Drawing.Caption(
      id: "lane", title: "\(own.displayTitle) timeline", description: lane.description)
    return """
      <svg class="ch" height="\(lane.height)" role="document" aria-labelledby="lane-t" aria-describedby="lane-d">\
      \(caption.markup)<use href="#pg"/>\(lane.drawing)</svg>
      """
  }

  private var figures: [Fact] {
    let cells = Wording.cells(model.launches[chip]).map { Fact(name: $0.name, value: Markup($0.value)) }
    let (done, counted) = model.countDone(own.milestones)
    return cells + [Fact(name: "Milestones done", value: "\(Wording.part(done, of: counted))")]
  }
}

/// The page around a slide: nothing but the slide.
struct SlideFrame: TemplateContext {
  let model: SiteModel
  let title: String
  let body: Markup

  private static let root = SitePath.root(from: ChipPage.depth)

  static let fields = FieldTable<SlideFrame>(
    "slide-frame",
    [
      "title": .text("The chip's title") { $0.title },
      "program": .text("The program's title") { $0.model.title },
      "description": .text("What the page says, in a sentence") {
        "\($0.model.title), \($0.title): one slide as of \($0.model.statusDate)."
      },
      "style": .link("The stylesheet") { _ in root + "site.css" },
      "printStyle": .link("What paper changes") { _ in root + "print.css" },
      "icon": .link("The icon") { _ in root + "favicon.svg" },
      "sprite": .markup("The marks that the slide uses") { Mark.sprite(MarkSet(usedIn: $0.body.bytes)) },
      "content": .markup("The slide") { $0.body },
    ])
}

extension SiteModel {
  /// Parallel to ``Plan/chips``: the slide of each, `chips/ID-slide.html`. Where a chip has that very id, a number tells
  /// them apart.
  ///
  /// - Complexity: linear in the chips.
  static func slides(_ plan: Plan) -> IndexedArray<ChipIndex, String> {
    let ids = Set(plan.chips.map { ExactString($0.id) })
    return IndexedArray(
      plan.chips.map { chip in
        var name = "\(chip.id)-slide"
        var number = 1
        while ids.contains(name) {
          number += 1
          name = "\(chip.id)-slide-\(number)"
        }
        return "chips/\(name).html"
      })
  }
}
