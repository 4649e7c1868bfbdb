import TapeoutTestSupport
import Testing

@Suite("tapeout init and tapeout new")
struct NewCommandTests {
  /// A folder in which `tapeout init` was run.
  private func started() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let run = try Run("init", in: folder.path)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    return folder
  }

  private func expectNoWarning(_ folder: TemporaryFolder, hints: Int? = nil) throws {
    let check = try Run("check", "--strict", "--limit", "0", in: folder.path)
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    if let hints {
      let lines = check.output.split(separator: "\n").filter { $0.hasPrefix("hint[") }
      #expect(lines.count <= hints, "\(check.output)")
    }
  }

  @Test("A new plan has no errors, no warnings and at most three hints, and becomes a site")
  func initiates() throws {
    let folder = try started()
    try expectNoWarning(folder, hints: 3)
    let build = try Run("build", in: folder.path)
    #expect(build.status == 0, "\(build.output)\(build.errors)")
    #expect(FolderSnapshot(folder.path)["Public/index.html"] != nil)
  }

  @Test("Where a plan is, init says what is there and changes nothing")
  func keeps() throws {
    let folder = try EditingProgram.made()
    let before = FolderSnapshot(folder.path)
    let run = try Run("init", in: folder.path)
    #expect(run.status == 0)
    #expect(run.output.contains("2 chips, 4 milestones, 3 partners, 1 risk and 1 report"), "\(run.output)")
    #expect(FolderSnapshot(folder.path) == before)
  }

  @Test("What lies in the way of a new plan is kept")
  func inTheWay() throws {
    let folder = try TemporaryFolder()
    try folder.write("README.md", "Ours.\n")
    #expect(try Run("init", in: folder.path).output.contains("README.md exists"))
    #expect(FolderSnapshot(folder.path)["README.md"].map { String(decoding: $0.bytes, as: UTF8.self) } == "Ours.\n")

    let other = try TemporaryFolder()
    try other.write("Content", "A file.\n")
    let before = FolderSnapshot(other.path)
    #expect(try Run("init", in: other.path).status == 2)
    #expect(FolderSnapshot(other.path) == before)
  }

  @Test(
    "Chips of every flow pass the check, whether they have dates or not",
    arguments: ["custom-asic", "in-house", "merchant", "mpw"])
  func flows(_ flow: String) throws {
    let folder = try started()
    for (id, dates) in [
      ("open-end", []), ("from-start", ["--kickoff", "2035-02-01"]), ("to-launch", ["--launch", "2039-06-01"]),
    ] {
      let run = try Run(["new", "chip", id, "--flow", flow] + dates, in: folder.path)
      #expect(run.status == 0, "\(run.output)\(run.errors)")
      try expectNoWarning(folder)
    }
  }

  @Test("Milestones, partners, risks and reports are added to what is there")
  func parts() throws {
    let folder = try started()
    for arguments in [
      ["new", "milestone", "chip-1/power-review", "--kind", "review", "--after", "kickoff=2w"],
      ["new", "partner", "assembler", "--role", "osat"],
      ["new", "risk", "chip-1/late-substrate", "--probability", "30%", "--delays", "launch=2w..4w..9w"],
      ["new", "report"],
    ] {
      let run = try Run(arguments, in: folder.path)
      #expect(run.status == 0, "\(arguments): \(run.output)\(run.errors)")
    }
    let check = try Run("check", in: folder.path)
    #expect(check.status == 0, "\(check.output)")
  }

  @Test(
    "Names that exist or that a file cannot have are refused, and every file is as it was",
    arguments: [
      ["chip", "chip-1"], ["chip", "CON"], ["chip", "yes"], ["chip", "../x"], ["chip", ""], ["chip", "a b"],
      ["milestone", "chip-1/launch", "--kind", "review"], ["milestone", "nowhere/x", "--kind", "review"],
      ["milestone", "chip-1/x", "--kind", "no-such-kind"],
      ["milestone", "chip-1/x", "--kind", "review", "--after", "y=2w"],
      ["milestone", "chip-1/x", "--kind", "review", "--after", "launch=soon"],
      ["risk", "chip-1/x", "--probability", "130%", "--delays", "launch=2w"],
      ["risk", "chip-1/x", "--probability", "30%", "--delays", "nothing=2w"],
    ])
  func refused(_ arguments: [String]) throws {
    let folder = try started()
    let before = FolderSnapshot(folder.path)
    let run = try Run(["new"] + arguments, in: folder.path)
    #expect(run.status == 1 || run.status == 2, "\(run.output)")
    #expect(run.errors.hasPrefix("error: "), "\(run.errors)")
    #expect(FolderSnapshot(folder.path) == before)
  }

  @Test("One chip, fifteen milestones, three partners, three risks and a first report take at most twelve commands")
  func job() throws {
    let folder = try TemporaryFolder()
    let commands = [
      ["init"], ["rename", "chip-1", "falcon"], ["set", "program", "title=Falcon program", "launch=2039"],
      ["set", "customer", "title=Acme"],
      ["set", "falcon/kickoff", "forecast=2037-02-02", "baseline=2037-02-02"],
      ["set", "falcon/tape-out", "baseline=2038-02-01"], ["set", "falcon/launch", "baseline=2039-06-01"],
      ["new", "risk", "falcon/respin", "--probability", "30%", "--delays", "launch=14w..20w..30w"],
      ["new", "risk", "falcon/late-phy", "--probability", "40%", "--delays", "tape-out=2w..4w..9w"],
      ["new", "risk", "falcon/substrate", "--probability", "20%", "--delays", "launch=2w..6w..12w"],
      ["report"],
    ]
    #expect(commands.count <= 12)
    for arguments in commands {
      let run = try Run(arguments, in: folder.path)
      #expect(run.status == 0, "\(arguments): \(run.output)\(run.errors)")
    }
    let names = FolderSnapshot(folder.path).contents.keys
    func count(_ part: String) -> Int { names.count { $0.contains(part) } }
    #expect(count("Content/chips/falcon/milestones/") >= 15 && count("Content/chips/chip-1/") == 0)
    #expect(count("Content/partners/") == 3 && count("/risks/") == 3 && count("Content/reports/") == 1)
    #expect(try Run("check", in: folder.path).status == 0)
    #expect(try Run("build", in: folder.path).status == 0)
  }

  @Test("The first page of a new plan names the three dates to write, until a launch has one")
  func firstDates() throws {
    let folder = try started()
    func page() throws -> String {
      let build = try Run("build", in: folder.path)
      #expect(build.status == 0, "\(build.errors)")
      return FolderSnapshot(folder.path)["Public/index.html"].map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    }
    let first = try page()
    for (field, name) in [("forecast", "kickoff"), ("baseline", "tape-out"), ("baseline", "launch")] {
      #expect(
        first.contains("<li><code>\(field):</code> of <a href=\"chips/chip-1/\(name).html\">"), "\(field) \(name)")
      #expect(first.contains("<code>Content/chips/chip-1/milestones/\(name).md</code></li>"))
    }
    #expect(try Run("set", "chip-1/tape-out", "baseline=2039-02-01", in: folder.path).status == 0)
    let second = try page()
    #expect(second.contains("Dates to write next") && !second.contains("tape-out.md</code></li>"))
    #expect(
      try Run(
        "set", "chip-1/launch", "forecast=2039-09-01", "after.tape-out=", "after.production-release=", in: folder.path
      ).status == 0)
    #expect(try !page().contains("Dates to write next"))
  }

  @Test("Outside Git a plan without reports draws a hint, and from the first report on a warning")
  func history() throws {
    let folder = try started()
    let before = try Run("check", "--limit", "0", in: folder.path)
    #expect(before.output.contains("hint[history-not-kept]") && !before.output.contains("history-unavailable"))
    #expect(try Run("new", "report", in: folder.path).status == 0)
    let after = try Run("check", "--limit", "0", in: folder.path)
    #expect(after.output.contains("warning[history-unavailable]") && !after.output.contains("history-not-kept"))
  }

  @Test("A shell is offered chips, partners, kinds and milestones for something new")
  func completion() throws {
    let folder = try EditingProgram.made()
    func offered(_ place: String, _ words: String...) throws -> String {
      let run = try Run(
        ["---completion"] + words.prefix(2) + ["--", place, "1", "0", "tapeout"] + words, in: folder.path)
      return run.output + run.errors
    }
    #expect(try offered("positional@0", "new", "milestone", "").contains("c1/\n"))
    #expect(try offered("--after", "new", "milestone", "c1/x", "--after", "").contains("tape-out=\n"))
    #expect(try offered("--delays", "new", "risk", "c1/x", "--delays", "").contains("c2/tape-out=\n"))
    #expect(try offered("--foundry", "new", "chip", "x", "--foundry", "").contains("fab\n"))
  }
}
