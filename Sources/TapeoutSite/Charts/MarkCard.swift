import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

extension SiteModel {
  /// What a mark says by itself: `Tape-out A0: planned, expected 2026-06-26, baseline 2026-05-29, slip +4 w`.
  func facts(_ index: MilestoneIndex) -> String {
    var milestone: Milestone { _read { yield milestones[index] } }
    var text = "\(milestone.displayTitle): \(health(index).word)"
    if health(index) == .dropped { return text }
    if let passed = passedDate(index) {
      text += ", overdue since \(passed)"
    } else if let date = date(index) {
      text += milestone.isDone ? " on \(date)" : ", expected \(date)"
    } else {
      text += ", no date" + (earliest(index).map { ", not before \($0)" } ?? "")
    }
    if let baseline = milestone.baseline?.value.date { text += ", baseline \(baseline)" }
    if let slip = slipText(index) { text += ", slip \(slip)" }
    return text
  }

  /// The address of a milestone's page, for a page `depth` folders deep.
  func address(_ index: MilestoneIndex, depth: Int) -> String {
    "\(SitePath.root(from: depth))chips/\(places.pathsBesideChip[index])"
  }
}

/// What a mark says when it is pointed at or focused: name, dates, slip, reason, owner, and how often it drives the launch.
enum MarkCard {
  /// Its width in site.css, in pixels.
  static let width = 248
  /// A mark further right than this has its card to the left, in percent.
  static let turningPoint = 68.0

  /// Writes the card.
  ///
  /// - Parameter id: what `aria-describedby` names.
  static func write(_ model: SiteModel, _ index: MilestoneIndex, id: String, to html: inout Markup) {
    var milestone: Milestone { _read { yield model.milestones[index] } }
    let health = model.health(index)
    html += "<div class=\"card\" id=\"\(id)\"><b>\(Mark(health).icon) <bdi>\(milestone.displayTitle)</bdi></b>"
    html += "<span class=\"cw\">\(health.title)</span><dl>"
    func add(_ name: StaticString, _ value: Markup) {
      html += "<dt>\(literal: name)</dt><dd>\(value)</dd>"
    }
    add(milestone.isDone ? "Actual" : "Plan", plan(model, index))
    if let baseline = milestone.baseline?.value { add("Baseline", "\(baseline.description)") }
    let forecast = milestone.isDone ? nil : model.forecast.milestones[index]
    if let forecast, forecast.p50 != forecast.p80 {
      add("P50, P80", "\(forecast.p50.markup), \(forecast.p80.markup)")
    }
    if let owner = model.owner(index) { add("Owner", "<bdi>\(owner)</bdi>") }
    for (field, text) in model.plan.ownValues(of: index, shownAt: .card) {
      html += "<div><dt>\(field.title)</dt><dd><bdi>\(Wording.cut(text, longestValue))</bdi></dd></div>"
    }
    html.literal("</dl>")
    if let reason = model.reason(index) { html += "<p><bdi>\(reason)</bdi></p>" }
    if let forecast, forecast.criticality >= leastShare, model.plan.chips[milestone.chip].launch != index {
      html += "<p class=\"dr\">\(Wording.drives(forecast.criticality))</p>"
    }
    html.literal("</div>")
  }

  /// Of a longer value of a field of the program's own, the milestone's page has the rest.
  private static let longestValue = 60

  /// Less often than this rounds to never.
  private static let leastShare = 0.005

  /// `2026-06-26, +4 w`; `overdue since 2026-06-05, +21 d or more`; `no date, not before 2026-10-16`.
  private static func plan(_ model: SiteModel, _ index: MilestoneIndex) -> Markup {
    var plan: Markup = "\(model.dateText(index) ?? "no date")"
    if model.date(index) == nil, model.passedDate(index) == nil, model.earliest(index) != nil {
      plan = "no date, \(plan)"
    }
    guard let slip = model.scheduled(index).slipDays, let text = model.slipText(index) else { return plan }
    return slip == 0 ? "\(plan), as in the baseline" : "\(plan), \(text)"
  }
}
