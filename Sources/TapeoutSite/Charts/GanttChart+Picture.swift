import TapeoutModel
import TapeoutWording

/// The chart as a picture file: the window that the page opens with.
extension GanttChart {
  func figure(_ model: SiteModel, chip: ChipIndex) -> Figure {
    let (left, width) = (310, 820)
    let window = windows.windows[0]
    let top = TimeAxis.height
    let height = rows.count * GanttChart.rowHeight
    var figure = Figure(
      title: "\(model.plan.chips[chip].displayTitle): milestones as of \(model.statusDate)",
      description: description, width: left + width + 100, height: top + height + 10)
    guard let scale = TimeScale(showing: [window.first, window.end - 1], spanning: 1) else { return figure }
    let time = TimeAxis(
      scale, statusDate: model.statusDate, window: model.window, windowName: model.windowName)
    figure.parts = [
      .init(x: left, y: 0, width: width, height: top, drawing: time.pictureHeader),
      .init(x: left, y: top, width: width, height: height, drawing: time.background),
      .init(x: left, y: top, width: width, height: height, drawing: pictureOfPath(window)),
    ]
    for (row, content) in rows.enumerated() {
      let y = top + row * GanttChart.rowHeight + GanttChart.rowHeight / 2
      var names = Drawing()
      let (name, date, isBold) = texts(of: content, model)
      names.text(Wording.cutMiddle(name, isBold ? 34 : 38), 0, 0) {
        $0.isBold = isBold
        $0.dx = 8
        $0.isCentred = true
      }
      names.text(date, 100, 0) {
        $0.isBold = isBold
        $0.dx = -14
        $0.anchor = .end
        $0.isCentred = true
      }
      figure.parts.append(.init(x: 0, y: y, width: left, height: 0, drawing: names))
      figure.parts.append(.init(x: left, y: y, width: width, height: 0, drawing: strip(content, window, model)))
    }
    return figure
  }

  private func texts(of row: Row, _ model: SiteModel) -> (name: String, date: String, isBold: Bool) {
    switch row {
    case .folded(let folded): (folded.title, folded.only == nil ? "\(folded.note) \(folded.last)" : folded.note, false)
    case .bar(let bar): (model.milestones[bar.milestone].displayTitle, bar.date, bar.isDriving)
    case .whisker(let whisker):
      (
        "Launch, P50 to P80",
        (whisker.isBound ? "≥ " : "") + PlanDate.day(whisker.p50).short(besides: model.statusDate), false
      )
    }
  }

  /// A place of the canvas in a window, in percent; nil outside.
  private func place(_ x: Double, in window: GanttWindows.Window) -> Double? {
    let place = clamped(x, in: window)
    return place >= 0 && place <= 100 ? place : nil
  }

  private func clamped(_ x: Double, in window: GanttWindows.Window) -> Double {
    (x / 100 * Double(windows.end - windows.first) - Double(window.first - windows.first)) / Double(window.days) * 100
  }

  private func line(
    _ style: ChartStyle, _ from: Double, _ to: Double, in window: GanttWindows.Window, to drawing: inout Drawing
  ) {
    let start = max(clamped(from, in: window), 0)
    let end = min(clamped(to, in: window), 100)
    if start < end { drawing.line(style, start, 0, end, 0) }
  }

  private func strip(_ row: Row, _ window: GanttWindows.Window, _ model: SiteModel) -> Drawing {
    var strip = Drawing()
    func mark(_ mark: Mark, _ x: Double) { if let x = place(x, in: window) { strip.mark(mark, x, 0) } }
    switch row {
    case .folded(let folded):
      if let first = folded.marks.first, let last = folded.marks.last {
        line(.bracket, first.x, last.x, in: window, to: &strip)
      }
      for own in folded.marks { mark(Mark(model.health(own.milestone)), own.x) }
    case .bar(let bar):
      if let start = bar.start { line(bar.isDriving ? .criticalWork : .work, start, bar.x, in: window, to: &strip) }
      if !bar.isDated { line(.openArrow, bar.x, 1000, in: window, to: &strip) }
      if let baseline = bar.baseline { mark(.base, baseline) }
      mark(bar.mark, bar.x)
      if let label = bar.label, let x = place(bar.labelX, in: window) {
        let isFlipped = bar.flipped.contains(GanttWindows.View(name: window.name, size: .wide))
        strip.text(label, x, 0) {
          $0.dx = isFlipped ? -12 : 12
          $0.anchor = isFlipped ? .end : .start
          $0.isCentred = true
          $0.ground = windows.launchWindow?.contains(bar.day) == true ? .window : .paper
        }
      }
    case .whisker(let whisker):
      let (p50, p80) = (windows(whisker.p50), windows(whisker.p80))
      if let from = place(p50, in: window), let to = place(p80, in: window) {
        strip.add(.whisker(whisker.mark, from: from, median: from, to: to, y: 0))
      }
    }
    return strip
  }

  private func pictureOfPath(_ window: GanttWindows.Window) -> Drawing {
    var drawing = Drawing(.percent)
    func y(_ row: Int) -> Double { (Double(row) + 0.5) / Double(rows.count) * 100 }
    var lines: [[Drawing.Point]] = []
    for step in path where step.from < step.to {
      guard let x = place(step.x, in: window) else { continue }
      lines.append([.init(x: x, y: y(step.from)), .init(x: x, y: y(step.to))])
    }
    if !lines.isEmpty { drawing.add(.path(.criticalDependency, lines)) }
    for line in lines { drawing.mark(.criticalFromAbove, line[1].x, line[1].y) }
    return drawing
  }
}
