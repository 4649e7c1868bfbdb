import TapeoutModel
import TapeoutWording

/// A step line with the date and the move at every step.
struct StepDrawing {
  static let height = 150
  /// As wide as the narrowest phone shows it, in pixels: what stands clear there, stands clear everywhere.
  static let leastWidth = 280.0

  private let steps: ForecastSteps
  private let first: Day
  private let dates: ClosedRange<Day>
  /// Whether the dates that were named need their years, and the days on which they were.
  private let namesYears: (dates: Bool, days: Bool)

  init(_ steps: ForecastSteps) {
    self.steps = steps
    first = steps.entries.first?.day ?? steps.end
    let days = steps.entries.compactMap { $0.date?.last } + steps.baselines.map(\.date)
    dates = (days.min() ?? first)...(days.max() ?? first)
    namesYears = (
      Set((days + [steps.end]).map(\.civil.year)).count > 1, first.civil.year != steps.end.civil.year
    )
  }

  // MARK: Scales

  private func x(_ day: Day) -> Double { Double(day - first) / Double(max(1, steps.end - first)) * 100 }

  /// In pixels: room above for labels, below for the name of the baseline.
  private func y(_ day: Day) -> Double {
    24 + Double(dates.upperBound - day) / Double(max(1, dates.upperBound - dates.lowerBound)) * 98
  }

  private func percent(_ y: Double) -> Double { y / Double(StepDrawing.height) * 100 }

  // MARK: Lines

  /// The dates in turn, gaps left open: corners in percent and pixels.
  private var corners: [[(x: Double, y: Double)]] {
    var lines: [[(Double, Double)]] = []
    var line: [(Double, Double)] = []
    for (place, entry) in steps.entries.enumerated() {
      let next = place + 1 < steps.entries.count ? steps.entries[place + 1].day : steps.end
      guard let date = entry.date?.last else {
        if !line.isEmpty { lines.append(line) }
        line = []
        continue
      }
      line += [(x(entry.day), y(date)), (x(next), y(date))]
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  private var baselineCorners: [(x: Double, y: Double)] {
    steps.baselines.indices.flatMap { place in
      let next = place + 1 < steps.baselines.count ? steps.baselines[place + 1].day : steps.end
      let height = y(steps.baselines[place].date)
      return [(x: x(steps.baselines[place].day), y: height), (x: x(next), y: height)]
    }
  }

  private func points(_ corners: [(x: Double, y: Double)]) -> [Drawing.Point] {
    corners.map { Drawing.Point(x: $0.x, y: percent($0.y)) }
  }

  var plot: Drawing {
    var drawing = Drawing(.percent)
    if !baselineCorners.isEmpty { drawing.add(.path(.spare, [points(baselineCorners)])) }
    drawing.add(.path(.inkTrend, corners.map(points)))
    drawing.add(.line(.year, x1: 0, y1: 100, x2: 100, y2: 100))
    var dots: [ChartStyle: [[Drawing.Point]]] = [:]
    for entry in steps.entries {
      guard let date = entry.date?.last else { continue }
      if entry.isDone {
        drawing.mark(.done, x(entry.day), percent(y(date)))
      } else if let move = entry.move, move != 0 {
        let isLast = entry.day == steps.moves.last?.day
        let place = Drawing.Point(x: x(entry.day), y: percent(y(date)))
        dots[isLast && steps.isLate ? .lateDot : .inkDot, default: []].append([place, place])
      }
    }
    for style in [ChartStyle.inkDot, .lateDot] { if let dots = dots[style] { drawing.add(.path(style, dots)) } }
    for label in labels {
      drawing.text(label.text, label.x, percent(label.y)) {
        $0.anchor = label.isEnd ? .end : .start
        $0.dx = label.dx
        $0.ground = .paper
        $0.isBold = label.isBold
      }
    }
    return drawing
  }

  // MARK: Labels

  /// A label with the room it takes.
  struct Placed: Sendable {
    var text: String
    /// Of its mark, in percent.
    var x: Double
    var dx: Int
    /// Of its foot, in pixels.
    var y: Double
    /// Whether it ends at its place, or begins there.
    var isEnd: Bool
    var isBold = true

    var length: Double { Double(text.unicodeScalars.count) * LabelPlacement.letterWidth }

    func left(_ width: Double) -> Double { x / 100 * width + Double(dx) - (isEnd ? length : 0) }

    /// Whether two labels keep clear of each other in every chart that is at least `width` wide: side by side in the
    /// order of their marks, or one above the other.
    func isClear(of other: Placed, width: Double) -> Bool {
      if abs(y - other.y) >= 14 { return true }
      let (one, two) = x <= other.x ? (self, other) : (other, self)
      return one.left(width) + one.length + 4 <= two.left(width)
    }
  }

  /// The newest move first, then the largest ones; what finds no free place is left to the table.
  var labels: [Placed] {
    var placed: [Placed] = []
    func place(_ candidates: [Placed], avoidsLine: Bool = true) {
      let free = candidates.first { candidate in
        isInside(candidate) && !(avoidsLine && isCrossed(candidate))
          && placed.allSatisfy { candidate.isClear(of: $0, width: StepDrawing.leastWidth) }
      }
      if let free { placed.append(free) }
    }
    let moves = steps.moves
    let order = moves.indices.sorted { left, right in
      if left == moves.count - 1 || right == moves.count - 1 { return left == moves.count - 1 && right != left }
      return (-abs(moves[left].move ?? 0), left) < (-abs(moves[right].move ?? 0), right)
    }
    for index in order { place(candidates(moves[index])) }
    if let baseline = steps.baselines.last {
      let text = "baseline \(short(baseline.date))"
      let height = y(baseline.date)
      place([
        Placed(text: text, x: 100, dx: 0, y: height + 16, isEnd: true, isBold: false),
        Placed(text: text, x: 100, dx: 0, y: height - 6, isEnd: true, isBold: false),
        Placed(text: text, x: 0, dx: 0, y: height + 16, isEnd: false, isBold: false),
        Placed(text: text, x: 0, dx: 0, y: height - 6, isEnd: false, isBold: false),
      ])
    }
    if let first = steps.entries.first, let date = first.date {
      let text = name(date)
      place([
        Placed(text: text, x: 0, dx: 0, y: y(date.last) - 6, isEnd: false),
        Placed(text: text, x: 0, dx: 0, y: y(date.last) + 16, isEnd: false),
      ])
    }
    return placed
  }

  private func candidates(_ entry: ForecastSteps.Entry) -> [Placed] {
    guard let date = entry.date, let move = entry.move else { return [] }
    let text = "\(entry.isDone ? "done " : "")\(name(date)) · \(Wording.slip(move))"
    let (x, y, dx) = (x(entry.day), y(date.last), entry.isDone ? 12 : 8)
    // Before a step up the room above the line is free; before a step down, that below.
    let own = [
      Placed(text: text, x: x, dx: -dx, y: move > 0 ? y - 6 : y + 16, isEnd: true),
      Placed(text: text, x: x, dx: -dx, y: y + 4, isEnd: true),
    ]
    return own + [
      Placed(text: text, x: x, dx: dx, y: move > 0 ? y - 6 : y + 16, isEnd: false),
      Placed(text: text, x: x, dx: dx, y: move > 0 ? y + 16 : y - 6, isEnd: false),
    ]
  }

  private func isInside(_ label: Placed) -> Bool {
    let left = label.left(StepDrawing.leastWidth)
    // The longest label begins where the chart does in a wider one, too, only if its mark is not left of the middle.
    return left >= 0 && left + label.length <= StepDrawing.leastWidth && label.y >= 11
      && label.y <= Double(StepDrawing.height) - 3
  }

  /// Whether a line lies across a label, in the narrowest chart.
  private func isCrossed(_ label: Placed) -> Bool {
    let width = StepDrawing.leastWidth
    let (left, right) = (label.left(width) - 2, label.left(width) + label.length + 2)
    let (top, bottom) = (label.y - 11, label.y + 3)
    for line in corners + [baselineCorners] where line.count > 1 {
      for (from, to) in zip(line, line.dropFirst()) {
        let (x1, x2) = (from.x / 100 * width, to.x / 100 * width)
        if max(x1, x2) > left, min(x1, x2) < right, max(from.y, to.y) > top, min(from.y, to.y) < bottom { return true }
      }
    }
    return false
  }

  // MARK: Axis

  private func short(_ day: Day) -> String { namesYears.dates ? "\(day.short) \(day.civil.year)" : day.short }

  private func name(_ date: PlanDate) -> String {
    switch date.precision {
    case .day: short(date.first)
    case .year: "\(date)"
    default: namesYears.dates ? "\(date.short) \(date.first.civil.year)" : date.short
    }
  }

  /// The days on which something moved, and both ends.
  var axis: Drawing {
    var drawing = Drawing()
    let days = ([first] + steps.moves.map(\.day) + [steps.end]).reduce(into: [Day]()) { days, day in
      if days.last.map({ $0 < day }) ?? true { days.append(day) }
    }
    let length = namesYears.days ? 80.0 : 48
    for index in AxisLabels.fitting(days.map(x), length: length, width: StepDrawing.leastWidth) {
      let text = namesYears.days ? "\(days[index].short) \(days[index].civil.year)" : days[index].short
      drawing.text(text, x(days[index]), 16) {
        $0.anchor = index == days.count - 1 ? .end : index == 0 ? .start : .middle
      }
    }
    return drawing
  }
}
