import TapeoutModel
import TapeoutParser
import Testing

@Suite("Exit criteria and to-dos")
struct BodyCriteriaTests {
  @Test(
    "Task items under Exit criteria are criteria, grouped by sub-heading",
    arguments: [
      BodyCase("## Exit criteria\n\n- [x] a\n- [X] b\n- [ ] c\n- [!] d\n", "met a", "met b", "open c", "failing d"),
      BodyCase("# EXIT Criteria:\n* [x] a\n", "met a"),
      BodyCase("Exit criteria\n===\n\n1. [x] a\n2) [ ] b\n", "met a", "open b"),
      BodyCase("- [x] before\n\n# Exit criteria\n- [ ] a\n# Notes\n- [x] after\n", "open a"),
      BodyCase("# Plan\n## Exit criteria\n- [ ] a\n# Other\n- [x] b\n", "open a"),
      BodyCase(
        "## Exit criteria\n- [ ] a\n### Physical\n- [x] b\n#### Deep\n- [x] c\n### Package\n- [x] d\n## No\n- [x] e\n",
        "open a", "met b @Physical", "met c @Deep", "met d @Package"),
      BodyCase("## Exit criteria\n- [ ] outer\n  - [x] inner\n    more\n\n    para\n", "open outer", "met inner more"),
      BodyCase("## Exit criteria\r\n\r\n- [x] a\r\n- [ ] b\r\n", "met a", "open b"),
      BodyCase("## Exit criteria\r\r- [x] a\r- [ ] b\r", "met a", "open b"),
      BodyCase(
        "## Exit criteria\n- [x] *DRC* and `LVS` [clean](x.md) &amp; \\[done\\]\n", "met DRC and LVS clean & [done]"),
      BodyCase("## Exit criteria\n> - [x] quoted\n>   on\n", "met quoted on"),
      BodyCase("## Exit criteria\n-\t[x]\ttab\n- [ ]\n", "met tab", "open "),
      BodyCase("## Exit criteria\n- [x] a\n\n[x]: /u\n", "met a"),
      BodyCase(
        "## Exit criteria\u{301}\n- [x] a combining mark in the heading\n", "met a combining mark in the heading"),
    ])
  func criteria(_ item: BodyCase) {
    let read = ReadBody(item.text)
    #expect(read.criteria == item.expected)
    #expect(read.findings == [])
    for criterion in read.reading.criteria { #expect(read.slice(criterion.range).utf8.first == UInt8(ascii: "[")) }
  }

  @Test("Task items elsewhere are to-dos, in files without criteria all of them")
  func toDos() {
    let text = "- [x] a\n- [ ] b [l](m.md)\n- [?] c\n\n## Exit criteria\n- [x] d\n"
    let toDos = ReadBody(text).reading.body.toDos
    #expect(toDos.map(\.text) == ["a", "b l"])
    #expect(toDos.map(\.isDone) == [true, false])
    #expect(toDos.map(\.isOpen) == [false, true])
    let other = ReadBody(text, chip: "").reading
    #expect(other.body.toDos.map(\.text) == ["a", "b l", "d"])
    #expect(other.criteria.isEmpty && other.criteriaHeading == nil && other.findings.isEmpty)
  }

  @Test("Criteria and their heading know their first line, CRLF, tabs and quotes or not")
  func ranges() {
    let read = ReadBody("Ö\r\n\r\n##  Exit criteria \r\n\r\n>  *\t[ ] é\t\r\n>  \tmore\r\n1. [x] b  ")
    #expect(read.reading.criteriaHeading.map(read.slice) == "##  Exit criteria")
    #expect(read.reading.criteria.map { read.slice($0.range) } == ["[ ] é", "[x] b"])
    #expect(read.reading.body.range.map(read.slice)?.unicodeScalars.first == "Ö")
  }

  @Test("A heading without criteria is still found, an empty body has no range")
  func headingOnly() {
    #expect(ReadBody("## Exit criteria\n\nNone yet.\n").reading.criteriaHeading != nil)
    #expect(ReadBody("Prose\nabout exit criteria\n").reading.criteriaHeading == nil)
    #expect(ReadBody("").reading.body.range == nil)
    #expect(ReadBody("\n \r\n\t\n").reading.body.range == nil)
  }

  // MARK: Boxes

  @Test(
    "A box that is nearly one of the four gets a finding with the fix and counts as what it means",
    arguments: [
      ("[]", "open", "[ ]"), ("[  ]", "open", "[ ]"), ("[\u{A0}]", "open", "[ ]"), ("[x ]", "met", "[x]"),
      ("[ X]", "met", "[x]"), ("[✓]", "met", "[x]"), ("[✔️]", "met", "[x]"), ("[–]", "waived", "[-]"),
      ("[ - ]", "waived", "[-]"), ("[！]", "failing", "[!]"), ("[v]", "met", "[x]"),
    ])
  func nearlyBoxes(box: String, state: String, fix: String) {
    let read = ReadBody("## Exit criteria\n- \(box) Item\n")
    #expect(read.reading.criteria.map { "\($0.state)" } == [state])
    #expect(read.findings == ["unknown-checkbox | \(box)"])
    #expect(read.reading.findings.first?.fixes.first?.edits.first?.text == fix)
    #expect(read.reading.criteria.first?.text == "Item")
  }

  @Test("A box that could mean anything is named and counts as open; one without a space after it is mended")
  func unknownBoxes() {
    let read = ReadBody("## Exit criteria\n- [?] a\n- [ab] b\n- [x]c\n- [DRC] d\n- [1][r] e\n\n[r]: /u\n")
    #expect(
      read.findings == [
        "unknown-checkbox | [?]", "unknown-checkbox | [ab]", "unknown-checkbox | [x]", "unread-criteria | [DRC] d",
      ])
    #expect(read.criteria == ["open a", "open b", "met c"])
    #expect(read.reading.findings.map(\.fixes.count) == [0, 0, 1, 0])
  }

  // MARK: Waivers

  struct WaiverCase: Sendable {
    let item: String
    let by: String?
    let until: String?
    let reason: String?
    let text: String

    init(_ item: String, by: String? = nil, until: String? = nil, why reason: String? = nil, text: String = "ESD") {
      self.item = item
      self.by = by
      self.until = until
      self.reason = reason
      self.text = text
    }
  }

  @Test(
    "A waiver names who, until when and why; what is missing or unreadable is nil",
    arguments: [
      WaiverCase(
        "ESD (waived by TSMC until b0-tape-out: pads unused)", by: "TSMC", until: "custom-1/b0-tape-out",
        why: "pads unused"),
      WaiverCase("ESD (waived by A B until 2026-Q2: x)", by: "A B", until: "2026-Q2", why: "x"),
      WaiverCase("ESD (waived by A until 2026-W14:x)", by: "A", until: "2026-W14", why: "x"),
      WaiverCase("ESD (waived by A until 2026-04-02: x)", by: "A", until: "2026-04-02", why: "x"),
      WaiverCase("ESD (waived by A until 2026: x)", by: "A", until: "2026", why: "x"),
      WaiverCase("ESD (waived by A until 2026-H2: x)", by: "A", until: "2026-H2", why: "x"),
      WaiverCase(
        "ESD (waived by A until custom-2/tape-out: see (b) and 10:30)", by: "A", until: "custom-2/tape-out",
        why: "see (b) and 10:30"),
      WaiverCase(
        "ESD  ( not this ) (WAIVED  by  Ä B  until  2026-04 :  x  ).", by: "Ä B", until: "2026-04", why: "x",
        text: "ESD  ( not this ) ."),
      WaiverCase("ESD\n  (waived by *A*\n  until `b0`: why\n  not)", by: "A", until: "custom-1/b0", why: "why not"),
      WaiverCase("ESD (waived by A: not needed until B0)", by: "A", why: "not needed until B0"),
      WaiverCase("ESD (waived by A until 2026-13: x)", by: "A", why: "x"),
      WaiverCase("ESD (waived by A until 2026-02-30: x)", by: "A", why: "x"),
      WaiverCase("ESD (waived by A until TBD: x)", by: "A", why: "x"),
      WaiverCase("ESD (waived by A until Later On: x)", by: "A", why: "x"),
      WaiverCase("ESD (waived until 2026-04: x)", until: "2026-04", why: "x"),
      WaiverCase("ESD (waived: x)", why: "x"),
      WaiverCase("ESD (waived by A until 2026-04)", by: "A", until: "2026-04"),
      WaiverCase("ESD (waived by A until 2026-04: )", by: "A", until: "2026-04"),
      WaiverCase("ESD (waived by A until 2026-04: x", by: "A", until: "2026-04", why: "x"),
      WaiverCase("ESD (waived)"),
      WaiverCase("ESD"),
    ])
  func waivers(_ item: WaiverCase) throws {
    let read = ReadBody("## Exit criteria\r\n- [-] \(item.item)\n")
    let criterion = try #require(read.reading.criteria.first)
    let waiver = try #require(criterion.waiver)
    #expect(criterion.text == item.text)
    #expect(waiver.by == item.by)
    #expect(waiver.reason == item.reason)
    switch waiver.until {
    case nil: #expect(item.until == nil)
    case .date(let date): #expect(date.description == item.until)
    case .milestone(let reference):
      #expect(reference.id.description == item.until)
      let written = read.slice(reference.range)
      #expect(written == item.until || "custom-1/\(written)" == item.until)
    }
    let covered = read.slice(waiver.range)
    if item.item != "ESD" {
      #expect(covered.lowercased().utf8.starts(with: "(waived".utf8))
      #expect(covered.utf8.last == UInt8(ascii: ")") || !item.item.utf8.contains(UInt8(ascii: ")")))
    } else {
      #expect(covered == "[-] ESD")
    }
  }

  @Test("Only a waived item has a waiver")
  func waiverElsewhere() {
    let read = ReadBody("## Exit criteria\n- [x] a (waived by A until 2026: x)\n")
    #expect(read.reading.criteria.first?.waiver == nil)
    #expect(read.criteria == ["met a (waived by A until 2026: x)"])
  }
}
