import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// All chips on one scale of time: the picture of the program.
struct LaunchTimeline: Sendable {
  /// With more chips, each gets a row of a table.
  static let mostFullLanes = 8
  /// Where the picture of the first part lies.
  static let file = "charts/launch-timeline.svg"

  let axis: TimeAxis
  let isCompact: Bool
  private let chips: Range<ChipIndex>
  /// Of a few chips.
  private let lanes: [LaunchLane]
  /// Of many.
  private let sparks: [Drawing]

  /// - Parameter chips: those that have a lane, and from whose dates the scale is made.
  /// - Returns: nil without a date to show.
  init?(_ model: SiteModel, chips: Range<ChipIndex>) {
    var days: [Day] = [model.statusDate]
    for chip in chips {
      for gate in LaunchLane.gates(model, chip) {
        if let day = model.place(gate) { days.append(day) }
        if let day = model.baselineDay(gate) { days.append(day) }
      }
      if let p80 = model.launches[chip].p80 { days.append(p80) }
    }
    if days.count == 1 { return nil }
    var windowName = model.windowName
    if let end = model.window?.upperBound, let first = days.min(), let last = days.max() {
      // Never more than a third empty: a window that ends later is said to.
      if (end - last) * 3 <= end - first { days.append(end) } else { windowName = Wording.windowUntil(end) }
    }
    guard let scale = TimeScale(showing: days) else { return nil }
    axis = TimeAxis(scale, statusDate: model.statusDate, window: model.window, windowName: windowName)
    isCompact = model.plan.chips.count > LaunchTimeline.mostFullLanes
    let (axis, isCompact) = (axis, isCompact)
    lanes = isCompact ? [] : chips.map { LaunchLane(model, chip: $0, axis: axis) }
    sparks = isCompact ? chips.map { SparkLane.draw(model, chip: $0, axis: axis) } : []
    self.chips = chips
  }

  func lane(_ chip: ChipIndex) -> LaunchLane { lanes[chips.lowerBound.distance(to: chip)] }

  func spark(_ chip: ChipIndex) -> Markup {
    """
    <svg class="ch" height="\(SparkLane.height)" aria-hidden="true"><use href="#pg"/>\
    \(sparks[chips.lowerBound.distance(to: chip)])</svg>
    """
  }

  /// The band and the rules behind every lane: drawn once, used by each.
  var groundSymbol: Markup {
    "<svg class=\"sp\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs><g id=\"pg\">\(axis.background)</g></defs></svg>"
  }

  func svg(lane chip: ChipIndex, _ model: SiteModel) -> Markup {
    let lane = lane(chip)
    let id = "lane-\(model.plan.chips[chip].id)"
    let caption = Drawing.Caption(
      id: id, title: "\(model.plan.chips[chip].displayTitle) timeline", description: lane.description)
    return """
      <svg class="ch" height="\(lane.height)" role="\(literal: lane.cards.isEmpty ? "img" : "document")" \
      aria-labelledby="\(id)-t" aria-describedby="\(id)-d">\(caption.markup)<use class="lg" href="#pg"/>\(lane.drawing)\
      \(cards(of: lane, chip, model))</svg>
      """
  }

  /// The cards of the marks, after all that they may lie over.
  private func cards(of lane: LaunchLane, _ chip: ChipIndex, _ model: SiteModel) -> Markup {
    var html = Markup()
    for case .link(_, let x, let y, let link) in lane.drawing.elements {
      guard let card = link.card else { continue }
      html += "<foreignObject class=\"fob f\(card.number)\(literal: x > MarkCard.turningPoint ? " fl" : "")"
      // The last of several lanes has no lane below it that a card could lie over.
      if chips.count > 2, chip.advanced(by: 1) == chips.upperBound { html.literal(" up") }
      html += "\" x=\"\(x)%\" y=\"\(y)\" width=\"\(MarkCard.width)\" height=\"1\">"
      MarkCard.write(model, lane.cards[card.number - 1].milestone, id: card.id, to: &html)
      html.literal("</foreignObject>")
    }
    return html
  }

  func figure(_ model: SiteModel) -> Figure {
    let left = isCompact ? 260 : 190
    let width = 860
    let order = isCompact ? LaunchGroup.all(model, self, chips: chips).flatMap(\.chips) : Array(chips)
    let descriptions = order.map { chip in
      let words = isCompact ? model.plan.chips[chip].launch.map(model.facts) ?? "no launch" : lane(chip).description
      return "\(model.plan.chips[chip].displayTitle): \(words)\(isCompact ? "." : "")"
    }
    var figure = Figure(
      title: "\(model.title): launch timeline as of \(model.statusDate)",
      description: descriptions.joined(separator: " "), width: left + width + 70, height: 0)
    figure.parts.append(.init(x: left, y: 0, width: width, height: TimeAxis.height, drawing: axis.pictureHeader))
    var y = TimeAxis.height
    for chip in order {
      let drawing = isCompact ? sparks[chips.lowerBound.distance(to: chip)] : lane(chip).drawing
      let height = isCompact ? SparkLane.height : lane(chip).height
      figure.parts.append(.init(x: left, y: y, width: width, height: height, drawing: axis.background))
      var names = Drawing()
      let middle = Double(height) / 2
      names.text(
        Wording.cutMiddle(model.plan.chips[chip].displayTitle, isCompact ? 36 : 27), 0, middle - (isCompact ? -4 : 4)
      ) {
        $0.isBold = true
        $0.dx = 8
      }
      if !isCompact { names.text(model.schedule.chips[chip].health.title, 0, middle + 14) { $0.dx = 8 } }
      figure.parts.append(.init(x: 0, y: y, width: left, height: height, drawing: names))
      figure.parts.append(.init(x: left, y: y, width: width, height: height, drawing: drawing))
      y += height
    }
    figure.height = y + 8
    return figure
  }
}
