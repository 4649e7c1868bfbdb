import TapeoutRules
import TapeoutTestSupport
import Testing

@testable import tapeout

@Suite("tapeout check")
struct CheckCommandTests {
  /// A program with one mistake, a date that no calendar has.
  private func brokenProgram() throws -> TemporaryFolder {
    let folder = try cleanProgram()
    try folder.write("Content/program.md", "---\ntitle: Program\nlaunch: 2026-02-30\n---\n")
    return folder
  }

  private func cleanProgram() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("Content/program.md", "---\ntitle: Program\nlaunch: 2026\nstatus_date: 2026-01-15\n---\n")
    return folder
  }

  @Test("A clean program ends with 0 and says how much was read")
  func clean() throws {
    let run = try Run("check", "--no-history", in: cleanProgram().path)
    #expect(run.status == 0)
    #expect(run.output == "no findings in 1 file\n")
    #expect(run.errors == "")
  }

  @Test("A finding that fails ends with 1 and shows file, line, column, source and underline")
  func broken() throws {
    let run = try Run("check", "--no-history", in: brokenProgram().path)
    #expect(run.status == 1)
    #expect(
      run.output.utf8.starts(
        with: """
          error[invalid-date]: \(headline(run))
           --> Content/program.md:3:9
            |
          3 | launch: 2026-02-30
            |         ^~~~~~~~~~

          """.utf8))
    #expect(run.output.contains("\n1 error in 1 file\n"))
    #expect(run.errors == "")
  }

  /// The words are the rule's own business.
  private func headline(_ run: Run) -> Substring {
    run.output.prefix { $0 != "\n" }.dropFirst("error[invalid-date]: ".count)
  }

  @Test(
    "What the machine cannot do, and misuse, ends with 2, plain words on standard error and nothing on standard output",
    arguments: [
      (["check", "--root", "nowhere"], "error: The folder nowhere cannot be opened: no such file or folder.\n"),
      (["check", "nowhere.md"], "error: nowhere.md cannot be opened: no such file or folder.\nhelp: "),
      (["check", "--root", "."], "error: There is no folder Content in "),
      (["check"], "error: There is no folder Content in "),
      (["check", "--frobnicate"], "error: Unknown option '--frobnicate'"),
      (["check", "--format", "xml"], "error: The value 'xml' is invalid for '--format"),
      (["check", "--status-date", "2026-02-30"], "error: The value '2026-02-30' is invalid for '--status-date"),
      (["check", "--status-date", "2026-W07"], "error: The value '2026-W07' is invalid for '--status-date"),
      (["check", "--limit", "-1"], "error: "),
      (["check", "--limit", "3", "--format", "json"], "error: --limit works with text and github"),
      (["explain", "no-such-rule"], "error: There is no rule no-such-rule.\nhelp: "),
      (["frobnicate"], "error: Unexpected argument 'frobnicate'"),
    ])
  func failures(arguments: [String], message: String) throws {
    let folder = try TemporaryFolder()
    let run = try Run(arguments, in: folder.path)
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errors.utf8.starts(with: message.utf8), "\(run.errors)")
  }

  @Test("Warnings pass, and fail under --strict")
  func strict() throws {
    let folder = try cleanProgram()
    try folder.write("Content/program.md", "---\ntitle: Program\n---\n")
    let lenient = try Run("check", "--no-history", in: folder.path)
    #expect(lenient.status == 0)
    #expect(lenient.output.contains("1 warning in 1 file\n"))
    let strict = try Run("check", "--no-history", "--strict", in: folder.path)
    #expect(strict.status == 1)
    #expect(strict.output.contains("1 warning in 1 file; warnings fail because of --strict\n"))
  }

  @Test("Help and version go to standard output and end with 0", arguments: ["--help", "--version", "help"])
  func help(argument: String) throws {
    let run = try Run(argument, in: "/")
    #expect(run.status == 0)
    #expect(!run.output.isEmpty && run.errors == "")
  }

  @Test("The root is found upwards, from the first path or from the working folder, and --root is stronger")
  func root() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/Content/program.md", "---\ntitle: A\nlaunch: 2026\n---\n")
    try folder.write("b/Content/program.md", "---\ntitle: B\nlaunch: 2026-02-30\n---\n")
    try folder.makeFolder("b/Content/chips/custom-1")
    #expect(try Run("check", "--no-history", in: "\(folder.path)/a/Content").status == 0)
    #expect(try Run("check", "--no-history", in: "\(folder.path)/b/Content/chips/custom-1").status == 1)
    #expect(try Run("check", "--no-history", "b/Content/program.md", in: folder.path).status == 1)
    #expect(try Run("check", "--no-history", "--root", "../b", in: "\(folder.path)/a").status == 1)
    #expect(try Run("check", "--no-history", in: folder.path).status == 2)
    #expect(try Run("check", "--no-history", "a", "b", in: folder.path).status == 2)
  }

  @Test("Paths are printed so that they can be opened from the working folder")
  func printedPaths() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/Content/program.md", "---\ntitle: A\nlaunch: 2026-02-30\n---\n")
    try folder.makeFolder("elsewhere")
    func place(_ run: Run) -> String? {
      run.output.split(separator: "\n").dropFirst().first.map { String($0.drop { $0 == " " }) }
    }
    #expect(place(try Run("check", "--no-history", in: "\(folder.path)/a")) == "--> Content/program.md:3:9")
    #expect(place(try Run("check", "--no-history", in: "\(folder.path)/a/Content")) == "--> Content/program.md:3:9")
    #expect(place(try Run("check", "--no-history", "a", in: folder.path)) == "--> a/Content/program.md:3:9")
    #expect(
      place(try Run("check", "--no-history", "--root", "../a", in: "\(folder.path)/elsewhere"))
        == "--> \(folder.path)/a/Content/program.md:3:9")
    let workflow = try Run(
      "check", "--format", "github", in: "\(folder.path)/a", environment: ["GITHUB_WORKSPACE": folder.path])
    #expect(workflow.output.utf8.starts(with: "::error file=a/Content/program.md,line=3,".utf8))
  }

  @Test("Paths restrict what is shown, counted and failed on, not what is read")
  func selection() throws {
    let folder = try brokenProgram()
    try folder.write("Content/chips/a/chip.md", "---\ntitle: A\nkind: custom\n---\n")
    try folder.write("Content/chips/b/chip.md", "---\ntitle: B\nkind: unheard-of\n---\n")
    let clean = try Run("check", "--no-history", "Content/chips/a", in: folder.path)
    #expect(clean.status == 0)
    #expect(clean.output.contains("in 1 file\n") && !clean.output.contains("error"))
    let one = try Run("check", "--no-history", "Content/chips/b", in: folder.path)
    #expect(one.status == 1)
    #expect(one.output.contains("1 error") && one.output.contains("in 1 file\n"))
    #expect(try Run("check", "--no-history", "Content", in: folder.path).output.contains("2 errors"))
  }

  @Test("An empty Content/ says what to write, and the same again where that is missing")
  func empty() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("Content")
    let run = try Run("check", "--no-history", in: folder.path)
    #expect(run.status == 1)
    #expect(run.output.contains("Content/ is empty, so there is no plan yet\n"))
    #expect(run.output.contains("\n1 + ---\n2 + title: AI silicon program\n"))
    #expect(run.output.contains("\n1 error in 0 files\n"))
  }

  @Test("Links, pipes and giants are findings, never read and never waited for", .timeLimit(.minutes(10)))
  func obstacles() throws {
    let folder = try cleanProgram()
    try folder.makeLink("Content/link.md", to: "/etc/passwd")
    try folder.makePipe("Content/pipe.md")
    try folder.makeSparse("Content/giant.md", size: 100 << 20)
    let run = try Run("check", "--no-history", in: folder.path)
    #expect(run.status == 1)
    #expect(!run.output.contains("root:"))
    #expect(run.output.contains("\n3 errors in 4 files\n"))
  }

  @Test("Where a limit cuts, the worst are shown and the rest is counted")
  func limit() throws {
    let folder = try TemporaryFolder()
    let fields = (0..<60).map { "unheard-of-\($0): 1\n" }.joined()
    try folder.write("Content/program.md", "---\ntitle: Program\nlaunch: 2026\n\(fields)---\n")
    func shown(_ run: Run) -> Int { run.output.split(separator: "\n").count { $0.utf8.starts(with: "error[".utf8) } }
    let usual = try Run("check", "--no-history", in: folder.path)
    #expect(shown(usual) == 50)
    #expect(usual.output.contains("The worst 50 are shown. Left out: 10 errors; --limit 0 shows all.\n"))
    #expect(usual.output.contains("\n60 errors in 1 file\n"))
    #expect(shown(try Run("check", "--no-history", "--limit", "3", in: folder.path)) == 3)
    #expect(shown(try Run("check", "--no-history", "--limit", "0", in: folder.path)) == 60)
    #expect(try Run("check", "--no-history", "--format", "json", in: folder.path).output.contains("\"errors\":60"))
  }

  @Test("Colours are for terminals that want them, and never for pipes")
  func colors() throws {
    let program = try brokenProgram()
    func isColored(_ environment: [String: String], _ sink: Run.Sink = .terminal) throws -> Bool {
      try Run("check", "--no-history", in: program.path, environment: environment, to: sink).output.utf8.contains(0x1B)
    }
    #expect(try isColored([:]))
    #expect(try isColored(["NO_COLOR": ""]))
    #expect(try !isColored(["NO_COLOR": "1"]))
    #expect(try !isColored(["TERM": "dumb"]))
    #expect(try !isColored(["CI": "true"]))
    #expect(try !isColored([:], .file))
    #expect(try !isColored(["CLICOLOR_FORCE": "1"], .file))
  }

  @Test(
    "No byte from a file or a name steers the terminal, in any format",
    arguments: ["text", "json", "sarif", "github", "gitlab"])
  func escapes(format: String) throws {
    let folder = try TemporaryFolder()
    let evil = "\u{1B}[31m\u{9B}2J\u{202E}\u{7F}\u{7}\u{200B}\u{2066}"
    try folder.write("Content/program.md", "---\ntitle: Program\n\(evil): \(evil)\nlaunch: '\(evil)'\n---\n")
    try folder.write("Content/\(evil).md", "---\ntitle: \(evil)\n---\n")
    try folder.write("Content/a\nerror::b.md", "x")
    let run = try Run("check", "--no-history", "--format", format, in: folder.path)
    #expect(run.status == 1)
    let steering = run.output.unicodeScalars.filter {
      $0 != "\n" && ($0.properties.generalCategory == .control || $0.properties.generalCategory == .format)
    }
    #expect(steering.isEmpty, "\(steering.map { $0.value })")
    #expect(run.output.contains(format == "json" ? "\\u202e" : "\\u{202e}"))
  }

  @Test("A reader that goes away changes neither the status nor the peace")
  func brokenPipe() throws {
    let run = try Run("check", "--no-history", in: brokenProgram().path, to: .brokenPipe)
    #expect(run.status == 1)
    #expect(run.errors == "")
  }

  @Test("A disk without room is the machine's failure", .enabled(if: hasFullDisk, "only Linux has /dev/full"))
  func fullDisk() throws {
    for arguments in [["check"], ["check", "--format", "json"], ["explain"], ["--help"]] {
      let run = try Run(arguments, in: brokenProgram().path, to: .fullDisk)
      #expect(run.status == 2)
      #expect(run.errors.contains("Writing to standard output failed: No space left on device"))
    }
  }

  @Test("Without a descriptor left for a folder, nothing is checked and the machine is named")
  func tooManyFiles() throws {
    let folder = try brokenProgram()
    // How many the shell, the loader and the language take, and how they die without, is not ours to know: some limit
    // hits the right moment.
    let runs = try (5...16).map { try Run(["check", "--no-history"], in: folder.path, limit: "-n \($0)") }
    #expect(runs.allSatisfy { $0.status != 0 })
    #expect(runs.last?.status == 1)
    let message = """
      error: The folder Content cannot be read: too many open files.
      help: Nothing was checked, because the plan would lack everything in that folder.

      """
    #expect(runs.contains { $0.status == 2 && $0.errors == message && $0.output.isEmpty })
  }

  @Test("A small stack is enough")
  func smallStack() throws {
    let folder = try brokenProgram()
    let quotes = String(repeating: "> ", count: 50_000)
    try folder.write("Content/program.md", "---\ntitle: P\nlaunch: 2026\n---\n" + quotes)
    #expect(try Run(["check", "--no-history"], in: folder.path, limit: "-s 1024").status != nil)
  }

  @Test(
    "A file without permission is a finding; a folder without permission stops the check",
    .enabled(if: !TemporaryFolder.ignoresPermissions || canBeNobody, "the superuser may read everything"))
  func permissions() throws {
    let folder = try cleanProgram()
    try folder.setMode(".", 0o755)
    try folder.write("Content/partners/tsmc.md", "---\ntitle: TSMC\nrole: foundry\n---\n")
    let wrapper = TemporaryFolder.ignoresPermissions ? nobody : []
    #expect(try Run(["check", "--no-history"], in: folder.path, wrapper: wrapper).status == 0)

    try folder.setMode("Content/partners/tsmc.md", 0)
    let file = try Run(["check", "--no-history"], in: folder.path, wrapper: wrapper)
    #expect(file.status == 1)
    #expect(
      file.output.utf8.starts(
        with: "error[unreadable-file]: Content/partners/tsmc.md cannot be read: permission denied\n".utf8))

    try folder.setMode("Content/partners", 0)
    let whole = try Run(["check", "--no-history"], in: folder.path, wrapper: wrapper)
    #expect(whole.status == 2)
    let message = "error: The folder Content/partners cannot be read: permission denied.\n"
    #expect(whole.errors.utf8.starts(with: message.utf8))
  }

  @Test(
    "The output is the same for one core and for all, and for any order in which files were made",
    arguments: ["text", "json", "sarif", "github", "gitlab"])
  func determinism(format: String) throws {
    var files = ["Content/program.md": "---\ntitle: Program\nlaunch: 2026\nstatus_date: 2026-01-15\n---\n"]
    for number in 0..<200 {
      let text = "---\ntitle: M\nkind: tape-ot\nbaseline: 2026-02-\(number)\n---\n"
      files["Content/chips/c\(number % 5)/milestones/m\(number).md"] = text
    }
    let first = try TemporaryFolder()
    for (name, text) in files.sorted(by: { $0.key < $1.key }) { try first.write(name, text) }
    let second = try TemporaryFolder()
    for (name, text) in files.sorted(by: { $0.key > $1.key }) { try second.write(name, text) }
    let limit = format == "text" || format == "github" ? ["--limit", "0"] : []
    let serial = try Run(["check", "--no-history", "--format", format, "--jobs", "1"] + limit, in: first.path)
    #expect(serial.status == 1)
    #expect(serial.output.contains("m199.md"))
    for folder in [first, second] {
      #expect(try Run(["check", "--no-history", "--format", format] + limit, in: folder.path).output == serial.output)
    }
  }

  @Test(
    "Where /proc is not mounted, a sentence says so", .enabled(if: canHideProc),
    .enabled(if: !Sanitizer.isOn, Comment(rawValue: Sanitizer.needsItsOwn)))
  func noProc() throws {
    let run = try Run(["check", "--no-history"], in: brokenProgram().path, wrapper: withoutProc)
    #expect(run.status == 2 && run.output == "")
    #expect(run.errors.utf8.starts(with: "error: The file system /proc is not mounted".utf8))
  }

  @Test("In a pipe nothing but findings is printed, however long it takes")
  func noProgress() throws {
    let run = try Run("check", "--no-history", in: brokenProgram().path)
    #expect(run.errors == "")
    #expect(!run.output.utf8.contains(0x0D))
  }
}

/// Runs a command without the superuser's rights.
private let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]

/// Whether nobody may run the binary where it was built.
private let canBeNobody: Bool = (try? Run(["--version"], in: "/", wrapper: nobody).status) == 0

/// Runs a command with nothing in /proc.
private let withoutProc = [
  "unshare", "--map-root-user", "--mount", "sh", "-c", "mount -t tmpfs none /proc && exec \"$@\"", "sh",
]

/// Whether a file system may be mounted over /proc here.
private let canHideProc: Bool = (try? Run(["--version"], in: "/", wrapper: withoutProc).status) == 2

private let hasFullDisk: Bool = {
  #if os(Linux)
    true
  #else
    false
  #endif
}()
