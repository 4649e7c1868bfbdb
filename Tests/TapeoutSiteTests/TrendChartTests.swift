import TapeoutHistory
import TapeoutModel
@testable import TapeoutTemplates
import TapeoutTestSupport
import Testing

@testable import TapeoutSite

@Suite("Milestone trend")
struct TrendChartTests {
  /// A chip of `count` gates with a random past: some level, some undated, some done.
  private func randomFixture(_ seed: Int) -> TrendFixture {
    var random = SeededRandom(seed)
    let status = Day(unchecked: 2026, 6, 12)
    let count = 1 + random.next(below: 12)
    let reports = 2 + random.next(below: seed % 5 == 0 ? 100 : 12)
    let pace = 1 + random.next(below: 60)
    let days = (0..<reports).map { status - (reports - 1 - $0) * pace }
    // Now and then all on one day.
    let spread = seed % 4 == 0 ? 1 : 900
    var builder = PlanBuilder()
    var estimates: [String: [(String, String)]] = [:]
    for index in 0..<count {
      var date = status + 1 + random.next(below: spread)
      let said = days.dropLast().dropFirst(random.next(below: 3)).map { day -> (String, String) in
        if random.next(below: 3) == 0 { date = date + random.next(below: 60) - 15 }
        return (day.description, random.next(below: 12) == 0 ? "TBD" : max(date, day).description)
      }
      estimates["m\(index)"] = said
      switch random.next(below: 5) {
      case 0: builder.add("c/m\(index)", actual: (status - random.next(below: reports * pace)).description)
      case 1: builder.add("c/m\(index)")
      default: builder.add("c/m\(index)", forecast: max(date, status).description)
      }
    }
    var fixture = TrendFixture(builder, on: status.description)
    fixture.estimates = estimates
    return fixture
  }

  @Test("Labels keep 17 pixels apart inside the chart, in the order of the lines", arguments: 0..<150)
  func labels(seed: Int) async {
    guard let chart = TrendChart(await randomFixture(seed).model(), chip: 0) else { return }
    #expect((1...8).contains(chart.lines.count))
    let places = chart.labelPlaces
    for (above, below) in zip(places, places.dropFirst()) { #expect(below - above >= TrendChart.pitch - 1e-9) }
    for place in places { #expect(place >= 8 && place <= Double(TrendChart.height) - 8) }
    for (above, below) in zip(chart.lines, chart.lines.dropFirst()) {
      if let upper = above.last, let lower = below.last { #expect(upper >= lower) }
    }
  }

  @Test("Everything lies inside the plot, and what is done ends on the diagonal", arguments: 0..<150)
  func plot(seed: Int) async {
    guard let chart = TrendChart(await randomFixture(seed).model(), chip: 0) else { return }
    for element in chart.plot.elements {
      switch element {
      case .path(_, let lines):
        for point in lines.joined() {
          #expect((-0.01...100.01).contains(point.x) && (-0.01...100.01).contains(point.y))
        }
      case .mark(_, let x, let y):
        #expect((-0.01...100.01).contains(x) && (-0.01...100.01).contains(y))
      default: break
      }
    }
    for line in chart.lines {
      guard let actual = line.actual else { continue }
      // Nothing that was said after it happened is drawn; what had lost its date has a tick and no line to it.
      #expect(line.points.allSatisfy { $0.day < actual })
      guard line.points.last?.expected != nil, let end = line.strokes.last?.last else { continue }
      #expect(end.day == actual && end.expected == actual)
    }
  }

  @Test("Labels of an axis never touch, at the least width nor at any greater", arguments: 0..<200)
  func axis(seed: Int) {
    var random = SeededRandom(seed)
    var places = [0.0]
    for _ in 0..<random.next(below: 100) { places.append(places[places.count - 1] + Double(1 + random.next(below: 9))) }
    let all = places.map { places.count == 1 ? 0 : $0 / places[places.count - 1] * 100 }
    for width in [116.0, 280, 415, 900] {
      let chosen = AxisLabels.fitting(all, length: 46, width: width)
      let starts = chosen.map { index in
        let at = all[index] / 100 * width
        return index == all.count - 1 ? at - 46 : index == 0 ? at : at - 23
      }
      for (left, right) in zip(starts, starts.dropFirst()) { #expect(right - left >= 46) }
      #expect(chosen.last == all.count - 1)
    }
  }

  private func small() -> TrendFixture {
    var builder = PlanBuilder()
    builder.add("c/tape-out", forecast: "2026-06-26", baseline: "2026-05-29")
    var fixture = TrendFixture(builder, on: "2026-06-12")
    fixture.estimates = ["tape-out": [("2026-05-15", "2026-06-12")]]
    return fixture
  }

  @Test("One line and two reports")
  func one() async throws {
    let chart = try #require(TrendChart(await small().model(), chip: 0))
    #expect(chart.days.map(\.description) == ["2026-05-15", "2026-06-12"])
    #expect(
      chart.description == """
        Expected dates of 1 gate at 2 report dates. tape-out moved from 2026-06-12 to 2026-06-26, +14 d, in 1 step. \
        A table with the same values follows.
        """)
    // Up the side from 2026-06-01 to 2026-09-01, 92 days: 2026-06-26 lies 25 of them up.
    #expect(
      Markup("\(chart.labels)").html == """
        <text y="72.83%" dx="4" dy=".36em"><tspan class="b">tape-out</tspan><tspan class="l3"> 26 Jun</tspan>\
        <tspan class="b"> +14 d</tspan></text>
        """)
    #expect(Markup("\(chart.plot)").html.holds("<path class=\"mt l\" d=\"M0 88.04L100 72.83\"/>"))
    #expect(
      Markup("\(chart.plot)").html.holds(
        """
        <a class="mk" tabindex="-1" href="c/tape-out.html"><title>tape-out, report of 2026-06-12: expected \
        2026-06-26, +14 d</title><path class="mtd l" d="M100 72.83v0"/></a>
        """))
  }

  @Test("With one report there is no trend yet, and the page says when it begins")
  func none() async throws {
    var fixture = small()
    fixture.estimates = [:]
    #expect(TrendChart(await fixture.model(), chip: 0) == nil)
    let page = try await fixture.page("chips/c.html")
    #expect(page.holds("No trend yet. It starts with the second report."))
    #expect(!page.holds("class=\"mta\""))
  }

  @Test("Nine gates: the launch, what is next, what was done last; the note says that one is left out")
  func nine() async throws {
    var builder = PlanBuilder()
    for index in 1...6 { builder.add("c/open\(index)", forecast: "2026-0\(index + 3)-28") }
    for index in 1...3 { builder.add("c/done\(index)", actual: "2026-03-0\(index)") }
    builder.add("c/zz-launch", forecast: "2027-01-20")
    builder.launch("c/zz-launch")
    var fixture = TrendFixture(builder, on: "2026-03-20")
    for index in fixture.plan.milestones.indices {
      fixture.estimates[fixture.plan.milestones[index].id.milestone] = [("2026-02-01", "2026-02-20")]
    }
    let chart = try #require(TrendChart(await fixture.model(), chip: 0))
    let titles = Set(chart.lines.map(\.title))
    #expect(titles == ["zz-launch", "open1", "open2", "open3", "open4", "open5", "open6", "done3"])
    #expect(try await fixture.page("chips/c.html").holds("Shown: 8 of 10 gates."))
  }

  @Test("A level beginning is cut, and the note says so")
  func quiet() async throws {
    var fixture = small()
    fixture.estimates["tape-out"] = [
      ("2020-01-01", "2026-06-12"), ("2026-04-17", "2026-06-12"), ("2026-05-15", "2026-06-12"),
    ]
    let chart = try #require(TrendChart(await fixture.model(), chip: 0))
    #expect(chart.days.map(\.description) == ["2026-05-15", "2026-06-12"])
    let page = try await fixture.page("chips/c.html")
    #expect(
      page.holds("begins on <time>2026-05-15</time>: from <time>2020-01-01</time> on until then, none of them moved."))
  }

  @Test("A date that was withdrawn ends its line and says so")
  func withdrawn() async throws {
    var builder = PlanBuilder()
    builder.add("c/approval")
    var fixture = TrendFixture(builder, on: "2026-06-12")
    fixture.estimates = ["approval": [("2026-04-17", "2026-07-01"), ("2026-05-15", "TBD")]]
    let chart = try #require(TrendChart(await fixture.model(), chip: 0))
    #expect(chart.lines[0].isUndated && chart.lines[0].slip == nil)
    #expect(Markup("\(chart.labels)").html.holds(" no date"))
    #expect(chart.description.holds("approval was expected on 2026-07-01 and has no date now."))
  }

  @Test("A year that became a day in it has not slipped")
  func refined() async throws {
    var builder = PlanBuilder()
    builder.add("c/launch", forecast: "2026-11-27")
    var fixture = TrendFixture(builder, on: "2026-06-12")
    fixture.estimates = ["launch": [("2026-05-15", "2026")]]
    let chart = try #require(TrendChart(await fixture.model(), chip: 0))
    #expect(chart.lines[0].slip == 0)
    #expect(chart.description.holds("launch moved from 2026 to 2026-11-27 in 1 step."))
    #expect(try await fixture.page("chips/c.html").holds("<li>2026-05-15: 2026</li>"))
  }

  @Test("A hundred reports over years keep the page and the picture small")
  func hundred() async throws {
    var builder = PlanBuilder()
    for index in 0..<8 { builder.add("c/gate\(index)", forecast: "2031-01-0\(index + 1)") }
    let status = Day(unchecked: 2030, 6, 12)
    var fixture = TrendFixture(builder, on: status.description)
    for index in 0..<8 {
      fixture.estimates["gate\(index)"] = (0..<99).map { step in
        ((status - (99 - step) * 21).description, (status + 30 + step * 2 + index).description)
      }
    }
    let chart = try #require(TrendChart(await fixture.model(), chip: 0))
    #expect(chart.days.count == 100)
    let page = try await fixture.page("chips/c.html")
    #expect(page.holds("87 earlier moves on its page"))
    #expect(page.utf8.count < 140_000)
    #expect(try await fixture.page("charts/c/trend.svg").holds("<title>"))
  }

  @Test(
    "Titles from files stay text, on the page and in the picture",
    arguments: [
      "</title><script>alert(1)</script>", "\" onload=\"x", "<\u{301}b>&amp;",
    ])
  func hostile(title: String) async throws {
    var fixture = small()
    fixture.plan.milestones[0].title = Located(title, at: SourceRange(startOf: FileID(0)))
    fixture.plan.chips[0].title = Located(title, at: SourceRange(startOf: FileID(0)))
    for path in [
      "chips/c.html", "charts/c/trend.svg", "chips/c/tape-out.html", "charts/c/milestones/tape-out-history.svg",
    ] {
      let page = try await fixture.page(path)
      #expect(!page.holds("<script>alert"))
      #expect(!page.holds("\" onload=\"x"))
      #expect(!page.holds("<\u{301}b>"))
    }
  }

  @Test("History that is not known is named where trends stand")
  func gap() async throws {
    var fixture = small()
    fixture.history.gap = .init(reason: "this is not a Git <repository>", knownFrom: TrendFixture.day("2026-05-01"))
    for path in ["chips/c.html", "chips/c/tape-out.html", "changes.html"] {
      let page = try await fixture.page(path)
      #expect(
        page.holds("History unknown before <time>2026-05-01</time>: this is not a Git &lt;repository&gt;."), "\(path)")
    }
  }
}
