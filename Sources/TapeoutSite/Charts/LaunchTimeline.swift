import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// All chips on one scale of time: the picture of the program.
struct LaunchTimeline: Sendable {
  /// With more chips, each gets one line.
  static let mostFullLanes = 12

  let axis: TimeAxis
  let isCompact: Bool
  let lanes: IndexedArray<ChipIndex, LaunchLane>

  /// Nil without a date to show.
  init?(_ model: SiteModel) {
    let chips = model.plan.chips.indices
    var days: [Day] = [model.statusDate]
    for chip in chips {
      for gate in LaunchLane.gates(model, chip) {
        if let day = model.place(gate) { days.append(day) }
        if let day = model.baselineDay(gate) { days.append(day) }
      }
      if let p80 = model.launches[chip].p80 { days.append(p80) }
    }
    if days.count == 1 { return nil }
    if let window = model.window { days += [window.upperBound] }
    guard let scale = TimeScale(showing: days) else { return nil }
    axis = TimeAxis(scale, statusDate: model.statusDate, window: model.window, windowName: model.windowName)
    isCompact = chips.count > LaunchTimeline.mostFullLanes
    let (axis, isCompact) = (axis, isCompact)
    lanes = IndexedArray(chips.map { LaunchLane(model, chip: $0, axis: axis, isCompact: isCompact) })
  }

  /// The band and the rules behind every lane: drawn once, used by each.
  var groundSymbol: Markup {
    "<svg class=\"sp\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs><g id=\"pg\">\(axis.background)</g></defs></svg>"
  }

  func svg(lane chip: ChipIndex, _ model: SiteModel) -> Markup {
    let lane = lanes[chip]
    let id = "lane-\(model.plan.chips[chip].id)"
    let caption = Drawing.Caption(
      id: id, title: "\(model.plan.chips[chip].displayTitle) timeline", description: lane.description)
    return """
      <svg class="ch" height="\(lane.height)" role="img" aria-labelledby="\(id)-t \(id)-d">\(caption.markup)\
      <use href="#pg"/>\(lane.drawing)</svg>
      """
  }

  func figure(_ model: SiteModel) -> Figure {
    let left = 190
    let width = 860
    var figure = Figure(
      title: "\(model.title): launch timeline as of \(model.statusDate)",
      description: zip(model.plan.chips, lanes).map { "\($0.displayTitle): \($1.description)" }.joined(separator: " "),
      width: left + width + 70, height: 0)
    figure.parts.append(.init(x: left, y: 0, width: width, height: TimeAxis.height, drawing: axis.pictureHeader))
    var y = TimeAxis.height
    for chip in lanes.indices {
      let lane = lanes[chip]
      figure.parts.append(.init(x: left, y: y, width: width, height: lane.height, drawing: axis.background))
      var names = Drawing()
      let middle = Double(lane.height) / 2
      names.text(Wording.cut(model.plan.chips[chip].displayTitle, 27), 0, middle - (isCompact ? -4 : 4)) {
        $0.isBold = true
        $0.dx = 8
      }
      if !isCompact { names.text(model.schedule.chips[chip].health.title, 0, middle + 14) { $0.dx = 8 } }
      figure.parts.append(.init(x: 0, y: y, width: left, height: lane.height, drawing: names))
      figure.parts.append(.init(x: left, y: y, width: width, height: lane.height, drawing: lane.drawing))
      y += lane.height
    }
    figure.height = y + 8
    return figure
  }
}
