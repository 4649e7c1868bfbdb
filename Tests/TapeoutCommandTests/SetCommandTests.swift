import TapeoutTestSupport
import Testing

@Suite("tapeout set")
struct SetCommandTests {
  private let tapeOut = "chips/c1/milestones/tape-out.md"

  private func run(_ folder: TemporaryFolder, _ arguments: String...) throws -> Run {
    try Run(["set"] + arguments, in: folder.path)
  }

  @Test("A forecast changes in its place, the old one is kept without Git, and what moves is told")
  func forecast() throws {
    let folder = try EditingProgram.made()
    let run = try run(folder, "c1/tape-out", "forecast=2026-03-19", "reason=Waits: one more pass")
    #expect(run.status == 0, "\(run.errors)")
    let old = try #require(EditingProgram.files[tapeOut])
    let new = old.replacing("forecast: 2026-03-05   # firm", with: "forecast: 2026-03-19   # firm")
      .replacing("\"Slot\"", with: "\"Waits: one more pass\"")
      .replacing("{netlist: 4w}\n", with: "{netlist: 4w}\nhistory:\n  2026-02-01: 2026-03-05 Slot\n")
    #expect(EditingProgram.text(folder, tapeOut) == new)
    #expect(run.output.contains("Changed Content/chips/c1/milestones/tape-out.md"))
    #expect(run.output.contains("c1/launch") && run.output.contains("+14 d") && run.output.contains("P80"))
    let again = try self.run(folder, "c1/tape-out", "forecast=2026-03-19")
    #expect(again.status == 0)
    #expect(again.output == "Nothing changes: it all stands there already.\n")
    // The first estimate of a day stays.
    #expect(try self.run(folder, "c1/tape-out", "forecast=2026-04-02").status == 0)
    #expect(EditingProgram.text(folder, tapeOut)?.contains("history:\n  2026-02-01: 2026-03-05 Slot\n---") == true)
  }

  @Test("Where Git knows the file, no history line is written")
  func versionControl() throws {
    let fixture = try GitFixture()
    try fixture.commit("2026-01-20", EditingProgram.files)
    let run = try Run(["set", "c1/tape-out", "forecast=2026-03-19"], in: fixture.projectPath)
    #expect(run.status == 0, "\(run.errors)")
    #expect(EditingProgram.text(fixture.folder, tapeOut)?.contains("history:") == false)
  }

  @Test("A dry run prints a diff and writes nothing")
  func dryRun() throws {
    let folder = try EditingProgram.made()
    let before = FolderSnapshot(folder.path)
    let run = try run(folder, "--dry-run", "c2/tape-out", "owner=Cy")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output.contains(
        "--- a/Content/chips/c2/milestones/tape-out.md\n+++ b/Content/chips/c2/milestones/tape-out.md\n@@ -2,7 +2,7 @@\n"
      ))
    #expect(run.output.contains("-owner: Bo\r\n+owner: Cy\r\n"))
    #expect(FolderSnapshot(folder.path) == before)
  }

  @Test("What is overdue moves from the date that has passed, and not at all where it happened on that day")
  func overdue() throws {
    let folder = try EditingProgram.made()
    try folder.write(
      "Content/chips/c1/milestones/mask.md",
      "---\ntitle: Mask\nkind: mask-release\nowner: Ada\nbaseline: 2026-01-20\nforecast: 2026-01-29\n---\n")
    try folder.write(
      "Content/chips/c1/milestones/wafer.md",
      "---\ntitle: Wafer\nkind: wafers-out\nowner: Ada\nbaseline: 2026-02-20\nafter: {mask: 3w}\n---\n")
    // The report's day is 2026-02-01.
    let same = try run(folder, "--dry-run", "c1/mask", "--done", "2026-01-29")
    #expect(same.status == 0, "\(same.errors)")
    #expect(!same.output.contains("c1/mask    "))
    #expect(
      same.output.contains("c1/wafer") && same.output.contains("2026-02-22   2026-02-19         −3 d"), "\(same.output)"
    )
    let other = try run(folder, "--dry-run", "c1/mask", "--done", "2026-01-30")
    #expect(other.output.contains("2026-01-29   2026-01-30         +1 d"), "\(other.output)")
  }

  @Test("Several things, a chip, a partner, a risk and the program are set alike")
  func several() throws {
    let folder = try EditingProgram.made()
    #expect(try run(folder, "c1/tape-out", "c2/tape-out", "owner=on").status == 0)
    #expect(EditingProgram.text(folder, tapeOut)?.contains("owner: \"on\"\n") == true)
    #expect(EditingProgram.text(folder, "chips/c2/milestones/tape-out.md")?.contains("owner: \"on\"\r\n") == true)
    for (target, field, name, line) in [
      ("c1", "stepping=A0", "chips/c1/chip.md", "fab\nstepping: A0\nlaunch"),
      ("fab", "title=Fab #1", "partners/fab.md", "title: \"Fab #1\"\n"),
      ("c1/respin", "delays.launch=9w", "chips/c1/risks/respin.md", "delays: {launch: 9w}"),
      ("program", "thresholds.late=3w", "program.md", "launch: 2026\nthresholds:\n  late: 3w\n---"),
      ("c1/launch", "after.c2/tape-out=", "chips/c1/milestones/launch.md", "after:\n  tape-out: 20w..26w..30w\n---"),
      (
        "Content/chips/c2/chip.md", "workload=training, inference", "chips/c2/chip.md",
        "workload: [training, inference]\n"
      ),
    ] {
      let run = try run(folder, target, field)
      #expect(run.status == 0, "\(run.errors)")
      #expect(EditingProgram.text(folder, name)?.contains(line) == true, "\(EditingProgram.text(folder, name) ?? "")")
    }
  }

  @Test("Done is refused while criteria are open; met and waived ones let it pass")
  func done() throws {
    let folder = try EditingProgram.made()
    let before = FolderSnapshot(folder.path)
    let refused = try run(folder, "c1/tape-out", "--done", "2026-02-01")
    #expect(refused.status == 1)
    #expect(
      refused.errors.contains("2 exit criteria are open.\n  [ ] DRC clean\n  [ ] LVS clean, on the final netlist\n"))
    #expect(FolderSnapshot(folder.path) == before)
    let run = try run(
      folder, "--done", "2026-02-01", "--accept", "2026-02-01", "c1/tape-out", "--meet", "drc", "--waive", "LVS",
      "--by",
      "The Fab (Ada)", "--until", "2026-06-30", "--because", "pads: unused")
    #expect(run.status == 0, "\(run.errors)")
    let text = try #require(EditingProgram.text(folder, tapeOut))
    #expect(text.contains("reason: \"Slot\"\nactual: 2026-02-01\naccepted: 2026-02-01\nafter"))
    #expect(
      text.hasSuffix(
        "- [x] DRC clean\n- [-] LVS clean,\n  on the final netlist (waived by The Fab (Ada) until 2026-06-30: pads: unused)\n"
      ))
    #expect(try self.run(folder, "c1/tape-out", "--reopen", "LVS", "actual=", "accepted=").status == 0)
    #expect(EditingProgram.text(folder, tapeOut)?.hasSuffix("- [ ] LVS clean,\n  on the final netlist\n") == true)
    #expect(try self.run(folder, "c1/tape-out", "--add-criterion", "ERC clean").status == 0)
    #expect(EditingProgram.text(folder, tapeOut)?.hasSuffix("  on the final netlist\n- [ ] ERC clean\n") == true)
  }

  @Test(
    "What cannot be done is said in a sentence, with every file as it was",
    arguments: [
      (["c1/tape-out", "forecast=2026-02-30"], 1, "There is no 2026-02-30"),
      (["c1/tape-out", "from=nobody"], 1, "nobody"),
      (["c1/tape-out", "after.launch=1w"], 1, "cycle"),
      (["c1/tape-out", "title="], 1, "title"),
      (["c1/tape-out", "forcast=2026-03-01"], 2, "Did you mean `forecast`?"),
      (["c1/tape-ou", "forecast=2026-03-01"], 2, "Did you mean c1/tape-out?"),
      (["tape-out", "forecast=2026-03-01"], 2, "names more than one thing"),
      (["c1/tape-out", "after=2w"], 2, "`after` holds a map"),
      (["c1/tape-out", "source=x"], 2, "by hand"),
      (["c1", "--done"], 2, "is a chip"),
      (["c1/tape-out"], 2, "Say what to change"),
      (["owner=x"], 2, "Name what to change"),
      (["c1/tape-out", "--waive", "DRC"], 2, "--waive needs"),
      (["c1/tape-out", "--meet", "clean"], 2, "Name one of: “DRC clean”"),
      (
        ["c1/tape-out", "--waive", "DRC", "--by", "A", "--until", "2026-99", "--because", "B"], 2, "cannot be read back"
      ),
      (["c1/tape-out", "--done", "2026-13-01"], 2, "is not a date"),
    ])
  func refused(_ arguments: [String], _ status: Int32, _ words: String) throws {
    let folder = try EditingProgram.made()
    let before = FolderSnapshot(folder.path)
    let run = try Run(["set"] + arguments, in: folder.path)
    #expect(run.status == status, "\(run.errors)")
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(FolderSnapshot(folder.path) == before)
  }

  @Test(
    "Conflict markers, links, read-only files and full disks leave every file as it was",
    .enabled(if: !Sanitizer.isOn, Comment(rawValue: Sanitizer.needsItsOwn)))
  func defence() throws {
    let folder = try EditingProgram.made()
    let conflict = "---\ntitle: T\n<<<<<<< a\nkind: launch\n=======\n>>>>>>> b\n---\n"
    try folder.write("Content/chips/c1/milestones/merged.md", conflict)
    try folder.makeLink("Content/chips/c1/milestones/linked.md", to: "tape-out.md")
    let before = FolderSnapshot(folder.path)
    let merged = try run(folder, "c1/merged", "owner=x")
    #expect(merged.status == 2)
    #expect(merged.errors.contains("merge conflict"), "\(merged.errors)")
    #expect(try run(folder, "c1/linked", "owner=x").status == 2)
    #expect(FolderSnapshot(folder.path) == before)
    let full = try Run(["set", "c1/tape-out", "c2/tape-out", "owner=x"], in: folder.path, limit: "-f 0")
    #expect(full.status == 2, "\(full.errors)")
    #expect(FolderSnapshot(folder.path).contents == before.contents)
    guard !TemporaryFolder.ignoresPermissions else { return }
    try folder.setMode("Content/chips/c2/milestones", 0o555)
    let closed = try run(folder, "c1/tape-out", "c2/tape-out", "owner=x")
    #expect(closed.status == 2)
    #expect(FolderSnapshot(folder.path).contents == before.contents)
  }

  @Test("A shell is offered ids, then the fields of what was named")
  func completion() throws {
    let folder = try EditingProgram.made()
    let ids = try Run(["---completion", "set", "--", "positional@0", "1", "4", "tapeout", "set", ""], in: folder.path)
    #expect(
      ids.output.contains("c1/tape-out\n") && ids.output.contains("fab\n") && ids.output.contains("c1/respin\n"),
      "\(ids.output)\(ids.errors)")
    let fields = try Run(
      ["---completion", "set", "--", "positional@0", "2", "0", "tapeout", "set", "c1/respin", ""], in: folder.path)
    #expect(fields.output.contains("probability=\n") && !fields.output.contains("forecast="), "\(fields.output)")
  }
}
