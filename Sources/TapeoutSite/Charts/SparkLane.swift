import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// A launch on one line of a table: above it the baseline, on it what happened, the gates, the plan and the whisker.
enum SparkLane {
  static let height = 44
  private static let baselineY = 10.0
  private static let railY = 22.0
  /// Nothing is drawn nearer to an edge, in percent: half of a mark would be cut off.
  private static let inset = 1.0

  static func draw(_ model: SiteModel, chip: ChipIndex, axis: TimeAxis) -> Drawing {
    var drawing = Drawing()
    let scale = axis.scale
    func x(_ day: Day) -> Double { min(max(scale(day), inset), 100 - inset) }
    let gates = model.gates(ofChip: chip)
    let launch = model.plan.chips[chip].launch.flatMap { model.health($0) == .dropped ? nil : $0 }
    guard let end = launch ?? gates.last, let day = model.place(end) else {
      if let asOf = axis.asOf { drawing.mark(Mark(model.schedule.chips[chip].health), asOf, railY) }
      return drawing
    }
    let isDated = model.scheduled(end).expected != nil
    let days = gates.compactMap(model.place)
    if let first = days.min(), first < model.statusDate {
      drawing.line(.pastRail, x(first), railY, x(min(day, model.statusDate)), railY)
    }
    if day > model.statusDate {
      let isBlocked = model.schedule.chips[chip].health == .blocked
      drawing.line(
        isBlocked ? .openEnd : .forecastRail, x(max(days.min() ?? day, model.statusDate)), railY, x(day), railY)
    }
    for gate in gates where gate != end {
      guard let place = model.place(gate), scale(place) > inset else { continue }
      drawing.line(
        model.milestones[gate].isDone ? .gateDone : .gateToCome, x(place), railY - 4, x(place), railY + 4)
    }
    if let baseline = model.baselineDay(end) {
      if isDated, abs(day - baseline) >= 7 {
        let isLate = model.schedule.chips[chip].health == .late
        drawing.line(isLate ? .lateSlip : .slip, x(min(baseline, day)), baselineY, x(max(baseline, day)), baselineY)
      }
      drawing.mark(.smallBase, x(baseline), baselineY)
    }
    if let whisker = Whisker(model, model.launches[chip]) { whisker.draw(at: railY, axis: axis, to: &drawing) }
    if !isDated {
      drawing.line(.openArrow, x(day), railY, 99, railY)
      drawing.mark(.open, 99, railY)
      if model.schedule.chips[chip].health == .blocked, day > model.statusDate {
        drawing.mark(.block, x(model.statusDate), railY)
      }
    }
    let mark = isDated && model.milestones[end].isDone ? Mark.done : Mark(model.health(end))
    let link = Drawing.MarkLink(
      address: model.address(end, depth: 0), facts: model.facts(end), isTarget: true, isTabStop: false)
    drawing.mark(mark, x(day), railY, link)
    return drawing
  }
}
