import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// The chips of one health, worst first: a group of the portfolio that folds.
struct LaunchGroup: TemplateContext {
  let model: SiteModel
  let timeline: LaunchTimeline?
  let health: Health
  let chips: [ChipIndex]
  let isOpen: Bool

  /// With more rows than this only the worst group is open.
  private static let mostOpenRows = 24

  /// Worst first; within a group the largest slip first, and what nobody can date by its earliest day.
  static func all(_ model: SiteModel, _ timeline: LaunchTimeline?, chips: Range<ChipIndex>) -> [LaunchGroup] {
    let byHealth = Dictionary(grouping: chips) { model.schedule.chips[$0].health }
    let healths = Health.allCases.sorted { $0 > $1 }.filter { byHealth[$0] != nil }
    let urgent = healths.filter { $0 >= .late }
    let rows = urgent.reduce(0) { $0 + (byHealth[$1]?.count ?? 0) }
    return healths.enumerated().map { place, health in
      let own = (byHealth[health] ?? []).map { chip -> (Int, Int32, ChipIndex) in
        let answer = model.launches[chip]
        let day = model.plan.chips[chip].launch.flatMap(model.place)?.number ?? .max
        return (-(answer.slip ?? (health == .blocked ? 0 : Int.min / 2)), day, chip)
      }.sorted { $0 < $1 }.map(\.2)
      let isOpen = place == 0 || urgent.contains(health) && rows <= mostOpenRows
      return LaunchGroup(model: model, timeline: timeline, health: health, chips: own, isOpen: isOpen)
    }
  }

  private var dateHead: String {
    switch health {
    case .done: "Launched"
    case .blocked: "Not before"
    default: "P50"
    }
  }

  /// What to know of a group that is folded.
  private var summary: String? {
    let answers = chips.map { model.launches[$0] }
    switch health {
    case .late, .atRisk:
      guard let worst = answers.compactMap(\.slip).max(), worst > 0 else { return nil }
      let name = answers.first { $0.slip == worst }?.chipTitle ?? ""
      return "worst \(Wording.slip(worst)), \(Wording.cutMiddle(name, 32))"
    case .blocked: return "waiting for someone else"
    case .planned: return "nothing has begun"
    case .onTrack:
      guard let window = answers.first?.window, let least = answers.compactMap(\.chance).min() else { return nil }
      return "each \(Wording.share(least)) or more in \(Wording.windowName(window))"
    case .done, .dropped: return nil
    }
  }

  static let fields = FieldTable<LaunchGroup>(
    "launch-group",
    [
      "id": .text("Its name in addresses: `late`") { "health-\($0.health.name)" },
      "title": .text("The health") { $0.health.title },
      "word": .text("The health in lower case") { $0.health.word },
      "mark": .markup("Its mark") { Mark($0.health).icon },
      "count": .text("How many chips it has") { Wording.grouped($0.chips.count) },
      "summary": .text("What to know of it while it is folded") { $0.summary },
      "isOpen": .flag("Whether it is open at first") { $0.isOpen },
      "axis": .markup("Years and quarters over the lanes") { $0.timeline.map { SparkAxis(axis: $0.axis).markup } },
      "dateHead": .text("What the column of dates holds") { $0.dateHead },
      "nextHead": .text("What the column beside the name holds") { $0.health == .done ? "State" : "Next gate" },
      "windowName": .text("The window as it stands after “in”: `2026`") {
        $0.model.plan.program.launchWindow.map { Wording.windowName($0.value) }
      },
      "hasWindow": .flag("Whether there is a launch window") { $0.model.window != nil },
      "rows": .list("Its chips, worst first") { group in
        group.chips.map { LaunchRow(model: group.model, timeline: group.timeline, chip: $0) }
      },
    ])
}

/// A chip on one line of the portfolio.
struct LaunchRow: TemplateContext {
  let model: SiteModel
  let timeline: LaunchTimeline?
  let chip: ChipIndex

  private var own: Chip { _read { yield model.plan.chips[chip] } }
  private var answer: LaunchAnswer { model.launches[chip] }
  private var next: MilestoneIndex? { model.nextGate(ofChip: chip) }
  private var place: Day? { own.launch.flatMap(model.place) }

  /// Of the next gate's name, beside a chart on a wide screen.
  private static let mostLetters = 32

  private var nextTitle: String {
    next.map { model.milestones[$0].displayTitle } ?? (answer.isLaunched ? "launched" : "no gate to come")
  }

  private var nextNote: String? {
    guard let next else { return nil }
    if model.isOverdue(next) { return "overdue" }
    guard let day = model.scheduled(next).expected, let date = model.date(next) else {
      return model.milestones[next].isBlocked ? "blocked, no date" : "no date"
    }
    return "\(date.short(besides: model.statusDate)), \(model.relative(day))"
  }

  /// The date of the column: P50 with risks, else the plan, the launch, or the earliest day.
  private var date: Markup {
    switch answer.outlook {
    case .launched(let date): return date.markup
    case .undated(let earliest?, _): return "<span class=\"vh\">not before </span>\(earliest.markup)"
    case .planned(let date):
      let bound: Markup = answer.bound == nil ? "" : "≥ "
      return answer.p50.map { "\(bound)\($0.markup)" } ?? date.markup
    case .overdue(let date): return "<span class=\"vh\">overdue since </span>\(date.markup)"
    default: return "–"
    }
  }

  private var chance: String {
    guard let chance = answer.chance, answer.isOpen else { return "–" }
    return (answer.bound != nil && chance > 0 ? "≤ " : "") + Wording.share(chance)
  }

  private var partner: String? {
    (own.designPartner ?? own.foundry)?.index.map { model.plan.partners[$0].displayTitle }
  }

  private var quarter: String? {
    guard let civil = place?.civil else { return nil }
    return "\(civil.year) Q\((civil.month + 2) / 3)"
  }

  static let fields = FieldTable<LaunchRow>(
    "launch-row",
    [
      "id": .text("The chip's id") { $0.own.id },
      "title": .text("The chip's title") { $0.own.displayTitle },
      "shortTitle": .text("The same without its middle, where it is long") {
        Wording.cutMiddle($0.own.displayTitle, 46)
      },
      "isLong": .flag("Whether that is shorter") { $0.own.displayTitle.unicodeScalars.count > 46 },
      "href": .link("The chip's page") { $0.model.plan.path(chip: $0.chip) },
      "mark": .markup("The mark of its health") { Mark($0.model.schedule.chips[$0.chip].health).icon },
      "facts": .text("Its health and dates, for readers of screens") { row in
        let word = row.model.schedule.chips[row.chip].health.word
        let launch = row.own.launch.map { row.model.facts($0) }
        return [word, launch].compactMap { $0 }.joined(separator: "; ")
      },
      "next": .text("The next gate") { $0.nextTitle },
      "nextShort": .text("The same without its middle, where it is long") {
        Wording.cutMiddle($0.nextTitle, mostLetters)
      },
      "isNextLong": .flag("Whether that is shorter") { $0.nextTitle.unicodeScalars.count > mostLetters },
      "nextNote": .text("When that is") { $0.nextNote },
      "spark": .markup("The launch on a line") { $0.timeline?.spark($0.chip) },
      "slip": .text("Days behind the baseline") { $0.answer.slip.map(Wording.slip) ?? "–" },
      "date": .markup("P50, else the plan; when it launched; the earliest day") { $0.date },
      "chance": .text("The chance to launch inside the window") { $0.chance },
      "hasWindow": .flag("Whether there is a launch window") { $0.model.window != nil },
      "slipDays": .text("The slip in days, to sort by") { $0.answer.slip.map(String.init) },
      "day": .text("The date as a number of days, to sort by") { row in
        (row.answer.p50 ?? row.place).map { String($0.number) }
      },
      "share": .text("The chance as a number, to sort by") { row in
        row.answer.chance.map { String(Int(($0 * 10_000).rounded())) }
      },
      "quarter": .text("The quarter of the launch, to group by: `2026 Q4`") { $0.quarter },
      "partner": .text("The design partner, else the foundry, to group by") { $0.partner },
      "kind": .text("The chip's kind, to group by") { $0.own.kind.map { Wording.kind($0.value) } },
    ])
}

/// How many chips have which health, as one bar whose parts lead to their groups.
enum HealthStrip {
  static func markup(_ groups: [LaunchGroup]) -> Markup {
    let total = Double(max(groups.reduce(0) { $0 + $1.chips.count }, 1))
    var svg: Markup = "<svg class=\"ch\" height=\"10\" aria-hidden=\"true\">"
    var place = 0.0
    for group in groups {
      let width = Double(group.chips.count) / total * 100
      let count = "\(Wording.grouped(group.chips.count)) \(group.health.word)"
      svg += """
        <a href="#health-\(group.health.name)" tabindex="-1"><title>\(count)</title>\
        <rect class="sp-\(literal: Mark(group.health).name)" x="\(place + 0.12)%" width="\(max(width - 0.24, 0.1))%" \
        height="100%"/></a>
        """
      place += width
    }
    svg.literal("</svg>")
    return svg
  }
}
