import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// What changed from report to report, and how far the dates can be believed.
struct ChangesPage: TemplateContext {
  /// Reports whose changes the page lists; those of older ones stand on the reports' own pages.
  static let mostReports = 12
  /// Of slips announced late, and of those announced in time; what is older is on the milestones' pages.
  static let mostSlips = 60

  let model: SiteModel

  private var entries: [ChangeLog.Entry] { model.comparisons }
  private var figures: Stability.Figures { model.content.stability.program }

  static let fields = FieldTable<ChangesPage>(
    "changes-page",
    [
      "lede": .markup("The answer in a sentence") { $0.lede },
      "gap": .markup("From when on earlier plans are known, and why not before") { $0.model.gapMarkup },
      "figures": .list("How far the dates can be believed") { $0.keyFigures },
      "feed": .link("The changes by report as a feed") { _ in SitePath.changesFeed.path },
      "reports": .list("The changes by report, newest first") { page in
        page.entries.prefix(mostReports).map { ChangesBlock(model: page.model, entry: $0, depth: 0) }
      },
      "older": .list("Older reports") { page in
        page.entries.dropFirst(mostReports).map { ChangesBlock(model: page.model, entry: $0, depth: 0) }
      },
      "late": .list("Slips announced after the old date had passed or within four weeks of it, the newest first") {
        $0.rows($0.figures.slips.filter { $0.isLate || $0.isClose })
      },
      "early": .list("Slips announced earlier, the newest first") {
        $0.rows($0.figures.slips.filter { !$0.isLate && !$0.isClose })
      },
      "earlyCount": .text("How many they are") { page in
        Wording.counted(page.figures.slips.count { !$0.isLate && !$0.isClose }, "slip")
      },
      "rebaselines": .list("Every change of a plan of record, the newest first") { page in
        page.figures.rebaselines.reversed().prefix(mostSlips).map { RebaselineRow(model: page.model, change: $0) }
      },
    ])

  var lede: Markup {
    guard let entry = entries.first else {
      return "<b>No changes to show yet.</b> They start with the second report."
    }
    let before = entry.sinceReport.map { "report \($0.number)" } ?? entry.since.map(\.description) ?? "the first report"
    let moves = ChangesBlock(model: model, entry: entry, depth: 0).moves
    let dates = entry.changes.count { $0.isMove }
    var lede: Markup
    if let first = moves.first {
      let count = "\(Wording.capitalized(dates)) \(dates == 1 ? "date" : "dates") moved since \(before)"
      let largest =
        first.new == nil
        ? "with no date any more"
        : first.days.flatMap(Wording.shift)
      lede = "<b>\(count)\(dates > 1 ? "; the largest is" : ":") \(first.title) on \(first.chipTitle)"
      lede += "\(largest.map { ", \($0)" } ?? "").</b>"
    } else if entry.knowsAllDates {
      lede = "<b>No dates moved since \(before).</b>"
    } else {
      lede = "<b>Whether dates moved since \(before) is not known.</b>"
    }
    let rebaselined = entry.changes.count { $0.kind == .rebaselined }
    if rebaselined > 0 {
      lede +=
        " \(Wording.capitalized(rebaselined)) \(rebaselined == 1 ? "milestone was" : "milestones were") re-baselined."
    }
    if let sentence = StabilityWords(figures).sentence { lede += " \(sentence)" }
    return lede
  }

  private func rows(_ slips: [Stability.Slip]) -> [SlipRow] {
    slips.reversed().prefix(ChangesPage.mostSlips).map { SlipRow(model: model, slip: $0) }
  }

  private var keyFigures: [KeyFigure] {
    let count = figures.slips.count
    guard count > 0 || !figures.rebaselines.isEmpty else { return [] }
    var result = [KeyFigure(label: "Slips", value: String(count), note: "announced, as far as history is known")]
    result.append(
      KeyFigure(label: "After the old date", value: String(figures.late), note: "announced when it had passed"))
    result.append(
      KeyFigure(label: "Within four weeks of it", value: String(figures.close), note: "too late to act on"))
    if let median = figures.medianDays {
      result.append(KeyFigure(label: "Median slip", value: Wording.length(median)))
    }
    let rebaselines = figures.rebaselines.count
    let silent = figures.rebaselinesWithoutReason
    result.append(
      KeyFigure(
        label: "Baselines changed", value: String(rebaselines),
        note: rebaselines == 0
          ? "the plan of record stands" : silent == 0 ? "each with a reason" : "\(silent) without a reason"))
    return result
  }
}

/// A date that was put off.
struct SlipRow: TemplateContext {
  let model: SiteModel
  let slip: Stability.Slip

  /// How long before the old date it was said: `9 days before`. Between two reports nobody knows the day, so it may have
  /// been sooner.
  var notice: String {
    let days = slip.old.last - slip.announced
    if days == 0 { return "on the day" }
    if days > 0 { return "\(Wording.length(days)) before" }
    return "\(slip.isLate ? "" : "at most ")\(Wording.counted(-days, "day")) after it had passed"
  }

  static let fields = FieldTable<SlipRow>(
    "slip",
    [
      "title": .text("The milestone's title") { $0.model.milestones[$0.slip.milestone].displayTitle },
      "href": .link("Its page") { $0.model.plan.path(milestone: $0.slip.milestone) },
      "chip": .text("The title of its chip") { $0.model.chipTitle(of: $0.slip.milestone) },
      "announced": .text("When it was said") { $0.slip.announced.description },
      "old": .text("The date before") { $0.slip.old.description },
      "new": .text("The date since") { $0.slip.new?.description ?? "TBD" },
      "move": .text("How far") { $0.slip.days.map(Wording.slip) ?? "–" },
      "notice": .text("How long before the old date it was said") { $0.notice },
      "isLate": .flag("Whether the old date had passed") { $0.slip.isLate },
      "reason": .markup("Why") { $0.slip.reason.map(Markup.init(datesIn:)) },
    ])
}

/// A plan of record that was replaced.
struct RebaselineRow: TemplateContext {
  let model: SiteModel
  let change: Stability.Rebaseline

  static let fields = FieldTable<RebaselineRow>(
    "rebaselining",
    [
      "title": .text("The milestone's title") { $0.model.milestones[$0.change.milestone].displayTitle },
      "href": .link("Its page") { $0.model.plan.path(milestone: $0.change.milestone) },
      "chip": .text("The title of its chip") { $0.model.chipTitle(of: $0.change.milestone) },
      "day": .text("When") { $0.change.day.description },
      "old": .text("The baseline before") { $0.change.old.description },
      "new": .text("The baseline since") { $0.change.new?.description ?? "none" },
      "reason": .markup("Why") { $0.change.reason.map(Markup.init(datesIn:)) },
    ])
}
