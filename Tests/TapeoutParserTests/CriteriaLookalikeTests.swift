import TapeoutModel
import TapeoutParser
import Testing

@Suite("What a reader takes for a criterion is one, or is reported")
struct CriteriaLookalikeTests {
  // MARK: Headings

  @Test(
    "A heading that is meant without doubt is read, and says nothing",
    arguments: [
      "## Exit  criteria", "## Exit-criteria", "## exit_criteria", "# EXIT CRITERIA", "## Exit\u{A0}criteria",
      "## Exit\u{200B} criteria", "## \u{FEFF}Exit criteria", "## 1. Exit criteria", "## 2.3) Exit criteria",
      "### iv. Exit criteria", "## Exit Criterion", "## Exit criterias", "## **Exit criteria**", "## *Exit* criteria:",
      "## Exit criteria (tape-out)", "## Exit criteria: tape-out", "## Exit criteria – A0", "## Exit criteria for A0",
      "## Exit criteria ##", "## Exit criteria.", "Exit criteria\n---", "Exit criteria\n===", "## Ｅｘｉｔ　ｃｒｉｔｅｒｉａ",
      "## ✅ Exit criteria", "## Exit­criteria", "## ExitCriteria", "#\tExit criteria",
    ])
  func certainHeadings(_ heading: String) {
    let read = ReadBody("\(heading)\n\n- [ ] Layout clean\n")
    #expect(read.criteria == ["open Layout clean"])
    #expect(read.findings == [])
  }

  @Test(
    "A line that only looks like the heading is read as one, with a finding and the fix",
    arguments: [
      ("##Exit criteria", "## Exit criteria"), ("###Exit-criteria:", "### Exit-criteria"),
      ("**Exit criteria**", "## Exit criteria"), ("__Exit criteria:__", "## Exit criteria"),
      ("Exit criteria:", "## Exit criteria"), ("Exit criteria", "## Exit criteria"),
      ("＃＃ Exit criteria", "## Exit criteria"), ("##\u{A0}Exit criteria", "## Exit criteria"),
      ("\u{200B}## Exit criteria", "## Exit criteria"), ("== Exit criteria ==", "## Exit criteria"),
      ("####### Exit criteria", "###### Exit criteria"), ("**1. Exit criteria (A0)**", "## 1. Exit criteria (A0)"),
    ])
  func lookalikes(_ heading: String, _ fix: String) throws {
    let text = "\(heading)\n\n- [ ] Layout clean\n\n# Notes\n- [x] a\n"
    let read = ReadBody(text)
    #expect(read.criteria == ["open Layout clean"])
    #expect(read.findings == ["unclear-criteria-heading | \(heading)"])
    let edit = try #require(read.reading.findings.first?.fixes.first?.edits.first)
    #expect(edit.text == fix)
    let again = ReadBody(text.replacing(heading, with: fix))
    #expect(again.criteria == read.criteria)
    #expect(again.findings == [])
  }

  @Test(
    "A heading that is misspelt or holds other words is read, with a finding",
    arguments: [
      "## Exit critera", "## Exit criteriа", "## Exist criteria", "## Tape-out exit criteria",
      "## Entry and exit criteria",
      "## Exit gate criteria", "## Criteria for exit", "## Exit criteria checklist",
    ])
  func nearHeadings(_ heading: String) {
    let read = ReadBody("\(heading)\n\n- [x] Layout clean\n")
    #expect(read.criteria == ["met Layout clean"])
    #expect(read.findings == ["unclear-criteria-heading | \(heading)"])
  }

  @Test(
    "Other headings and prose about exit criteria are left alone",
    arguments: [
      "## Entry criteria", "## Criteria", "## Exit", "## Exit strategy", "## Extra material",
      "Exit criteria: see the minutes.",
      "We agreed on the\nexit criteria\nin May.", "The exit criteria of the gate", "## Acceptance criteria",
    ])
  func others(_ text: String) {
    let read = ReadBody("\(text)\n\n- [x] Layout clean\n")
    #expect(read.criteria == [])
    #expect(read.findings == [])
    #expect(read.reading.criteriaHeading == nil)
  }

  @Test("A heading in a list or a quote opens nothing, and is reported")
  func nested() {
    #expect(ReadBody("- Exit criteria:\n  - [ ] a\n").findings == ["unread-criteria | Exit criteria:"])
    #expect(ReadBody("1. Exit criteria\n\n- [ ] a\n").findings == ["unread-criteria | Exit criteria"])
    #expect(ReadBody("- **Exit criteria**\n  - [ ] a\n").findings == ["unread-criteria | **Exit criteria**"])
    #expect(ReadBody("> ## Exit criteria\n\n- [x] a\n").findings == ["unread-criteria | ## Exit criteria"])
  }

  // MARK: Boxes

  @Test(
    "What looks like a box is read as meant, with a finding and the fix",
    arguments: [
      ("- ☐ Item", "open", "[ ] "), ("- ☑ Item", "met", "[x] "), ("- ✓ Item", "met", "[x] "),
      ("- ✔️ Item", "met", "[x] "),
      ("- ✅ Item", "met", "[x] "), ("- \\[ \\] Item", "open", "[ ] "), ("- \\[x\\] Item", "met", "[x] "),
      ("- ［ ］ Item", "open", "[ ] "), ("- ［x］Item", "met", "[x] "), ("- 【 】 Item", "open", "[ ] "),
      ("- ( ) Item", "open", "[ ] "), ("- (x) Item", "met", "[x] "), ("- \u{FEFF}[ ] Item", "open", "[ ] "),
      ("- \u{200B}[x] Item", "met", "[x] "), ("- [done] Item", "met", "[x] "), ("- [todo] Item", "open", "[ ] "),
      ("- &#9744; Item", "open", "[ ] "), ("- :white_check_mark: Item", "met", "[x] "),
      ("-[ ] Item", "open", "- [ ] "), ("*[x] Item", "met", "- [x] "), ("+[ ] Item", "open", "- [ ] "),
      ("1.[ ] Item", "open", "- [ ] "), ("[ ] Item", "open", "- [ ] "), ("[x] Item", "met", "- [x] "),
      ("• [ ] Item", "open", "- [ ] "), ("– [ ] Item", "open", "- [ ] "), ("\u{F0B7} [ ] Item", "open", "- [ ] "),
      ("o [ ] Item", "open", "- [ ] "), ("☐ Item", "open", "- [ ] "), ("• ☑ Item", "met", "- [x] "),
      ("a) [ ] Item", "open", "- [ ] "),
    ])
  func nearBoxes(_ line: String, _ state: String, _ spelling: String) throws {
    let text = "## Exit criteria\n\n\(line)\n"
    let read = ReadBody(text)
    #expect(read.criteria == ["\(state) Item"])
    #expect(read.reading.findings.map(\.rule) == ["unknown-checkbox"])
    let edit = try #require(read.reading.findings.first?.fixes.first?.edits.first)
    #expect(edit.text == spelling)
    var bytes = read.bytes
    bytes.replaceSubrange(edit.range.offsets, with: Array(edit.text.utf8))
    let again = ReadBody(String(decoding: bytes.dropFirst("---\ntitle: Ä\n---\n".utf8.count), as: UTF8.self))
    #expect(again.criteria == read.criteria)
    #expect(again.findings == [])
  }

  @Test(
    "A box that may mean anything counts as open and has no fix",
    arguments: ["- [n/a] Item", "- [N/A] Item", "- ☒ Item", "- ❌ Item", "- ✗ Item", "- [tbd] Item", "- [~] Item"])
  func unclearBoxes(_ line: String) {
    let read = ReadBody("## Exit criteria\n\n\(line)\n")
    #expect(read.criteria == ["open Item"])
    #expect(read.reading.findings.map(\.rule) == ["unknown-checkbox"])
    #expect(read.reading.findings.first?.fixes == [])
  }

  @Test("Lines of one paragraph are each their own item")
  func lines() {
    let read = ReadBody("## Exit criteria\n\n☐ a\nmore\n☑ b\n-[ ] c\n\n- [x] d\n[ ] e\n")
    #expect(read.criteria == ["open a more", "met b", "open c", "met d [ ] e", "open e"])
    #expect(read.reading.findings.count == 4)
  }

  // MARK: What is not read

  @Test(
    "What stands below the heading and is no criterion is reported once",
    arguments: [
      BodyCase("- Layout clean\n- Timing met\n", "unread-criteria | Layout clean"),
      BodyCase("- [x] a\n- Timing met\n", "unread-criteria | Timing met"),
      BodyCase("- [DRC] clean\n", "unread-criteria | [DRC] clean"),
      BodyCase("- Layout clean [ ]\n", "unread-criteria | Layout clean [ ]"),
      BodyCase("- **[x]** Layout\n", "unread-criteria | **[x]** Layout"),
      BodyCase("- a\n  - b\n    - c\n", "unread-criteria | a"),
      BodyCase("- [x](a.md) link\n", "unread-criteria | [x](a.md) link"),
      BodyCase("• Layout clean\n• Timing met\n", "unread-criteria | • Layout clean"),
      BodyCase("-Layout clean\n", "unread-criteria | -Layout clean"),
      BodyCase("    - [ ] Layout clean\n", "unread-criteria |     - [ ] Layout clean"),
      BodyCase("```\n- [ ] Layout clean\n```\n", "unread-criteria | - [ ] Layout clean"),
      BodyCase("### [ ] Layout clean\n", "unread-criteria | ### [ ] Layout clean"),
      BodyCase("| Item | State |\n|---|---|\n| DRC | Done |\n", "unread-criteria | | Item | State |"),
      BodyCase("Item | State\n--- | ---\nDRC | Not started\n", "unread-criteria | Item | State"),
      BodyCase("| a | b |\n|---|---|\n| c | d |\n", "unread-criteria | | a | b |"),
      BodyCase("\n# Checklist\n\n## Decisions\n\n- [ ] a\n- [x] b\n", "unread-criteria | ## Exit criteria"),
      BodyCase("See the list below.\n\n## Checklist\n\n- [x] a\n", "unread-criteria | ## Exit criteria"),
    ])
  func unread(_ item: BodyCase) {
    let read = ReadBody("## Exit criteria\n\n\(item.text)")
    #expect(read.findings == item.expected)
    #expect(read.reading.hasUnreadCriteria)
  }

  @Test(
    "Properly written criteria have no findings, whatever stands around them",
    arguments: [
      "Agreed on 2 May.\n\n- [x] a\n  - run 12\n  - run 13\n- [x] b\n", "- Layout:\n  - [x] DRC\n  - [x] LVS\n",
      "1. [x] a\n2. [x] b\n", "* [x] a\n\n  More about it:\n\n  - one\n  - two\n",
      "+ [-] a (waived by A until 2026: x)\n",
      "- [x] a\n\n| corner | ps |\n|---|---|\n| ss | 12 |\n", "### Layout\n\n- [x] a\n\n### Timing\n\n- [x] b\n",
      "- [x] a\n\n---\n\nSigned by TSMC.\n", "- [x] a\n\n```\nlog of run 12\n```\n", "> - [x] quoted\n", "None yet.\n",
    ])
  func controls(_ text: String) {
    #expect(ReadBody("## Exit criteria\n\n\(text)").findings == [])
  }
}
