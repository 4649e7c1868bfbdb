import TapeoutModel
import TapeoutSchedule

/// The stretches of time that a Gantt chart shows: the reader picks one, and the stylesheet moves everything to it.
///
/// All places are percent of a canvas that holds every window. The page's strips are as wide as the canvas; which part
/// of them is seen follows from the lengths in ``classes``.
struct GanttWindows: Sendable {
  enum Name: CaseIterable, Sendable {
    /// From six weeks before the status date to the last P80 and two weeks.
    case now
    /// The four quarters from that of the status date.
    case year
    /// From the first date to the last.
    case all

    /// In classes.
    var letter: StaticString {
      switch self {
      case .now: "n"
      case .year: "y"
      case .all: "a"
      }
    }
  }

  /// A layout of the chart, by the least width that it leaves for time, in pixels.
  enum Size: CaseIterable, Sendable {
    case wide, narrow, phone

    var width: Double {
      switch self {
      case .wide: 640
      case .narrow: 432
      case .phone: 288
      }
    }

    var letter: StaticString {
      switch self {
      case .wide: "w"
      case .narrow: "m"
      case .phone: "s"
      }
    }
  }

  /// A window in a layout: what is labelled differs from one to the next.
  struct View: Hashable, Sendable {
    var name: Name
    var size: Size
  }

  struct Window: Sendable {
    var name: Name
    var first: Day
    /// The day after its last.
    var end: Day
    var days: Int { end - first }

    func callAsFunction(_ day: Day) -> Double { Double(day - first) / Double(days) * 100 }
  }

  /// The one that a page opens with comes first; only ``Name/all`` where nothing is open.
  let windows: [Window]
  /// The canvas.
  let first: Day
  let end: Day
  let statusDate: Day
  let launchWindow: ClosedRange<Day>?

  private static let before = 42
  private static let after = 14
  private static let leastDays = 120
  /// A longer window begins and ends with a quarter, a shorter one with a month.
  private static let longestInMonths = 820
  /// The canvas that the classes can tell of: twenty-two years.
  private static let bits = 13

  /// - Parameters:
  ///   - days: of everything in the chart.
  ///   - last: the last day that is likely to be needed; nil where nothing is open.
  ///   - lastMark: the day of the last milestone that is open.
  init(
    showing days: ClosedRange<Day>, open last: Day?, lastMark: Day? = nil, statusDate: Day,
    launchWindow: ClosedRange<Day>?
  ) {
    var lower = min(days.lowerBound, statusDate)
    var upper = max(days.upperBound, statusDate)
    if let launchWindow, launchWindow.upperBound > upper,
      (launchWindow.upperBound - upper) * 3 <= launchWindow.upperBound - lower
    {
      // Never more than a third empty: a window that ends later is said to.
      upper = launchWindow.upperBound
    }
    // Room for the label of the last mark.
    if let lastMark { upper = max(upper, lastMark + (lastMark - lower) / 16) }
    if upper - lower < GanttWindows.leastDays { (lower, upper) = (lower - 14, upper + 60) }
    let all = Window(name: .all, first: lower.startOfMonth, end: upper.startOfMonth.nextMonth)
    var windows: [Window] = []
    if let last {
      var (from, to) = (statusDate - GanttWindows.before, max(last, statusDate) + GanttWindows.after)
      to = max(to, from + GanttWindows.leastDays)
      if let lastMark { to = max(to, lastMark + (lastMark - from) / 16) }
      if to - from < GanttWindows.longestInMonths {
        (from, to) = (from.startOfMonth, to.startOfMonth.nextMonth)
      } else {
        (from, to) = (from.startOfQuarter, to.startOfQuarter.nextQuarter)
      }
      let quarter = statusDate.startOfQuarter
      let year = Window(name: .year, first: quarter, end: quarter.nextQuarter.nextQuarter.nextQuarter.nextQuarter)
      windows = [Window(name: .now, first: from, end: to), year]
    }
    let first = (windows + [all]).map(\.first).min() ?? all.first
    let end = (windows + [all]).map(\.end).max() ?? all.end
    if end - first >= 1 << GanttWindows.bits { windows = [] }
    self.windows = windows + [Window(name: .all, first: windows.isEmpty ? all.first : first, end: all.end)]
    self.first = windows.isEmpty ? all.first : first
    self.end = windows.isEmpty ? all.end : end
    self.statusDate = statusDate
    self.launchWindow = launchWindow
  }

  /// Whether there is a choice.
  var hasChoice: Bool { windows.count > 1 }

  /// Where a day lies on the canvas, in percent.
  func callAsFunction(_ day: Day) -> Double { Double(day - first) / Double(end - first) * 100 }

  var views: [View] { windows.flatMap { window in Size.allCases.map { View(name: window.name, size: $0) } } }

  func window(_ name: Name) -> Window { windows.first { $0.name == name } ?? windows[windows.count - 1] }

  /// Where a day lies in a view, in pixels of its narrowest chart.
  func pixels(_ day: Day, in view: View) -> Double { window(view.name)(day) / 100 * view.size.width }

  /// Lengths and starts in days, for the stylesheet: no page may carry a style of its own, so each number stands there
  /// as one class a bit. Canvas (`c`), start and length of the first window (`n`, `m`), start and length of the year
  /// (`y`, `l`), length of all (`a`).
  var classes: String {
    var numbers = [("c", end - first)]
    if hasChoice {
      let (now, year) = (window(.now), window(.year))
      numbers += [
        ("n", now.first - first), ("m", now.days), ("y", year.first - first), ("l", year.days),
        ("a", window(.all).days),
      ]
    }
    let bits = numbers.flatMap { name, number in
      (0..<GanttWindows.bits).filter { number >> $0 & 1 == 1 }.map { "z\(name)\($0)" }
    }
    return (hasChoice ? bits : ["zall"]).joined(separator: " ")
  }
}

extension Day {
  var startOfQuarter: Day {
    let (year, month, _) = civil
    return Day(unchecked: year, (month - 1) / 3 * 3 + 1, 1)
  }

  /// The first day of the quarter after its own.
  var nextQuarter: Day {
    let (year, month, _) = startOfQuarter.civil
    return month == 10 ? Day(unchecked: year + 1, 1, 1) : Day(unchecked: year, month + 3, 1)
  }
}
