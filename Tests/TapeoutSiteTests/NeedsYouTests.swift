import Foundation
import TapeoutTestSupport
import Testing

@Suite("What needs its readers")
struct NeedsYouTests {
  /// One milestone of the chip `custom-1`.
  private static func milestone(_ id: String, _ lines: String) -> (String, String) {
    ("chips/custom-1/milestones/\(id).md", "---\ntitle: \(id)\nkind: review\n\(lines)\n---\n")
  }

  private func site(_ files: [(String, String)]) async throws -> [String: String] {
    let folder = try TemporaryFolder()
    try folder.writeProgram(Dictionary(files, uniquingKeysWith: { $1 }))
    return try await folder.site()
  }

  private static func report(_ day: String, _ body: String) -> (String, String) {
    ("reports/\(day).md", "---\ntitle: Report of \(day)\n---\n\n\(body)\n")
  }

  /// The rows of one column, as text between tags.
  private func rows(_ html: String) -> Int { html.components(separatedBy: "<p class=\"ti\">").count - 1 }

  private func column(_ id: String, of html: String) throws -> String {
    let start = try #require(html.range(of: "id=\"ny-\(id)\""))
    let rest = html[start.upperBound...]
    return String(rest[..<(rest.range(of: "</section>")?.lowerBound ?? rest.endIndex)])
  }

  @Test("Decisions, blocks and what is late stand below the lede of the portfolio and of the chip, with who and why")
  func columns() async throws {
    let files = try await site([
      Self.report(
        "2026-01-10",
        "## In short\n\nWe are *late*.\n\n## Decisions wanted\n\n- [ ] Buy [time](../chips/custom-1/milestones/tape-out.md) (Ada & Bo, by 2026-01-20). It costs.\n- [ ] Move the office (Cy, by 2026-01-12)\n"
      ),
      Self.milestone(
        "slow", "owner: Dee\nbaseline: 2025-11-01\nforecast: 2026-02-01\nreason: \"<b>Parts</b> are late\""),
      Self.milestone("held", "owner: Eve\nforecast: TBD\nstatus: blocked\nreason: The office is closed"),
    ])
    let portfolio = try #require(files["index.html"])
    #expect(portfolio.contains("Two decisions are wanted, one of them overdue. One milestone is blocked. One is late."))
    let wanted = try column("wanted", of: portfolio)
    #expect(wanted.contains("href=\"late.html#wanted\">2 decisions wanted</a>"))
    // What is overdue comes first.
    #expect(
      try #require(wanted.range(of: "Move the office")).lowerBound < #require(wanted.range(of: "Buy time")).lowerBound)
    #expect(wanted.contains("<p class=\"why\"><bdi>It costs.</bdi></p>"))
    #expect(wanted.contains("overdue 3 days") && wanted.contains("in 5 days"))
    #expect(wanted.contains("holds up <a href=\"chips/custom-1/tape-out.html\">"))
    #expect(wanted.contains("href=\"reports/2026-01-10.html\""))
    #expect(wanted.contains("<bdi>Ada &amp; Bo</bdi>"))
    #expect(try column("blocked", of: portfolio).contains("The office is closed"))
    let late = try column("late", of: portfolio)
    #expect(late.contains("&lt;b&gt;Parts&lt;/b&gt; are late") && !late.contains("<b>Parts"))
    #expect(late.contains("+13 w"))
    // On the chip's page only what concerns it.
    let chip = try #require(files["chips/custom-1.html"])
    #expect(try column("wanted", of: chip).contains("1 decision wanted"))
    #expect(!chip.contains("Move the office"))
    #expect(try column("late", of: chip).contains("href=\"../chips/custom-1/slow.html\""))
    // The newest report is quoted.
    #expect(portfolio.contains("<blockquote><p>We are <em>late</em>.</p>\n</blockquote>"))
    // All of it has a page.
    let all = try #require(files["late.html"])
    for id in ["wanted", "blocked", "late"] { #expect(all.contains("<h2 id=\"\(id)\">")) }
    #expect(rows(all) == 4)
  }

  @Test("Where nothing is wanted, blocked or late, a sentence says so")
  func nothing() async throws {
    let files = try await site([])
    for page in ["index.html", "chips/custom-1.html", "late.html"] {
      #expect(files[page]?.contains("Nothing is wanted, blocked or late.") == true, "\(page)")
    }
    #expect(files["index.html"]?.contains("class=\"nyc\"") == false)
    #expect(files["index.html"]?.contains("<blockquote>") == false)
  }

  @Test("At most seven rows are shown, at least one of each column, and the page of all has every one")
  func sevenRows() async throws {
    var all = (1...20).map {
      Self.milestone("slow-\($0)", "owner: Dee\nbaseline: 2025-11-01\nforecast: 2026-02-\($0 + 7)")
    }
    all.append(Self.milestone("held", "owner: Eve\nforecast: TBD\nstatus: blocked\nreason: Closed"))
    let items = (1...9).map { "- [ ] Decision \($0) (Ada, by 2026-02-0\($0))\n" }.joined()
    all.append(Self.report("2026-01-10", "## Decisions wanted\n\n\(items)"))
    let files = try await site(all)
    let portfolio = try #require(files["index.html"])
    let counts = try ["wanted", "blocked", "late"].map { rows(try column($0, of: portfolio)) }
    #expect(counts == [1, 1, 5])
    // The furthest behind first.
    #expect(try column("late", of: portfolio).contains("slow-20.html"))
    #expect(!(try column("late", of: portfolio).contains("slow-3.html")))
    #expect(rows(try #require(files["late.html"])) == 30)
  }

  @Test("A launch that is late is counted, not repeated")
  func launches() async throws {
    let files = try await site([
      (
        "chips/custom-1/milestones/launch.md",
        "---\ntitle: The launch\nkind: launch\nowner: Ada\nbaseline: 2029-01-01\nforecast: 2030-11-01\nreason: Late\n---\n"
      )
    ])
    let late = try column("late", of: try #require(files["index.html"]))
    #expect(late.contains(">The launch is late</a>"))
    #expect(late.contains("Nothing but the launch is late."))
    #expect(files["late.html"]?.contains("chips/custom-1/launch.html") == true)
  }
}
