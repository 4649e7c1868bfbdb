import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// When one milestone will probably be done: P10 to P90 with the median, beside its baseline and its deadline.
struct ProbabilityChart: Sendable {
  static let height = 78
  /// As wide as the narrowest phone shows it.
  private static let leastWidth = 300.0

  let axis: TimeAxis
  let drawing: Drawing
  let description: String
  let title: String

  /// Nil where the milestone is done, or has no forecast.
  init?(_ model: SiteModel, milestone index: MilestoneIndex) {
    var milestone: Milestone { _read { yield model.milestones[index] } }
    guard !milestone.isDone, let forecast = model.forecast.milestones[index] else { return nil }
    let needBy = milestone.needBy?.value.last
    let baseline = model.baselineDay(index)
    let days = [forecast.p10, forecast.p50, forecast.p80, forecast.p90, needBy, baseline, model.statusDate]
    guard let scale = TimeScale(showing: days.compactMap { $0 }, spanning: 56) else { return nil }
    let isLaunch = model.plan.chips[milestone.chip].launch == index
    axis = TimeAxis(
      scale, statusDate: model.statusDate, window: isLaunch ? model.window : nil, windowName: model.windowName)
    title = "When \(milestone.displayTitle) will probably be done"
    drawing = ProbabilityChart.draw(forecast, baseline, needBy, axis)
    description = ProbabilityChart.describe(forecast, milestone)
  }

  private static func draw(_ forecast: MilestoneForecast, _ baseline: Day?, _ needBy: Day?, _ axis: TimeAxis) -> Drawing
  {
    var drawing = Drawing()
    axis.addBackground(to: &drawing, height: Double(height))
    let scale = axis.scale
    drawing.line(.fullRange, scale(forecast.p10), 40, scale(forecast.p90), 40)
    drawing.line(.likelyRange, scale(forecast.p50), 40, scale(forecast.p80), 40)
    drawing.line(.median, scale(forecast.p50), 30, scale(forecast.p50), 50)
    var above: [(Day, String)] = []
    if let baseline {
      drawing.mark(.base, scale(baseline), 40)
      above.append((baseline, "baseline \(baseline.short)"))
    }
    if let needBy {
      drawing.line(.deadline, scale(needBy), 28, scale(needBy), 52)
      above.append((needBy, "need by \(needBy.short)"))
    }
    label(above, y: 20, axis, &drawing) { _ in true }
    let below = [("P10", forecast.p10), ("P50", forecast.p50), ("P80", forecast.p80), ("P90", forecast.p90)]
    label(below.map { ($1, "\($0) \($1.short)") }, y: 68, axis, &drawing) { $0 == 1 || $0 == 2 }
    return drawing
  }

  private static func label(
    _ labels: [(Day, String)], y: Double, _ axis: TimeAxis, _ drawing: inout Drawing, isImportant: (Int) -> Bool
  ) {
    let order = labels.indices.sorted { (labels[$0].0, $0) < (labels[$1].0, $1) }
    let places = order.map { index -> LabelPlacement.Label in
      .init(x: axis.scale(labels[index].0), text: labels[index].1, isImportant: isImportant(index))
    }
    let anchors = LabelPlacement.anchors(places, width: leastWidth, avoiding: axis.asOf, over: (0, 0))
    for (index, anchor) in zip(order, anchors) where anchor != .hidden {
      drawing.text(labels[index].1, axis.scale(labels[index].0), y) { label in
        label.anchor = anchor
        label.narrow = anchor
        label.ground = axis.ground(labels[index].0)
      }
    }
  }

  private static func describe(_ forecast: MilestoneForecast, _ milestone: Milestone) -> String {
    var text = "10 % by \(forecast.p10), 50 % by \(forecast.p50), 80 % by \(forecast.p80), "
    text += "90 % by \(forecast.p90)."
    if let baseline = milestone.baseline?.value.date { text += " Baseline \(baseline)." }
    if let needBy = milestone.needBy?.value { text += " Needed by \(needBy)." }
    return text
  }

  func markup(id: String) -> Markup {
    let caption = Drawing.Caption(id: id, title: title, description: description)
    return "<div class=\"pc\">\(axis.header())\(drawing.svg(height: ProbabilityChart.height, caption: caption))</div>"
  }

  func figure(_ model: SiteModel) -> Figure {
    Figure(
      title: title, description: description, width: 700, height: TimeAxis.height + ProbabilityChart.height + 8,
      parts: [
        .init(x: 30, y: 0, width: 640, height: TimeAxis.height, drawing: axis.pictureHeader),
        .init(x: 30, y: TimeAxis.height, width: 640, height: ProbabilityChart.height, drawing: drawing),
      ])
  }
}
