import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// The Gantt chart of a chip: a row for each milestone in the order in which they are read, over them time and
/// dependencies.
struct GanttChart: Sendable {
  static let rowHeight = 28
  /// With more milestones, a stretch of finished ones keeps one row.
  static let mostRows = 40
  /// Shorter stretches are not folded: their row would save too little.
  private static let leastFolded = 3

  /// Neighbouring rows of one phase, or a folded stretch.
  struct Group: Sendable {
    var rows: [Row]
    /// What a folded stretch is called, and the day of its last milestone; nil where the rows stand for themselves.
    var folded: (title: String, date: String, strip: Drawing)?
  }

  struct Row: Sendable {
    var milestone: MilestoneIndex
    var date: String
    var isCritical: Bool
    var isDropped: Bool
    var strip: Drawing
  }

  let axis: TimeAxis
  let groups: [Group]
  let dependencies: Drawing
  let description: String
  let rowCount: Int

  /// Nil where no milestone has a date.
  init?(_ model: SiteModel, chip: ChipIndex) {
    let launch = model.plan.chips[chip].launch
    var days: [Day] = [model.statusDate]
    for index in model.plan.chips[chip].milestones {
      if let day = model.scheduled(index).expected { days.append(day) }
      if let day = model.baselineDay(index) { days.append(day) }
    }
    if days.count == 1 { return nil }
    if let launch, let p80 = model.forecast.milestones[launch]?.p80 { days.append(p80) }
    // A window far away would squeeze the work into a corner: it is shown where the work comes near it.
    if let window = model.window, let last = days.max(), window.lowerBound - last < 366 {
      days.append(window.upperBound)
    }
    guard let scale = TimeScale(showing: days) else { return nil }
    axis = TimeAxis(scale, statusDate: model.statusDate, window: model.window, windowName: model.windowName)

    let stretches = GanttChart.stretches(model, model.places.order[chip])
    let layout = GanttLayout(stretches)
    let links = DependencyLines(of: model, in: layout, along: axis)
    let axis = axis
    groups = stretches.map { stretch in
      guard !stretch.isFolded else {
        return Group(rows: [], folded: GanttChart.fold(stretch.milestones, of: model, along: axis))
      }
      return Group(rows: stretch.milestones.map { GanttChart.row(model, $0, axis, isLaunch: $0 == launch, links) })
    }
    dependencies = links.drawing
    rowCount = layout.count
    description = GanttChart.describe(model, chip)
  }

  /// Milestones that follow each other, of one phase or folded.
  struct Stretch {
    var milestones: [MilestoneIndex]
    var isFolded = false
  }

  private static func stretches(_ model: SiteModel, _ order: [MilestoneIndex]) -> [Stretch] {
    func isFinished(_ index: MilestoneIndex) -> Bool {
      model.milestones[index].isDone || model.health(index) == .dropped
    }
    var stretches: [Stretch] = []
    var rest = order[...]
    while let first = rest.first {
      let finished = rest.prefix(while: isFinished)
      let isFolded = order.count > mostRows && finished.count >= leastFolded
      // Of a long chart, a phase ends where the next stretch to fold begins.
      let phase = model.phase(first)
      let next = isFolded ? finished : rest.prefix { model.phase($0) == phase && isFinished($0) == isFinished(first) }
      let joins = !isFolded && stretches.last.map { !$0.isFolded && model.phase($0.milestones[0]) == phase } ?? false
      if joins {
        stretches[stretches.count - 1].milestones += next
      } else {
        stretches.append(Stretch(milestones: Array(next), isFolded: isFolded))
      }
      rest = rest.dropFirst(next.count)
    }
    return stretches
  }

  private static func describe(_ model: SiteModel, _ chip: ChipIndex) -> String {
    let milestones = model.plan.chips[chip].milestones
    let (done, counted) = model.countDone(milestones)
    var text = "\(Wording.counted(milestones.count, "milestone")); \(done) of \(counted) done. "
    if let launch = model.plan.chips[chip].launch, let day = model.scheduled(launch).expected,
      !model.milestones[launch].isDone
    {
      let path = model.schedule.chips[chip].drivingPath.map { model.milestones[$0].displayTitle }
      text += "The critical path runs through \(Wording.list(path)) on \(day). "
    }
    return text + "The milestone table below holds every value."
  }

  // MARK: Rows

  /// The one row of finished milestones: `12 milestones done, 1 dropped`, with their marks.
  private static func fold(_ milestones: [MilestoneIndex], of model: SiteModel, along axis: TimeAxis) -> (
    title: String, date: String, strip: Drawing
  ) {
    let (done, _) = model.countDone(milestones)
    let dropped = milestones.count - done
    var title = done > 0 ? "\(Wording.counted(done, "milestone")) done" : ""
    if dropped > 0 { title += done > 0 ? ", \(dropped) dropped" : "\(Wording.counted(dropped, "milestone")) dropped" }
    var strip = Drawing()
    let live = milestones.filter { model.health($0) != .dropped }
    let ends = live.compactMap { model.scheduled($0).expected }
    guard let first = (live.compactMap(model.start) + ends).min(), let last = ends.max() else {
      return (title, "–", strip)
    }
    let from = max(0, axis.scale(first))
    strip.line(.bracket, from, 0, axis.scale(last), 0)
    strip.mark(.tick, from, 0)
    strip.mark(.tick, axis.scale(last), 0)
    for index in live {
      if let day = model.scheduled(index).expected { strip.mark(Mark(model.health(index)), axis.scale(day), 0) }
    }
    return (title, PlanDate.day(last).short, strip)
  }

  private static func row(
    _ model: SiteModel, _ index: MilestoneIndex, _ axis: TimeAxis, isLaunch: Bool, _ links: DependencyLines
  ) -> Row {
    var milestone: Milestone { _read { yield model.milestones[index] } }
    let health = model.health(index)
    let isCritical = model.scheduled(index).isCritical && !milestone.isDone
    var row = Row(
      milestone: index, date: model.isOverdue(index) ? "overdue" : model.date(index)?.short ?? "–",
      isCritical: isCritical, isDropped: health == .dropped,
      strip: Drawing())
    let scale = axis.scale
    guard let day = model.scheduled(index).expected else {
      // Without a date: its baseline, and its mark where the reader looks for what is open.
      if let baseline = model.baselineDay(index) { row.strip.mark(.base, scale(baseline), 0) }
      if health != .dropped, let asOf = axis.asOf {
        row.strip.line(health == .blocked ? .openEnd : .forecastRail, asOf, 0, 100, 0)
        row.strip.mark(Mark(health), asOf, 0)
      } else if health == .dropped, let baseline = model.baselineDay(index) {
        row.strip.mark(.drop, scale(baseline), 0)
      }
      return row
    }
    let x = scale(day)
    var begin = x
    if let start = model.start(index), start < day {
      let from = max(0, scale(start))
      // Shorter bars hide under the mark.
      if x - from >= 1 {
        row.strip.line(isCritical ? .criticalWork : .work, from, 0, x, 0)
        begin = from
      }
    }
    if let baseline = model.baselineDay(index), baseline != day { row.strip.mark(.base, scale(baseline), 0) }
    // What stands right of the mark, where the label would lie over it.
    var end = x
    if isLaunch, let whisker = Whisker(model, model.launches[milestone.chip]) {
      end = max(end, scale(whisker.p80) - 1)
      whisker.draw(at: 0, axis: axis, to: &row.strip)
    }
    row.strip.mark(Mark(health), x, 0)
    if let text = label(model, index, health) {
      let length = (12 + Double(text.unicodeScalars.count) * 6.6) / 620 * 100
      if let baseline = model.baselineDay(index), scale(baseline) > x, scale(baseline) - x < length + 1.5 {
        end = max(end, scale(baseline))
      }
      // Right of the mark, right of what stands there or of a critical drop that would cut it; at the edge left of the
      // bar, else of the mark.
      let clear = links.clearPlace(for: text, at: end, row: index)
      let isFlipped = clear > 92 || clear + length > 100
      if let baseline = model.baselineDay(index), scale(baseline) < begin, begin - scale(baseline) < length + 1.5 {
        begin = scale(baseline)
      }
      row.strip.text(text, isFlipped ? (begin > length ? begin : x) : clear, 0) { label in
        label.dx = isFlipped ? -12 : 12
        label.anchor = isFlipped ? .end : .start
        label.isCentred = true
        label.ground = axis.ground(day)
      }
    }
    return row
  }

  private static func label(_ model: SiteModel, _ index: MilestoneIndex, _ health: Health) -> String? {
    let slip = model.scheduled(index).slipDays == 0 ? nil : model.slipText(index)
    guard health == .blocked else { return slip }
    return slip.map { "\($0) blocked" } ?? "blocked"
  }
}

/// Which row of the chart each milestone stands in.
struct GanttLayout: Sendable {
  private(set) var rows: [MilestoneIndex: Int] = [:]
  private(set) var count = 0

  init(_ stretches: [GanttChart.Stretch]) {
    for stretch in stretches {
      for index in stretch.milestones {
        rows[index] = count
        if !stretch.isFolded { count += 1 }
      }
      if stretch.isFolded { count += 1 }
    }
  }

  /// The middle of a milestone's row, in percent of the height of all.
  func y(_ milestone: MilestoneIndex) -> Double? {
    rows[milestone].map { (Double($0) + 0.5) / Double(count) * 100 }
  }
}
