import TapeoutExchange
import TapeoutHistory
import TapeoutTestSupport
import TapeoutWorkspace
import Testing

/// The day of a milestone may move without a change in its own file, so the revision is the whole plan's.
@Suite("How new a plan is")
struct PlanRevisionTests {
  @Test(
    "Every commit to the content makes the revision higher, also two at one time, and also one that is not the plan's")
  func commits() async throws {
    let fixture = try GitFixture()
    try fixture.commit("2026-01-05", Story.frame.merging([Story.tapeOut: Story.milestone()]) { $1 })
    var revisions = [PlanRevision(try await fixture.history())]
    for forecast in ["2026-08-01", "2026-08-02", "2026-08-01"] {
      try fixture.commit("2026-02-05T10:00:00Z", [Story.tapeOut: Story.milestone("forecast: \(forecast)")])
      revisions.append(PlanRevision(try await fixture.history()))
    }
    #expect(revisions.map(\.number) == [1, 2, 3, 4])
    #expect(revisions.map(\.time) == [1_767_614_400, 1_770_285_600, 1_770_285_600, 1_770_285_600])
  }

  @Test("A commit that is dated before an older one takes no time back")
  func skewed() async throws {
    let fixture = try GitFixture()
    try fixture.commit("2026-02-05", Story.frame)
    try fixture.commit("2026-01-05", [Story.tapeOut: Story.milestone()])
    #expect(PlanRevision(try await fixture.history()) == PlanRevision(number: 2, time: 1_770_292_800))
  }

  @Test(
    "What is not committed yet counts as one more, whatever file of the plan it is in",
    arguments: [
      Story.tapeOut, "program.md", "partners/acme.md", "chips/c1/chip.md", "partners/new.md", "reports/2026-05-01.md",
      "chips/c1/risks/new.md",
    ])
  func uncommitted(file: String) async throws {
    let fixture = try GitFixture()
    let cache = try TemporaryFolder()
    try fixture.commit("2026-01-05", Story.frame.merging([Story.tapeOut: Story.milestone()]) { $1 })
    // Twice: once from Git, once from the cache.
    for _ in 1...2 { #expect(PlanRevision(try await fixture.history(cache: cache.path)).number == 1) }
    try fixture.shell("mkdir -p $(dirname Content/\(file)); printf '\\n' >> Content/\(file)")
    for _ in 1...2 { #expect(PlanRevision(try await fixture.history(cache: cache.path)).number == 2) }
    try fixture.commit("2026-01-06")
    #expect(PlanRevision(try await fixture.history(cache: cache.path)).number == 2)
  }

  @Test("A deleted file counts, and files that are not the plan's do not")
  func deleted() async throws {
    let fixture = try GitFixture()
    try fixture.commit("2026-01-05", Story.frame.merging([Story.tapeOut: Story.milestone()]) { $1 })
    try fixture.folder.write("notes.txt", "Outside")
    try fixture.shell("git add notes.txt")
    try fixture.git("commit -q -m Notes", day: "2026-01-06")
    #expect(PlanRevision(try await fixture.history()).number == 1)
    try fixture.shell("rm Content/partners/acme.md")
    #expect(PlanRevision(try await fixture.history()).number == 2)
  }

  @Test("Without Git the revision is unknown")
  func noGit() async throws {
    let folder = try TemporaryFolder()
    for (name, text) in Story.frame { try folder.write("Content/\(name)", text) }
    #expect(PlanRevision(try await GitFixture.history(of: folder.path)) == PlanRevision())
  }
}
