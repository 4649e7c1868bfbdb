import TapeoutJSON
import TapeoutLanguage
import TapeoutModel
import TapeoutTestSupport
import Testing

@Suite("Answers to an editor")
struct AnswersTests {
  private static let files = [
    "program.md":
      "---\ntitle: Program\nlaunch: 2030\nstatus_date: 2026-01-15\nkinds:\n  thermal-review: {title: Thermal, phase: physical}\n---\n",
    "partners/broadcom.md": "---\ntitle: Broadcom\nrole: design-partner\n---\n",
    "partners/tsmc.md": "---\ntitle: TSMC\nrole: foundry\n---\n",
    "chips/one/chip.md": "---\ntitle: Chip one\nkind: custom\ndesign_partner: broadcom\nfoundry: tsmc\n---\n",
    "chips/one/milestones/signoff.md":
      "---\ntitle: Sign-off\nkind: timing-signoff\nowner: Layout team\nbaseline: 2026-02-02\nforecast: 2026-02-16\n---\n",
    "chips/one/milestones/tape-out.md": tapeOut,
    "chips/one/milestones/launch.md":
      "---\ntitle: Launch\nkind: launch\nafter: {tape-out: 6w..8w..12w, two/tape-out: 2w}\n---\n\nSee [it](tape-out.md).\n",
    "chips/two/chip.md": "---\ntitle: Chip two\nkind: custom\n---\n",
    "chips/two/milestones/tape-out.md":
      "---\ntitle: Second\nkind: tape-out\nowner: Layout team\nactual: 2026-01-02\n---\n",
    "chips/one/risks/respin.md": "---\ntitle: Respin\nprobability: 30%\ndelays: {tape-out: 4w}\n---\n",
  ]

  private static let tapeOut = """
    ---
    title: Tape-out A0
    kind: tape-out
    owner: Physical lead
    baseline: 2026-02-20
    forecast: 2026-03-06
    after:
      signoff: 2w
      two/tape-out: TBD
    ---

    ## Exit criteria

    - [ ] Rules clean
    - [x] Timing closed
    - [-] Pads (waived by Board until launch: unused)

    """

  private static func editor() async throws -> (Editor, TemporaryFolder) {
    let folder = try TemporaryFolder()
    for (path, text) in files { try folder.write("Content/\(path)", text) }
    return (try await Editor.open(folder.path), folder)
  }

  private static let path = "Content/chips/one/milestones/tape-out.md"

  // MARK: Completion

  /// Labels that are offered at the bar in a text that is typed into a file.
  private func offered(_ marked: String, in path: String = AnswersTests.path) async throws -> [String] {
    let (editor, folder) = try await AnswersTests.editor()
    let text = marked.replacing("|", with: "")
    editor.open("\(folder.path)/\(path)", text)
    let place = marked.utf8.distance(from: marked.startIndex, to: marked.firstIndex(of: "|")!)
    let position = DocumentText(Array(text.utf8), encoding: .utf16, isOpen: true).position(place)
    let answer = editor.request(
      "textDocument/completion",
      [
        "textDocument": ["uri": .string(DocumentURI.uri("\(folder.path)/\(path)"))],
        "position": ["line": .integer(position.line), "character": .integer(position.character)],
      ])
    let items = answer?["result"]?["items"]?.array ?? []
    for item in items { #expect(Range<TextPosition>(item["textEdit"]?["range"]) != nil) }
    return items.compactMap { $0["label"]?.string }
  }

  @Test("Fields that are not written yet are offered, with what they hold")
  func fields() async throws {
    let names = try await offered("---\ntitle: X\n|\n---\n")
    #expect(names.contains("forecast") && names.contains("after") && !names.contains("title"))
    #expect(try await offered("---\n|\n---\n", in: "Content/chips/one/chip.md").contains("design_partner"))
    #expect(
      try await offered("---\nkinds:\n  x:\n    |\n---\n", in: "Content/program.md") == ["title", "phase", "gate"])
    #expect(try await offered("---\nthresholds: {|}\n---\n", in: "Content/program.md") == ["at_risk", "late", "stale"])
  }

  @Test("Values are offered for what a field holds")
  func values() async throws {
    #expect(try await offered("---\nkind: |\n---\n").prefix(1) == ["tape-out"])
    #expect(try await offered("---\nkind: |\n---\n").contains("thermal-review"))
    #expect(try await offered("---\nowner: |\n---\n") == ["Layout team", "Physical lead"])
    #expect(try await offered("---\nfrom: |\n---\n") == ["broadcom", "tsmc"])
    #expect(try await offered("---\nstatus: |\n---\n") == ["blocked", "dropped"])
    #expect(try await offered("---\ngate: |\n---\n") == ["true", "false"])
    #expect(try await offered("---\nrole: |\n---\n", in: "Content/partners/tsmc.md").contains("osat"))
    #expect(try await offered("---\nstatus: |\n---\n", in: "Content/chips/one/risks/respin.md").contains("mitigated"))
    #expect(try await offered("---\nlaunch: |\n---\n", in: "Content/chips/one/chip.md").contains("signoff"))
    #expect(try await offered("---\nrules:\n  |\n---\n", in: "Content/program.md").contains("stale-forecast"))
    #expect(
      try await offered("---\nrules:\n  no-baseline: |\n---\n", in: "Content/program.md") == [
        "off", "hint", "warning", "error",
      ])
    #expect(try await offered("---\nworkweek: |\n---\n", in: "Content/program.md").contains("sun-thu"))
    #expect(try await offered("---\nprobability: |\n---\n", in: "Content/chips/one/risks/respin.md").contains("30%"))
  }

  @Test("Dates are offered as precisely as they may be known, and days once a month is typed")
  func dates() async throws {
    let usual = try await offered("---\nforecast: |\n---\n")
    for date in ["2026-01-15", "2026-03-01", "2026-W03", "2026-01", "2026-Q1", "2026-H1", "2026", "TBD"] {
      #expect(usual.contains(date), "\(date)")
    }
    #expect(try await !offered("---\nactual: |\n---\n").contains("TBD"))
    let year = try await offered("---\nforecast: 2026-|\n---\n")
    #expect(year.contains("2026-06") && year.contains("2026-W53") && year.contains("2026-Q3"))
    let month = try await offered("---\nforecast: 2026-06-|\n---\n")
    #expect(month.contains("2026-06-01") && month.contains("2026-06-30") && !month.contains("2026-06-31"))
    #expect(
      try await offered("---\nstatus_date: |\n---\n", in: "Content/program.md").allSatisfy { $0.utf8.count == 10 })
    #expect(try await offered("---\nlaunch: 2026..2027-|\n---\n", in: "Content/program.md").contains("2027-Q2"))
    #expect(try await offered("---\nhistory:\n  |\n---\n").contains("2026-01-15"))
  }

  @Test("Milestones are offered by what the chip calls them, without itself and those that stand there")
  func milestones() async throws {
    #expect(
      try await offered("---\nafter:\n  signoff: 1w\n  |\n---\n") == ["launch", "two/tape-out"])
    #expect(try await offered("---\nafter: {sec|}\n---\n") == ["two/tape-out"])
    #expect(try await offered("---\nafter: {x: 6|}\n---\n").prefix(2) == ["6w", "6d"])
    #expect(try await offered("---\nafter: {x: |}\n---\n").contains("TBD"))
    #expect(try await !offered("---\ndelays: {x: |}\n---\n", in: "Content/chips/one/risks/respin.md").contains("TBD"))
  }

  @Test("Below the front matter boxes, waivers and links are offered")
  func body() async throws {
    #expect(try await offered("---\ntitle: X\n---\n\n- |\n") == ["[ ] ", "[x] ", "[!] ", "[-] "])
    let waiver = "(waived by Physical lead until 2026-02-12: WHY)"
    #expect(try await offered("---\ntitle: X\n---\n\n## Exit criteria\n\n- [-] Pads |\n") == [waiver])
    #expect(try await offered("---\ntitle: X\n---\n\n## Exit criteria\n\n- [ ] Pads (wai|\n") == [waiver])
    #expect(try await offered("---\ntitle: X\n---\n\n- [ ] Pads |\n") == [])
    #expect(
      try await offered("---\ntitle: X\n---\n\n- [-] Pads (waived by |\n") == ["Layout team", "Physical lead"])
    #expect(try await offered("---\ntitle: X\n---\n\n- [-] Pads (waived by Board until |\n").contains("launch"))
    #expect(try await offered("---\ntitle: X\n---\n\n[see](|)\n").contains("../../two/chip.md"))
    #expect(try await offered("---\ntitle: X\n---\n\nPlain |text\n") == [])
    #expect(try await offered("no front matter |") == [])
  }

  // MARK: Hover

  private func hover(_ mark: String, _ offset: Int = 0) async throws -> String {
    let (editor, folder) = try await AnswersTests.editor()
    await editor.drawPercentiles()
    let path = "\(folder.path)/\(AnswersTests.path)"
    let answer = editor.ask("textDocument/hover", path, AnswersTests.tapeOut, at: mark, plus: offset)
    return answer?["contents"]?["value"]?.string ?? ""
  }

  @Test("A milestone's name says when it is expected, what leads to it and who waits for it")
  func hoverMilestone() async throws {
    let text = try await hover("signoff", 2)
    for fact in [
      "**Sign-off** · one/signoff", "expected 2026-02-16", "slip +14 d", "Waits for it", "one/tape-out", "P50",
      "Layout team",
    ] {
      #expect(text.contains(fact), "\(fact) in \(text)")
    }
    #expect(try await hover("two/tape", 1).contains("**Chip two**"))
    #expect(try await hover("/tape-out: TBD", 3).contains("**Second** · two/tape-out"))
    #expect(try await hover("Tape-out A0").contains("Waits for:"))
    #expect(try await hover("until launch", 7).contains("**Launch**"))
  }

  @Test("Health says what the forecast says of it, once that is drawn, as the site does")
  func drawnHealth() async throws {
    let (editor, folder) = try await AnswersTests.editor()
    let path = "\(folder.path)/Content/chips/two/milestones/tape-out.md"
    let text =
      "---\ntitle: Second\nkind: tape-out\nbaseline: 2026-03-20\nneed_by: 2026-03-24\nafter: {start: 4w..9w..30w}\n---\n"
    editor.open(path, text)
    editor.open(
      "\(folder.path)/Content/chips/two/milestones/start.md",
      "---\ntitle: Start\nkind: kickoff\nbaseline: 2026-01-14\nactual: 2026-01-14\n---\n")
    try await editor.settle()
    func hover() -> String {
      editor.ask("textDocument/hover", path, text, at: "Second")?["contents"]?["value"]?.string ?? ""
    }
    #expect(hover().contains("on track ·"), "\(hover())")
    let hints = editor.request(
      "textDocument/inlayHint",
      [
        "textDocument": ["uri": .string(DocumentURI.uri(path))],
        "range": ["start": ["line": 0, "character": 0], "end": ["line": 9, "character": 0]],
      ])
    #expect(hints?["result"]?.array?.isEmpty == false)
    await editor.drawPercentiles()
    #expect(hover().contains("at risk ·"), "\(hover())")
  }

  @Test("A field, a date, a length, a kind and a word say what they mean")
  func hoverOthers() async throws {
    #expect(try await hover("forecast").contains("today’s estimate"))
    #expect(try await hover("2026-03-06").contains("Fri · in 7 weeks"))
    #expect(try await hover("2026-02-20").contains("not before 2026-03-06"))
    #expect(try await hover("2w").contains("so 2026-03-02 at the earliest"))
    #expect(try await hover("kind: tape", 7).contains("Tape-out · design partner → foundry · gate"))
    #expect(try await hover("Rules clean") == "")
  }

  @Test("What the plan holds is no Markdown in a hover, and what is hidden is not shown")
  func hoverEscapes() async throws {
    let (editor, folder) = try await AnswersTests.editor()
    let path = "\(folder.path)/\(AnswersTests.path)"
    let text = "---\ntitle: \"[x](javascript:alert) <b>\\u202E\"\nkind: tape-out\n---\n"
    editor.open(path, text)
    try await editor.settle()
    let hover = editor.ask("textDocument/hover", path, text, at: "title", plus: 9)?["contents"]?["value"]?.string ?? ""
    #expect(hover.contains("\\[x\\](javascript:alert) \\<b\\>") && !hover.unicodeScalars.contains("\u{202E}"))
  }

  // MARK: Places

  private func file(_ location: JSONValue?) -> String {
    let uri = location?["uri"]?.string ?? ""
    return String(uri.split(separator: "/").suffix(3).joined(separator: "/"))
  }

  @Test("A name leads to its file, and from there to every place that names it")
  func navigation() async throws {
    let (editor, folder) = try await AnswersTests.editor()
    let path = "\(folder.path)/\(AnswersTests.path)"
    let text = AnswersTests.tapeOut
    #expect(file(editor.ask("textDocument/definition", path, text, at: "signoff")) == "one/milestones/signoff.md")
    #expect(
      file(editor.ask("textDocument/definition", path, text, at: "/tape-out", plus: 1)) == "two/milestones/tape-out.md")
    #expect(file(editor.ask("textDocument/definition", path, text, at: "two/tape")) == "chips/two/chip.md")
    #expect(editor.ask("textDocument/definition", path, text, at: "owner") == .null)

    let context = ("context", ["includeDeclaration": true] as JSONValue)
    let found = editor.ask("textDocument/references", path, text, at: "Tape-out A0", [context])?.array ?? []
    #expect(
      found.map(file) == [
        "one/milestones/tape-out.md", "one/milestones/launch.md", "one/milestones/launch.md", "one/risks/respin.md",
      ])
    let partner = editor.ask(
      "textDocument/references", "\(folder.path)/Content/partners/tsmc.md", AnswersTests.files["partners/tsmc.md"]!,
      at: "TSMC")
    #expect(partner?.array?.map(file) == ["chips/one/chip.md"])
    let chip = editor.ask("textDocument/references", path, text, at: "two/tape")?.array ?? []
    #expect(chip.map(file) == ["one/milestones/launch.md", "one/milestones/tape-out.md"])
    let highlights = editor.ask("textDocument/documentHighlight", path, text, at: "signoff")?.array
    #expect(highlights?.count == 1)
  }

  @Test("What is typed but not analysed yet is found, too")
  func unsaved() async throws {
    let (editor, folder) = try await AnswersTests.editor()
    let path = "\(folder.path)/Content/chips/two/milestones/tape-out.md"
    let text = "---\ntitle: Second\nkind: tape-out\nafter: {one/signoff: 1w}\n---\n"
    editor.open(path, text)
    let found =
      editor.ask(
        "textDocument/references", "\(folder.path)/Content/chips/one/milestones/signoff.md",
        AnswersTests.files["chips/one/milestones/signoff.md"]!, at: "Sign-off")?.array ?? []
    #expect(found.map(file) == ["one/milestones/tape-out.md", "two/milestones/tape-out.md"])
  }

  @Test("Symbols, folds, hints, lenses and links are where they belong")
  func outline() async throws {
    let (editor, folder) = try await AnswersTests.editor()
    let document: JSONValue = ["uri": .string(DocumentURI.uri("\(folder.path)/\(AnswersTests.path)"))]
    let range: JSONValue = ["start": ["line": 0, "character": 0], "end": ["line": 99, "character": 0]]
    func ask(_ method: String) -> [JSONValue] {
      editor.request("textDocument/\(method)", ["textDocument": document, "range": range])?["result"]?.array ?? []
    }
    let symbols = ask("documentSymbol")
    #expect(symbols.compactMap { $0["name"]?.string }.suffix(2) == ["after", "Exit criteria"])
    #expect(symbols.last?["children"]?.array?.compactMap { $0["detail"]?.string } == ["open", "met", "waived"])
    #expect(ask("foldingRange").first == ["startLine": 0, "endLine": 9, "kind": "region"])
    let hints = ask("inlayHint").compactMap { $0["label"]?.string }
    #expect(hints.first == "no date · blocks 1" && hints.contains("→ 2026-03-02"))
    let lenses = ask("codeLens").compactMap { $0["command"]?["title"]?.string }
    #expect(lenses == ["Sign-off · 2026-02-16 · at risk · may slip 4 days", "Second · 2026-01-02 · done"])
    let launch: JSONValue = [
      "uri": .string(DocumentURI.uri("\(folder.path)/Content/chips/one/milestones/launch.md"))
    ]
    let links = editor.request("textDocument/documentLink", ["textDocument": launch])?["result"]?.array
    #expect(links?.first?["target"] == document["uri"])
    let found = editor.request("workspace/symbol", ["query": "tapeout"])?["result"]?.array
    #expect(found?.compactMap { $0["name"]?.string } == ["one/tape-out · Tape-out A0", "two/tape-out · Second"])
  }
}
