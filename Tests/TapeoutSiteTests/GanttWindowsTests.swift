import TapeoutModel
import TapeoutTemplates
import Testing

@testable import TapeoutSite

@Suite("Windows of a Gantt chart")
struct GanttWindowsTests {
  private func day(_ text: String) -> Day { TrendFixture.day(text) }

  private func windows(
    _ first: String, _ last: String, open: String? = nil, on statusDate: String = "2026-06-12",
    launch: (String, String)? = nil
  ) -> GanttWindows {
    GanttWindows(
      showing: day(first)...day(last), open: open.map(day), statusDate: day(statusDate),
      launchWindow: launch.map { day($0.0)...day($0.1) })
  }

  @Test("Now runs from six weeks before the report to two weeks after the last P80, in whole months")
  func now() {
    let now = windows("2024-11-22", "2027-06-11", open: "2027-06-11").windows[0]
    #expect(now.name == .now)
    #expect(now.first == day("2026-05-01") && now.end == day("2027-07-01"))
  }

  @Test("A window of more than 820 days begins and ends with a quarter")
  func quarters() {
    let now = windows("2024-11-22", "2033-02-11", open: "2033-02-11").windows[0]
    #expect(now.first == day("2026-04-01") && now.end == day("2033-04-01"))
  }

  @Test("The year is the four quarters from that of the report")
  func year() {
    let year = windows("2024-11-22", "2027-06-11", open: "2027-06-11").window(.year)
    #expect(year.first == day("2026-04-01") && year.end == day("2027-04-01"))
  }

  @Test("Where nothing is open there is no choice, and all of it is shown")
  func closed() {
    let windows = windows("2024-11-22", "2025-06-11")
    #expect(!windows.hasChoice && windows.windows.map(\.name) == [.all] && windows.classes == "zall")
  }

  @Test("A launch window far away takes no more than a third of the chart")
  func empty() {
    let near = windows("2025-01-01", "2026-10-01", open: "2026-10-01", launch: ("2026-01-01", "2026-12-31"))
    #expect(near.window(.all).end == day("2027-01-01"))
    let far = windows("2026-05-01", "2026-08-01", open: "2026-08-01", launch: ("2026-01-01", "2028-12-31"))
    #expect(far.window(.all).end < day("2027-01-01"))
  }

  /// What the stylesheet adds up.
  private func number(_ name: String, _ classes: String) -> Int {
    classes.split(separator: " ").reduce(0) { sum, word in
      guard word.hasPrefix("z\(name)"), let bit = Int(word.dropFirst(2)) else { return sum }
      return sum + 1 << bit
    }
  }

  @Test(
    "The classes say the days of every window, bit by bit",
    arguments: [("2024-11-22", "2027-06-11"), ("2017-01-05", "2037-03-30")])
  func classes(first: String, last: String) {
    let windows = windows(first, last, open: last)
    let classes = windows.classes
    #expect(number("c", classes) == windows.end - windows.first)
    #expect(number("n", classes) == windows.window(.now).first - windows.first)
    #expect(number("m", classes) == windows.window(.now).days)
    #expect(number("y", classes) == windows.window(.year).first - windows.first)
    #expect(number("l", classes) == windows.window(.year).days)
    #expect(number("a", classes) == windows.window(.all).days)
  }

  @Test("The stylesheet has a rule for each of these classes")
  func rules() {
    let css = TemplateSet.text("site.css")
    for name in ["c", "n", "m", "y", "l", "a"] {
      for bit in 0..<13 { #expect(css.holds(".z\(name)\(bit){--\(name)\(bit):\(1 << bit)}")) }
    }
  }

  @Test("More than twenty-two years have one window, since the classes cannot tell of more")
  func centuries() {
    let windows = windows("1990-01-01", "2060-01-01", open: "2060-01-01")
    #expect(!windows.hasChoice)
    #expect(windows.first <= day("1990-01-01") && windows.end > day("2060-01-01"))
  }

  /// The years that a view shows, by their places in pixels.
  private func years(_ markup: String, _ view: String) -> [String] {
    let groups = markup.split(separator: "<g class=\"axg")
    let own = groups.filter { $0.prefix { $0 != ">" }.contains(" g\(view)") && $0.contains("class=\"b") }
    return own.flatMap { group in
      group.split(separator: "<text").filter { $0.hasPrefix(" class=\"b") && !$0.contains(" x\(view)") }.map(
        String.init)
    }
  }

  @Test("Every window names its years, however long it is, and leaves 40 px between two")
  func years() {
    for last in ["2026-12-01", "2028-06-01", "2036-06-01", "2046-06-01"] {
      let windows = windows("2025-11-22", last, open: last)
      let markup = GanttAxis(windows, windowName: "").markup.html
      for view in windows.views {
        let name = "\(view.name.letter)\(view.size.letter)"
        let pixels = windows.window(view.name)
        let named = years(markup, name)
        #expect(!named.isEmpty || markup.holds("<text class=\"b axg"), "\(last) \(name)")
        let span = Double(pixels.days) / 365.25
        #expect(Double(named.count) <= view.size.width / 40 + 1, "\(last) \(name), \(span) years")
      }
    }
  }
}
