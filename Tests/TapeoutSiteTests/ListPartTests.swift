import TapeoutDisk
import TapeoutForecast
import TapeoutModel
import TapeoutTestSupport
import TapeoutWorkspace
import Testing

@testable import TapeoutSite

@Suite("Lists of very many chips")
struct ListPartTests {
  private func plan(chips: Int) -> Plan {
    var plan = Plan(program: Program(origin: Origin(file: FileID(0))))
    for number in 0..<chips {
      var chip = Chip(origin: Origin(file: FileID(0)), id: "c\(10_000 + number)")
      chip.title = Located("Chip \(number)", at: SourceRange(startOf: FileID(0)))
      plan.chips.append(chip)
    }
    return plan
  }

  @Test("Every chip stands in one part, five hundred a part", arguments: [0, 1, 499, 500, 501, 1000, 1001, 5000])
  func parts(_ count: Int) {
    let plan = plan(chips: count)
    let parts = ListPart.all(plan)
    #expect(parts.flatMap { Array($0.chips) } == Array(plan.chips.indices))
    #expect(parts.allSatisfy { $0.chips.count <= 500 } && parts.count == max(1, (count + 499) / 500))
    #expect(parts.map(\.isFirst) == parts.indices.map { $0 == 0 })
    #expect(Set(parts.map { $0.address("search.html") }).count == parts.count)
    #expect(ListPart.links(plan, to: .search, from: parts[0]).count == (count > 500 ? parts.count : 0))
  }

  @Test("A part says which chips it shows, and leads to the others")
  func links() {
    let plan = plan(chips: 1234)
    let parts = ListPart.all(plan)
    #expect(parts.map(\.title) == ["Chips 1 to 500", "Chips 501 to 1,000", "Chips 1,001 to 1,234"])
    #expect(parts.map { $0.address("index.html") } == ["index.html", "index-2.html", "index-3.html"])
    let links = ListPart.links(plan, to: .portfolio, from: parts[1])
    #expect(links.map(\.isCurrent) == [false, true, false])
    #expect(links.map(\.address) == ["index.html", "index-2.html", "index-3.html"])
    #expect(links[1].note == "Chip 500 to Chip 999")
  }

  @Test("Beyond five hundred chips the portfolio and the list of all pages go on on pages of their own")
  func pages() async throws {
    let folder = try TemporaryFolder()
    try folder.write("Content/program.md", "---\ntitle: P\nlaunch: 2026\nstatus_date: 2026-01-15\n---\n")
    for number in 0..<503 {
      let chip = "Content/chips/c\(1000 + number)"
      try folder.write("\(chip)/chip.md", "---\ntitle: Chip \(number)\nkind: in-house\n---\n")
      try folder.write("\(chip)/milestones/launch.md", "---\ntitle: L\nkind: launch\nforecast: 2026-03-01\n---\n")
    }
    let read = try await ReadProject(
      Project(root: folder.path), Analysis.Options(today: Day(unchecked: 2026, 1, 15)))
    var settings = Forecast.Settings()
    settings.samples = 10
    let analysis = try await Analysis(read)
    let assembly = await SiteAssembly(analysis, SitePreparation(read, settings), TemplateSet())
    // Downloads, pages that a site has once, stylesheets and scripts, former addresses, what is late, and the parts come before
    // those of each chip.
    var files: [String: String] = [:]
    for unit in 0..<(SinglePage.all.count + 5) {
      try assembly.makeFiles(unit) { files[$0.path] = String(decoding: $0.bytes, as: UTF8.self) }
    }
    let first = try #require(files["index.html"]), second = try #require(files["index-2.html"])
    #expect(first.contains("id=\"chip-c1000\"") && first.contains("id=\"chip-c1499\""))
    #expect(!first.contains("id=\"chip-c1500\"") && second.contains("id=\"chip-c1500\""))
    #expect(second.contains("id=\"chip-c1502\"") && !second.contains("id=\"chip-c1499\""))
    #expect(first.contains("href=\"index-2.html\"") && second.contains("href=\"index.html\""))
    // What is about the whole program is said once.
    #expect(first.contains("Next gates") && !second.contains("Next gates"))
    #expect(first.contains("charts/launch-timeline.svg") && second.contains("charts/launch-timeline-2.svg"))
    #expect(files["charts/launch-timeline-2.svg"]?.contains("Chip 502") == true)
    let search = try #require(files["search.html"]), rest = try #require(files["search-2.html"])
    #expect(search.contains("chips/c1499.html") && !search.contains("chips/c1500.html"))
    #expect(rest.contains("chips/c1500.html") && rest.contains("This page lists: Chips 501 to 503."))
    #expect(search.contains("href=\"search-2.html\"") && !rest.contains("aria-label=\"Partners\""))
  }
}
