import Foundation
import TapeoutTestSupport
import Testing

@Suite("The page of scenarios")
struct ScenariosPageTests {
  @Test("Each scenario stands against the plan: what is supposed, launches side by side, and what moves")
  func page() async throws {
    let folder = try TemporaryFolder()
    try folder.writeProgram([
      "chips/custom-1/risks/respin.md":
        "---\ntitle: Respin & more\nowner: Ada\nprobability: 30%\ndelays: {production-release: 8w..10w..14w}\n---\n",
      "scenarios/later.md":
        "---\ntitle: \"<b>Tape-out</b> slips\"\nchanges:\n  custom-1/tape-out: +4w\n  risk custom-1/respin: occurs\n---\n\nSee [it](../chips/custom-1/milestones/tape-out.md).\n",
      "scenarios/none.md": "---\ntitle: Nothing\nchanges: {custom-1/kickoff: +3w}\n---\n",
      "reports/2026-01-10.md": "---\ntitle: R\n---\n\n[What if](../scenarios/later.md)\n",
    ])
    let files = try await folder.site()
    let page = try #require(files["scenarios.html"])
    #expect(page.contains("Two scenarios stand against the plan."))
    let parts = page.components(separatedBy: "<section class=\"sec scn\"")
    #expect(parts.count == 3)
    let later = parts[1]
    #expect(later.contains("<h2 id=\"later\"><bdi>&lt;b&gt;Tape-out&lt;/b&gt; slips</bdi></h2>"))
    #expect(later.contains("<span class=\"t\">4 weeks later</span>"))
    #expect(later.contains("“<bdi>Respin &amp; more</bdi>” of <bdi>Chip</bdi> happens"))
    for figure in ["Launch", "Slip", "P50", "P80", "In 2030"] {
      #expect(later.contains("<th scope=\"row\">\(figure)</th>"), "\(figure)")
    }
    #expect(later.contains("<td class=\"n\">+4 w</td>"))
    #expect(later.contains("href=\"chips/custom-1/tape-out.html\""))
    // What is done cannot move.
    #expect(parts[2].contains("<s>") && parts[2].contains("Nothing moves"))
    #expect(files["index.html"]?.contains("scenarios.html") == true)
    #expect(files["reports/2026-01-10.html"]?.contains("href=\"../scenarios.html#later\"") == true)
    // The same as data.
    let json = try #require(files["plan.json"])
    #expect(json.contains("\"id\":\"later\"") && json.contains("\"outcome\":\"occurs\""))
    #expect(json.contains("\"days\":28,\"milestone\":\"custom-1/tape-out\""))
  }

  @Test("Without scenarios the page says how one is written, and the navigation leaves it out")
  func none() async throws {
    let folder = try TemporaryFolder()
    try folder.writeProgram()
    let files = try await folder.site()
    #expect(files["scenarios.html"]?.contains("No scenario is written down.") == true)
    #expect(files["index.html"]?.contains("scenarios.html") == false)
  }
}
