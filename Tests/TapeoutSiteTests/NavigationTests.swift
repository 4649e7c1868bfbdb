import TapeoutModel
import TapeoutSite
import TapeoutTestSupport
import Testing

@Suite("What stands around every page")
struct NavigationTests {
  private func site(_ more: [String: String] = [:], templates: [String: String] = [:]) async throws -> [String: String]
  {
    let folder = try TemporaryFolder()
    try folder.writeProgram(more)
    for (name, text) in templates { try folder.write("Templates/\(name)", text) }
    return try await folder.site()
  }

  /// What stands between two texts.
  private func part(_ page: String?, from start: String, to end: String) throws -> String {
    let page = try #require(page)
    let from = try #require(page.firstRange(of: start)?.upperBound)
    return String(page[from..<(try #require(page[from...].firstRange(of: end)?.lowerBound))])
  }

  @Test("Each page names its place in the row and in the menu of a phone, and chips are one click away")
  func links() async throws {
    let site = try await site()
    let page = site["chips/custom-1/launch.html"]
    let row = try part(page, from: "<nav class=\"nav\" aria-label=\"Main\">", to: "</nav>")
    #expect(row.contains("<summary aria-current=\"true\">Chips</summary>"))
    #expect(row.contains("<a href=\"../../chips/custom-1.html\" aria-current=\"page\"><bdi>Chip</bdi> <span>"))
    #expect(row.contains("<a href=\"../../index.html\">Portfolio</a>"))
    #expect(row.contains("<a href=\"../../search.html\">Search</a>"))
    let menu = try part(page, from: "<details class=\"menu\">", to: "</details>")
    #expect(menu.contains("<summary>Menu<span>: Chips</span></summary>"))
    #expect(menu.contains("<a href=\"../../index.html#tl\" aria-current=\"page\">Chips</a>"))
    // What this program has not is not offered.
    #expect(!row.contains("Risks") && !row.contains("Changes") && !row.contains("Reports"))
    let partners = try part(site["partners.html"], from: "<details class=\"menu\">", to: "</details>")
    #expect(partners.contains("<summary>Menu<span>: Partners</span></summary>"))
    #expect(site["search.html"]?.contains("<summary>Menu<span>: Search</span></summary>") == true)
    #expect(site["method.html"]?.contains("<summary>Menu</summary>") == true)
  }

  @Test("Very many chips are one link")
  func manyChips() async throws {
    var more: [String: String] = [:]
    for number in 2...13 {
      more["chips/c\(number)/chip.md"] = "---\ntitle: C\(number)\nkind: in-house\n---\n"
    }
    let row = try part(try await site(more)["index.html"], from: "<nav class=\"nav\"", to: "</nav>")
    #expect(row.contains("<a href=\"index.html#tl\">Chips</a>") && !row.contains("<details"))
  }

  @Test("Links to pages say how things stand: title and answer")
  func social() async throws {
    let site = try await site([
      "program.md": "---\ntitle: A & B\nlaunch: 2030\nstatus_date: 2026-01-15\nsite: https://plan.example\n---\n"
    ])
    let chip = try #require(site["chips/custom-1.html"])
    #expect(
      chip.contains("<meta property=\"og:title\" content=\"Chip: on track, launch 2030-03-13\">"),
      "\(chip.prefix(1500))"
    )
    let said = try part(chip, from: "<meta name=\"description\" content=\"", to: "\">")
    #expect(said.contains("2030-03-13") && said.hasSuffix(" As of 2026-01-15.") && !said.contains("<"))
    #expect(chip.contains("<meta property=\"og:description\" content=\"\(said)\">"))
    #expect(chip.contains("<meta property=\"og:site_name\" content=\"A &amp; B\">"))
    #expect(chip.contains("<meta property=\"og:url\" content=\"https://plan.example/chips/custom-1.html\">"))
    let milestone = try #require(site["chips/custom-1/tape-out.html"])
    #expect(milestone.contains("content=\"The tape-out · Chip: planned, 2029-02-21\">"))
    #expect(try part(milestone, from: "name=\"description\" content=\"", to: "\">").contains("Expected 2029-02-21"))
    #expect(site["index.html"]?.contains("<meta property=\"og:title\" content=\"A &amp; B: on track\">") == true)
    #expect(
      try part(site["partners.html"], from: "name=\"description\" content=\"", to: "\">").contains("No handoff is late")
    )
  }

  @Test("The icon is the program's health, unless there is one of the user's own")
  func icon() async throws {
    let late = try await site([
      "chips/custom-1/milestones/tape-out.md":
        "---\ntitle: Tape-out\nkind: tape-out\nowner: Lead\nbaseline: 2026-01-20\nafter: {physical-verification: 3w}\n---\n"
    ])
    let icon = try #require(try await site()["favicon.svg"])
    #expect(icon != late["favicon.svg"] && icon.contains("<svg xmlns") && !icon.contains("class="))
    #expect(try await site(templates: ["favicon.svg": "<svg/>"])["favicon.svg"] == "<svg/>")
  }

  @Test("A stylesheet of one's own follows ours, and a logo stands beside the title")
  func looks() async throws {
    let folder = try TemporaryFolder()
    try folder.writeProgram([
      "program.md": "---\ntitle: Program\nlaunch: 2030\nstatus_date: 2026-01-15\nlogo: pictures/our%20logo.svg\n---\n"
    ])
    try folder.write("Content/pictures/our logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
    try folder.write("Templates/custom.css", ":root{--track:teal}\n")
    let site = try await folder.site()
    let page = try #require(site["chips/custom-1/launch.html"])
    #expect(page.contains("media=\"print\">\n<link rel=\"stylesheet\" href=\"../../custom.css\">"))
    #expect(page.contains("<img src=\"../../files/pictures/our%20logo.svg\" alt=\"\"><bdi>Program</bdi>"))
    #expect(site["custom.css"] == ":root{--track:teal}\n")
    let plain = try await self.site()
    #expect(plain["custom.css"] == nil && plain["index.html"]?.contains("custom.css") == false)
    #expect(plain["index.html"]?.contains("<img") == false)
  }

  @Test("The status date has the name of its time zone beside it, and changes of reports for who comes back")
  func statusDate() async throws {
    let site = try await site([
      "program.md": "---\ntitle: Program\nlaunch: 2030\nstatus_date: 2026-01-15\ntime_zone: Asia/Shanghai\n---\n"
    ])
    #expect(site["risks.html"]?.contains("as of <time>2026-01-15</time> (Asia/Shanghai)") == true)
    #expect(site["index.html"]?.contains("id=\"since\"") == false)
    #expect(try await self.site()["index.html"]?.contains("<time>2026-01-15</time> (") == false)
  }

  @Test("Fields of one's own stand where program.md shows them")
  func ownFields() async throws {
    let site = try await site([
      "program.md":
        "---\ntitle: Program\nlaunch: 2030\nstatus_date: 2026-01-15\nfields:\n  cost: {title: Cost <M$>, type: number, shown: [milestone, table, card]}\n"
        + "  issue: {type: link, shown: table}\n  note: {}\n---\n",
      "chips/custom-1/milestones/tape-out.md":
        "---\ntitle: Tape-out\nkind: tape-out\nowner: Lead\nbaseline: 2029-02-21\nafter: {physical-verification: 3w}\n"
        + "cost: 12.50\nissue: https://issues.example/A-1\nnote: Mind it\n---\n",
    ])
    let page = try #require(site["chips/custom-1/tape-out.html"])
    #expect(page.contains("<dt>Cost &lt;M$&gt;</dt><dd><bdi>12.50</bdi></dd>"))
    #expect(page.contains("<dt>note</dt><dd><bdi>Mind it</bdi></dd>") && !page.contains("A-1"))
    let chip = try #require(site["chips/custom-1.html"])
    #expect(chip.contains("<dt>Cost &lt;M$&gt;</dt><dd><bdi>12.50</bdi></dd>"))
    #expect(chip.contains(" · Cost &lt;M$&gt; <bdi>12.50</bdi> · issue <a href=\"https://issues.example/A-1\">"))
    #expect(
      site["plan.csv"]?.prefix(while: { $0 != "\r\n" }).hasSuffix(",fields.cost,fields.issue,fields.note") == true)
    #expect(site["plan.csv"]?.contains(",12.50,https://issues.example/A-1,Mind it") == true)
    let json = site["plan.json"]?.filter { $0 != " " } ?? ""
    #expect(json.contains("\"fields\":[{\"name\":\"cost\",\"value\":12.5},{\"name\":\"issue\""), "\(json)")
    #expect(json.contains("{\"name\":\"note\",\"shown\":[\"milestone\"],\"title\":\"note\",\"type\":\"text\"}"))
  }

  @Test("The search looks through notes, criteria and reasons, which scripts bring")
  func searchTexts() async throws {
    let site = try await site([
      "chips/custom-1/milestones/tape-out.md":
        "---\ntitle: Tape-out\nkind: tape-out\nowner: Lead\nbaseline: 2029-02-21\nreason: \"Slot </script>\"\n"
        + "after: {physical-verification: 3w}\n---\n\n## Exit criteria\n\n- [ ] Say \"clean\"\\\n\u{202E}turned\n"
    ])
    #expect(site["search.html"]?.contains("data-texts=\"search-text.js\"") == true)
    let text = try #require(site["search-text.js"])
    #expect(text.hasPrefix("tapeoutSearch([") && text.hasSuffix("])\n"))
    let expected =
      "[\"chips/custom-1/tape-out.html\",\"Slot \\u003c/script> ## Exit criteria - [ ] Say \\\"clean\\\"\\\\ turned"
    #expect(text.contains(expected), "\(text)")
    #expect(!text.contains("</script") && !text.unicodeScalars.contains("\u{202E}"))
  }
}
