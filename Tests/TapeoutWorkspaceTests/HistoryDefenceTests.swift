import TapeoutHistory
import TapeoutSystem
import TapeoutTestSupport
import Testing

@testable import TapeoutWorkspace

/// What lies in a repository may come from anybody: it must neither stand in for the repository nor hold a run up.
@Suite("Repositories that are made to mislead")
struct HistoryDefenceTests {
  @Test("A folder that looks like a repository is none, though Content/ itself looks so")
  func bareRepository() async throws {
    let fixture = try GitFixture()
    let tapeOut = [Story.tapeOut: Story.milestone("forecast: 2026-08-04")]
    try fixture.commit("2026-01-05", Story.frame.merging(tapeOut) { $1 })
    let around = try await fixture.history()
    // Another history, whose configuration says that Content/ is its working tree.
    try fixture.shell(
      """
      git init -q other && cp -r Content other/ && cd other
      printf 'forecast: 1999-01-01\\n' >> Content/program.md
      git add -A && git commit -q -m Other && cd ..
      cp -r other/.git/. Content/ && rm -rf other
      git config -f Content/config core.bare false
      git config -f Content/config core.worktree "$PWD/Content"
      """)
    let history = try await fixture.history()
    #expect(history.gap == nil && !history.lastChanged.isEmpty)
    #expect(history.lastChanged == around.lastChanged && history.snapshots == around.snapshots)
  }

  @Test(
    "A repository in Content/ is none, whatever it is; the one around it is",
    arguments: ["folder", "file", "submodule", "alone", "link"])
  func repositoryInContent(kind: String) async throws {
    let fixture = try GitFixture()
    try fixture.commit(
      "2026-01-05", Story.frame.merging([Story.tapeOut: Story.milestone("forecast: 2026-08-04")]) { $1 })
    let around = try await fixture.history()
    #expect(around.gap == nil && !around.lastChanged.isEmpty)
    // What it would say: another history of the same files. What its settings would do: run a program.
    try fixture.shell(
      """
      git init -q other && cp -r Content/. other/ && cd other
      git config core.fsmonitor "touch $PWD/../ran; false" && git config core.alternateRefsCommand "touch $PWD/../ran"
      printf '\\nOther\\n' >> program.md && git add -A && git commit -q -m Other && cd ..
      case \(kind) in
        folder) mv other/.git Content/.git ;;
        file) mv other/.git elsewhere && echo "gitdir: ../elsewhere" > Content/.git ;;
        link) mv other/.git elsewhere && ln -s ../elsewhere Content/.git ;;
        submodule) mv other/.git .git/other && echo "gitdir: ../.git/other" > Content/.git ;;
        alone) mv other/.git Content/.git && rm -rf .git ;;
      esac
      rm -f ran
      """)
    let history = try await fixture.history()
    var status = stat()
    #expect(stat("\(fixture.folder.path)/ran", &status) != 0)
    if kind == "alone" {
      #expect(history.snapshots.isEmpty && history.lastChanged.isEmpty)
      #expect(history.gap?.reason.contains("repository of its own") == true, "\(String(describing: history.gap))")
    } else {
      #expect(history.gap == nil)
      #expect(history.lastChanged == around.lastChanged && history.snapshots == around.snapshots)
    }
  }

  @Test("A file of names that never ends does not hold a run up")
  func namesOfAuthors() async throws {
    let fixture = try GitFixture()
    try fixture.commit("2026-01-05", Story.frame.merging(Story.reports("2026-01-10")) { $1 })
    try fixture.commit("2026-02-05", [Story.tapeOut: Story.milestone("forecast: 2026-08-04")])
    // Opening a pipe that nobody writes to waits for ever.
    try fixture.shell("mkfifo .git/names && git config mailmap.file \"$PWD/.git/names\"")
    try fixture.git("config log.mailmap true")
    try fixture.git("config i18n.logOutputEncoding UTF-16")
    let history = try await fixture.history()
    #expect(history.gap == nil && !history.lastChanged.isEmpty)
  }
}
