import TapeoutModel
import TapeoutTemplates
import TapeoutWording

/// What every chart over time shares: months on top, rules at quarters and years, the launch window, the as-of line.
struct TimeAxis: Sendable {
  static let height = 46

  let scale: TimeScale
  let statusDate: Day
  let window: ClosedRange<Day>?
  /// What the window is called: `2026 launch window`.
  private let windowName: String
  /// What stands over a chart, worked out once: it is drawn on the page and in the picture file.
  private var names = (
    top: Drawing(reserving: 0), months: Drawing(reserving: 0), quarters: Drawing(reserving: 0),
    flag: Drawing(reserving: 0)
  )

  init(_ scale: TimeScale, statusDate: Day, window: ClosedRange<Day>?, windowName: String) {
    self.scale = scale
    self.statusDate = statusDate
    self.window = window
    self.windowName = windowName
    names = nameAll()
  }

  /// The window as far as the scale shows it, in percent; nil where it shows none of it.
  var windowSpan: ClosedRange<Double>? {
    guard let window else { return nil }
    let first = max(window.lowerBound, scale.first)
    let next = min(window.upperBound + 1, scale.end)
    return first < next ? scale(first)...scale(next) : nil
  }

  /// The ground that a label at `day` stands on.
  func ground(_ day: Day) -> Drawing.Ground { window?.contains(day) == true ? .window : .paper }

  /// The rules at years, in percent.
  var years: [Double] {
    scale.months.compactMap { $0.number == 1 && $0.first > scale.first ? scale($0.first) : nil }
  }

  /// The as-of line; nil where the scale does not reach it.
  var asOf: Double? { scale.first <= statusDate && statusDate <= scale.end ? scale(statusDate) : nil }

  /// The band, rules and line behind what happens.
  var background: Drawing {
    var drawing = Drawing(.percent)
    addBackground(to: &drawing)
    return drawing
  }

  /// - Parameter height: of a drawing that counts in pixels.
  func addBackground(to drawing: inout Drawing, height: Double = 100) {
    if let windowSpan { drawing.add(.band(.window, from: windowSpan.lowerBound, to: windowSpan.upperBound)) }
    var quarters: [[Drawing.Point]] = []
    var years: [[Drawing.Point]] = []
    for month in scale.months where month.first > scale.first && month.number % 3 == 1 {
      let x = scale(month.first)
      let rule = [Drawing.Point(x: x, y: 0), Drawing.Point(x: x, y: 100)]
      if month.number == 1 { years.append(rule) } else if !scale.spansManyYears { quarters.append(rule) }
    }
    if !quarters.isEmpty { drawing.add(.path(.quarter, quarters)) }
    if !years.isEmpty { drawing.add(.path(.year, years)) }
    if let asOf { drawing.add(.line(.asOf, x1: asOf, y1: 0, x2: asOf, y2: height)) }
  }

  /// The names of months and years, and the flag, for a page: the stylesheet changes months for quarters where it
  /// gets narrow.
  func header(onlyQuarters: Bool = false) -> Markup {
    // A few months fit everywhere.
    let isShort = scale.months.count <= 6 && !onlyQuarters
    let hasMonths = !onlyQuarters && scale.months.count <= 24
    var svg = Markup()
    svg.reserveCapacity(2048)
    svg.literal("<svg class=\"ch ax\" aria-hidden=\"true\">")
    names.top.write(to: &svg)
    // The group says that its names lie with their middles at their places.
    if hasMonths {
      svg.literal(isShort ? "<g class=\"m\">" : "<g class=\"mo m\">")
      names.months.write(to: &svg, isAnchored: false)
      svg.literal("</g>")
    }
    if !scale.spansManyYears && !isShort {
      svg.literal(hasMonths ? "<g class=\"qu m\">" : "<g class=\"m\">")
      names.quarters.write(to: &svg, isAnchored: false)
      svg.literal("</g>")
    }
    names.flag.write(to: &svg)
    svg.literal("</svg>")
    return svg
  }

  /// The same for a picture file.
  var pictureHeader: Drawing {
    var drawing = Drawing()
    let months = scale.months.count > 16 ? names.quarters : names.months
    for element in names.top.elements + months.elements + names.flag.elements { drawing.add(element) }
    return drawing
  }

  /// The least widths of a chart of launches beside its names, and on a phone, in pixels.
  private static let leastWidth = 505.0
  private static let phoneWidth = 288.0

  /// Every how many years there is room for a name in a chart `width` pixels wide.
  private func yearStep(_ width: Double) -> Int {
    let year = width * 365 / Double(scale.end - scale.first)
    return [1, 2, 5, 10, 20, 50].first { year * Double($0) >= 40 } ?? 100
  }

  private func isYearNamed(_ index: Int, _ month: TimeScale.Month) -> Bool {
    if index > 0 { return month.number == 1 && month.year % yearStep(TimeAxis.leastWidth) == 0 }
    // At the left edge there is room for it only if the next year's name is not near.
    let nextYear = month.first.nextYear
    return month.number == 1 || scale(nextYear) > 10 || scale.end <= nextYear
  }

  /// The place nearest to the window's middle where its name lies over neither the flag nor a year, in the narrowest
  /// charts with the long name and with the short one; nil where there is none.
  private func windowLabelPlace(in span: ClosedRange<Double>) -> Double? {
    let middle = (span.lowerBound + span.upperBound) / 2
    let years = scale.months.enumerated().compactMap { isYearNamed($0, $1) ? scale($1.first) : nil }
    let layouts = [(width: 640.0, length: Double(windowName.utf8.count) * 6.8), (width: 300, length: 46)]
    func isFree(_ place: Double) -> Bool {
      layouts.allSatisfy { width, length in
        let label = (place / 100 * width - length / 2 - 4)...(place / 100 * width + length / 2 + 4)
        guard label.lowerBound >= span.lowerBound / 100 * width - length * 0.6 else { return false }
        if let asOf {
          let middle = asOf / 100 * width + flagShift(asOf)
          if label.overlaps((middle - 42)...(middle + 42)) { return false }
        }
        return !years.contains { year in
          // Where the flag would cover it, it stands beside the flag.
          let start = yearPlace(year, width)
          return label.overlaps(start...(start + 32))
        }
      }
    }
    let reach = (span.upperBound - span.lowerBound) / 2
    for step in 0...20 {
      let shift = reach * Double(step) / 20
      if isFree(middle + shift) { return middle + shift }
      if isFree(middle - shift) { return middle - shift }
    }
    return nil
  }

  /// Where a year's name begins in a chart of `width` pixels, in pixels.
  private func yearPlace(_ place: Double, _ width: Double) -> Double {
    guard let asOf, isCovered(place, 640) else { return place / 100 * width }
    return asOf / 100 * width + flagShift(asOf) + 48
  }

  /// Whether the flag lies over a year's name in a chart of `width` pixels.
  private func isCovered(_ place: Double, _ width: Double) -> Bool {
    guard let asOf else { return false }
    let flag = asOf / 100 * width + flagShift(asOf)
    return (place / 100 * width...place / 100 * width + 32).overlaps((flag - 46)...(flag + 46))
  }

  /// Names each year at its first day. Where the flag would always lie over some, the last of them stands beside it, if
  /// the next one leaves room; where it would on a phone only, that shows none.
  private func nameYears(_ years: [(year: Int, place: Double)], _ drawing: inout Drawing) {
    let lastCovered = years.lastIndex { isCovered($0.place, 640) }
    for (index, own) in years.enumerated() {
      let isBesideFlag = isCovered(own.place, 640)
      if isBesideFlag {
        guard index == lastCovered, let asOf else { continue }
        let isCrowded = [640, TimeAxis.leastWidth, TimeAxis.phoneWidth].contains { width in
          let start = asOf / 100 * width + flagShift(asOf) + 48
          return years[(index + 1)...].contains { ((start - 36)...(start + 36)).contains($0.place / 100 * width) }
        }
        if isCrowded { continue }
      }
      drawing.text(String(own.year), isBesideFlag ? asOf ?? 0 : own.place, 18) {
        $0.isBold = true
        $0.dx = isBesideFlag ? Int(flagShift(asOf ?? 0)) + 48 : 0
        let isForWide = own.place > 0 && own.year % yearStep(TimeAxis.phoneWidth) != 0
        $0.isMinor = isForWide || !isBesideFlag && isCovered(own.place, 330)
      }
    }
  }

  /// The flag stays inside the canvas: how far it stands off its line, in pixels.
  private func flagShift(_ asOf: Double) -> Double { asOf < 15 ? 40 : asOf > 85 ? -40 : 0 }

  private func nameAll() -> (top: Drawing, months: Drawing, quarters: Drawing, flag: Drawing) {
    var top = Drawing(reserving: 4)
    var months = Drawing(reserving: scale.months.count)
    var quarters = Drawing(reserving: scale.months.count / 3 + 1)
    var flag = Drawing(reserving: 1)
    if let windowSpan {
      top.add(.band(.window, from: windowSpan.lowerBound, to: windowSpan.upperBound))
      if let place = windowLabelPlace(in: windowSpan) {
        top.text("", place, 18) { label in
          label.runs = [
            .init(text: windowName, isBold: false, classes: "wl"), .init(text: "Window", isBold: false, classes: "wsh"),
          ]
          label.anchor = .middle
          label.isWindow = true
        }
      }
    }
    for (index, month) in scale.months.enumerated() {
      months.text(Wording.months[month.number - 1], scale(month.first + (month.next - month.first) / 2), 38) {
        $0.anchor = .middle
      }
      if month.number % 3 == 1, index + 3 <= scale.months.count {
        let end = scale.months[index + 2].next
        quarters.text("Q\(month.number / 3 + 1)", scale(month.first + (end - month.first) / 2), 38) {
          $0.anchor = .middle
        }
      }
    }
    let named = scale.months.enumerated().filter { isYearNamed($0, $1) }
    nameYears(named.map { ($0.element.year, scale($0.element.first)) }, &top)
    if let asOf {
      flag.add(.flag("As of \(statusDate.short)", x: asOf, shift: Int(flagShift(asOf))))
    }
    return (top, months, quarters, flag)
  }
}
