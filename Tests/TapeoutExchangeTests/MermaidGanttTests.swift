import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutExchange

@Suite("The plan as a Mermaid diagram")
struct MermaidGanttTests {
  private func lines(_ fixture: ExportFixture) async -> [String] {
    pieces(text(MermaidGantt.text(await fixture.content())), "\n")
  }

  @Test("Bars run from the last dependency by its id, and what cannot be drawn is named")
  func usual() async {
    #expect(
      await lines(.usual) == [
        "gantt", "  title Program", "  dateFormat YYYY-MM-DD", "  axisFormat %Y-%m", "  todayMarker off",
        "  section Report", "  Status date :milestone, status-date, 2026-01-15, 0d", "  section c",
        "  start :done, milestone, c_start, 2026-01-05, 0d", "  middle :active, crit, c_middle, after c_start, 43d",
        "  launch :crit, c_launch, after c_middle c_start, 14d", "  vague :c_vague, 2026-07-01, 2026-10-01",
        "  %% c_vague: 2026-Q3", "  %% not drawn, dropped: c/gone", "  %% not drawn, no date: c/open", "",
      ])
  }

  @Test("A gate is a diamond on its day, and a comment says what it waits for")
  func gates() async {
    var fixture = ExportFixture()
    fixture.builder.add("start", actual: "2026-01-05")
    fixture.builder.add("same", after: ["start": "0d"])
    fixture.builder.add("gate", after: ["same": "4w"])
    fixture.builder.add("late", after: ["gate": "1d"])
    fixture.changePlan = { plan in plan.milestones[plan.place("gate")].isGate = true }
    let lines = await lines(fixture)
    #expect(
      lines[8...].prefix { !$0.isEmpty }.map { $0 } == [
        "  start :done, milestone, c_start, 2026-01-05, 0d", "  same :active, c_same, after c_start, 11d",
        "  gate :milestone, c_gate, 2026-02-12, 0d", "  %% c_gate: after c_same",
        "  late :c_late, after c_gate, 2d",
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
    #expect(lines[8] == "  \(expected) :milestone, c_m, 2026-03-01, 0d")
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
    #expect(
      await lines(ExportFixture()).last(where: { !$0.isEmpty })
        == "  Status date :milestone, status-date, 2026-01-15, 0d")
  }
}
