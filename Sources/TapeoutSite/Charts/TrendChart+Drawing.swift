import TapeoutModel
import TapeoutSchedule
import TapeoutWording

extension TrendChart {
  /// Pixels between two labels' middles.
  static let pitch = 17.0
  /// Pixels from a label's middle to the chart's upper or lower edge.
  static let edge = 8.0

  private func point(_ day: Day, _ expected: Day) -> Drawing.Point {
    Drawing.Point(x: scale.x(day), y: scale.y(expected))
  }

  private func styles(_ index: Int) -> (line: ChartStyle, dot: ChartStyle) {
    guard strong.contains(index) else { return (.trend, .trendDot) }
    return lines[index].isLate ? (.lateTrend, .lateDot) : (.inkTrend, .inkDot)
  }

  /// The ground below the diagonal, the rules, the lines.
  var plot: Drawing {
    var drawing = Drawing(.percent)
    let (from, to) = scale.diagonal
    let foot = Drawing.Point(x: to.x, y: 100)
    drawing.add(.path(.past, [[Drawing.Point(x: from.x, y: 100), from, to, foot]]))
    drawing.add(
      .path(.quarter, scale.rules.map { [Drawing.Point(x: 0, y: scale.y($0)), Drawing.Point(x: 100, y: scale.y($0))] }))
    let ticks = days.map { [Drawing.Point(x: scale.x($0), y: 98.8), Drawing.Point(x: scale.x($0), y: 100)] }
    let ground = [Drawing.Point(x: 0, y: 100), Drawing.Point(x: 100, y: 100)]
    drawing.add(.path(.year, [[from, to], ground] + ticks))
    // From the end of what is done, or has no date any more, on to its label.
    let ends = lines.compactMap { line -> [Drawing.Point]? in
      guard let last = line.last, let end = end(of: line), end < scale.reports.upperBound else { return nil }
      return [point(end, last), Drawing.Point(x: 100, y: scale.y(last))]
    }
    if !ends.isEmpty { drawing.add(.path(.spare, ends)) }
    for index in lines.indices.sorted(by: { (strong.contains($0) ? 1 : 0, $0) < (strong.contains($1) ? 1 : 0, $1) }) {
      let strokes = lines[index].strokes.filter { $0.count > 1 }
      if !strokes.isEmpty {
        drawing.add(.path(styles(index).line, strokes.map { $0.map { point($0.day, $0.expected) } }))
      }
    }
    addDots(to: &drawing)
    if let y = groundLabel {
      drawing.text("below the line: already past", 100, y) {
        $0.anchor = .end
        $0.dx = -8
        $0.isMinor = true
        $0.isCentred = true
      }
    }
    return drawing
  }

  /// The report at which a line ends before the last one; nil where it does not.
  private func end(of line: TrendLine) -> Day? {
    if let actual = line.actual { return actual }
    guard line.isUndated, let known = line.points.lastIndex(where: { $0.expected != nil }) else { return nil }
    return line.points[min(known + 1, line.points.count - 1)].day
  }

  /// Dots where a date moved, and where there is nothing but one estimate; ticks on what is done.
  private func addDots(to drawing: inout Drawing) {
    /// The table below the chart has the same links, so the keyboard does not stop here.
    func link(_ index: Int, _ facts: String) -> Drawing.MarkLink {
      .init(address: addresses[index], facts: "\(lines[index].title), \(facts)", isTarget: true, isTabStop: false)
    }
    var dots: [(style: ChartStyle, point: Drawing.Point, link: Drawing.MarkLink)] = []
    // Strong lines lie over the others, and so do their dots.
    for index in lines.indices.sorted(by: { (strong.contains($0) ? 1 : 0, $0) < (strong.contains($1) ? 1 : 0, $1) }) {
      let line = lines[index]
      for place in line.moves {
        guard let expected = line.points[place].expected else { continue }
        let move = line.move(at: place).map { ", \(Wording.slip($0))" } ?? ""
        let facts = "report of \(line.points[place].day): expected \(expected)\(move)"
        dots.append((styles(index).dot, point(line.points[place].day, expected), link(index, facts)))
      }
      for stroke in line.strokes where stroke.count == 1 {
        let facts = "report of \(stroke[0].day): expected \(stroke[0].expected)"
        dots.append((styles(index).dot, point(stroke[0].day, stroke[0].expected), link(index, facts)))
      }
    }
    add(dots, to: &drawing)
    for (index, line) in lines.enumerated() {
      guard let actual = line.actual else { continue }
      drawing.mark(.done, scale.x(actual), scale.y(actual), link(index, "done on \(actual)"))
    }
  }

  /// Draws dots: those that have room lead to their milestones, a crowd is only seen.
  private func add(
    _ dots: [(style: ChartStyle, point: Drawing.Point, link: Drawing.MarkLink)], to drawing: inout Drawing
  ) {
    let order = dots.indices.sorted { (dots[$0].point.x, $0) < (dots[$1].point.x, $1) }
    var isCrowded = [Bool](repeating: false, count: dots.count)
    func pixels(_ index: Int) -> (x: Double, y: Double) {
      (dots[index].point.x / 100 * TrendChart.leastWidth, dots[index].point.y / 100 * Double(TrendChart.height))
    }
    for (place, index) in order.enumerated() {
      let own = pixels(index)
      // No more of those before it than can be near: a place has as many dots as there are lines.
      for near in order[..<place].reversed().prefix(TrendChart.mostLines * 2) {
        let other = pixels(near)
        guard own.x - other.x < TrendChart.leastDistance else { break }
        guard abs(own.y - other.y) < TrendChart.leastDistance else { continue }
        (isCrowded[index], isCrowded[near]) = (true, true)
      }
    }
    for style in [ChartStyle.trendDot, .inkDot, .lateDot] {
      let plain = dots.indices.filter { isCrowded[$0] && dots[$0].style == style }.map { dots[$0].point }
      if !plain.isEmpty { drawing.add(.path(style, plain.map { [$0, $0] })) }
      for index in dots.indices where !isCrowded[index] && dots[index].style == style {
        drawing.add(.linkedDot(style, dots[index].point, dots[index].link))
      }
    }
  }

  /// Between two targets, in pixels: WCAG 2.2, target size (minimum).
  private static let leastDistance = 24.0

  // MARK: Labels

  /// Where the labels at the right stand, in pixels from the top; beside ``lines``.
  var labelPlaces: [Double] {
    let wanted = lines.map { scale.y($0.last ?? scale.reports.upperBound) / 100 * Double(TrendChart.height) }
    return LabelPlacement.spread(
      wanted, gap: TrendChart.pitch, within: TrendChart.edge...(Double(TrendChart.height) - TrendChart.edge))
  }

  /// A height at which the words below the diagonal are crossed by no line; nil where there is none.
  private var groundLabel: Double? {
    let height = Double(TrendChart.height)
    let (from, to) = scale.diagonal
    let crossings = lines.compactMap { $0.actual == nil ? nil : $0.last }.map { scale.y($0) / 100 * height }
    let places = stride(from: height - 14, to: height * 0.6, by: -14)
    let free = places.first { place in
      guard crossings.allSatisfy({ abs($0 - place) > 11 }) else { return false }
      // The triangle is wide enough for the words.
      let top = (place - 10) / height * 100
      guard from.y > to.y, top > to.y else { return false }
      let left = from.x + max(0, from.y - top) / (from.y - to.y) * (to.x - from.x)
      return (100 - left) / 100 * TrendChart.leastWidth > 190
    }
    return free.map { $0 / height * 100 }
  }

  /// From the lines' ends to their labels, on a strip of its own.
  var leaders: Drawing {
    var drawing = Drawing(.percent)
    let strokes = zip(lines, labelPlaces).compactMap { line, place -> [Drawing.Point]? in
      guard let last = line.last else { return nil }
      return [
        Drawing.Point(x: 15, y: scale.y(last)),
        Drawing.Point(x: 100, y: place / Double(TrendChart.height) * 100),
      ]
    }
    drawing.add(.path(.dependency, strokes))
    return drawing
  }

  /// Name, date and slip at the end of every line; on a phone the first word and the slip.
  var labels: Drawing {
    var drawing = Drawing(.percent)
    for (line, place) in zip(lines, labelPlaces) {
      var runs: [Drawing.Label.Run] = []
      let dated =
        line.isUndated ? " no date" : line.last.map { "\(line.actual == nil ? "" : " done") \($0.short)" } ?? ""
      let slip = line.slip.map { $0 == 0 ? "" : " \(Wording.slip($0))" } ?? ""
      let name = Wording.cutWords(line.title, max(8, 31 - dated.unicodeScalars.count - slip.unicodeScalars.count))
      let short = narrowName(line)
      if name.utf8.elementsEqual(short.utf8) {
        runs.append(.init(text: name, isBold: true))
      } else {
        runs.append(.init(text: name, isBold: true, classes: "l3"))
        runs.append(.init(text: short, isBold: true, classes: "lq"))
      }
      runs.append(.init(text: dated, isBold: false, classes: line.isUndated ? "" : "l3"))
      if !slip.isEmpty { runs.append(.init(text: slip, isBold: true)) }
      drawing.text("", 0, place / Double(TrendChart.height) * 100) {
        $0.runs = runs
        $0.dx = 4
        $0.isCentred = true
      }
    }
    return drawing
  }

  private static let narrowLength = 13

  /// At most 13 letters: the first word where it tells the lines apart.
  private func narrowName(_ line: TrendLine) -> String {
    guard line.title.unicodeScalars.count > TrendChart.narrowLength else { return line.title }
    func word(_ title: String) -> String { String(title.unicodeScalars.prefix { $0 != " " }) }
    let own = word(line.title)
    let isClear =
      own.unicodeScalars.count <= TrendChart.narrowLength
      && lines.count { word($0.title).utf8.elementsEqual(own.utf8) } == 1
    return isClear ? own : Wording.cutWords(line.title, TrendChart.narrowLength)
  }

  // MARK: Axes

  /// Months up the left side.
  var dateAxis: Drawing {
    var drawing = Drawing(.percent)
    let rules = scale.rules
    func name(_ text: String, at y: Double, isYear: Bool) {
      drawing.text(text, 100, y) {
        $0.anchor = .end
        $0.dx = -8
        $0.isCentred = true
        $0.isBold = isYear
      }
    }
    for rule in rules {
      let civil = rule.civil
      let isYear = civil.month == 1
      name(isYear ? String(civil.year) : Wording.months[civil.month - 1], at: scale.y(rule), isYear: isYear)
    }
    // Where no January is in sight, the year stands below the first month.
    if let first = rules.first, !rules.contains(where: { $0.civil.month == 1 }) {
      name(String(first.civil.year), at: scale.y(first) + 16 / Double(TrendChart.height) * 100, isYear: true)
    }
    return drawing
  }

  /// Report dates below, as many as there is room for, and their years.
  var reportAxis: Drawing {
    var drawing = Drawing()
    let (first, last) = (scale.reports.lowerBound, scale.reports.upperBound)
    for (index, isMinor) in TrendChart.fitting(days.map(scale.x), length: 46) {
      drawing.text(days[index].short, scale.x(days[index]), 18) {
        $0.anchor = days[index] == last ? .end : days[index] == first ? .start : .middle
        $0.isMinor = isMinor
      }
    }
    var years = [first]
    while let next = years.last?.nextYear, next <= last { years.append(next) }
    for (index, isMinor) in TrendChart.fitting(years.map(scale.x), length: 40, .start) {
      drawing.text(String(years[index].civil.year), scale.x(years[index]), 36) {
        $0.isBold = true
        $0.isMinor = isMinor
      }
    }
    return drawing
  }

  /// The plot's least width beside whole labels, in pixels, and that on a narrow phone.
  static let leastWidth = 415.0
  private static let leastNarrowWidth = 116.0

  /// The labels of an axis that there is room for beside whole labels; those that a phone has no room for are minor.
  static func fitting(
    _ places: [Double], length: Double, _ alignment: AxisLabels.Alignment = .middle
  ) -> [(index: Int, isMinor: Bool)] {
    let wide = AxisLabels.fitting(places, length: length, width: leastWidth, alignment)
    let kept = wide.map { places[$0] }
    let narrow = Set(AxisLabels.fitting(kept, length: length, width: leastNarrowWidth, alignment))
    return wide.enumerated().map { ($1, !narrow.contains($0)) }
  }
}
