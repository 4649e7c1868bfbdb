import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutParser

@Suite("Decisions that reports ask for")
struct DecisionTests {
  private struct Report {
    let bytes: [UInt8]
    let reading: BodyReading

    init(_ text: String) {
      let front = "---\ntitle: Ä\n---\n"
      bytes = Array((front + text).utf8)
      reading = BodyReader.read(bytes, from: front.utf8.count, file: FileID(0), isReport: true)
    }

    /// `state text | owner | due | reason` of each.
    var decisions: [String] {
      reading.decisions.map { item in
        let parts = [item.owner ?? "-", item.due?.description ?? "-", item.reason ?? "-"].joined(separator: " | ")
        return "\(item.state) \(item.text) | \(parts)"
      }
    }

    /// `rule | source` of each finding.
    var findings: [String] {
      reading.findings.map { "\($0.rule) | \(String(decoding: bytes[$0.range.offsets], as: UTF8.self))" }
    }
  }

  @Test(
    "Task items below the heading are decisions with text, owner, day and reason",
    arguments: [
      BodyCase(
        "## Decisions wanted\n\n- [ ] Keep it (Anna, by 2026-06-17)\n", "wanted Keep it | Anna | 2026-06-17 | -"),
      BodyCase(
        "# DECISIONS wanted:\n* [x] Keep it (Anna, by 2026-06-17). Dropped.\n- [-] Ask\n",
        "taken Keep it | Anna | 2026-06-17 | Dropped.", "withdrawn Ask | - | - | -"),
      BodyCase(
        "3. x\n\n## 3.2 Decisions wanted (steering)\n1. [ ] Keep\n   the *late* [change](a.md) (Design\n   lead, by 2026-Q2).\n   Why not\n",
        "wanted Keep the late change | Design lead | 2026-Q2 | Why not"),
      BodyCase(
        "## Decisions wanted\n- [ ] Sign (see page 2) the form (Anna (CFO), Bob, by 2026-W25)\n",
        "wanted Sign (see page 2) the form | Anna (CFO), Bob | 2026-W25 | -"),
      BodyCase(
        "## Decision wanted\n- [!] Ask (signed by Anna) now (Bo, BY 2026-06) – today\n",
        "wanted Ask (signed by Anna) now | Bo | 2026-06 | – today"),
      BodyCase(
        "## Decisions wanted\n### Chip 1\n- [ ] a (王小明, by 2026-06-17)\n  - detail\n## Other\n- [ ] to do\n",
        "wanted a | 王小明 | 2026-06-17 | -"),
      BodyCase("## Other\n- [ ] a (Anna, by 2026-06-17)\n"),
      BodyCase("> ## Decisions wanted\n\n- [ ] a (Anna, by 2026-06-17)\n"),
    ])
  func items(_ item: BodyCase) {
    let report = Report(item.text)
    #expect(report.decisions == item.expected)
    #expect(report.findings == [])
  }

  @Test("Task items elsewhere in a report stay to-dos, and a milestone has no decisions")
  func elsewhere() {
    let text = "- [ ] before\n\n## Decisions wanted\n- [ ] a (Anna, by 2026-06-17)\n\n## Next\n- [x] after\n"
    #expect(Report(text).reading.body.toDos.map(\.text) == ["before", "after"])
    let other = ReadBody(text).reading
    #expect(other.decisions.isEmpty)
    #expect(other.body.toDos.count == 3)
  }

  @Test(
    "What cannot be read has a finding where it stands",
    arguments: [
      BodyCase("- [ ] Keep it\n", "unclear-decision | [ ] Keep it"),
      BodyCase("- [ ] Keep it (Anna)\n", "unclear-decision | [ ] Keep it (Anna)"),
      BodyCase("- [ ] Keep it (by 2026-06-17)\n", "unclear-decision | [ ] Keep it (by 2026-06-17)"),
      BodyCase("- [ ] Keep it (2026-06-17)\n", "unclear-decision | [ ] Keep it (2026-06-17)"),
      BodyCase("- [ ] Keep it (Anna, by next week)\n", "unclear-decision | next week"),
      BodyCase("- [ ] Keep it (Anna, by TBD)\n", "unclear-decision | TBD"),
      BodyCase("- [ ] Keep it (Anna, by 2026-02-30)\n", "unclear-decision | 2026-02-30"),
      BodyCase("- [ ] Keep it\n  (Anna, by 17.06.2026)\n", "unclear-decision | 17.06.2026"),
      BodyCase("- [ ] Keep it (Anna, 2026-06-17)\n", "unclear-decision | 2026-06-17"),
      BodyCase("- [ ] (Anna, by 2026-06-17)\n", "unclear-decision | [ ] (Anna, by 2026-06-17)"),
      BodyCase("- [?] Keep it (Anna, by 2026-06-17)\n", "unknown-checkbox | [?]"),
      BodyCase("1. Keep it\n2. Drop it\n", "unclear-decision | Keep it"),
      BodyCase("- [ ] a (Anna, by 2026-06-17)\n- b\n  - c\n    - d\n", "unclear-decision | d"),
      BodyCase("- [x] Keep it\n"),
    ])
  func findings(_ item: BodyCase) {
    #expect(Report("## Decisions wanted\n\n" + item.text).findings == item.expected)
  }

  @Test(
    "A heading that is nearly the right one opens the section, with a finding and its fix",
    arguments: [
      ("## Decision wanted?", nil), ("## Decisions wnated", "## Decisions wanted"),
      ("## Descisions wanted", "## Decisions wanted"), ("**Decisions wanted**", "## Decisions wanted"),
    ])
  func headings(_ heading: String, _ fixed: String?) {
    let text = "\(heading)\n\n- [ ] a (Anna, by 2026-06-17)\n"
    let report = Report(text)
    #expect(report.decisions.count == 1)
    #expect(report.findings.count == (fixed == nil ? 0 : 1))
    if let edit = report.reading.findings.first?.fixes.first?.edits.first {
      var bytes = report.bytes
      bytes.replaceSubrange(edit.range.offsets, with: Array(edit.text.utf8))
      #expect(String(decoding: bytes, as: UTF8.self).contains("\n\(fixed ?? "")\n"))
    }
  }

  @Test("A day in another way of writing has a fix")
  func dayFix() throws {
    let report = Report("## Decisions wanted\n- [ ] a (Anna, by 17.06.2026)\n- [ ] b (Anna, 2026-06-18)\n")
    #expect(report.reading.findings.map { $0.fixes.first?.edits.first?.text } == ["2026-06-17", "by 2026-06-18"])
    #expect(report.decisions == ["wanted a | Anna | - | -", "wanted b | Anna | 2026-06-18 | -"])
  }

  @Test("Decisions carry over from report to report, and know the chips and milestones that they link to")
  func carriesOver() async {
    var files = ContentFixture(milestone: "---\ntitle: T\nkind: tape-out\n---\n").files
    files["chips/custom-1/risks/r.md"] = "---\ntitle: R\nprobability: 10%\n---\n"
    files["reports/2026-01-05.md"] =
      "---\ntitle: A\n---\n\n## Decisions wanted\n\n- [ ] One [a](../chips/custom-1/milestones/tape-out.md) (Anna, by 2026-01-09)\n"
      + "- [ ] Two (Bo, by 2026-01-12)\n- [ ] Three [r](../chips/custom-1/risks/r.md) [x](../chips/none/chip.md) (Cy, by 2026-02)\n"
    files["reports/2026-01-12.md"] =
      "---\ntitle: B\n---\n\n## Decisions wanted\n\n- [x] two: the first\n- [ ] ONE  a. (Anna, by 2026-01-30)\n"
    files["reports/2026-01-19.md"] = "---\ntitle: C\n---\n\nNothing new.\n"
    let plan = await ContentFixture(files).read().plan
    let all = Array(plan.decisions)
    #expect(all.map(\.text) == ["ONE a.", "two", "Three r x"])
    #expect(all.map(\.state) == [.wanted, .taken, .wanted])
    #expect(all.map { $0.asked.number } == [1, 1, 1])
    #expect(all.map { $0.stated.number } == [2, 2, 1])
    #expect(all[0].due?.description == "2026-01-30")
    #expect(all[0].firstDue?.description == "2026-01-09")
    #expect(all[1].reason == "the first" && all[1].owner == "Bo")
    #expect(all.map { $0.milestones.count } == [1, 0, 0])
    #expect(all.map { $0.chips.count } == [1, 0, 1])
    let day = Day(unchecked: 2026, 1, 31)
    #expect(all.map { $0.isLate(on: day) } == [true, false, false])
    #expect(Owners(plan).all.map(\.name) == ["Anna", "Cy"])
  }

  @Test("What is wanted again after it was taken is another decision")
  func wantedAgain() {
    var ledger = DecisionLedger()
    func item(_ state: DecisionItem.State) -> [DecisionItem] {
      [DecisionItem(state: state, text: "Keep “it”", range: SourceRange(startOf: FileID(0)))]
    }
    for (place, state) in [DecisionItem.State.wanted, .taken, .wanted, .withdrawn].enumerated() {
      ledger.take(item(state), of: ReportIndex(place))
    }
    #expect(ledger.decisions.map(\.state) == [.taken, .withdrawn])
    #expect(ledger.unmatched.isEmpty)
  }
}
