import Foundation
import TapeoutTestSupport
import Testing

@Suite("Pages of owners")
struct OwnerPageTests {
  private static func milestone(_ id: String, _ lines: String) -> (String, String) {
    ("chips/custom-1/milestones/\(id).md", "---\ntitle: \(id)\nkind: review\n\(lines)\n---\n")
  }

  private func site(_ files: [(String, String)]) async throws -> [String: String] {
    let folder = try TemporaryFolder()
    try folder.writeProgram(Dictionary(files, uniquingKeysWith: { $1 }))
    return try await folder.site()
  }

  @Test("An owner has a page with what is owed, late and waited for, and the month's load")
  func page() async throws {
    let files = try await site([
      Self.milestone("first", "owner: Bo\nbaseline: 2026-01-20\nforecast: 2026-01-20"),
      Self.milestone(
        "slow", "owner: Ada\nbaseline: 2025-11-01\nforecast: 2026-02-01\nreason: Parts"),
      Self.milestone("later", "owner: Ada\nbaseline: 2026-09-01\nforecast: 2026-09-01\nafter: {first: 1w}"),
      (
        "chips/custom-1/risks/yield.md",
        "---\ntitle: Yield\nowner: Ada\nprobability: 20%\ndelays: {slow: 2w}\nreview_by: 2026-02-08\n---\n"
      ),
      (
        "reports/2026-01-10.md",
        "---\ntitle: R\n---\n\n## Decisions wanted\n\n- [ ] Buy [time](../chips/custom-1/milestones/slow.md) (Cy, by 2026-01-20)\n"
      ),
    ])
    let page = try #require(files["people/ada.html"])
    #expect(page.contains("Owes one milestone within six weeks, which is late."))
    let parts = ["id=\"ow\"", "id=\"la\"", "id=\"wf\"", "id=\"rs\"", "id=\"lo\"", "id=\"rest\""]
    let places = try parts.map { try #require(page.range(of: $0)).lowerBound }
    #expect(places == places.sorted())
    let waits = page[places[2]..<places[3]]
    #expect(waits.contains("../chips/custom-1/first.html") && waits.contains("Buy time"))
    #expect(waits.contains("from <a href=\"../people/bo.html\"><bdi>Bo</bdi></a>"))
    #expect(page[places[3]..<places[4]].contains("20 %"))
    #expect(page[places[5]...].contains("later.html"))
    #expect(page.contains("class=\"ld-late\""))
    // A decision is on the page of who decides it.
    #expect(files["people/cy.html"]?.contains("Decisions wanted") == true)
    // A calendar of what is theirs lies beside the page.
    let calendar = try #require(files["people/ada.ics"])
    #expect(calendar.contains("SUMMARY:slow") && !calendar.contains("SUMMARY:first"))
    #expect(page.contains("href=\"ada.ics\"") && files["calendar.html"]?.contains("href=\"people/ada.ics\"") == true)
    // The list of all, the navigation and the calendar lead there.
    #expect(files["people.html"]?.contains("href=\"people/ada.html\"") == true)
    #expect(files["index.html"]?.contains("<a href=\"people.html\">People</a>") == true)
    #expect(files["calendar.html"]?.contains("href=\"people/ada.html\"") == true)
    #expect(files["chips/custom-1/slow.html"]?.contains("href=\"../../people/ada.html\"") == true)
  }

  @Test("Beyond a thousand the list of what is late goes on, and beyond a hundred an owner's list counts the rest")
  func manyLate() async throws {
    let files = try await site(
      (0..<1_010).map {
        Self.milestone("m\($0)", "owner: Ada\nbaseline: 2025-11-01\nforecast: 2026-02-01\nreason: Parts")
      })
    let first = try #require(files["late.html"])
    let second = try #require(files["late-2.html"])
    #expect(first.contains("href=\"late-2.html\"") && !second.contains("late-3.html"))
    let page = try #require(files["people/ada.html"])
    let late = try #require(page.range(of: "id=\"la\"")).lowerBound
    let next = try #require(page.range(of: "<section", range: late..<page.endIndex)).lowerBound
    #expect(page[late..<next].split(separator: "../chips/custom-1/m").count - 1 == 100)
    #expect(page.contains("1010 milestones"))
  }

  @Test("Names of any script are addresses that browsers decode, and nothing in a name is markup")
  func addresses() async throws {
    let files = try await site([
      Self.milestone("a", "owner: 王小明\nforecast: 2026-02-01"),
      Self.milestone("b", "owner: \"<i>R&D</i> / lab\"\nforecast: 2026-02-01"),
      Self.milestone("c", "owner: ../../x\nforecast: 2026-02-01"),
    ])
    #expect(files["people/王小明.html"] != nil)
    #expect(files["people.html"]?.contains("href=\"people/%E7%8E%8B%E5%B0%8F%E6%98%8E.html\"") == true)
    let page = try #require(files["people/i-r-d-i-lab.html"])
    #expect(page.contains("<h1><bdi>&lt;i&gt;R&amp;D&lt;/i&gt; / lab</bdi></h1>"))
    #expect(files["people/x.html"] != nil)
    #expect(files.keys.allSatisfy { !$0.contains("..") })
  }

  @Test("A plan without owners has a page that says so, and no entry in the navigation")
  func nobody() async throws {
    var files = exampleProgram.map { ($0.key, $0.value.replacingOccurrences(of: "owner: Layout team\n", with: "")) }
    files.append(("chips/custom-1/milestones/kickoff.md", exampleProgram["chips/custom-1/milestones/kickoff.md"] ?? ""))
    let made = try await site(files)
    #expect(made["people.html"]?.contains("No milestone and no risk names an owner.") == true)
    #expect(made["index.html"]?.contains("people.html") == false)
  }
}

@Suite("The order of a chip's page")
struct ChipPageOrderTests {
  @Test("The page answers in the order of questions, and all that is long is folded")
  func order() async throws {
    let folder = try TemporaryFolder()
    try folder.writeProgram([
      "chips/custom-2/chip.md": "---\ntitle: Second\nkind: custom\n---\n\nIt is *young*.\n\nMore.\n",
      "chips/custom-1/chip.md":
        "---\ntitle: Chip\nkind: custom\ndesign_partner: broadcom\nfoundry: tsmc\npackaging: tsmc\n---\n\nThe first.\n\n## Why\n\nBecause.\n",
      "chips/custom-1/risks/yield.md":
        "---\ntitle: Yield\nowner: Ada\nprobability: 20%\ndelays: {tape-out: 2w}\n---\n\nMay be low.\n\n**Response:** test <em>more</em>.\n",
    ])
    let files = try await folder.site()
    let page = try #require(files["chips/custom-1.html"])
    let parts = [
      "class=\"lede\"", "id=\"ny\"", "id=\"is\"", "class=\"kf\"", "id=\"gt\"", "id=\"ln\"", "id=\"rk\"", "id=\"tr\"",
      "<details class=\"sec fd\" id=\"ms\"", "id=\"so\"", "id=\"ho\"", "id=\"nt\"",
    ]
    let places = try parts.map { part in try #require(page.range(of: part), "\(part)").lowerBound }
    #expect(places == places.sorted())
    #expect(page.contains("<div><p>The first.</p>\n</div>"))
    #expect(page.contains("<p><strong>Response:</strong> test more.</p>"))
    #expect(page.contains("href=\"custom-2.html\" rel=\"next\""))
    let second = try #require(files["chips/custom-2.html"])
    #expect(second.contains("href=\"custom-1.html\" rel=\"prev\"") && !second.contains("rel=\"next\""))
    // Every link within the page leads somewhere.
    let targets = page.components(separatedBy: "href=\"#").dropFirst().map { $0.prefix { $0 != "\"" } }
    for target in Set(targets) { #expect(page.contains("id=\"\(target)\""), "\(target)") }
  }
}
