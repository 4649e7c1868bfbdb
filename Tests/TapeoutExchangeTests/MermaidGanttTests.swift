import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutExchange

@Suite("The plan as a Mermaid diagram")
struct MermaidGanttTests {
  private func lines(_ fixture: ExportFixture) async -> [String] {
    pieces(text(MermaidGantt.text(await fixture.content())), "\n")
  }

  @Test("Bars run from the last dependency, and what cannot be drawn is named")
  func usual() async {
    #expect(
      await lines(.usual) == [
        "gantt", "  title Program", "  dateFormat YYYY-MM-DD", "  axisFormat %Y-%m", "  todayMarker off",
        "  section Report", "  Status date :milestone, 2026-01-15, 0d", "  section c",
        "  start :done, milestone, 2026-01-05, 0d", "  middle :active, crit, 2026-01-05, 2026-02-17",
        "  launch :crit, 2026-02-16, 2026-03-03", "  vague :2026-07-01, 2026-10-01",
        "  %% not drawn, dropped: c/gone", "  %% not drawn, no date: c/open", "",
      ])
  }

  // Held against Mermaid 11.16 in a browser: each of these is drawn as the title it was.
  @Test(
    "What Mermaid would misread is an entity",
    arguments: [
      ("a: b; c # d", "a#58; b#59; c #35; d"), ("Section review", "#83;ection review"), ("title", "#116;itle"),
      ("2026-01-01 start", "#50;026-01-01 start"), ("%% no", "#37;#37; no"), ("#35;", "#35;35#59;"),
      ("accTitle", "#97;ccTitle"), ("```", "#96;#96;#96;"), ("a\r\nb", "a b"), ("", "–"), ("  x", "x"),
      ("<b>", "#60;b#62;"), ("日本", "日本"), ("\u{202E}x", "x"), ("sec\u{301}tion", "sec\u{301}tion"),
    ])
  func escaped(title: String, expected: String) async {
    let lines = await lines(.titled(title))
    #expect(lines[8] == "  \(expected) :milestone, 2026-03-01, 0d")
  }

  @Test("Whatever is in a title, a task stays one line", arguments: hostileTitles)
  func hostile(title: String) async {
    var fixture = ExportFixture.titled(title)
    fixture.chipTitle = title
    fixture.builder.program.title = Located(title, at: ExportFixture.nowhere)
    let lines = await lines(fixture)
    #expect(lines.count == 10)
    #expect(lines[8].utf8.count { $0 == UInt8(ascii: ":") } == 1)
    #expect(lines.dropFirst().dropLast().allSatisfy { $0.utf8.starts(with: "  ".utf8) })
  }

  @Test("Without chips the diagram has the status date alone")
  func empty() async {
    #expect(await lines(ExportFixture()).last(where: { !$0.isEmpty }) == "  Status date :milestone, 2026-01-15, 0d")
  }
}
