import TapeoutTestSupport
import Testing

@Suite("Commands that show what dates mean")
struct PlanCommandTests {
  /// A plan with every kind of answer: done, dated, undated, uncertain, with a risk and a window.
  private static let files = [
    "program.md": "---\ntitle: Program\nlaunch: 2026\nstatus_date: 2026-01-15\n---\n",
    "partners/acme.md": "---\ntitle: Acme\nrole: customer\n---\n",
    "chips/c1/chip.md": "---\ntitle: Chip one\nkind: in-house\n---\n",
    "chips/c1/milestones/tape-out.md":
      "---\ntitle: Tape-out\nkind: tape-out\nbaseline: 2026-01-10\nactual: 2026-01-10\nfrom: acme\nto: acme\n---\n",
    "chips/c1/milestones/bring-up.md":
      "---\ntitle: Bring-up\nkind: bring-up\nbaseline: 2026-06-01\nafter: {tape-out: 18w..20w..30w}\n---\n",
    "chips/c1/milestones/side.md": "---\ntitle: Side\nkind: review\nbaseline: 2026-06-01\nafter: {tape-out: 4w}\n---\n",
    "chips/c1/milestones/launch.md":
      "---\ntitle: Launch\nkind: launch\nbaseline: 2026-Q3\nafter: {bring-up: 10w..12w..20w, side: 2w}\n---\n",
    "chips/c1/risks/respin.md":
      "---\ntitle: Respin\nprobability: 30%\ndelays: {bring-up: 14w..20w..30w}\n---\n",
    "chips/c2/chip.md": "---\ntitle: Chip two\nkind: merchant\n---\n",
    "chips/c2/milestones/delivery.md":
      "---\ntitle: Delivery\nkind: delivery\nforecast: TBD\nstatus: blocked\nreason: approval\n---\n",
  ]

  private func run(_ arguments: String...) throws -> Run {
    let folder = try TemporaryFolder()
    for (path, text) in PlanCommandTests.files { try folder.write("Content/\(path)", text) }
    return try Run(arguments, in: folder.path)
  }

  @Test("Status fits 80 columns and says the answer first")
  func status() throws {
    let run = try run("status")
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(run.output.contains("\nChip one (planned for 2026-08-22) launches in 2026 with "))
    let words = run.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("%. Chip two has no date. One milestone is blocked."))
    #expect(!run.output.contains("\u{1b}"), "no colours in a pipe")
  }

  @Test("A forecast names every launch, and is the same each time and on one core")
  func forecast() throws {
    let once = try run("forecast", "--samples", "2000")
    #expect(once.status == 0)
    #expect(once.output.contains("Chip one") && once.output.contains("Chip two"))
    #expect(try run("forecast", "--samples", "2000", "--jobs", "1").output == once.output)
    #expect(try run("forecast", "--samples", "2000", "--seed", "7").output != once.output)
  }

  @Test("One chip in full shows its milestones and what moves its launch most")
  func oneChip() throws {
    let run = try run("forecast", "c1")
    #expect(run.output.contains("bring-up"))
    #expect(run.output.contains("risk: Respin (30 %)"))
    #expect(run.output.contains("c1/tape-out to c1/bring-up: 18w..20w..30w"))
  }

  @Test("A supposition is shown before and after, and moves what waits for it")
  func whatIf() throws {
    let run = try run("forecast", "--what-if", "c1/bring-up=+3w")
    #expect(run.status == 0)
    #expect(run.output.contains("plan                      2026-08-22 2026-09-12      +21 d"))
  }

  @Test(
    "Nonsense is answered with what to do and status 2",
    arguments: [
      (["forecast", "c9"], "There is no chip c9."), (["forecast", "--what-if", "c1/bring-up"], "is not a supposition"),
      (["forecast", "--what-if", "c1/bring-up=3w"], "is not a supposition"),
      (["forecast", "--what-if", "c1/tape-out=+3w"], "c1/tape-out is done: it cannot move any more."),
      (["why", "bringup"], "Did you mean bring-up?"), (["why", "c1/nothing"], "There is no milestone c1/nothing."),
      (["forecast", "--samples", "0"], "--samples must lie between"), (["export", "--format", "xml"], "xml"),
    ])
  func nonsense(_ arguments: [String], _ words: String) throws {
    let folder = try TemporaryFolder()
    for (path, text) in PlanCommandTests.files { try folder.write("Content/\(path)", text) }
    let run = try Run(arguments, in: folder.path)
    #expect(run.status == 2)
    #expect(run.errors.contains(words))
    #expect(run.output.isEmpty)
  }

  @Test("Why shows the arithmetic down to what happened, the chains and the float")
  func why() throws {
    let run = try run("why", "c1/launch", "--to", "c1/launch")
    #expect(run.status == 0)
    #expect(run.output.contains("2026-01-10  c1/tape-out"))
    #expect(run.output.contains("tape-out 2026-01-10 + 20w = 2026-05-30"))
    #expect(run.output.contains("bring-up 2026-05-30 + 12w = 2026-08-22"))
    #expect(
      run.output.contains("may slip 183 days   side 2026-02-07 + 2w = 2026-02-21")
        || run.output.contains("may slip 182 days"))
    #expect(
      try self.run("why", "side", "--to", "c1/launch").output.contains("To c1/launch: 182 days before that date moves.")
    )
    #expect(try self.run("why", "delivery").output.contains("nothing in the plan dates it"))
  }

  @Test("Where a baseline was replaced, the slip against the first one stands beside today's")
  func firstBaseline() throws {
    let folder = try TemporaryFolder()
    for (path, text) in PlanCommandTests.files { try folder.write("Content/\(path)", text) }
    try folder.write(
      "Content/chips/c1/milestones/bring-up.md",
      "---\ntitle: Bring-up\nkind: bring-up\nbaseline: 2026-05-30\nafter: {tape-out: 20w}\n"
        + "rebaselined: {2026-01-12: 2026-05-01 more tests}\n---\n")
    let words = try Run(["why", "c1/bring-up"], in: folder.path).output
    #expect(words.contains("slip 0 · +4 w against the first baseline, 2026-05-01"))
  }

  @Test("Errors in the content are said beside the figures, and the status is 1")
  func errors() throws {
    let folder = try TemporaryFolder()
    for (path, text) in PlanCommandTests.files { try folder.write("Content/\(path)", text) }
    try folder.write("Content/chips/c1/milestones/x.md", "---\ntitle: X\nkind: review\nbaseline: 2026-02-30\n---\n")
    for arguments in [["status"], ["forecast"], ["why", "launch"], ["export", "--format", "json"]] {
      let run = try Run(arguments, in: folder.path)
      #expect(run.status == 1)
      #expect(run.errors.contains("The content has 1 error, so the figures may be wrong."))
      #expect(!run.output.isEmpty)
    }
  }
}
