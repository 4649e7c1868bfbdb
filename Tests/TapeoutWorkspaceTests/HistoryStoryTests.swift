import TapeoutDisk
import TapeoutHistory
import TapeoutModel
import TapeoutTestSupport
import TapeoutWorkspace
import Testing

@Suite("History from Git: a known story")
struct HistoryStoryTests {
  /// Five reports: a slip, a re-baseline, a late announcement, a rename, a merge, and a month without any change.
  private func made() throws -> GitFixture {
    let fixture = try GitFixture()
    try fixture.commit(
      "2026-01-05",
      Story.frame.merging([Story.tapeOut: Story.milestone("baseline: 2026-03-31", "forecast: 2026-03-31")]) { $1 })
    try fixture.commit("2026-01-15", Story.reports("2026-01-15"))
    // A slip, with its reason.
    try fixture.commit(
      "2026-02-10",
      [Story.tapeOut: Story.milestone("baseline: 2026-03-31", "forecast: 2026-04-14", "reason: IP late")])
    try fixture.commit("2026-02-15", Story.reports("2026-02-15"))
    // Re-baselined.
    try fixture.commit(
      "2026-03-01",
      [Story.tapeOut: Story.milestone("baseline: 2026-04-14", "forecast: 2026-04-14", "reason: New plan")])
    try fixture.commit("2026-03-15", Story.reports("2026-03-15"))
    // Announced after the day had passed, under a new name, on a side branch that is merged later.
    try fixture.git("checkout -q -b side")
    try fixture.shell("git mv Content/\(Story.tapeOut) Content/chips/c1/milestones/tape-out-a0.md")
    try fixture.commit(
      "2026-04-20",
      [
        "chips/c1/milestones/tape-out-a0.md": Story.milestone(
          title: "Tape-out A0", "baseline: 2026-04-14", "forecast: 2026-05-20", "reason: Hold fixes"),
        "chips/c1/milestones/launch.md":
          "---\ntitle: Launch\nkind: launch\nowner: Lead\nbaseline: 2026-10-30\nafter: {tape-out-a0: 20w}\n---\n",
      ])
    try fixture.git("checkout -q main")
    try fixture.commit("2026-04-15", Story.reports("2026-04-15"))
    try fixture.git("merge -q --no-ff -m Merge side", day: "2026-05-02")
    try fixture.commit("2026-05-15", Story.reports("2026-05-15"))
    return fixture
  }

  @Test("Every report has the plan that it came with, through a rename and a merge")
  func story() async throws {
    let history = try await made().history()
    #expect(history.gap == nil)
    #expect(history.skippedVersions == 0)
    #expect(
      history.expected("tape-out-a0") == [
        "2026-01-15: 2026-03-31", "2026-02-15: 2026-04-14", "2026-03-15: 2026-04-14", "2026-04-15: 2026-04-15",
        "2026-05-15: 2026-05-20",
      ])
    // Computed dates count as well as typed ones.
    #expect(
      history.expected("launch") == [
        "2026-01-15: 2026-08-18", "2026-02-15: 2026-09-01", "2026-03-15: 2026-09-01", "2026-04-15: 2026-09-02",
        "2026-05-15: 2026-10-07",
      ])
    let tapeOut = MilestoneID(chip: "c1", milestone: "tape-out-a0")
    let seen = history.snapshots.map { $0.milestones.first { $0.identity == tapeOut } }
    #expect(seen.map { $0?.id.milestone } == ["tape-out", "tape-out", "tape-out", "tape-out", "tape-out-a0"])
    #expect(
      seen.map { $0?.baseline?.description } == ["2026-03-31", "2026-03-31", "2026-04-14", "2026-04-14", "2026-04-14"])
    #expect(history.snapshots[3].milestones.contains { $0.identity == tapeOut && $0.isOverdue })
    #expect(history.snapshots.allSatisfy { $0.milestones.count == 2 })
    // Merged on 2026-05-02: on the first-parent line that is the day it became the plan.
    #expect(history.lastChanged[tapeOut] == Day(unchecked: 2026, 5, 2))
    #expect(
      history.changeDays[tapeOut]?.map(\.description) == ["2026-01-05", "2026-02-10", "2026-03-01", "2026-05-02"])
  }

  @Test("The changes between reports are those of the story, and no others")
  func changes() async throws {
    let history = try await made().history()
    let kinds = zip(history.snapshots, history.snapshots.dropFirst()).map { old, new in
      Set(Changes.between(old: old, new: new).filter { $0.subject.milestone?.milestone == "tape-out-a0" }.map(\.kind))
    }
    #expect(kinds == [[.moved], [.rebaselined], [.overdue], [.moved, .renamed]])
  }

  @Test(
    "A slip between two reports is late by the day of its commit, and not by that of the report",
    arguments: [("2026-02-25", false), ("2026-03-01", false), ("2026-03-04", true)])
  func announcement(day: String, isLate: Bool) async throws {
    let fixture = try GitFixture()
    try fixture.commit(
      "2026-01-05",
      Story.frame.merging([Story.tapeOut: Story.milestone("baseline: 2026-03-01", "forecast: 2026-03-01")]) { $1 })
    try fixture.commit("2026-02-20", Story.reports("2026-02-20"))
    try fixture.commit(
      day, [Story.tapeOut: Story.milestone("baseline: 2026-03-01", "forecast: 2026-06-20", "reason: Hold fixes")])
    try fixture.commit("2026-03-20", Story.reports("2026-03-20"))
    let options = Analysis.Options(
      today: Day(unchecked: 2026, 6, 1),
      history: HistoryReader.Options(variables: GitFixture.variables, cacheFolder: nil))
    let analysis = try await Analysis(of: Project(root: fixture.projectPath), options)
    #expect(analysis.findings.contains { $0.rule == "slip-announced-late" } == isLate)
  }

  @Test("Any number of threads reads the same")
  func threads() async throws {
    let fixture = try made()
    let serial = try await fixture.history(isSerial: true)
    let parallel = try await fixture.history()
    #expect(serial.snapshots == parallel.snapshots)
    #expect(serial.lastChanged == parallel.lastChanged)
  }

  @Test("What is committed after the status date is no earlier plan, but that of its own report")
  func future() async throws {
    let history = try await made().history(statusDate: Day(unchecked: 2026, 2, 15))
    #expect(history.snapshots.map(\.day.description) == ["2026-01-15", "2026-02-15"])
    #expect(history.gap == nil)
    // Changed later, so that nobody can say how old it was then.
    #expect(history.lastChanged.isEmpty)
  }

  @Test("Without reports, every Sunday has its plan")
  func sundays() async throws {
    let fixture = try GitFixture()
    // A Wednesday.
    try fixture.commit(
      "2026-05-06", Story.frame.merging([Story.tapeOut: Story.milestone("forecast: 2026-08-01")]) { $1 })
    let history = try await fixture.history()
    #expect(history.snapshots.map(\.day.description) == ["2026-05-10", "2026-05-17", "2026-05-24", "2026-05-31"])
    #expect(history.snapshots.allSatisfy { $0.day.weekday == 7 })
  }

  @Test("Without reports, the Sundays of the last five years have their plans, and none before")
  func mostSundays() async throws {
    let fixture = try GitFixture()
    try fixture.commit(
      "2015-05-06", Story.frame.merging([Story.tapeOut: Story.milestone("forecast: 2026-08-01")]) { $1 })
    let history = try await fixture.history()
    #expect(history.snapshots.count == 260)
    #expect(history.snapshots.first?.day.description == "2021-06-13")
  }

  @Test("A commit dated before its parent counts from its parent's day; the day is that of UTC")
  func clocks() async throws {
    let fixture = try GitFixture()
    try fixture.commit(
      "2026-02-10", Story.frame.merging([Story.tapeOut: Story.milestone("forecast: 2026-08-01")]) { $1 })
    try fixture.commit("2026-01-01", [Story.tapeOut: Story.milestone("forecast: 2026-08-02")])
    try fixture.commit("2026-03-01T23:30:00-0200", [Story.tapeOut: Story.milestone("forecast: 2026-08-03")])
    try fixture.commit(
      "2026-04-01", Story.reports("2026-01-05", "2026-02-09", "2026-02-10", "2026-03-01", "2026-03-02"))
    let history = try await fixture.history()
    #expect(
      history.expected("tape-out") == [
        "2026-02-10: 2026-08-02", "2026-03-02: 2026-08-03",
      ])
    // No commit tells what the plan was on the first of March: the reports came together, later.
    #expect(history.unknownReports.map(\.description) == ["2026-03-01"])
    #expect(history.lastChanged[MilestoneID(chip: "c1", milestone: "tape-out")] == Day(unchecked: 2026, 3, 2))
  }

  @Test("Versions that cannot be read give way to the last that can, and are counted")
  func unreadable() async throws {
    let fixture = try GitFixture()
    try fixture.commit(
      "2026-01-05", Story.frame.merging([Story.tapeOut: Story.milestone("forecast: 2026-08-01")]) { $1 })
    try fixture.commit("2026-02-01", [Story.tapeOut: "---\ntitle: [\nkind\n"])
    try fixture.commit("2026-02-02", [Story.tapeOut: Story.milestone("forecast: 2026-13-45")])
    try fixture.commit("2026-02-20", ["program.md": "no front matter"])
    try fixture.commit("2026-03-01", [Story.tapeOut: Story.milestone("forecast: 2026-08-09")])
    try fixture.commit(
      "2026-04-01", Story.frame.merging(Story.reports("2026-01-10", "2026-02-10", "2026-02-25", "2026-03-10")) { $1 })
    let history = try await fixture.history()
    #expect(
      history.expected("tape-out") == [
        "2026-01-10: 2026-08-01", "2026-02-10: 2026-08-01", "2026-02-25: 2026-08-01", "2026-03-10: 2026-08-09",
      ])
    // Two of the milestone's, one of the program's.
    #expect(history.skippedVersions == 3)
    #expect(history.gap == nil)
  }

  @Test("A program's own kinds hold for its own days")
  func kinds() async throws {
    let fixture = try GitFixture()
    let own = Story.milestone(kind: "thermal-review", "forecast: 2026-08-01")
    func program(_ gate: Bool) -> String {
      "---\ntitle: Program\nlaunch: 2026\nstatus_date: 2026-06-01\nkinds:\n"
        + "  thermal-review: {title: Thermal review, phase: physical, gate: \(gate)}\n---\n"
    }
    try fixture.commit("2026-01-05", Story.frame.merging([Story.tapeOut: own, "program.md": program(true)]) { $1 })
    try fixture.commit("2026-02-05", ["program.md": program(false)])
    try fixture.commit("2026-03-05", Story.reports("2026-01-10", "2026-02-10"))
    let history = try await fixture.history()
    let isGate = history.snapshots.map { $0.milestones.first { $0.id.milestone == "tape-out" }?.isGate }
    #expect(isGate == [true, false])
    #expect(history.skippedVersions == 0)
  }

  @Test("The working tree is the newest state: its changes, its new files and its renames count")
  func workingTree() async throws {
    let fixture = try GitFixture()
    try fixture.commit(
      "2026-01-05",
      Story.frame.merging([
        Story.tapeOut: Story.milestone("forecast: 2026-08-01"),
        "chips/c1/milestones/review.md": Story.milestone(title: "Review", kind: "review", "forecast: 2026-05-01"),
        "chips/c1/milestones/sort.md": "---\ntitle: Sort\nkind: wafer-sort\nbaseline: 2026-09-09\n---\nAll else.\n",
      ]) { $1 })
    try fixture.commit("2026-01-20", Story.reports("2026-01-10"))
    try fixture.shell("cd Content/chips/c1/milestones && mv sort.md wafer-sort.md && echo More. >> wafer-sort.md")
    try fixture.write([
      "chips/c1/milestones/review.md": Story.milestone(title: "Review", kind: "review", "forecast: 2026-05-02"),
      "chips/c1/milestones/package.md": "---\ntitle: Package\nkind: package-assembly\n---\nAnother file.\n",
    ])
    let history = try await fixture.history()
    func changed(_ id: String) -> String? { history.lastChanged[MilestoneID(chip: "c1", milestone: id)]?.description }
    #expect(changed("tape-out") == "2026-01-05")
    #expect(changed("review") == "2026-06-01")
    #expect(changed("package") == "2026-06-01")
    #expect(changed("wafer-sort") == "2026-06-01")
    #expect(changed("sort") == nil)
    #expect(history.expected("wafer-sort") == ["2026-01-10: TBD"])
    #expect(history.expected("sort") == ["2026-01-10: -"])
    #expect(history.expected("package") == ["2026-01-10: -"])
  }

  @Test("A name that passes from one milestone to another joins no lines")
  func reusedName() async throws {
    let fixture = try GitFixture()
    let second =
      Story.milestone(title: "B", "forecast: 2026-09-01") + "This one has words of its own, and many of them.\n"
    try fixture.commit(
      "2026-01-05",
      Story.frame.merging([
        "chips/c1/milestones/a.md": "---\ntitle: A\nkind: review\nforecast: 2026-07-01\n---\n",
        "chips/c1/milestones/b.md": second,
      ]) { $1 })
    try fixture.commit("2026-02-05", deleting: ["chips/c1/milestones/a.md"])
    try fixture.shell("git mv Content/chips/c1/milestones/b.md Content/chips/c1/milestones/a.md")
    try fixture.commit("2026-03-05", Story.reports("2026-01-10", "2026-03-10"))
    let history = try await fixture.history()
    #expect(history.expected("a") == ["2026-01-10: 2026-09-01", "2026-03-10: 2026-09-01"])
    for snapshot in history.snapshots {
      #expect(Set(snapshot.milestones.map(\.identity)).count == snapshot.milestones.count)
    }
  }

  @Test("A file deleted and brought back is the same milestone")
  func broughtBack() async throws {
    let fixture = try GitFixture()
    let text = Story.milestone("forecast: 2026-08-01")
    try fixture.commit("2026-01-05", Story.frame.merging([Story.tapeOut: text]) { $1 })
    try fixture.commit("2026-02-05", deleting: [Story.tapeOut])
    try fixture.commit("2026-03-05", [Story.tapeOut: text])
    try fixture.commit("2026-04-05", Story.reports("2026-01-10", "2026-02-10", "2026-03-10"))
    #expect(
      try await fixture.history().expected("tape-out") == [
        "2026-01-10: 2026-08-01", "2026-02-10: -", "2026-03-10: 2026-08-01",
      ])
  }
}
