import TapeoutTestSupport
import Testing

/// Whatever the system does not give: a run ends with the answer that it would have come to with more, or with status
/// 2 and a sentence. It neither waits for ever nor ends by a signal.
@Suite("A machine that has hardly any room")
struct ScarcityTests {
  /// Two chips with some files, in a repository.
  private func program() throws -> GitFixture {
    let fixture = try GitFixture()
    var files = ["program.md": "---\ntitle: Program\nlaunch: 2026\nstatus_date: 2026-01-15\n---\n"]
    // Findings, so that there is something to print.
    for number in 0..<40 {
      let before = number < 2 ? "" : "after: {m\(number - 2): 1w..2w..4w}\n"
      files["chips/c\(number % 2)/milestones/m\(number).md"] =
        "---\ntitle: M\nkind: review\nbaseline: 2026-02-1\(number % 10)\n\(before)---\n"
    }
    try fixture.commit("2026-01-05", files)
    return fixture
  }

  private static let command = ["check", "--format", "json"]

  /// - Parameter isLoaded: whether the program came to run at all: before that, the system's loader answers.
  private func expectAnswer(_ run: Run, like whole: Run, _ limit: String, isLoaded: Bool = true) {
    if run.status == whole.status {
      #expect(run.output == whole.output && run.errors == whole.errors, "\(limit)")
    } else if isLoaded || run.status == 2 {
      #expect(run.status == 2, "\(limit): \(run.errors)")
      #expect(run.errors.contains("error: "), "\(limit)")
    }
  }

  @Test("With few descriptors: the answer, or status 2 and a sentence")
  func descriptors() throws {
    let folder = try program().projectPath
    let whole = try Run(ScarcityTests.command, in: folder)
    #expect(whole.status == 1)
    var refused = 0
    for count in 3...24 {
      let run = try Run(ScarcityTests.command, in: folder, wrapper: deadline, limit: "-n \(count)")
      let isLoaded = !run.errors.contains("loading shared libraries")
      expectAnswer(run, like: whole, "-n \(count)", isLoaded: isLoaded)
      if isLoaded, run.status == 2 { refused += 1 }
    }
    // Fewer than five left the language itself without any, which ended in a trap.
    #expect(refused > 2)
  }

  #if os(Linux)
    @Test(
      "With little memory: the answer, or status 2 and a sentence",
      .enabled(if: !Sanitizer.isOn, Comment(rawValue: Sanitizer.needsItsOwn)), arguments: ["-v", "-d"])
    func memory(_ kind: String) throws {
      let folder = try program().projectPath
      let whole = try Run(ScarcityTests.command, in: folder)
      // More of them with more effort; each one that is refused takes half a second.
      let step = max(4, 24 / Effort.rounds(1))
      for megabytes in Array(stride(from: 20, to: 160, by: step)) + [200, 250, 300, 350, 400] {
        let limit = "\(kind) \(megabytes << 10)"
        let run = try Run(ScarcityTests.command, in: folder, wrapper: deadline, limit: limit)
        let isLoaded = run.status != nil && run.status != 127 && run.status != 126
        expectAnswer(run, like: whole, limit, isLoaded: isLoaded)
      }
    }

    @Test(
      "With few threads: the answer, or status 2 and a sentence",
      .enabled(if: canBeNobody, "only the superuser can become a user who has no other processes"),
      .enabled(if: !Sanitizer.isOn, Comment(rawValue: Sanitizer.needsItsOwn)))
    func threads() throws {
      let fixture = try program()
      try fixture.folder.setMode(".", 0o755)
      // A user of this test's own: whatever else runs as somebody counts, too.
      let wrapper = ["setpriv", "--reuid=61234", "--regid=61234", "--clear-groups", "prlimit"]
      let arguments = ScarcityTests.command + ["--no-history"]
      let whole = try Run(arguments, in: fixture.projectPath, wrapper: wrapper + ["--nproc=64"])
      #expect(whole.status == 1)
      var refused = 0
      for count in 1...8 {
        let run = try Run(arguments, in: fixture.projectPath, wrapper: deadline + wrapper + ["--nproc=\(count)"])
        expectAnswer(run, like: whole, "\(count) processes")
        if run.status == 2 { refused += 1 }
      }
      // One thread alone waits for another.
      #expect(refused > 0)
    }
  #endif

  @Test(
    "Where Git lacks room, nothing is answered without it",
    arguments: [
      "echo 'fatal: Out of memory, malloc failed (tried to allocate 64 bytes)' >&2; exit 128",
      "echo 'git: error while loading shared libraries: libz.so.1: failed to map segment from shared object' >&2; exit 127",
      "echo 'fatal: unable to create threaded lstat: Resource temporarily unavailable' >&2; exit 128", "kill -9 $$",
    ])
  func git(_ script: String) throws {
    let fixture = try program()
    let path = "\(fixture.folder.path)/bin"
    try fixture.folder.write("bin/git", "#!/bin/sh\n\(script)\n")
    try fixture.folder.setMode("bin/git", 0o755)
    for arguments in [["check"], ["build", "--output", "\(fixture.folder.path)/out"], ["diff", "HEAD"]] {
      let run = try Run(arguments, in: fixture.projectPath, environment: ["PATH": path])
      #expect(run.status == 2)
      #expect(run.errors.contains("the system gives Git no more memory, processes or file descriptors"))
    }
    // Any other trouble of Git is a fact about the repository.
    try fixture.folder.write("bin/git", "#!/bin/sh\necho 'fatal: bad object HEAD' >&2; exit 128\n")
    #expect(try Run("check", in: fixture.projectPath, environment: ["PATH": path]).status == 1)
  }

  @Test("A fault that is not for want of anything ends as it would have")
  func otherFault() throws {
    let fixture = try program()
    try fixture.folder.write("bin/git", "#!/bin/sh\nkill -ABRT $PPID\n")
    try fixture.folder.setMode("bin/git", 0o755)
    let environment = ["PATH": "\(fixture.folder.path)/bin:/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"]
    let run = try Run("check", in: fixture.projectPath, environment: environment)
    #expect(run.status == nil)
    #expect(!run.errors.contains("The system gives"))
  }

  @Test("Where a standard stream is closed, no other file takes its place", arguments: ["0<&-", "1>&-", "2>&-"])
  func streams(_ closing: String) throws {
    let project = try TemporaryFolder()
    try project.write("Content/program.md", "---\ntitle: Program\nlaunch: 2026\nstatus_date: 2026-01-15\n---\n")
    let folder = project.path
    let arguments = ["build", "--no-history"]
    let usual = try Run(arguments + ["--output", "usual"], in: folder)
    let wrapper = ["sh", "-c", "exec \(closing); exec \"$@\"", "sh"]
    let run = try Run(arguments + ["--output", "closed"], in: folder, wrapper: wrapper)
    #expect(usual.status == 0 && run.status == (closing.hasPrefix("1") ? 2 : 0))
    // The list of files says when each was written.
    let files = FolderSnapshot("\(folder)/usual").contents.filter { $0.key != ".tapeout" }
    #expect(!files.isEmpty)
    #expect(FolderSnapshot("\(folder)/closed").contents.filter { $0.key != ".tapeout" } == files)
  }
}

/// Ends a run that would never end.
private let deadline = ["timeout", "--signal=KILL", "60"]

/// Whether another user may run the binary where it was built.
private let canBeNobody: Bool =
  (try? Run(["--version"], in: "/", wrapper: ["setpriv", "--reuid=61234", "--regid=61234", "--clear-groups"]).status)
  == 0
