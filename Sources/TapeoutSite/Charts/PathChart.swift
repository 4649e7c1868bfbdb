import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// A driving path as a cascade: each step a bar from the one before it to its own date.
struct PathChart: Sendable {
  struct Step: Sendable {
    var milestone: MilestoneIndex
    var day: Day
    /// From the step before it, or from the status date.
    var days: Int
    /// Its total float; nil where nothing is known of it.
    var float: Int?
    var strip: Drawing
  }

  let steps: [Step]
  /// From the status date on; nil without a step.
  let axis: TimeAxis?

  /// - Parameters:
  ///   - path: milestones with dates, earliest first.
  ///   - depth: how many folders the page lies below the site's root.
  init(_ model: SiteModel, path: [MilestoneIndex], depth: Int = 0) {
    let dated = path.compactMap { index in model.scheduled(index).expected.map { (index, $0) } }
    let start = model.statusDate
    // Room at the right for the last bar's label.
    guard let last = dated.last?.1,
      let scale = TimeScale(showing: [start, last + max(last - start, 0) / 12 + 7], spanning: 56)
    else {
      (steps, axis) = ([], nil)
      return
    }
    let axis = TimeAxis(scale, statusDate: start, window: model.window, windowName: model.windowName)
    self.axis = axis
    var before = start
    steps = dated.map { index, day in
      var strip = Drawing(.percent)
      let (from, to) = (scale(before), scale(day))
      let link = Drawing.MarkLink(
        address: model.address(index, depth: depth), facts: model.facts(index), isTarget: true, isTabStop: false)
      if day > before {
        strip.add(.linkedLine(model.health(index) >= .late ? .lateStep : .step, x1: from, x2: to, y: 50, link))
      } else {
        strip.mark(Mark(model.health(index)), to, 50, link)
      }
      let float = model.scheduled(index).totalFloat
      strip.text(Wording.step(days: day - before, float: float), to, 50) {
        $0.dx = day > before ? 8 : 14
        $0.isCentred = true
        $0.ground = axis.ground(day)
      }
      defer { before = day }
      return Step(milestone: index, day: day, days: day - before, float: float, strip: strip)
    }
  }

  func figure(_ model: SiteModel) -> Figure {
    var figure = Figure(
      title: "\(model.title): driving path to the last launch as of \(model.statusDate)",
      description: steps.map { "\(model.milestones[$0.milestone].displayTitle) on \($0.day)" }
        .joined(separator: "; ") + ".",
      width: 1000, height: TimeAxis.height + steps.count * 30 + 12)
    let top = TimeAxis.height
    if let axis {
      figure.parts = [
        .init(x: 350, y: 0, width: 620, height: top, drawing: axis.pictureHeader),
        .init(x: 350, y: top, width: 620, height: steps.count * 30 + 6, drawing: axis.background),
      ]
    }
    for (row, step) in steps.enumerated() {
      var names = Drawing(.percent)
      names.text(Wording.cutMiddle(model.milestones[step.milestone].displayTitle, 36), 0, 50) {
        $0.isBold = true
        $0.dx = 8
        $0.isCentred = true
      }
      names.text(step.day.description, 100, 50) {
        $0.anchor = .end
        $0.dx = -20
        $0.isCentred = true
      }
      figure.parts.append(.init(x: 0, y: top + row * 30 + 6, width: 350, height: 30, drawing: names))
      figure.parts.append(.init(x: 350, y: top + row * 30 + 6, width: 620, height: 30, drawing: step.strip))
    }
    return figure
  }
}
