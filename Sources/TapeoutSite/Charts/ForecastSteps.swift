import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// What was said about the date of one milestone: an entry each time that something new was said.
struct ForecastSteps: Sendable {
  struct Entry: Sendable {
    /// The day on which it was said; of what is done, the day that it was.
    var day: Day
    /// As precisely as it was stated; nil for to be determined.
    var date: PlanDate?
    /// In days, from the date before it; nil for the first, and where either is to be determined.
    var move: Int?
    var reason: String?
    /// Whether the file only gives a reason that it gave for an older move.
    var hasOldReason = false
    /// The milestone whose move it only follows: a place in ``Plan/milestones``.
    var cause: MilestoneIndex?
    /// Whether it was given up.
    var isDropped = false
    /// Where the plan of record was changed: from what, to what.
    var baselines: Baselines?
    var isDone: Bool
    /// The day before it had passed, and nobody had stated another.
    var isOverdue: Bool

    struct Baselines: Sendable {
      var from: StatedDate?
      var to: StatedDate?
    }
  }

  /// Oldest first.
  let entries: [Entry]
  /// The last day across: the status date, or when it was done.
  let end: Day
  /// The plan of record from each of these days on.
  let baselines: [(day: Day, date: Day)]
  let isLate: Bool
  let title: String

  /// Nil with fewer than two estimates.
  init?(_ model: SiteModel, milestone index: MilestoneIndex) {
    let series = model.content.trend.series[index]
    guard series.count > 1 else { return nil }
    var milestone: Milestone { _read { yield model.milestones[index] } }
    let entries = ForecastSteps.entries(model.content.trend, index)
    guard let first = entries.first, let last = entries.last else { return nil }
    self.entries = entries
    end = max(last.isDone ? last.day : model.statusDate, first.day + 1)
    isLate = model.health(index) == .late
    title = "\(milestone.displayTitle): what its date was thought to be"
    var baselines: [(Day, Day)] = []
    for point in series {
      guard let date = point.baseline?.date?.last, baselines.last?.1 != date else { continue }
      baselines.append((point.day, date))
    }
    // Nothing tells of another baseline before the first one known.
    if !baselines.isEmpty { baselines[0].0 = first.day }
    self.baselines = baselines
  }

  private static func entries(_ trend: Trend, _ milestone: MilestoneIndex) -> [Entry] {
    let series = trend.series[milestone]
    var entries: [Entry] = []
    var before: TrendPoint?
    for place in series.indices {
      let point = series[place]
      // What has passed without another date rides along with the report date, which nobody stated.
      let date = point.isOverdue ? nil : point.date
      // A `history:` line tells no baseline of its day.
      let isRebaselined =
        point.source != .line && before.map { $0.source != .line && $0.baseline != point.baseline } ?? false
      let isNew =
        entries.isEmpty || entries.last?.date != date || before?.isDone != point.isDone || isRebaselined
        || before?.isOverdue != point.isOverdue || before?.isDropped != point.isDropped
        || (point.reason != nil && point.reason != before?.reason)
      defer { before = point }
      guard isNew else { continue }
      var entry = Entry(
        day: point.day, date: date, reason: point.reason, hasOldReason: point.hasOldReason, isDropped: point.isDropped,
        isDone: point.isDone, isOverdue: point.isOverdue)
      if place > 0 { entry.cause = trend.cause(of: milestone, at: place) }
      if point.isDone, let actual = date?.last { entry.day = min(actual, point.day) }
      if isRebaselined { entry.baselines = .init(from: before?.baseline, to: point.baseline) }
      if let old = entries.last(where: { $0.date != nil })?.date, let new = date {
        entry.move = TrendLine.move(from: old, to: new)
      }
      entries.append(entry)
    }
    return entries
  }

  /// Entries whose date is another than the one before.
  var moves: [Entry] { entries.filter { ($0.move ?? 0) != 0 } }

  // MARK: In words

  /// `Moved three times, 4 weeks later in all.`
  var summary: String {
    guard let first = entries.first, let last = entries.last else { return "" }
    guard let new = last.date else {
      if last.isOverdue {
        let passed = entries.last { $0.date != nil }?.date
        return "\(passed.map { "\($0) has passed" } ?? "Its day has passed"), and nobody has stated another date."
      }
      return first.date.map { "It has no date now; \($0) was the first." } ?? "It never had a date."
    }
    let dated = entries.first { $0.date != nil }?.date ?? new
    let count = moves.count
    if count == 0 { return "Not moved since \(first.day)." }
    let net = TrendLine.move(from: dated, to: new)
    let times = Wording.times(count)
    guard let shift = Wording.shift(net) else { return "Moved \(times), and back to where it was." }
    return "Moved \(times), \(shift) in all."
  }

  private var description: String {
    let words = entries.map { entry -> String in
      let date = entry.date.map(\.description) ?? (entry.isOverdue ? "no new date" : "to be determined")
      return entry.isDone ? "done on \(date)" : "\(date) from \(entry.day)"
    }
    let baseline = baselines.last.map { " Baseline \($0.date)." } ?? ""
    let shown = words.count > 12 ? Array(words.prefix(1)) + ["…"] + words.suffix(10) : words
    return "\(summary) In turn: \(shown.joined(separator: "; ")).\(baseline) The table gives the reasons."
  }

  // MARK: Written

  /// For a page; nil where nothing moved, which words say better.
  func markup(id: String) -> Markup? {
    guard !moves.isEmpty else { return nil }
    let chart = StepDrawing(self)
    let caption = Drawing.Caption(id: id, title: title, description: description)
    return """
      <figure class="fh">\(chart.plot.svg(height: StepDrawing.height, caption: caption))\
      \(chart.axis.svg(height: 22))</figure>
      """
  }

  var figure: Figure? {
    guard !moves.isEmpty else { return nil }
    let chart = StepDrawing(self)
    return Figure(
      title: title, description: description, width: 700, height: StepDrawing.height + 40,
      parts: [
        .init(x: 30, y: 8, width: 640, height: StepDrawing.height, drawing: chart.plot),
        .init(x: 30, y: 8 + StepDrawing.height, width: 640, height: 22, drawing: chart.axis),
      ])
  }
}
