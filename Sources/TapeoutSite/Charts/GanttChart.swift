import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// The Gantt chart of a chip: a row for each phase of finished work, then one for each open milestone in the order of
/// dependencies, and one for the launch with its risks.
struct GanttChart: Sendable {
  /// Of an open milestone; places are percent of the canvas of ``GanttChart/windows``.
  struct Bar: Sendable {
    var milestone: MilestoneIndex
    var day: Day
    var x: Double
    /// When work on it can have begun; nil where that is no earlier.
    var start: Double?
    /// Nil where it is the day itself, or none.
    var baseline: Double?
    var mark: Mark
    /// On the driving path to the launch.
    var isDriving: Bool
    /// Its day is the earliest one that is possible, or not even that.
    var isDated: Bool
    var date: String
    /// The slip; nil where there is none.
    var label: String?
    /// Where the label's mark stands: its own, or the baseline's where that lies just right of it.
    var labelX: Double
    /// The views in which the label stands left of its mark, because the chart ends right of it.
    var flipped: [GanttWindows.View]
  }

  /// The finished milestones of a phase.
  struct Folded: Sendable {
    var title: String
    /// What the title leads to: a milestone that stands alone; nil for several.
    var only: MilestoneIndex?
    /// How much of the phase it is: `4 of 6 done`; of one alone, its date.
    var note: String
    /// When the last of several happened: `by Mar 2026`.
    var last: String
    /// By date.
    var marks: [(milestone: MilestoneIndex, x: Double, isTarget: Bool)]
  }

  enum Row: Sendable {
    case folded(Folded)
    case bar(Bar)
    case whisker(Whisker)
  }

  let windows: GanttWindows
  let axis: GanttAxis
  let rows: [Row]
  /// The driving path from row to row, where its steps follow each other in the chart.
  let path: [(from: Int, to: Int, x: Double)]
  /// The same by the row that a step starts from.
  let nextOnPath: [Int: Int]
  /// The row of each open milestone.
  let rowOf: [MilestoneIndex: Int]
  let description: String
  /// How many milestones left the plan: they have no row.
  let dropped: Int

  /// Nil where no milestone has a date.
  init?(_ model: SiteModel, chip: ChipIndex) {
    var days: (first: Day, last: Day)?
    var (lastOpen, lastMark): (Day?, Day?) = (nil, nil)
    func show(_ day: Day) { days = days.map { (min($0.first, day), max($0.last, day)) } ?? (day, day) }
    let order = model.places.order[chip].filter { model.health($0) != .dropped }
    for index in order {
      if let day = model.place(index) { show(day) }
      if let day = model.baselineDay(index) { show(day) }
      guard !model.milestones[index].isDone else { continue }
      let likely = [
        model.forecast.milestones[index]?.p80, model.place(index), model.baselineDay(index), model.statusDate,
      ].compactMap { $0 }.max()
      lastOpen = [lastOpen, likely].compactMap { $0 }.max()
      lastMark = [lastMark, model.place(index)].compactMap { $0 }.max()
    }
    guard let days else { return nil }
    let windows = GanttWindows(
      showing: days.first...max(days.last, lastOpen ?? days.last), open: lastOpen, lastMark: lastMark,
      statusDate: model.statusDate,
      launchWindow: model.window)
    let driving = Set(model.schedule.chips[chip].drivingPath)
    let done = order.filter { model.milestones[$0].isDone }
    var rows = GanttChart.folds(model, done, counted: order, windows).map(Row.folded)
    var rowOf: [MilestoneIndex: Int] = [:]
    for index in order where !model.milestones[index].isDone {
      rowOf[index] = rows.count
      rows.append(.bar(GanttChart.bar(model, index, windows, isDriving: driving.contains(index))))
    }
    if let whisker = Whisker(model, model.launches[chip]) { rows.append(.whisker(whisker)) }
    let steps = model.schedule.chips[chip].drivingPath
    path = zip(steps, steps.dropFirst()).compactMap { one, other in
      guard let from = rowOf[one], let to = rowOf[other], let day = model.scheduled(one).expected else { return nil }
      return (from, to, windows(day))
    }
    nextOnPath = Dictionary(path.map { ($0.from, $0.to) }, uniquingKeysWith: { first, _ in first })
    self.windows = windows
    axis = GanttAxis(windows, windowName: model.windowName)
    self.rows = rows
    self.rowOf = rowOf
    description = GanttChart.describe(model, chip)
    dropped = model.plan.chips[chip].milestones.count - order.count
  }

  private static func describe(_ model: SiteModel, _ chip: ChipIndex) -> String {
    let milestones = model.plan.chips[chip].milestones
    let (done, counted) = model.countDone(milestones)
    var text = "\(Wording.counted(milestones.count, "milestone")); \(done) of \(counted) done. "
    if let launch = model.plan.chips[chip].launch, let day = model.scheduled(launch).expected,
      !model.milestones[launch].isDone
    {
      let path = model.schedule.chips[chip].drivingPath.map { model.milestones[$0].displayTitle }
      text += "The driving path runs through \(Wording.list(path)) on \(day). "
    }
    return text + "The rows below and the table of all milestones hold every value."
  }

  // MARK: Rows

  /// A row for each phase with finished milestones, by the first of their days.
  ///
  /// - Parameter done: in the order in which they are read.
  private static func folds(
    _ model: SiteModel, _ done: [MilestoneIndex], counted: [MilestoneIndex], _ windows: GanttWindows
  ) -> [Folded] {
    var totals: [Phase: Int] = [:]
    for index in counted { totals[model.phase(index), default: 0] += 1 }
    var phases: [Phase: [(day: Day, milestone: MilestoneIndex)]] = [:]
    for index in done {
      if let day = model.scheduled(index).expected { phases[model.phase(index), default: []].append((day, index)) }
    }
    let sorted = phases.mapValues { $0.sorted { ($0.day, $0.milestone) < ($1.day, $1.milestone) } }
      .sorted { ($0.value[0].day, $0.key.order) < ($1.value[0].day, $1.key.order) }
    let width = GanttWindows.Size.wide.width * Double(windows.end - windows.first) / Double(windows.window(.all).days)
    let leastGap = Drawing.MarkLink.leastGap(in: width)
    return sorted.map { phase, members in
      let places = members.map { windows($0.day) }
      let marks = members.indices.map { place -> (MilestoneIndex, Double, Bool) in
        let isNear = [place - 1, place + 1].contains {
          places.indices.contains($0) && abs(places[$0] - places[place]) < leastGap
        }
        return (members[place].milestone, places[place], !isNear)
      }
      let last = members[members.count - 1]
      // No phase is named for a milestone alone: its own name says more.
      let only = members.count == 1 ? last.milestone : nil
      return Folded(
        title: only.map { model.milestones[$0].displayTitle } ?? phase.title, only: only,
        note: only == nil
          ? "\(Wording.part(members.count, of: totals[phase] ?? members.count)) done"
          : (model.date(last.milestone) ?? .day(last.day)).short(besides: model.statusDate),
        last: "by \(Wording.month(last.day))",
        marks: marks.map { (milestone: $0.0, x: $0.1, isTarget: $0.2) })
    }
  }

  private static func bar(
    _ model: SiteModel, _ index: MilestoneIndex, _ windows: GanttWindows, isDriving: Bool
  ) -> Bar {
    let expected = model.scheduled(index).expected
    let day = expected ?? max(model.place(index) ?? model.statusDate, model.statusDate)
    let x = windows(day)
    let baseline = model.baselineDay(index).flatMap { $0 == day ? nil : $0 }
    let slip = model.scheduled(index).slipDays == 0 ? nil : model.slipText(index)
    let words = [slip, model.health(index) == .blocked ? "blocked" : nil].compactMap { $0 }
    let label = words.isEmpty ? nil : words.joined(separator: " ")
    let start = (expected == nil ? nil : model.start(index)).flatMap { $0 < day ? windows($0) : nil }
    var bar = Bar(
      milestone: index, day: day, x: x, start: start, baseline: baseline.map { windows($0) },
      mark: Mark(model.health(index)), isDriving: isDriving, isDated: expected != nil,
      date: date(model, index, day), label: label, labelX: x, flipped: [])
    guard let label else { return bar }
    // What stands just right of the mark would be cut by the label.
    var labelDay = day
    if let baseline, baseline > day {
      let view = GanttWindows.View(name: windows.windows[0].name, size: .wide)
      if windows.pixels(baseline, in: view) - windows.pixels(day, in: view) < 60 {
        (labelDay, bar.labelX) = (baseline, windows(baseline))
      }
    }
    let length = LabelPlacement.width(of: label) + 16
    bar.flipped = windows.views.filter { view in
      let place = windows.pixels(labelDay, in: view)
      return (0...view.size.width).contains(place) && view.size.width - place < length
    }
    return bar
  }

  private static func date(_ model: SiteModel, _ index: MilestoneIndex, _ day: Day) -> String {
    if model.isOverdue(index) { return "overdue" }
    if let date = model.date(index) { return date.short(besides: model.statusDate) }
    return model.earliest(index).map { "not before \(PlanDate.day($0).short(besides: model.statusDate))" } ?? "no date"
  }

  /// Whether a name takes two lines on paper, where none is cut.
  func hasLongName(_ model: SiteModel) -> Bool {
    barRows.contains { model.milestones[$0.milestone].displayTitle.unicodeScalars.count > 44 }
  }

  /// The rows of open milestones.
  var barRows: [Bar] {
    rows.compactMap { if case .bar(let bar) = $0 { bar } else { nil } }
  }
}
