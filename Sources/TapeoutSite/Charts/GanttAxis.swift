import TapeoutModel
import TapeoutTemplates
import TapeoutWording

/// The head of a Gantt chart: the flag and the launch window, the years, the months or quarters, for each window in each
/// layout what there is room for.
struct GanttAxis: Sendable {
  private typealias View = GanttWindows.View

  private enum Unit: Hashable { case months, quarters, years(Int) }

  private let windows: GanttWindows
  private let windowName: String
  /// Which views label which units.
  private let uses: [(unit: Unit, views: [GanttWindows.View])]

  private static let leastMonth = 28.0
  private static let leastQuarter = 24.0
  private static let leastYear = 40.0
  private static let flag = 84.0
  /// Nearer to an edge than this, in pixels, the flag stands beside its line: so far in the stylesheet.
  private static let edge = 43.0
  private static let shift = 41.0
  /// How much wider than estimated bold letters may be.
  static let boldness = 1.2

  /// - Parameter windowName: `2026 launch window`.
  init(_ windows: GanttWindows, windowName: String) {
    self.windows = windows
    self.windowName = windowName
    var uses: [(unit: Unit, views: [View])] = []
    func use(_ unit: Unit, _ view: View) {
      if let place = uses.firstIndex(where: { $0.unit == unit }) {
        uses[place].views.append(view)
      } else {
        uses.append((unit, [view]))
      }
    }
    for view in windows.views {
      let day = view.size.width / Double(windows.window(view.name).days)
      if day * 30 >= GanttAxis.leastMonth {
        use(.months, view)
      } else if day * 91 >= GanttAxis.leastQuarter {
        use(.quarters, view)
      }
      let step = [1, 2, 5, 10, 20, 50].first { day * 365 * Double($0) >= GanttAxis.leastYear } ?? 100
      use(.years(step), view)
    }
    self.uses = uses
  }

  /// Classes that show something in some views: ` gnw gnm`.
  static func classes(_ views: [GanttWindows.View], prefix: StaticString = "g") -> Markup {
    var classes = Markup()
    for view in views {
      classes += " \(literal: prefix)\(literal: view.name.letter)\(literal: view.size.letter)"
    }
    return classes
  }

  /// The days on which periods of some months begin, from the canvas's first; a period of three begins with a quarter.
  private func starts(every months: Int) -> [Day] {
    var day = months == 3 ? windows.first.startOfQuarter : windows.first.startOfMonth
    var days: [Day] = []
    while day < windows.end {
      days.append(day)
      day = months == 3 ? day.nextQuarter : day.nextMonth
    }
    return days
  }

  var markup: Markup {
    var svg: Markup = "<div class=\"gx\"><svg class=\"z\" aria-hidden=\"true\">"
    if let band = windows.launchWindow {
      writeBand(band, to: &svg)
    }
    for use in uses { write(use.unit, use.views, to: &svg) }
    svg.literal("</svg><svg class=\"fx\" aria-hidden=\"true\">")
    for window in windows.windows { write(window, to: &svg) }
    svg.literal("</svg></div>")
    return svg
  }

  private func write(_ unit: Unit, _ views: [View], to svg: inout Markup) {
    func isSeen(_ first: Day, _ end: Day) -> Bool {
      views.contains { first < windows.window($0.name).end && end > windows.window($0.name).first }
    }
    svg += "<g class=\"axg\(unit == .months ? " m" : "")\(GanttAxis.classes(views))\">"
    switch unit {
    case .months:
      for month in starts(every: 1) where isSeen(month, month.nextMonth) {
        let middle = (windows(month) + windows(month.nextMonth)) / 2
        svg += "<text x=\"\(middle)%\" y=\"55\">\(Wording.months[month.civil.month - 1])</text>"
      }
    case .quarters:
      for quarter in starts(every: 3) where isSeen(quarter, quarter.nextQuarter) {
        let first = max(quarter, windows.first)
        guard quarter.nextQuarter - first > 60 else { continue }
        // A name that an edge would cut is left out there.
        let cut = views.filter { view in
          let place = windows.pixels(first, in: view)
          return place > view.size.width - 26 && place < view.size.width || place < 0 && place > -26
        }
        let name: Markup = cut.isEmpty ? "" : " class=\"\(GanttAxis.classes(cut, prefix: "x"))\""
        svg += "<text\(name) x=\"\(windows(first))%\" dx=\"4\" y=\"55\">Q\((quarter.civil.month + 2) / 3)</text>"
      }
    case .years(let step):
      for quarter in starts(every: 3) {
        let (year, month, _) = quarter.civil
        guard month == 1, year % step == 0, isSeen(quarter, quarter + 1) else { continue }
        // A name that the right edge would cut is left out there.
        let cut = views.filter { windows.pixels(quarter, in: $0) > $0.size.width - 36 }
        svg +=
          "<text class=\"b\(GanttAxis.classes(cut, prefix: "x"))\" x=\"\(windows(quarter))%\" dx=\"4\" y=\"37\">\(year)</text>"
      }
    }
    svg.literal("</g>")
  }

  /// What stands at fixed places of a window: the year that it begins in, the flag, the launch window's name.
  private func write(_ window: GanttWindows.Window, to svg: inout Markup) {
    let views = GanttWindows.Size.allCases.map { View(name: window.name, size: $0) }
    // The year at the left edge, where there is room before the next one.
    let year = window.first.civil.year
    if window.first != Day(unchecked: year, 1, 1) {
      let named = views.filter { windows.pixels(window.first.nextYear, in: $0) > 42 }
      if !named.isEmpty { svg += "<text class=\"b axg\(GanttAxis.classes(named))\" dx=\"4\" y=\"37\">\(year)</text>" }
    }
    svg += "<g class=\"axg\(GanttAxis.classes(views))\">"
    let asOf = window(windows.statusDate)
    func isNear(_ view: View, _ distance: Double) -> Bool { distance / 100 * view.size.width < GanttAxis.edge }
    let left = views.filter { isNear($0, asOf) }
    let right = views.filter { isNear($0, 100 - asOf) }
    svg += """
      <svg class="o" x="\(asOf)%"><g class="fg\(GanttAxis.classes(left, prefix: "l"))\(GanttAxis.classes(right, prefix: "r"))">\
      <rect class="ik" x="-42" y="3" width="84" height="19" rx="2"/><text class="tdt" y="17">As of \
      \(windows.statusDate.short)</text></g><path class="td" d="M0 21V26M0 60V64"/></svg></g>
      """
    name(in: window, views, asOf: asOf, to: &svg)
  }

  /// The launch window's name at the right end of what is seen of it: whole, as `Window`, or not at all.
  private func name(in window: GanttWindows.Window, _ views: [View], asOf: Double, to svg: inout Markup) {
    guard let band = windows.launchWindow else { return }
    let start = max(window(band.lowerBound), 0)
    let end = min(window(band.upperBound + 1), 100)
    let isCut = band.upperBound >= window.end
    let name = isCut ? Wording.windowUntil(band.upperBound) : windowName
    var whole: [View] = []
    var short: [View] = []
    for view in views {
      let width = view.size.width
      let isAtEdge = (left: asOf / 100 * width < GanttAxis.edge, right: (100 - asOf) / 100 * width < GanttAxis.edge)
      let shift = isAtEdge.left ? GanttAxis.shift : isAtEdge.right ? -GanttAxis.shift : 0
      let flagEnd = asOf / 100 * width + shift + GanttAxis.flag / 2 + 4
      let flagStart = flagEnd - GanttAxis.flag - 8
      // Right of the flag, or left of it where the window has ended by then.
      let room =
        end / 100 * width > flagEnd
        ? end / 100 * width - max(start / 100 * width, flagEnd)
        : min(end / 100 * width, flagStart) - start / 100 * width
      guard end / 100 * width > flagEnd || end / 100 * width < flagStart else { continue }
      let long = LabelPlacement.width(of: name) * GanttAxis.boldness + 16
      if room > long { whole.append(view) } else if room > 64 { short.append(view) }
    }
    let from = band.lowerBound >= window.end
    if from {
      // All of it lies to the right of what is shown.
      let views = views.filter { asOf / 100 * $0.size.width < $0.size.width - 260 }
      guard !views.isEmpty else { return }
      let month = Wording.month(band.lowerBound)
      svg +=
        "<text class=\"wt e axg\(GanttAxis.classes(views))\" x=\"100%\" dx=\"-4\" y=\"17\">Window from \(month) ›</text>"
      return
    }
    func write(_ text: String, _ views: [View]) {
      guard !views.isEmpty else { return }
      svg += "<text class=\"wt e axg\(GanttAxis.classes(views))\" x=\"\(end)%\" dx=\"-8\" y=\"17\">\(text)</text>"
    }
    write(name, whole)
    write("Window", short)
  }

  private func writeBand(_ band: ClosedRange<Day>, to svg: inout Markup) {
    let start = windows(band.lowerBound)
    let width = windows(band.upperBound + 1) - start
    svg += "<rect class=\"wn\" x=\"\(start)%\" width=\"\(width)%\" height=\"100%\"/>"
  }

  /// The band, the rules and the as-of line behind the rows.
  func writeGround(to svg: inout Markup) {
    if let band = windows.launchWindow {
      writeBand(band, to: &svg)
    }
    var quarters = Markup()
    var years = Markup()
    for quarter in starts(every: 3) where quarter > windows.first {
      let rule: Markup = "M\(windows(quarter)) 0V100"
      if quarter.civil.month == 1 { years += rule } else { quarters += rule }
    }
    let dense = windows.views.filter { view in
      91 * view.size.width / Double(windows.window(view.name).days) < GanttAxis.leastQuarter / 2
    }
    svg.literal("<svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\" width=\"100%\" height=\"100%\">")
    if !quarters.isEmpty { svg += "<path class=\"gr\(GanttAxis.classes(dense, prefix: "x"))\" d=\"\(quarters)\"/>" }
    if !years.isEmpty { svg += "<path class=\"gy\" d=\"\(years)\"/>" }
    svg +=
      "</svg><line class=\"td\" x1=\"\(windows(windows.statusDate))%\" x2=\"\(windows(windows.statusDate))%\" y2=\"100%\"/>"
  }
}
