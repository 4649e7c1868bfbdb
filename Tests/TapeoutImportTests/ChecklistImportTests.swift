import TapeoutEditing
import TapeoutModel
import Testing

@testable import TapeoutImport

@Suite("Checklists in Markdown come over")
struct ChecklistImportTests {
  private func imported(_ text: String, _ change: (inout ImportOptions) -> Void = { _ in }) async -> ImportOutcome {
    var options = ImportOptions(today: Day(unchecked: 2026, 3, 2))
    change(&options)
    return await Importer.run(path: "docs/tape-out_list.md", bytes: Array(text.utf8), options)
  }

  /// The lines below the heading of the criteria.
  private func criteria(_ text: String, _ change: (inout ImportOptions) -> Void = { _ in }) async -> [String] {
    let outcome = await imported(text, change)
    #expect(outcome.errors.isEmpty, "\(outcome.summary)")
    let lines = outcome.lines(outcome.files.last?.path ?? "")
    guard let heading = lines.firstIndex(of: "## Exit criteria") else { return [] }
    return Array(lines[(heading + 1)...])
  }

  @Test("A heading that names a milestone is one, with the headings below it as groups")
  func headings() async {
    let outcome = await imported(
      """
      # Falcon

      What must hold.

      ## RTL freeze

      Agreed with the partner.

      - [x] Lint clean
      - [ ] No open high bug

      ## A0 tape-out checklist

      ### Physical verification

      * [ ] DRC clean

      ### Timing
      1. [!] Setup in all corners
      2. [-] Hold (waived by TSMC until 2026-06-30: one pad)

      ## History

      Nothing to tick.
      """)
    #expect(outcome.errors.isEmpty)
    #expect(
      outcome.files.map(\.path).dropFirst().map { $0 } == [
        "Content/chips/falcon/chip.md", "Content/chips/falcon/milestones/rtl-freeze.md",
        "Content/chips/falcon/milestones/a0-tape-out-checklist.md",
      ])
    #expect(
      outcome.file("chips/falcon/chip.md").utf8.elementsEqual(
        "---\ntitle: Falcon\nkind: in-house\nlaunch: a0-tape-out-checklist\n---\n\nWhat must hold.\n".utf8))
    #expect(
      outcome.file("rtl-freeze.md")
        == "---\ntitle: RTL freeze\nkind: rtl-freeze\nbaseline: TBD\nforecast: TBD\n---\n\nAgreed with the partner.\n\n"
        + "## Exit criteria\n\n- [x] Lint clean\n- [ ] No open high bug\n")
    #expect(
      outcome.lines("a0-tape-out-checklist.md").dropFirst(2) == [
        "kind: tape-out", "baseline: TBD", "forecast: TBD", "---", "## Exit criteria", "### Physical verification",
        "- [ ] DRC clean", "### Timing", "- [!] Setup in all corners",
        "- [-] Hold (waived by TSMC until 2026-06-30: one pad)",
      ])
    #expect(outcome.notes.map(\.what) == ["“History”"])
    #expect(outcome.comparison.differences.isEmpty)
  }

  @Test("Without a heading that names a milestone the first level is one, without any heading the file")
  func levels() async {
    let one = await imported("# Readiness of Falcon\n## Legal\n- [ ] Contract\n## Money\n- [ ] Budget\n")
    #expect(one.milestones == 1)
    #expect(
      one.lines("milestones/readiness-of-falcon.md").suffix(5) == [
        "## Exit criteria", "### Legal", "- [ ] Contract", "### Money", "- [ ] Budget",
      ])
    let none = await imported("- [ ] Contract\n")
    #expect(none.lines("milestones/tape-out-list.md").prefix(3) == ["---", "title: tape out list", "kind: tape-out"])
    let words = await imported("# Hawk A0 tape-out readiness\n[[_TOC_]]\n## 1. Legal\n- [ ] 2. Contract\n")
    #expect(words.lines("hawk-a0-tape-out-readiness.md").contains("kind: tape-out"))
    #expect(words.lines("hawk-a0-tape-out-readiness.md").suffix(2) == ["### 1. Legal", "- [ ] 2. Contract"])
    #expect(words.notes.map(\.what) == ["an entry of the table of contents"])
    let told = await imported("# Readiness of Falcon\n## Legal\n- [ ] Contract\n## Money\n- [ ] Budget\n") {
      $0.selection = .outline(2)
    }
    #expect(
      told.files.suffix(2).map(\.path) == [
        "Content/chips/readiness-of-falcon/milestones/legal.md",
        "Content/chips/readiness-of-falcon/milestones/money.md",
      ])
  }

  @Test("Boxes of other tools are boxes, bullets are open, and what nobody can tell is open and said")
  func boxes() async {
    let text =
      "# Tape-out\n☑ One\n\n☐ Two\n- ✅ Three\n- [X] Four\n- [~] Five\n- plain\n- Label\n  - [x] Six\n    - a detail\n• [ ] Seven\n"
    #expect(
      await criteria(text) == [
        "- [x] One", "- [ ] Two", "- [x] Three", "- [x] Four", "- [ ] Five", "- [ ] plain", "- Label", "  - [x] Six",
        "    - a detail", "- [ ] Seven",
      ])
    let notes = await imported(text).notes.map(\.what)
    #expect(notes == ["the status “[~]”", "a bullet without a box"])
  }

  @Test("A table of states is a list of criteria: waived asks, not applicable is prose, other columns stay")
  func tables() async {
    let text = """
      # Tape-out

      | # | Item | Owner | Status | Note |
      |---|:----|---|---|---|
      | 1 | DRC clean | Ann | Done | run 7 |
      | 2 | LVS clean |  | In progress | |
      | 3 | ERC | | FAIL (2 nets) | |
      | 4 | IR drop \\| EM | | Waived | accepted by Bob (A0 only |
      | 5 | M12 density | | N/A | the stack ends at M11 |
      | 6 | Fill | | n/a | |
      | 7 | Seal ring | | ask Bob | |
      | 8 | Bumps | | ☑ | |
      | 9 | Antenna | | Waived | by TSMC until 2026-06-30: one net |
      """
    #expect(
      await criteria(text) == [
        "- [x] DRC clean; #: 1; Owner: Ann — run 7",
        "- [ ] LVS clean; #: 2",
        "- [!] ERC; #: 3 — 2 nets",
        "- [-] IR drop | EM; #: 4 (waived: accepted by Bob A0 only)",
        "- [ ] Fill; #: 6",
        "- [ ] Seal ring; #: 7 — ask Bob",
        "- [x] Bumps; #: 8",
        "- [-] Antenna; #: 9 (waived by TSMC until 2026-06-30: one net)",
        "Not applicable: M12 density; #: 5 — the stack ends at M11",
      ])
    let notes = await imported(text).notes
    #expect(notes.map(\.what) == ["the status “n/a”", "the status “ask Bob”"])
  }

  @Test("Links to the web and code stay, HTML is text, and other links are words")
  func texts() async {
    let text =
      "# Tape-out\n- [ ] See [the report](https://example.com/a) and [ours](../x.md), `a<b`, **bold** <b>x</b> ![p](q.png)\n- [ ] [Timing](#timing) [[page]]\n- [Contents](#contents)\n"
    #expect(
      await criteria(text) == [
        "- [ ] See [the report](https://example.com/a) and ours, `a<b`, **bold** \\<b>x\\</b> p",
        "- [ ] Timing \\[\\[page\\]\\]",
      ])
    let notes = await imported(text).notes
    #expect(notes.map(\.what) == ["a link or a picture", "an entry of the table of contents"])
    #expect(notes.first?.count == 2)
  }

  @Test("Items go on over lines; code, comments and front matter are said to stay behind")
  func blocks() async {
    let text = """
      ---
      tags: [a]
      ---
      Tape-out
      ========

      - [ ] One
        goes on

        and on
      <!-- not
      seen -->
      ```
      - [ ] code
      ```
      - [x] Two
      """
    #expect(await criteria(text) == ["- [ ] One goes on and on", "- [x] Two"])
    #expect(await imported(text).notes.map(\.what) == ["the front matter", "a comment", "a block of code"])
  }

  @Test("A list of thousands stays within what a file may hold")
  func large() async {
    let items = (0..<6_000).map { "- [ ] Item number \($0) of many, with a name of some length" }
    let outcome = await imported("# Tape-out\n" + items.joined(separator: "\n"))
    #expect(outcome.file("milestones/tape-out.md").utf8.count < 256 << 10)
    #expect(
      outcome.notes.contains { $0.what.utf8.starts(with: "2".utf8) && $0.reason.utf8.contains(UInt8(ascii: "K")) })
    let huge = await imported("# A\n" + String(repeating: "- [ ] x\n", count: 200_000))
    #expect(huge.summary == ["import-file 1 The checklist has over 1 MiB."])
  }

  @Test("A text without a checklist is refused")
  func nothing() async {
    #expect(
      await imported("# Title\n\nOnly words.\n").summary == [
        "import-empty 1 The text holds no checklist: neither boxes nor bullets nor a table with a status."
      ])
  }

  @Test("A table with separators is no checklist, whatever stands in its cells")
  func otherFormats() async {
    let rows = [
      "title,due,notes\nOne,2026-04-01,\"# Steps\n- [ ] a\"\n",
      "title,notes,due\nOne,\"Steps:\n- one, two\n- three\",2026-04-01\n",
      "Our plan\n\nKey;Summary;Due date\nA-1;One;2026-04-01\n- ;- [ ] Two;2026-05-01\n",
    ]
    for text in rows {
      let table = await imported(text)
      #expect(table.errors.isEmpty, "\(table.summary)")
      #expect(table.lines("milestones/one.md").contains("forecast: 2026-04-01"))
    }
    let page = await imported("<!-- a page -->\n<p align=\"center\">x</p>\n\n# Tape-out\n- [x] One\n")
    #expect(page.lines("tape-out.md").last == "- [x] One")
  }
}
