@testable import TapeoutGit
import TapeoutHistory
import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutWorkspace

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("History from Git: what goes wrong")
struct HistoryTroubleTests {
  /// A repository with four versions of the tape-out and reports between them.
  private func made(root: String = "") throws -> GitFixture {
    let fixture = try GitFixture(root: root)
    try fixture.commit(
      "2026-01-05", Story.frame.merging([Story.tapeOut: Story.milestone("forecast: 2026-08-01")]) { $1 })
    for (number, day) in ["2026-02-05", "2026-03-05", "2026-04-05"].enumerated() {
      try fixture.commit(day, [Story.tapeOut: Story.milestone("forecast: 2026-08-0\(number + 2)")])
    }
    try fixture.commit("2026-04-20", Story.reports("2026-01-10", "2026-02-10", "2026-03-10", "2026-04-10"))
    return fixture
  }

  private let all = [
    "2026-01-10: 2026-08-01", "2026-02-10: 2026-08-02", "2026-03-10: 2026-08-03", "2026-04-10: 2026-08-04",
  ]

  @Test("No Git, no repository, no commit, no tracked file: the plan is there, and why history is not")
  func nothing() async throws {
    let fixture = try made()
    let folder = try TemporaryFolder()
    for (name, text) in Story.frame { try folder.write("Content/\(name)", text) }
    let empty = try GitFixture()
    try empty.write(Story.frame)
    let untracked = try GitFixture()
    try untracked.folder.write("README", "Nothing else")
    try untracked.commit("2026-01-05")
    try untracked.write(Story.frame)

    #expect(try await fixture.history(variables: ["PATH": ""]).gap?.reason == "Git is not installed here")
    #expect(try await GitFixture.history(of: folder.path).gap?.reason == "Content/ is not in a Git repository")
    #expect(try await empty.history().gap?.reason == "the repository has no commits yet")
    #expect(try await untracked.history().gap?.reason == "Content/ is not under version control")
    for history in [try await GitFixture.history(of: folder.path), try await untracked.history()] {
      #expect(history.snapshots.isEmpty && history.lastChanged.isEmpty && history.gap?.knownFrom == nil)
    }
  }

  @Test("A git that lies in a relative folder of PATH is not run")
  func relativePath() async throws {
    let fixture = try made()
    try fixture.folder.write("git", "#!/bin/sh\ntouch \(fixture.folder.path)/ran\n")
    try fixture.folder.setMode("git", 0o755)
    let history = try await fixture.history(variables: ["PATH": ".::bin"])
    #expect(history.gap?.reason == "Git is not installed here")
    #expect(!FileManager.default.fileExists(atPath: "\(fixture.folder.path)/ran"))
  }

  @Test("Git is started only where it may find something", arguments: ["", ".git", "above/.git", "HEAD"])
  func isStarted(_ sign: String) async throws {
    let folder = try TemporaryFolder()
    let project = "\(folder.path)/above/below"
    for (name, text) in Story.frame { try folder.write("above/below/Content/\(name)", text) }
    try folder.write("bin/git", "#!/bin/sh\n: > \(folder.path)/ran\nexit 128\n")
    try folder.setMode("bin/git", 0o755)
    if !sign.isEmpty { try folder.write(sign, "gitdir: elsewhere\n") }
    let history = try await GitFixture.history(of: project, variables: ["PATH": "\(folder.path)/bin"])
    #expect(FileManager.default.fileExists(atPath: "\(folder.path)/ran") == !sign.isEmpty)
    #expect(
      history.gap?.reason == (sign.isEmpty ? "Content/ is not in a Git repository" : "Git cannot read the repository"))
  }

  @Test("A repository of another user is named as that")
  func otherOwner() async throws {
    try #require(TemporaryFolder.ignoresPermissions, "only the superuser can give files away")
    let fixture = try made()
    try fixture.shell("chown -R 65534 .")
    let history = try await fixture.history()
    #expect(history.gap?.reason == "Git does not trust the repository, because it belongs to another user")
  }

  @Test("A shallow clone knows the plan from its oldest commit on")
  func shallow() async throws {
    let fixture = try made()
    try fixture.shell("git clone -q --depth 3 file://\(fixture.folder.path) clone")
    let history = try await GitFixture.history(of: "\(fixture.folder.path)/clone")
    #expect(history.gap?.reason == "the clone is shallow, so older commits are missing")
    #expect(history.gap?.knownFrom == Day(unchecked: 2026, 3, 5))
    #expect(history.expected("tape-out") == Array(all[2...]))
  }

  @Test(
    "A partial clone never fetches: earlier plans are unknown, the newest stays", arguments: ["blob:none", "tree:0"])
  func partial(filter: String) async throws {
    let fixture = try made()
    try fixture.shell(
      """
      git config uploadpack.allowfilter true
      git clone -q --filter=\(filter) file://\(fixture.folder.path) clone
      find clone/.git/objects -type f | sort > before
      """)
    let history = try await GitFixture.history(of: "\(fixture.folder.path)/clone")
    try fixture.shell("find clone/.git/objects -type f | sort | cmp - before")
    #expect(history.gap != nil)
    if filter == "blob:none" {
      #expect(history.expected("tape-out") == ["2026-04-10: 2026-08-04"])
      #expect(history.gap?.knownFrom == Day(unchecked: 2026, 4, 10))
    } else {
      #expect(history.snapshots.isEmpty)
    }
  }

  @Test("A damaged object ends what is known there, and nothing else", arguments: ["garbage", "", "gone"])
  func damaged(what: String) async throws {
    let fixture = try made()
    try fixture.shell(
      """
      id=$(git rev-parse HEAD~3:Content/\(Story.tapeOut))
      file=.git/objects/$(echo $id | cut -c1-2)/$(echo $id | cut -c3-)
      chmod u+w $file
      if [ "\(what)" = gone ]; then rm $file; else printf '%s' "\(what)" > $file; fi
      """)
    let history = try await fixture.history()
    #expect(history.gap?.knownFrom == Day(unchecked: 2026, 3, 10))
    #expect(history.expected("tape-out") == Array(all[2...]))
  }

  @Test("A damaged commit or tree leaves history unknown, and the plan there", arguments: ["HEAD~2", "HEAD~2^{tree}"])
  func damagedTree(what: String) async throws {
    let fixture = try made()
    try fixture.shell(
      """
      id=$(git rev-parse '\(what)')
      file=.git/objects/$(echo $id | cut -c1-2)/$(echo $id | cut -c3-)
      chmod u+w $file
      echo garbage > $file
      """)
    let history = try await fixture.history()
    #expect(history.gap?.reason == "Git cannot read the repository")
    #expect(history.snapshots.isEmpty)
  }

  @Test("A subfolder of a larger repository has its own history only")
  func subfolder() async throws {
    let fixture = try made(root: "silicon/a b/")
    try fixture.folder.write("Content/\(Story.tapeOut)", Story.milestone("forecast: 2030-01-01"))
    try fixture.commit("2026-04-21")
    #expect(try await fixture.history().expected("tape-out") == all)
  }

  @Test("A worktree, a submodule and a folder that is a repository by itself work")
  func otherKinds() async throws {
    let fixture = try made()
    try fixture.git("worktree add -q -b other ../\(fixture.folder.path.split(separator: "/").last ?? "x")-tree")
    defer { try? fixture.shell("rm -rf \(fixture.folder.path)-tree") }
    #expect(try await GitFixture.history(of: "\(fixture.folder.path)-tree").expected("tape-out") == all)

    let outer = try GitFixture()
    try outer.shell("git -c protocol.file.allow=always submodule --quiet add file://\(fixture.folder.path) inner")
    try outer.commit("2026-05-01")
    #expect(try await GitFixture.history(of: "\(outer.folder.path)/inner").expected("tape-out") == all)

    // A submodule beside the content, and one inside it.
    try fixture.shell("git -c protocol.file.allow=always submodule --quiet add file://\(outer.folder.path) lib")
    try fixture.shell("git -c protocol.file.allow=always submodule --quiet add file://\(outer.folder.path) Content/lib")
    try fixture.commit("2026-05-02")
    #expect(try await fixture.history().expected("tape-out") == all)
  }

  @Test("Empty commits, merges of unrelated lines and links are no plans")
  func oddCommits() async throws {
    let fixture = try made()
    try fixture.commit("2026-04-21")
    try fixture.shell("ln -s tape-out.md Content/chips/c1/milestones/linked.md")
    try fixture.commit("2026-04-22")
    try fixture.shell("rm Content/chips/c1/milestones/linked.md")
    try fixture.commit("2026-04-23")
    try fixture.git("checkout -q --orphan lone", day: "2026-04-24")
    try fixture.git("rm -rfq .")
    try fixture.folder.write("other", "x")
    try fixture.commit("2026-04-24")
    try fixture.git("checkout -q main")
    try fixture.git("merge -q --allow-unrelated-histories -m Merge lone", day: "2026-04-25")
    let history = try await fixture.history()
    #expect(history.expected("tape-out") == all)
    #expect(history.gap == nil && history.skippedVersions == 0)
  }

  @Test("Authors, subjects and file names may hold anything")
  func hostileNames() async throws {
    let fixture = try made()
    let names = [
      "-rf.md", "--output=x.md", ":(top)x.md", "a b.md", "line\nend.md", "tab\there.md", "\u{1B}[31mred.md",
      "quote\".md",
      "*.md", "NUL.md", ":100644 100644 a b M.md",
    ]
    var files: [String: String] = [:]
    for name in names { files["chips/c1/milestones/\(name)"] = Story.milestone(title: "X", "forecast: 2026-09-09") }
    try fixture.commit(
      "2026-04-21", files, author: "Eve \u{1B}]0;pwned\u{7} \u{202E}", message: "\u{1B}[2J\n\n:100644 100644 a b M\n")
    try fixture.shell("printf x > \"$(printf 'Content/chips/c1/milestones/\\377.md')\"")
    try fixture.commit("2026-04-22", Story.reports("2026-05-05"))
    let history = try await fixture.history()
    #expect(history.expected("tape-out") == all + ["2026-05-05: 2026-08-04"])
    #expect(history.snapshots.last?.milestones.count == 2 + names.count)
  }

  @Test("A repository's own configuration runs nothing")
  func configuration() async throws {
    let fixture = try made()
    let ran = "\(fixture.folder.path)/ran"
    try fixture.folder.write("evil", "#!/bin/sh\ntouch '\(ran)'\ncat\n")
    try fixture.folder.setMode("evil", 0o755)
    let evil = "\(fixture.folder.path)/evil"
    for setting in [
      "core.fsmonitor", "core.pager", "pager.log", "diff.external", "diff.x.textconv", "diff.x.command",
      "filter.x.clean", "filter.x.smudge", "filter.x.process", "gpg.program", "core.sshCommand", "core.editor",
      "alias.log", "alias.cat-file", "credential.helper", "core.askPass",
    ] { try fixture.git("config \(setting) \(evil)") }
    for setting in [
      "log.showSignature", "log.follow", "diff.relative", "color.ui always", "log.decorate", "core.quotePath",
    ] { try fixture.git("config \(setting.contains(" ") ? setting : setting + " true")") }
    for setting in ["log.showRoot", "diff.renames"] { try fixture.git("config \(setting) false") }
    try fixture.git("config core.hooksPath \(fixture.folder.path)")
    try fixture.folder.write(".gitattributes", "*.md diff=x filter=x\n")
    try fixture.shell("rm -f '\(ran)'")
    let history = try await fixture.history()
    #expect(history.expected("tape-out") == all)
    #expect(!FileManager.default.fileExists(atPath: ran))
  }

  @Test("Variables of a hook that runs the tool lead to no other repository")
  func hookVariables() async throws {
    let fixture = try made()
    var variables = GitFixture.variables
    variables["GIT_DIR"] = "/nowhere"
    variables["GIT_INDEX_FILE"] = "/nowhere"
    variables["GIT_EXTERNAL_DIFF"] = "false"
    #expect(try await fixture.history(variables: variables).expected("tape-out") == all)
  }

  @Test("A thousand renames in one commit are followed")
  func manyRenames() async throws {
    let fixture = try GitFixture()
    var files = Story.frame
    var moved: [String: String] = [:]
    for number in 0..<1000 {
      let text = Story.milestone(
        title: "Step \(number)", "forecast: 2026-08-01", criteria: "- [ ] Step \(number) shown\n")
      files["chips/c1/milestones/m\(number).md"] = text
      // Every second one is changed as well.
      moved["chips/c2/milestones/n\(number).md"] = number % 2 == 0 ? text : text + "\nOne line more \(number).\n"
    }
    try fixture.commit("2026-01-05", files)
    moved["chips/c2/chip.md"] = "---\ntitle: Chip two\nkind: in-house\n---\n"
    try fixture.commit("2026-02-05", moved, deleting: (0..<1000).map { "chips/c1/milestones/m\($0).md" })
    try fixture.commit("2026-03-05", Story.reports("2026-01-10"))
    let history = try await fixture.history()
    let old = history.snapshots.first?.milestones.filter { $0.id.milestone != "launch" } ?? []
    #expect(old.count == 1000)
    let wrong = old.filter {
      $0.identity.chip != "c2" || $0.identity.milestone.dropFirst() != $0.id.milestone.dropFirst()
    }
    #expect(wrong.isEmpty, "\(wrong.count) of 1000, such as \(wrong.first?.id.milestone ?? "")")
  }

  @Test(
    "A git that takes too long is stopped, with everything it started",
    arguments: ["sleep 600", "yes", "sleep 600 & wait"])
  func slow(script: String) async throws {
    let fixture = try made()
    try fixture.folder.write("bin/git", "#!/bin/sh\n\(script)\n")
    try fixture.folder.setMode("bin/git", 0o755)
    let variables = ["PATH": "\(fixture.folder.path)/bin:/usr/bin:/bin"]
    let start = ContinuousClock.now
    // One that says too much is stopped for that, however slowly it starts on a busy machine.
    let deadline = Deadline(secondsFromNow: script == "yes" ? 600 : 0.3)
    let outcome = GitCommand(variables: variables, deadline: deadline).output(["log"], in: fixture.folder.path).outcome
    // Far less than the ten minutes it would take; other tests keep the cores busy.
    #expect(ContinuousClock.now - start < .seconds(300))
    #expect(outcome.end == (script == "yes" ? .stopped : .tookTooLong))
    let history = try await fixture.history(variables: variables, timeLimit: 0.3)
    #expect(history.gap != nil && history.snapshots.isEmpty)
    if script != "yes" { #expect(history.gap?.reason == "Git took too long and was stopped") }
  }
}
