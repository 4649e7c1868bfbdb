import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
@testable import TapeoutTemplates
import TapeoutTestSupport
import Testing

@testable import TapeoutSite

@Suite("Changes on the site")
struct ChangesPageTests {
  /// Two reports: the plan at the first, and today's.
  private func fixture(_ change: (inout PlanBuilder) -> Void, title: String? = nil) -> TrendFixture {
    func plan(_ change: (inout PlanBuilder) -> Void) -> TrendFixture {
      var builder = PlanBuilder()
      change(&builder)
      builder.launch("c/launch")
      var fixture = TrendFixture(builder, on: "2026-06-12")
      fixture.report("2026-05-15", "2026-06-12")
      for index in fixture.plan.milestones.indices {
        fixture.plan.milestones[index].title = title.map { Located($0, at: SourceRange(startOf: FileID(0))) }
      }
      return fixture
    }
    let old = plan { builder in
      builder.add("c/tape-out", forecast: "2026-06-20", baseline: "2026-06-01")
      builder.add("c/launch", after: ["c/tape-out": "20w"], baseline: "2026-10-20")
    }
    var fixture = plan(change)
    fixture.history.snapshots = [
      PlanSnapshot(old.plan, Schedule(old.plan, statusDate: TrendFixture.day("2026-05-15")))
    ]
    return fixture
  }

  private func moved(_ title: String? = nil) -> TrendFixture {
    fixture(
      { builder in
        builder.add("c/tape-out", forecast: "2026-07-04", baseline: "2026-06-01")
        builder.add("c/launch", after: ["c/tape-out": "20w"], baseline: "2026-10-20")
      }, title: title)
  }

  @Test("The portfolio names what moved since the last report, and why or that nobody says why")
  func portfolio() async throws {
    let page = try await moved().page("index.html")
    #expect(page.holds("<h2 id=\"cg\">Changed since report 1</h2><p>Compared with report 1, <time>2026-05-15</time>"))
    #expect(page.holds("<b>+14 d</b>"))
    #expect(page.holds(": <time>2026-06-20</time> to <time>2026-07-04</time>"))
    #expect(page.holds("<p>No reason given.</p>"))
    // 2026-11-07 is 18 days after the baseline of 2026-10-20.
    #expect(page.holds("was +18 d in report 1"))
  }

  @Test("Where nothing moved, the portfolio says so")
  func nothing() async throws {
    let still = fixture { builder in
      builder.add("c/tape-out", forecast: "2026-06-20", baseline: "2026-06-01")
      builder.add("c/launch", after: ["c/tape-out": "20w"], baseline: "2026-10-20")
    }
    #expect(try await still.page("index.html").holds("No dates moved since report 1."))
    #expect(try await still.page("changes.html").holds("<b>No dates moved since report 1.</b>"))
  }

  @Test("A new plan of record is called one")
  func rebaselined() async throws {
    let page = try await fixture { builder in
      builder.add("c/tape-out", forecast: "2026-06-20", baseline: "2026-06-20")
      builder.add("c/launch", after: ["c/tape-out": "20w"], baseline: "2026-10-20")
    }.page("changes.html")
    #expect(page.holds("was re-baselined from <time>2026-06-01</time> to <time>2026-06-20</time>"))
    #expect(page.holds("Changed baselines"))
    #expect(page.holds("Baselines were changed once, without a reason."))
  }

  @Test("Reports link to their changes, and every link to a place on the page finds it")
  func links() async throws {
    let fixture = moved()
    #expect(try await fixture.page("reports.html").holds("<a href=\"changes.html#2026-06-12\">"))
    #expect(try await fixture.page("changes.html").holds("<h2 id=\"2026-06-12\">"))
    #expect(try await fixture.page("reports/2026-06-12.html").holds("<h2 id=\"ch\">What changed</h2>"))
    #expect(!(try await fixture.page("reports/2026-05-15.html").holds("id=\"ch\"")))
    #expect(try await fixture.page("index.html").holds("<a href=\"changes.html\">"))
  }

  @Test("Without a second report there is no comparison and no entry in the navigation")
  func alone() async throws {
    var fixture = moved()
    fixture.plan.reports.elements.removeFirst()
    fixture.history.snapshots = []
    let page = try await fixture.page("index.html")
    #expect(!page.holds("Changed since") && !page.holds("changes.html"))
    #expect(try await fixture.page("changes.html").holds("They start with the second report."))
  }

  @Test("The feed has an entry a report, with an id that stays")
  func feed() async {
    let feed = SiteBuilder(await moved().content(), TemplateSet()).changeFeed
    #expect(feed.map(\.id) == ["changes/2026-06-12"])
    #expect(feed.map(\.path) == ["reports/2026-06-12.html#ch"])
    #expect(feed.first?.title == "Report 2: 2 dates moved")
    #expect(feed.first?.summary.holds("tape-out moved 14 days later, from 2026-06-20 to 2026-07-04") == true)
  }

  @Test(
    "A slip says how late it was announced, and where it may have been sooner, so",
    arguments: [
      (-3, -3, "3 days after it had passed"), (0, 0, "on the day"), (9, 9, "9 days before"), (3, 3, "3 days before"),
      (-10, -3, "10 days after it had passed"), (-3, 0, "at most 3 days after it had passed"), (3, 9, "3 days before"),
    ])
  func notice(announced: Int, earliest: Int, words: String) async {
    let old = Day(unchecked: 2026, 6, 12)
    let slip = Stability.Slip(
      milestone: 0, announced: old - announced, earliest: old - earliest, old: .day(old), new: nil, reason: nil)
    #expect(SlipRow(model: await moved().model(), slip: slip).notice == words)
  }

  @Test(
    "Titles and reasons from files stay text", arguments: ["<script>alert(1)</script>", "\"><img src=x>", "<\u{301}b>"])
  func hostile(title: String) async throws {
    var fixture = moved(title)
    for index in fixture.plan.milestones.indices {
      fixture.plan.milestones[index].reason = Located(title, at: SourceRange(startOf: FileID(0)))
    }
    for path in ["index.html", "changes.html", "reports/2026-06-12.html"] {
      let page = try await fixture.page(path)
      #expect(!page.holds(title) && page.holds(Markup("\(title)").html))
    }
  }

  @Test(
    "Dates in a text never wrap, and look-alikes stay as they are",
    arguments: [
      ("moved to 2026-06-12.", "moved to <time>2026-06-12</time>."),
      ("2026-06-12, <b>", "<time>2026-06-12</time>, &lt;b&gt;"),
      ("x2026-06-12 12026-06-12 2026-06-123 a/2026-06-12", "x2026-06-12 12026-06-12 2026-06-123 a/2026-06-12"),
      ("2026-06-1", "2026-06-1"), ("", ""), ("é2026-06-12", "é2026-06-12"),
    ])
  func dates(text: String, html: String) {
    #expect(Markup(datesIn: text).html == html)
  }

  @Test("So do the days in a finding's words, but not what it quotes")
  func datesInFindings() {
    #expect(
      Markup(marking: "due <2026-06-12>, not `2026-06-12`").html
        == "due &lt;<time>2026-06-12</time>&gt;, not <code>2026-06-12</code>")
  }
}
