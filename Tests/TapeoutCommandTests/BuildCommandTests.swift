import TapeoutSystem
import TapeoutTestSupport
import Testing

@Suite("tapeout build")
struct BuildCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (name, text) in exampleProgram { try folder.write("Content/\(name)", text) }
  }

  private var site: FolderSnapshot { FolderSnapshot("\(folder.path)/Public") }

  /// What lies in the root: staging folders would show.
  private var root: [String] {
    FolderSnapshot(folder.path).entries.keys.filter { !$0.utf8.contains(UInt8(ascii: "/")) }.sorted()
  }

  /// What a site holds beside the list of its files, which tells where the disk keeps them.
  private func pages(_ site: FolderSnapshot) -> [String: [UInt8]] { site.contents.filter { $0.key != ".tapeout" } }

  private func build(
    _ arguments: String..., wrapper: [String] = [], limit: String = "", to sink: Run.Sink = .file
  ) throws -> Run {
    try Run(["build", "--samples", "100"] + arguments, in: folder.path, to: sink, wrapper: wrapper, limit: limit)
  }

  // MARK: Building

  @Test("A build says pages, findings, changes, seconds, and where to look")
  func summary() throws {
    let run = try build()
    #expect(run.errors == "")
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.first?.contains(" pages and ") == true && lines.first?.contains(" written") == true)
    #expect(
      lines.dropFirst().first?.contains("tapeout check shows them") == true || lines.dropFirst().first == "No findings")
    #expect(lines.last?.contains(" s. Open \(folder.path)/Public/index.html") == true)
    #expect(site["index.html"] != nil)
    #expect(site["chips/custom-1/tape-out.html"] != nil)
    #expect(root == ["Content", "Public"])
  }

  @Test("Building again changes nothing, not even a folder")
  func again() throws {
    #expect(try build().status == 0)
    let before = site
    let run = try build()
    #expect(run.output.contains(": nothing changed\n"))
    #expect(site == before)
  }

  @Test("One changed title rewrites what shows it; all else keeps inode and time, and what is not ours stays")
  func change() throws {
    #expect(try build().status == 0)
    try folder.write("Public/CNAME", "example.com")
    try folder.write("Public/.well-known/x", "y")
    let before = site
    let name = "chips/custom-1/milestones/qualification.md"
    let text = try #require(exampleProgram[name])
    #expect(text.contains("title: The qualification"))
    var changed = text
    changed.replace("title: The qualification", with: "title: The thorough qualification")
    try folder.write("Content/\(name)", changed)
    let run = try build()
    #expect(run.status == 0)
    let after = site
    var rewritten: Set<String> = []
    for (name, entry) in after.entries where entry.mode & 0o170000 == 0o100000 && name != ".tapeout" {
      if entry != before[name] { rewritten.insert(name) }
      #expect((entry != before[name]) == (entry.bytes != before[name]?.bytes), "\(name)")
    }
    #expect(rewritten.contains("chips/custom-1/qualification.html"))
    #expect(!rewritten.contains("chips/custom-1/tape-out.html"))
    #expect(run.output.contains(" \(rewritten.count) written, "))
    #expect(after["CNAME"] == before["CNAME"])
    #expect(after[".well-known/x"] == before[".well-known/x"])
  }

  @Test("The page of a milestone that is gone is deleted")
  func removed() throws {
    try folder.write(
      "Content/chips/custom-1/milestones/extra.md",
      "---\ntitle: Extra\nkind: review\nowner: Me\nforecast: 2029-02-01\n---\n")
    #expect(try build().status == 0)
    #expect(site["chips/custom-1/extra.html"] != nil)
    unlink("\(folder.path)/Content/chips/custom-1/milestones/extra.md")
    let run = try build()
    #expect(run.status == 0)
    #expect(run.output.contains(" removed\n"))
    #expect(site["chips/custom-1/extra.html"] == nil)
  }

  @Test("One core or all, whatever order the disk lists files in: the same bytes")
  func deterministic() throws {
    #expect(try build("--jobs", "1").status == 0)
    let other = try TemporaryFolder()
    for (name, text) in exampleProgram.sorted(by: { $0.key > $1.key }) { try other.write("Content/\(name)", text) }
    #expect(try Run(["build", "--samples", "100", "--output", "site"], in: other.path).status == 0)
    #expect(pages(FolderSnapshot("\(other.path)/site")) == pages(site))
  }

  @Test("Files that pages link to are published with them")
  func attachments() throws {
    try folder.write("Content/chips/custom-1/plan.pdf", "%PDF")
    try folder.write(
      "Content/chips/custom-1/chip.md",
      (exampleProgram["chips/custom-1/chip.md"] ?? "") + "\nSee [the plan](plan.pdf).\n")
    let run = try build()
    #expect(run.status == 0, "\(run.errors)")
    #expect(site["files/chips/custom-1/plan.pdf"]?.bytes == Array("%PDF".utf8))
  }

  @Test("Empty folders work, too", arguments: ["Public", "elsewhere"])
  func emptyFolder(name: String) throws {
    try folder.makeFolder(name)
    try folder.write("\(name)/.gitkeep")
    try folder.setMode(name, 0o750)
    #expect(try build("--output", name).status == 0)
    let snapshot = FolderSnapshot(folder.path)
    #expect(snapshot["\(name)/index.html"] != nil && snapshot["\(name)/.gitkeep"] != nil)
    #expect(snapshot[name]?.mode == 0o40750)
  }

  // MARK: Not building

  @Test("Errors in content stop the build as check shows them, and leave the last site")
  func contentErrors() throws {
    #expect(try build().status == 0)
    let before = site
    try folder.write("Content/program.md", "---\ntitle: Program\nlaunch: 2026-02-30\n---\n")
    let run = try build()
    #expect(run.status == 1)
    #expect(run.output == "")
    #expect(run.errors.contains(" --> Content/program.md:3:9\n"))
    #expect(run.errors.contains("error: The site was not built. \(folder.path)/Public is as it was.\n"))
    #expect(site == before)
    #expect(root == ["Content", "Public"])
  }

  @Test("Errors in templates do, too, with file, line, column and advice")
  func templateErrors() throws {
    #expect(try build().status == 0)
    let before = site
    try folder.write("Templates/risks.mustache", "<p>\n  {{.nonsense}}</p>\n")
    let run = try build()
    #expect(run.status == 1)
    #expect(run.errors.contains(" --> Templates/risks.mustache:2:"), "\(run.errors)")
    #expect(run.errors.contains("^~~"))
    #expect(run.errors.contains("help: "))
    #expect(site == before)
    #expect(root == ["Content", "Public", "Templates"])
  }

  @Test("Warnings stop it only with --strict")
  func strict() throws {
    try folder.write("Content/chips/custom-1/milestones/extra.md", "---\ntitle: Extra\nkind: review\n---\n")
    let run = try build("--strict")
    #expect(run.status == 1)
    #expect(run.errors.contains("warning["))
    #expect(run.errors.contains("warnings fail because of --strict"))
    #expect(root == ["Content"])
    #expect(try build().status == 0)
  }

  @Test(
    "An address for the site must be absolute and plain",
    arguments: [
      "example.com", "ftp://example.com", "https://", "https:///x", "//x", "https://a b", "https://a\"b", "https://a?b",
      "javascript:x", "",
    ])
  func address(text: String) throws {
    let run = try build("--site", text)
    #expect(run.status == 2)
    #expect(run.errors.contains("is not an absolute web address"))
    #expect(root == ["Content"])
  }

  @Test(
    "Output that is not for us is refused",
    arguments: [".", "..", "Content", "Content/x", "link", "Content/program.md", "a/b"])
  func refusedOutput(name: String) throws {
    try folder.makeFolder("real")
    try folder.makeLink("link", to: "real")
    let before = FolderSnapshot(folder.path)
    let run = try build("--output", name)
    #expect(run.status == 2)
    #expect(run.errors.utf8.starts(with: "error: ".utf8))
    #expect(FolderSnapshot(folder.path) == before)
  }

  @Test("A file that is not ours is named and never overwritten")
  func occupied() throws {
    try folder.write("Public/index.html", "mine")
    let before = site
    let run = try build()
    #expect(run.status == 2)
    #expect(run.errors.contains("error: \(folder.path)/Public/index.html would be overwritten"))
    #expect(site == before)
    #expect(root == ["Content", "Public"])
  }

  @Test(
    "A disk without room leaves the last site", .enabled(if: !Sanitizer.isOn, Comment(rawValue: Sanitizer.needsItsOwn)),
    arguments: ["-f 8", "-f 1"])
  func noRoom(limit: String) throws {
    #expect(try build().status == 0)
    let before = site
    let run = try build("--status-date", "2026-02-15", limit: limit)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.utf8.starts(with: "error: ".utf8))
    #expect(site == before)
    #expect(root == ["Content", "Public"])
  }

  @Test("A forecast that would not fit into memory is refused before it is drawn, and the last site stays")
  func tooManySamples() throws {
    #expect(try build().status == 0)
    let before = site
    var previous = "tape-out"
    for number in 0..<700 {
      try folder.write(
        "Content/chips/custom-1/milestones/step-\(number).md",
        "---\ntitle: Step\nkind: review\nowner: Me\nafter: {\(previous): 1w..2w..4w}\n---\n")
      previous = "step-\(number)"
    }
    let run = try Run(["build", "--no-history", "--samples", "10000000"], in: folder.path)
    #expect(run.status == 2)
    #expect(run.errors.contains("error: A forecast of 10000000 samples of this plan would need some "), "\(run.errors)")
    #expect(run.errors.contains("help: Ask for fewer: --samples "))
    #expect(site == before)
    #expect(root == ["Content", "Public"])
  }

  @Test(
    "Folders that may not be written are said", .enabled(if: TemporaryFolder.ignoresPermissions),
    arguments: [true, false])
  func readOnly(outputOnly: Bool) throws {
    // As nobody, since permissions do not hold for the superuser.
    #expect(try build().status == 0)
    let before = site
    if outputOnly { try folder.setMode("", 0o777) } else { try folder.setMode("", 0o755) }
    let run = try build("--status-date", "2026-02-15", wrapper: ["setpriv", "--reuid=65534", "--clear-groups"])
    #expect(run.status == 2)
    #expect(run.errors.contains("permission denied"), "\(run.errors)")
    #expect(site == before)
    #expect(root == ["Content", "Public"])
  }

  // MARK: Interrupting

  @Test("A signal ends a build with the signal's status and without a trace", arguments: ["INT", "TERM", "HUP"])
  func signals(name: String) throws {
    #expect(try build().status == 0)
    let before = site
    // So many samples that the signal comes before the end.
    let run = try Run(
      ["build", "--samples", "10000000", "--jobs", "1"], in: folder.path,
      wrapper: ["timeout", "--preserve-status", "--signal", name, "0.2"])
    #expect(run.status == ["INT": 130, "TERM": 143, "HUP": 129][name] || run.status == nil, "\(run)")
    #expect(run.output == "")
    #expect(site == before)
    #expect(root == ["Content", "Public"])
  }

  @Test("Two builds at once: the second waits, and both end well")
  func twoAtOnce() async throws {
    async let first = build("--status-date", "2026-02-15")
    async let second = build("--status-date", "2026-02-15")
    async let third = build("--status-date", "2026-02-15")
    for run in try await [first, second, third] { #expect(run.status == 0, "\(run.errors)") }
    let together = site.contents
    #expect(root == ["Content", "Public"])
    #expect(try build("--status-date", "2026-02-15").output.contains("nothing changed"))
    #expect(site.contents == together)
  }

  private static let kills = Effort.rounds(24)

  @Test("Killed at any moment, a build leaves the old site or the new one, and the next one clears up")
  func kills() throws {
    let days = ["2026-02-15", "2026-03-15"]
    let clock = ContinuousClock()
    var sites: [[String: [UInt8]]] = []
    var seconds = 0.0
    for day in days {
      let start = clock.now
      #expect(try build("--status-date", day).status == 0)
      let whole = (clock.now - start).components
      seconds = Double(whole.seconds) + Double(whole.attoseconds) / 1e18
      sites.append(pages(site))
    }
    try folder.write("Public/mine.txt", "mine")
    for number in 0..<BuildCommandTests.kills {
      // From the first moment to a little after the end, as long as that takes on this machine.
      let delay = seconds * 1.1 * (Double(number) + 0.5) / Double(BuildCommandTests.kills)
      let run = try build(
        "--status-date", days[number % 2], wrapper: ["timeout", "--signal", "KILL", "\(delay)"])
      #expect(run.status == 137 || run.status == 0 || run.status == nil)
      let present = pages(site)
      #expect(present["mine.txt"] == Array("mine".utf8))
      #expect(sites.contains(present.filter { $0.key != "mine.txt" }), "after \(delay) s")
    }
    #expect(try build("--status-date", days[0]).status == 0)
    #expect(pages(site).filter { $0.key != "mine.txt" } == sites[0])
    #expect(root == ["Content", "Public"])
  }
}
