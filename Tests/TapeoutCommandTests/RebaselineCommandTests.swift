import TapeoutTestSupport
import Testing

@Suite("tapeout rebaseline")
struct RebaselineCommandTests {
  private let tapeOut = "chips/c1/milestones/tape-out.md"
  private let launch = "chips/c1/milestones/launch.md"

  private func run(_ folder: TemporaryFolder, _ arguments: String...) throws -> Run {
    try Run(["rebaseline"] + arguments, in: folder.path)
  }

  @Test("A chip's baselines become what its milestones come to; the old ones and the reason are kept, all at once")
  func chip() throws {
    let folder = try EditingProgram.made()
    let before = FolderSnapshot(folder.path)
    let dry = try run(folder, "c1", "--reason", "One more pass", "--dry-run")
    #expect(dry.status == 0, "\(dry.errors)")
    #expect(dry.output.contains("+  2026-02-01: 2026-03-01 One more pass\n"))
    #expect(FolderSnapshot(folder.path) == before)
    let run = try run(folder, "c1", "--reason", "One more pass", "--by", "Steering board")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output.hasPrefix(
        """
        Re-baselined on 2026-02-01: One more pass (decided by Steering board)

        baselines                               before        after         move
          c1/tape-out                       2026-03-01   2026-03-05         +4 d
          c1/launch                         2026-09-01   2026-09-03         +2 d
        Left as it is, done: c1/netlist.

        No milestone moves.
        """), "\(run.output)")
    #expect(
      run.output.hasSuffix(
        """

        A message for the commit:

            Re-baseline c1: One more pass

            Decided by Steering board on 2026-02-01.

            - c1/tape-out: 2026-03-01 -> 2026-03-05
            - c1/launch: 2026-09-01 -> 2026-09-03

        """), "\(run.output)")
    #expect(
      EditingProgram.text(folder, tapeOut)
        == EditingProgram.files[tapeOut]?.replacing("baseline: 2026-03-01", with: "baseline: 2026-03-05")
        .replacing(
          "{netlist: 4w}\n",
          with: "{netlist: 4w}\nrebaselined:\n  2026-02-01: 2026-03-01 One more pass (decided by Steering board)\n"))
    #expect(
      EditingProgram.text(folder, launch)?.contains(
        "baseline: 2026-09-03\n") == true)
    // A second time there is nothing to do.
    let again = try self.run(folder, "c1", "--reason", "x")
    #expect(
      again.output
        == "Nothing changes.\nLeft as it is, with that date already: c1/tape-out and c1/launch.\n"
        + "Left as it is, done: c1/netlist.\n")
  }

  @Test("With --to forecast only what is stated counts; several names, each once; the day of the decision")
  func forecast() throws {
    let folder = try EditingProgram.made()
    let run = try run(
      folder, "c1", "c2/tape-out", "c1/tape-out", "--reason", "Slot: lost", "--to", "forecast", "--date", "2026-01-30")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output.contains("Left as it is, since it states no forecast: c1/launch."), "\(run.output)")
    #expect(EditingProgram.text(folder, launch) == EditingProgram.files[launch])
    #expect(
      EditingProgram.text(folder, tapeOut)?.contains("rebaselined:\n  2026-01-30: \"2026-03-01 Slot: lost\"\n") == true)
    #expect(
      EditingProgram.text(folder, "chips/c2/milestones/tape-out.md")?.contains(
        "baseline: 2026-05-04\r\nforecast: 2026-05-04\r\nrebaselined:\r\n  2026-01-30: \"2026-05-01 Slot: lost\"\r\n")
        == true)
  }

  @Test("Two decisions on one day name the baseline of that morning, and both reasons")
  func twice() throws {
    let folder = try EditingProgram.made()
    #expect(try run(folder, "c1/tape-out", "--reason", "First").status == 0)
    #expect(try Run("set", "c1/tape-out", "forecast=2026-03-19", in: folder.path).status == 0)
    #expect(try run(folder, "c1/tape-out", "--reason", "Second").status == 0)
    let text = EditingProgram.text(folder, tapeOut)
    #expect(text?.contains("rebaselined:\n  2026-02-01: 2026-03-01 First; Second\n") == true, "\(text ?? "")")
    #expect(text?.contains("\nbaseline: 2026-03-19\n") == true)
    // Another day has a line of its own, in order.
    #expect(try Run("set", "c1/tape-out", "forecast=2026-04-02", in: folder.path).status == 0)
    #expect(try run(folder, "c1/tape-out", "--reason", "Third", "--date", "2026-01-20").status == 0)
    #expect(
      EditingProgram.text(folder, tapeOut)?.contains(
        "rebaselined:\n  2026-01-20: 2026-03-19 Third\n  2026-02-01: 2026-03-01 First; Second\n") == true)
  }

  @Test("A milestone without a baseline gets its first one, without a line; an overdue or undated one is left alone")
  func first() throws {
    let folder = try EditingProgram.made()
    for (name, fields) in [
      ("new", "forecast: 2026-06"), ("late", "baseline: 2026-01-10\nforecast: 2026-01-10"), ("open", "forecast: TBD"),
      ("tbd", "baseline: TBD\nforecast: 2026-07-01"),
    ] {
      try folder.write(
        "Content/chips/c2/milestones/\(name).md", "---\ntitle: T\nkind: review\nowner: Bo\n\(fields)\n---\n")
    }
    let run = try run(folder, "c2", "--reason", "Plan made")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output.contains("Left as it is, since its date has passed and nobody has stated another: c2/late.")
        && run.output.contains("Left as it is, since it has no date: c2/open."), "\(run.output)")
    #expect(
      EditingProgram.text(folder, "chips/c2/milestones/new.md")
        == "---\ntitle: T\nkind: review\nowner: Bo\nbaseline: 2026-06\nforecast: 2026-06\n---\n")
    #expect(
      EditingProgram.text(folder, "chips/c2/milestones/tbd.md")?.contains(
        "baseline: 2026-07-01\nforecast: 2026-07-01\nrebaselined:\n  2026-02-01: TBD Plan made\n") == true)
  }

  @Test("History tells of a decision with its reason, and of no move")
  func told() throws {
    let fixture = try GitFixture()
    try fixture.commit("2026-01-20", EditingProgram.files)
    let run = try Run(["rebaseline", "c1", "--reason", "One more pass"], in: fixture.projectPath)
    #expect(run.status == 0, "\(run.errors)")
    let check = try Run("check", in: fixture.projectPath)
    #expect(!check.output.contains("rebaseline-disagrees") && !check.output.contains("baseline-rewritten"))
    let diff = try Run("diff", "HEAD", in: fixture.projectPath)
    #expect(diff.output.contains("re-baselined") && diff.output.contains("One more pass"), "\(diff.output)")
    #expect(!diff.output.contains("later"), "\(diff.output)")
  }

  @Test(
    "What cannot be done is said in a sentence, with every file as it was",
    arguments: [
      (["c1"], "--reason"), (["c1", "--reason", " "], "--reason says why"), (["c1", "--reason", "a\nb"], "one line"),
      (["fab", "--reason", "x"], "only milestones have a baseline"), (["c9", "--reason", "x"], "There is no"),
      (["c1", "--reason", "x", "--to", "baseline"], "forecast"),
      (["c1", "--reason", "x", "--date", "May"], "not a day"),
      (["--reason", "x"], "chip"), (["c1", "--reason", "x", "--by", ""], "--by says who"),
    ])
  func refused(_ arguments: [String], _ words: String) throws {
    let folder = try EditingProgram.made()
    let before = FolderSnapshot(folder.path)
    let run = try Run(["rebaseline"] + arguments, in: folder.path)
    #expect(run.status == 2, "\(run.output)")
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(FolderSnapshot(folder.path) == before)
  }
}
