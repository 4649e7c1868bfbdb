import Foundation
import TapeoutTestSupport
import Testing

@Suite("Questions that a program manager is asked")
struct QuestionCommandTests {
  private static let docs = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Docs")

  /// The small program with something overdue, blocked and waived, and a risk to review.
  private func made() throws -> TemporaryFolder {
    let folder = try EditingProgram.made()
    try folder.write(
      "Content/chips/c2/milestones/review.md",
      "---\ntitle: Floor | plan\nkind: review\nowner: Bo\nbaseline: 2026-01-20\nforecast: 2026-01-20\n---\n\n"
        + "## Exit criteria\n\n- [-] DRC clean (waived by Ada until 2026-02-10: pads)\n- [x] Held\n")
    try folder.write(
      "Content/chips/c2/milestones/approval.md",
      "---\ntitle: Approval\nkind: review\nowner: Cy\nforecast: TBD\nstatus: blocked\nreason: The office is closed\n---\n"
    )
    try folder.write(
      "Content/chips/c1/risks/yield.md",
      "---\ntitle: Yield\nowner: Ada\nprobability: 20%\ndelays: {launch: 2w}\nreview_by: 2026-02-08\n---\n")
    return folder
  }

  private func run(_ arguments: String...) throws -> Run { try Run(arguments, in: try made().path) }

  @Test("What is due is told by day, with who owes it and what it holds up; what is blocked without a date comes last")
  func due() throws {
    let run = try run("due")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output == """
        Due until 2026-02-15, and what is blocked                       as of 2026-02-01

        2026-01-20   » overdue  Chip 2: Floor | plan
                                Bo · 2 of 2 criteria met
        2026-02-08   · due      Chip 1: review the risk “Yield”
                                Ada
                                may delay Launch
        2026-02-10   · due      Chip 2: the waiver of “DRC clean” ends (Floor | plan)
                                Bo
        TBD          ■ blocked  Chip 2: Approval
                                Cy

        """, "\(run.output)")
    let later = try self.run("due", "--within", "5w")
    #expect(
      later.output.contains(
        """
        2026-03-05   ▲ at risk  Chip 1: Tape-out
                                Maker to The Fab · Ada · 0 of 2 criteria met
                                holds up Launch, no float
        """), "\(later.output)")
    #expect(later.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test(
    "Filters hold together",
    arguments: [
      (["--owner", "bo"], ["Floor", "waiver"], ["Yield", "Approval"]),
      (["--chip", "c1"], ["Yield"], ["Floor", "Approval"]),
      (["--partner", "fab", "--within", "60w"], ["Tape-out", "Tape-out 2"], ["Yield", "Approval"]),
      (["--chip", "c1", "--owner", "Cy"], ["Nothing is due."], ["Approval"]),
    ])
  func filters(_ arguments: [String], _ shown: [String], _ hidden: [String]) throws {
    let run = try Run(["due"] + arguments, in: try made().path)
    #expect(run.status == 0, "\(run.errors)")
    for word in shown { #expect(run.output.contains(word), "\(run.output)") }
    for word in hidden { #expect(!run.output.contains(word), "\(run.output)") }
  }

  @Test(
    "What nobody owns, and what is no length, is said",
    arguments: [
      (["due", "--owner", "Adda"], "Did you mean Ada?"), (["due", "--partner", "fub"], "There is no partner fub."),
      (["due", "--within", "soon"], "is not a length"), (["due", "--within", "3wd"], "is not a length"),
      (["forecast", "--by", "2026-06"], "--by needs a milestone"),
      (["forecast", "c1/launch", "--by", "June"], "is not a date"),
      (["forecast", "c1/lunch", "--by", "2026-06"], "There is no milestone c1/lunch."),
      (["forecast", "--what-if", "c1/launch=2026-01-02"], "lies before the status date"),
      (["forecast", "--what-if", "c2/approval=2026-07-01"], "has no date, so it cannot be supposed to move"),
      (["forecast", "--what-if", "c1/launch=June"], "is not a supposition"),
    ])
  func nonsense(_ arguments: [String], _ words: String) throws {
    let run = try Run(arguments, in: try made().path)
    #expect(run.status == 2)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test("Markdown is a table that names and titles cannot break")
  func markdown() throws {
    let due = try run("due", "--format", "markdown")
    #expect(
      due.output.hasPrefix("## Due until 2026-02-15, as of 2026-02-01\n\n| Due | State | What | Who | Holds up |\n"))
    #expect(
      due.output.contains(
        "| 2026-01-20 | overdue, 12 days | Chip 2: **Floor \\| plan** | Bo, 2 of 2 criteria met | – |\n"),
      "\(due.output)")
    let status = try run("status", "--format", "markdown")
    #expect(status.status == 0)
    #expect(status.output.hasPrefix("## AI silicon, as of 2026-02-01, report 1\n\n"))
    #expect(
      status.output.contains(
        "| Chip | State | Launch | Slip | P50 | P80 | In 2026 |\n|---|---|---|---|---|---|---|\n| Chip 1 |"))
    #expect(status.output.contains("| TBD | blocked | Chip 2: **Approval** | Cy | – |\n"), "\(status.output)")
  }

  @Test("JSON has the keys of its schema, and the pages describe them", arguments: ["due", "status"])
  func json(_ command: String) throws {
    let run = try run(command, "--format", "json")
    #expect(run.status == 0)
    let document = try object(JSONSerialization.jsonObject(with: Data(run.output.utf8)))
    #expect(document["format"] as? String == "tapeout.\(command)/1")
    let schema = try object(
      JSONSerialization.jsonObject(
        with: Data(contentsOf: Self.docs.appending(path: "schemas/\(command).schema.json"))))
    let definitions = try object(schema["$defs"])
    let pages = try ["due-json.md", "\(command)-json.md"].map {
      try String(contentsOf: Self.docs.appending(path: $0), encoding: .utf8)
    }.joined()
    var pairs = [(document, schema)]
    for item in try #require(document[command == "due" ? "items" : "due"] as? [Any]) {
      pairs.append((try object(item), try object(definitions["item"])))
    }
    for chip in document["chips"] as? [Any] ?? [] {
      pairs.append((try object(chip), try object(definitions["chip"])))
      if let launch = try object(chip)["launch"] as? [String: Any] {
        pairs.append((launch, try object(definitions["launch"])))
      }
    }
    #expect(pairs.count > 3)
    for (written, definition) in pairs {
      #expect(try object(definition["properties"]).keys.sorted() == written.keys.sorted())
      #expect((definition["required"] as? [String])?.sorted() == written.keys.sorted())
      for key in written.keys.sorted() {
        #expect(["`\(key)`", "`\(key)[]`", "`\(key).name`"].contains(where: pages.contains), "\(key)")
      }
    }
  }

  private func object(_ value: Any?) throws -> [String: Any] { try #require(value as? [String: Any]) }

  @Test("How sure is June? The share of the samples, the dates around it, and why there is none")
  func byDate() throws {
    let run = try run("forecast", "c1/launch", "--by", "2026-09-10")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Chip 1: Launch\n  plan"), "\(run.output)")
    #expect(run.output.contains("It is done by 2026-09-10 in ") && run.output.contains(" % of the samples."))
    // A chip's name means its launch, and a month its last day.
    let month = try self.run("forecast", "c1", "--by", "2026-09")
    #expect(month.output.contains("by 2026-09") && month.output.contains("It is done by 2026-09-30 in "))
    #expect(try self.run("forecast", "c1/launch", "--by", "2026-03").output.contains("in 0 % of the samples."))
    #expect(try self.run("forecast", "c1/netlist", "--by", "2026-03").output.contains("It was done on 2026-01-12."))
    #expect(
      try self.run("forecast", "c2/review", "--by", "2026-03").output
        .contains("No forecast: its date, 2026-01-20, has passed and nobody has stated another."))
    #expect(try self.run("forecast", "c2/approval", "--by", "2026").output.contains("so there is no forecast."))
  }

  @Test("A supposed date is where the milestone then stands, whatever else is supposed, and what moves is listed")
  func supposition() throws {
    let run = try run("forecast", "--what-if", "c1/tape-out=2026-03-19")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output.hasSuffix(
        """
        moves                                   before        after         move
          c1/tape-out                       2026-03-05   2026-03-19        +14 d
          c1/launch                         2026-09-03   2026-09-17        +14 d

        """), "\(run.output)")
    let both = try self.run(
      "forecast", "c1/launch", "--by", "2026-09-10", "--what-if", "c1/launch=2026-10", "--what-if", "c1/tape-out=+2w")
    #expect(both.status == 0, "\(both.errors)")
    #expect(both.output.contains("  c1/launch                         2026-09-03   2026-10-31"), "\(both.output)")
    #expect(both.output.contains("  by 2026-09-10"))
  }

  /// The same program, with a report that asks for decisions.
  private func asking() throws -> TemporaryFolder {
    let folder = try made()
    try folder.write(
      "Content/reports/2026-02-01.md",
      "---\ntitle: Report 1\n---\n\n## Decisions wanted\n\n- [ ] Keep the [slot](../chips/c1/milestones/tape-out.md) "
        + "(Ada, by 2026-02-06). It costs.\n- [ ] Move the office (Bo, by 2026-01-30)\n"
        + "- [ ] Buy a tester (Bo, by 2026-12)\n")
    return folder
  }

  @Test("Decisions that reports ask for are due by their days, and filters hold for them")
  func decisions() throws {
    let folder = try asking()
    let run = try Run("due", in: folder.path)
    #expect(
      run.output.contains(
        """
        2026-01-30   » overdue  AI silicon: decide: Move the office
                                Bo
        2026-02-06   ? wanted   Chip 1: decide: Keep the slot
                                Ada
                                holds up Tape-out
        """), "\(run.output)")
    #expect(!run.output.contains("tester"))
    #expect(try Run("due", "--owner", "bo", "--within", "52w", in: folder.path).output.contains("Buy a tester"))
    #expect(!(try Run("due", "--chip", "c1", in: folder.path).output.contains("Move the office")))
    #expect(!(try Run("due", "--partner", "fab", in: folder.path).output.contains("decide")))
    let status = try Run("status", in: folder.path).output
    #expect(
      status.contains(
        """
        Decisions wanted
        2026-01-30  » overdue Move the office · Bo
        2026-02-06  ? wanted  Keep the slot · Ada
        1 more decision after that.
        """), "\(status)")
    let json = try Run("due", "--format", "json", in: folder.path).output
    #expect(json.contains("\"kind\":\"decision\""))
    #expect(json.contains("\"reason\":\"It costs.\""))
  }

  @Test("A renamed milestone is followed by the decision that links to it")
  func renamedInDecision() throws {
    let folder = try asking()
    let run = try Run("rename", "c1/tape-out", "tape-out-b0", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    let json = try Run("export", "--format", "json", in: folder.path).output
    #expect(json.contains("\"milestones\":[\"c1/tape-out-b0\"]"), "\(json.prefix(2000))")
  }

  @Test("The next report's draft lists the decisions that are wanted still, and reads back as the same ones")
  func draftedDecisions() throws {
    let folder = try asking()
    let run = try Run("report", "2026-02-15", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    let draft = try #require(EditingProgram.text(folder, "reports/2026-02-15.md"))
    #expect(
      draft.hasSuffix(
        """

        ## Decisions wanted

        - [ ] Keep the slot (Ada, by 2026-02-06). It costs.
        - [ ] Move the office (Bo, by 2026-01-30)
        - [ ] Buy a tester (Bo, by 2026-12)

        """), "\(draft)")
    let json = try Run("export", "--format", "json", in: folder.path).output
    #expect(json.components(separatedBy: "\"state\":\"wanted\"").count == 4)
    #expect(json.contains("\"milestones\":[\"c1/tape-out\"]"))
  }

  @Test("A scenario is supposed by its name, alone or with more, and its names follow renaming")
  func scenarios() throws {
    let folder = try made()
    try folder.write(
      "Content/scenarios/late.md",
      "---\ntitle: Late\nchanges:\n  c1/tape-out: 2026-03-19\n  \"risk c1/yield\": occurs\n---\n")
    let run = try Run("forecast", "--scenario", "late", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output.hasSuffix(
        """
        moves                                   before        after         move
          c1/tape-out                       2026-03-05   2026-03-19        +14 d
          c1/launch                         2026-09-03   2026-09-17        +14 d

        """), "\(run.output)")
    let both = try Run("forecast", "--scenario", "late", "--what-if", "c1/launch=+1w", in: folder.path)
    #expect(both.output.contains("2026-09-24"), "\(both.output)")
    let wrong = try Run("forecast", "--scenario", "lat", in: folder.path)
    #expect(wrong.status == 2 && wrong.errors.contains("Did you mean late?"))
    #expect(try Run("rename", "c1/tape-out", "tape-out-b0", in: folder.path).status == 0)
    #expect(try Run("rename", "c1/yield", "c1/low-yield", in: folder.path).status == 0)
    #expect(try Run("rename", "c1", "falcon", in: folder.path).status == 0)
    #expect(
      EditingProgram.text(folder, "scenarios/late.md")
        == "---\ntitle: Late\nchanges:\n  falcon/tape-out-b0: 2026-03-19\n  \"risk falcon/low-yield\": occurs\n---\n")
  }
}
