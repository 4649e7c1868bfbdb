import TapeoutSystem
import TapeoutTestSupport
import Testing

@Suite("tapeout rename and move")
struct RenameCommandTests {
  private func run(_ folder: TemporaryFolder, _ arguments: String...) throws -> Run {
    try Run(arguments, in: folder.path)
  }

  /// What `tapeout check` counts, without where things lie.
  private func counts(_ folder: TemporaryFolder) throws -> String {
    try Run("check", in: folder.path).output.split(separator: "\n").last.map(String.init) ?? ""
  }

  @Test("A milestone's file, and everything that names it, changes; nothing else does")
  func milestone() throws {
    let folder = try EditingProgram.made()
    let (before, counted) = (FolderSnapshot(folder.path), try counts(folder))
    let run = try run(folder, "rename", "c1/tape-out", "tape-out-b0")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output == """
        Renamed Content/chips/c1/milestones/tape-out.md to Content/chips/c1/milestones/tape-out-b0.md
        Changed Content/chips/c1/chip.md
        Changed Content/chips/c1/milestones/launch.md
        Changed Content/chips/c1/milestones/tape-out-b0.md
        Changed Content/chips/c1/risks/respin.md
        Changed Content/reports/2026-02-01.md

        No date changes.

        """)
    func changed(_ name: String, _ old: String, _ new: String) throws {
      #expect(EditingProgram.text(folder, name) == (try #require(EditingProgram.files[name])).replacing(old, with: new))
    }
    try changed("chips/c1/chip.md", "milestones/tape-out.md#notes", "milestones/tape-out-b0.md#notes")
    try changed("chips/c1/milestones/launch.md", "  tape-out: 20w", "  tape-out-b0: 20w")
    try changed("chips/c1/risks/respin.md", "../milestones/tape-out.md", "../milestones/tape-out-b0.md")
    try changed("reports/2026-02-01.md", "milestones/tape-out.md", "milestones/tape-out-b0.md")
    let old = try #require(EditingProgram.files["chips/c1/milestones/tape-out.md"])
    #expect(
      EditingProgram.text(folder, "chips/c1/milestones/tape-out-b0.md")
        == old.replacing("{netlist: 4w}\n", with: "{netlist: 4w}\nrenamed: [tape-out]\n"))
    #expect(EditingProgram.text(folder, "chips/c1/milestones/tape-out.md") == nil)
    #expect(try counts(folder) == counted)
    // And back again.
    #expect(try self.run(folder, "rename", "c1/tape-out-b0", "c1/tape-out").status == 0)
    try changed("chips/c1/milestones/tape-out.md", "{netlist: 4w}\n", "{netlist: 4w}\nrenamed: [tape-out-b0]\n")
    var after = FolderSnapshot(folder.path).contents
    after["Content/chips/c1/milestones/tape-out.md"] = before.contents["Content/chips/c1/milestones/tape-out.md"]
    #expect(after == before.contents)
  }

  @Test("A chip's folder moves with all that lies in it, and other chips and reports follow")
  func chip() throws {
    let folder = try EditingProgram.made()
    try folder.write("Content/chips/c2/die shot.png", "PNG")
    try folder.write("Content/reports/2026-03-01.md", "---\ntitle: R\n---\n\n![d](<../chips/c2/die shot.png>)\n")
    let counted = try counts(folder)
    let before = FolderSnapshot(folder.path)
    let dry = try run(folder, "rename", "c2", "falcon", "--dry-run")
    #expect(dry.status == 0, "\(dry.errors)")
    #expect(FolderSnapshot(folder.path) == before)
    let run = try run(folder, "rename", "c2", "falcon")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("Renamed Content/chips/c2 to Content/chips/falcon\n"))
    #expect(EditingProgram.text(folder, "chips/falcon/die shot.png") == "PNG")
    #expect(
      EditingProgram.text(folder, "chips/falcon/chip.md")
        == "---\ntitle: Chip 2\nkind: in-house\nrenamed: [c2]\n---\n")
    #expect(EditingProgram.text(folder, "chips/c1/milestones/launch.md")?.contains("  falcon/tape-out: 2w\n") == true)
    #expect(EditingProgram.text(folder, "reports/2026-03-01.md")?.contains("(<../chips/falcon/die shot.png>)") == true)
    #expect(
      EditingProgram.text(folder, "chips/falcon/milestones/tape-out.md")
        == EditingProgram.files["chips/c2/milestones/tape-out.md"])
    #expect(try counts(folder) == counted)
    // The diff of the dry run makes the same.
    let other = try GitFixture()
    try other.commit("2026-02-02", EditingProgram.files)
    try other.folder.write("Content/chips/c2/die shot.png", "PNG")
    try other.folder.write("Content/reports/2026-03-01.md", "---\ntitle: R\n---\n\n![d](<../chips/c2/die shot.png>)\n")
    try other.folder.write("change.diff", dry.output)
    try other.shell("git apply change.diff && rm change.diff")
    let applied = FolderSnapshot(other.folder.path).contents.filter { $0.key.hasPrefix("Content/") }
    #expect(applied == FolderSnapshot(folder.path).contents)
  }

  @Test("Partners and risks are renamed alike")
  func others() throws {
    let folder = try EditingProgram.made()
    #expect(try run(folder, "rename", "fab", "foundry-1").status == 0)
    #expect(
      EditingProgram.text(folder, "chips/c1/chip.md")
        == EditingProgram.files["chips/c1/chip.md"]?.replacing("foundry: fab", with: "foundry: foundry-1")
        .replacing("partners/fab.md", with: "partners/foundry-1.md"))
    #expect(EditingProgram.text(folder, "chips/c2/milestones/tape-out.md")?.contains("to: foundry-1\r\n") == true)
    #expect(
      EditingProgram.text(folder, "partners/foundry-1.md")
        == "---\ntitle: The Fab\nrole: foundry\nrenamed: [fab]\n---\n")
    let risk = try run(folder, "rename", "respin", "metal-respin")
    #expect(risk.status == 0, "\(risk.errors)")
    #expect(
      EditingProgram.text(folder, "chips/c1/risks/metal-respin.md")?.contains("\nrenamed: [respin]\n") == true)
  }

  @Test("What moves to another chip keeps its meaning, and says where it was")
  func move() throws {
    let folder = try EditingProgram.made()
    let counted = try counts(folder)
    let run = try run(folder, "move", "c1/netlist", "c2")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      EditingProgram.text(folder, "chips/c1/milestones/tape-out.md")?.contains("after: {c2/netlist: 4w}\n") == true)
    #expect(
      EditingProgram.text(folder, "chips/c2/milestones/netlist.md")?.contains("\nrenamed: [c1/netlist]\n") == true)
    #expect(try counts(folder) == counted)
    let risk = try self.run(folder, "move", "c1/respin", "c2")
    #expect(risk.status == 0, "\(risk.errors)")
    #expect(
      EditingProgram.text(folder, "chips/c2/risks/respin.md")
        == "---\ntitle: Respin\nprobability: 30%\ndelays: {c1/launch: 8w}\nrenamed: [c1/respin]\n---\n\n"
        + "After [tape-out](../../c1/milestones/tape-out.md).\n")
  }

  @Test(
    "What cannot be done is said in a sentence, with every file as it was",
    arguments: [
      (["rename", "c1/tape-out", "launch"], "There is a milestone c1/launch already."),
      (["rename", "c1/tape-out", "tape-out"], "is called c1/tape-out already"),
      (["rename", "c1/tape-out", "c2/tape-out"], "is in another chip"),
      (["rename", "c1/tape-out", "Tape Out"], "Write tape-out."),
      (["rename", "c1/tape-out", "nul"], "devices"), (["rename", "c1/tape-out", "a/b/c"], "cannot be the id"),
      (["rename", "c1/tape-ou", "x"], "Did you mean c1/tape-out?"),
      (["rename", "tape-out", "x"], "more than one thing"),
      (["rename", "program", "x"], "The program has no id."), (["rename", "c1", "c2"], "There is a chip c2 already."),
      (["rename", "fab", "true"], "keyword"),
      (["move", "c1/tape-out", "c2"], "There is a milestone c2/tape-out already."),
      (["move", "c1/netlist", "c1"], "belongs to c1 already"), (["move", "c1/netlist", "c3"], "There is no chip c3."),
      (["move", "c1", "c2"], "only milestones and risks belong to a chip"),
    ])
  func refused(_ arguments: [String], _ words: String) throws {
    let folder = try EditingProgram.made()
    let before = FolderSnapshot(folder.path)
    let run = try Run(arguments, in: folder.path)
    #expect(run.status == 2, "\(run.output)")
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count <= 2)
    #expect(FolderSnapshot(folder.path) == before)
  }

  @Test("A chip without chip.md, in a plan without program.md, is renamed all the same, and neither is made")
  func missing() throws {
    let folder = try EditingProgram.made()
    unlink("\(folder.path)/Content/chips/c2/chip.md")
    unlink("\(folder.path)/Content/program.md")
    let run = try run(folder, "rename", "c2", "falcon")
    #expect(run.status == 0, "\(run.errors)")
    #expect(EditingProgram.text(folder, "chips/c1/milestones/launch.md")?.contains("  falcon/tape-out: 2w\n") == true)
    #expect(EditingProgram.text(folder, "chips/falcon/chip.md") == nil)
    #expect(EditingProgram.text(folder, "program.md") == nil)
  }

  @Test("A file with conflict markers stops it, whether it would change or only move")
  func conflict() throws {
    for (name, text) in [
      ("reports/2026-03-01.md", "---\ntitle: R\n---\n<<<<<<< a\nSee c2.\n=======\n>>>>>>> b\n"),
      ("chips/c2/milestones/x.md", "---\ntitle: X\n<<<<<<< a\nkind: review\n=======\n>>>>>>> b\n---\n"),
    ] {
      let folder = try EditingProgram.made()
      try folder.write("Content/\(name)", text)
      let before = FolderSnapshot(folder.path)
      let run = try run(folder, "rename", "c2", "falcon")
      #expect(run.status == 2)
      #expect(run.errors.contains("merge conflict") && run.errors.contains(name), "\(run.errors)")
      #expect(FolderSnapshot(folder.path) == before)
    }
  }

  /// Forty files that name a milestone, of which one in the middle is larger than the others.
  private func forty() throws -> TemporaryFolder {
    let folder = try EditingProgram.made()
    for number in 10..<50 {
      let text = number == 30 ? String(repeating: "Words of a long page.\n", count: 1000) : ""
      try folder.write(
        "Content/chips/c1/milestones/m\(number).md",
        "---\ntitle: M\nkind: review\nowner: Ada\nafter: {tape-out: 1w}\n---\n\n\(text)")
    }
    return folder
  }

  @Test(
    "A disk that is full in the middle of forty files leaves every file as it was",
    .enabled(if: !Sanitizer.isOn, Comment(rawValue: Sanitizer.needsItsOwn)))
  func fullDisk() throws {
    let folder = try forty()
    let before = FolderSnapshot(folder.path)
    // What lies before the large file can still be written.
    let full = try Run(["rename", "c1/tape-out", "gate"], in: folder.path, limit: "-f 16")
    #expect(full.status == 2)
    #expect(full.errors.contains("m30.md cannot be changed") && full.errors.contains("Nothing was changed."))
    #expect(FolderSnapshot(folder.path).contents == before.contents)
    let run = try run(folder, "rename", "c1/tape-out", "gate")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.split(separator: "\n").count { $0.hasPrefix("Changed ") } == 45)
  }

  @Test("A folder that cannot be written in leaves every file as it was")
  func readOnly() throws {
    guard !TemporaryFolder.ignoresPermissions else { return }
    let folder = try forty()
    try folder.setMode("Content/reports", 0o555)
    let before = FolderSnapshot(folder.path)
    let run = try run(folder, "rename", "c1/tape-out", "gate")
    #expect(run.status == 2)
    #expect(FolderSnapshot(folder.path).contents == before.contents)
  }

  @Test("Git's index is not touched, and the history follows", arguments: [true, false])
  func history(_ isCommitted: Bool) throws {
    let fixture = try GitFixture()
    try fixture.commit("2026-01-20", EditingProgram.files)
    try fixture.commit(
      "2026-02-10",
      [
        "chips/c1/milestones/tape-out.md": (EditingProgram.files["chips/c1/milestones/tape-out.md"] ?? "")
          .replacing("forecast: 2026-03-05", with: "forecast: 2026-04-05")
      ])
    let index = FolderSnapshot(fixture.folder.path)[".git/index"]
    for arguments in [["c1/tape-out", "tape-out-b0"], ["c1", "falcon"], ["falcon/tape-out-b0", "tape-out-b1"]] {
      let run = try Run(["rename"] + arguments, in: fixture.projectPath)
      #expect(run.status == 0, "\(run.errors)")
      if isCommitted { try fixture.commit("2026-02-11") }
    }
    if !isCommitted { #expect(FolderSnapshot(fixture.folder.path)[".git/index"] == index) }
    let check = try Run("check", in: fixture.projectPath)
    #expect(!check.output.contains("rename-disagrees") && !check.output.contains("former-id"), "\(check.output)")
    let diff = try Run("diff", "HEAD~\(isCommitted ? 4 : 1)", in: fixture.projectPath)
    #expect(diff.output.contains("2026-03-05"), "\(diff.output)\(diff.errors)")
    #expect(!diff.output.contains("was added"), "\(diff.output)")
  }

  @Test("A shell is offered ids to rename, and chips to move to")
  func completion() throws {
    let folder = try EditingProgram.made()
    func offered(_ place: String, _ words: String...) throws -> String {
      try Run(["---completion", words[0], "--", place, "1", "0", "tapeout"] + words, in: folder.path).output
    }
    let ids = try offered("positional@0", "rename", "")
    #expect(ids.contains("c1/tape-out\n") && ids.contains("fab\n") && !ids.contains("program"), "\(ids)")
    let things = try offered("positional@0", "move", "")
    #expect(things.contains("c1/respin\n") && !things.contains("fab"), "\(things)")
    #expect(try offered("positional@1", "move", "c1/respin", "").contains("c2\n"))
  }
}
