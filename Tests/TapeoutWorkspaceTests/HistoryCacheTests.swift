import TapeoutDisk
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

@Suite("The cache of history")
struct HistoryCacheTests {
  private func made() throws -> GitFixture {
    let fixture = try GitFixture()
    let criteria = "- [x] Met\n- [-] Waived (waived by Acme until 2026-09-01: unused)\n"
    try fixture.commit(
      "2026-01-05",
      Story.frame.merging([
        Story.tapeOut: Story.milestone(
          "baseline: 2026-Q3", "forecast: TBD", "reason: Nobody knows", criteria: criteria),
        "chips/c1/milestones/kickoff.md":
          "---\ntitle: Kickoff\nkind: kickoff\nactual: 2026-W02\naccepted: 2026-01\ngate: true\n---\n",
        "chips/c1/milestones/later.md":
          "---\ntitle: Later\nkind: review\nstatus: blocked\nreason: No slot\nbaseline: 2026-H2\n---\n",
        "chips/c1/risks/respin.md":
          "---\ntitle: Respin\nprobability: 20%\ndelays: {launch: 10w}\nstatus: open\nreview_by: 2027\n---\n",
      ]) { $1 })
    try fixture.commit("2026-02-05", [Story.tapeOut: Story.milestone("forecast: 2026-08-02")])
    try fixture.commit("2026-03-05", Story.reports("2026-01-10", "2026-02-10", "2026-02-20"))
    return fixture
  }

  private func file(in folder: TemporaryFolder) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/cache/tapeout")
    #expect(names.count == 1)
    return "\(folder.path)/cache/tapeout/\(names.first ?? "")"
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    Array(try #require(FileManager.default.contents(atPath: path)))
  }

  private func isSame(_ left: PlanHistory, _ right: PlanHistory) -> Bool {
    left.snapshots == right.snapshots && left.gap == right.gap && left.lastChanged == right.lastChanged
      && left.skippedVersions == right.skippedVersions
  }

  @Test("What comes from the cache is what was read, and Git’s objects are not asked again")
  func roundTrip() async throws {
    let fixture = try made()
    let cache = try TemporaryFolder()
    let fresh = try await fixture.history()
    let first = try await fixture.history(cache: "\(cache.path)/cache")
    #expect(isSame(fresh, first))
    let written = try bytes(try file(in: cache))
    // Without its objects, only the cache can tell.
    try fixture.shell("git rev-parse HEAD > head; find .git/objects -type f -delete; mkdir -p .git/objects")
    let second = try await fixture.history(cache: "\(cache.path)/cache")
    #expect(isSame(fresh, second))
    let kept = try bytes(try file(in: cache))
    #expect(kept == written)
  }

  @Test("A new commit, another status date, other reports or another folder are read anew")
  func keys() async throws {
    let fixture = try made()
    let cache = try TemporaryFolder()
    func both(_ day: Day? = nil) async throws {
      let cached = try await fixture.history(statusDate: day, cache: "\(cache.path)/cache")
      let fresh = try await fixture.history(statusDate: day)
      #expect(isSame(cached, fresh))
    }
    try await both()
    try await both(Day(unchecked: 2026, 2, 15))
    try await both()
    try fixture.commit("2026-02-15", [Story.tapeOut: Story.milestone("forecast: 2026-08-03")])
    try await both()
    try fixture.write(Story.reports("2026-01-20"))
    try await both()
    try fixture.write([Story.tapeOut: Story.milestone("forecast: 2026-08-04")])
    try await both()
    try fixture.git("reset -q --hard HEAD~1")
    try await both()
  }

  @Test("A history with a gap is not kept: the clone may be completed without a new commit")
  func gaps() async throws {
    let fixture = try made()
    let cache = try TemporaryFolder()
    try fixture.shell("git clone -q --depth 1 file://\(fixture.folder.path) clone")
    let clone = "\(fixture.folder.path)/clone"
    let shallow = try await GitFixture.history(of: clone, cache: "\(cache.path)/cache")
    #expect(shallow.gap != nil)
    try fixture.shell("cd clone && git fetch -q --unshallow")
    let whole = try await GitFixture.history(of: clone, cache: "\(cache.path)/cache")
    #expect(whole.gap == nil && whole.snapshots.count == 3)
  }

  @Test("A damaged cache is as good as none: every byte flipped, every length cut")
  func damage() async throws {
    let fixture = try made()
    let git = GitCommand(variables: GitFixture.variables, deadline: Deadline(secondsFromNow: 60))
    let repository = try GitRepository(root: fixture.projectPath, git, largestBlob: 1 << 20)
    let recorded = try await RecordedHistory(
      repository,
      .init(
        reports: [Day(unchecked: 2026, 1, 10), Day(unchecked: 2026, 2, 10)], otherDays: [],
        statusDate: Day(unchecked: 2026, 6, 1)),
      isSerial: true)
    let header = HistoryCoding.versionHeader + Array("key".utf8)
    let good = HistoryCoding.encode(recorded, header: header)
    let (found, decoded) = try #require(HistoryCoding.decode(good))
    #expect(found == header)
    #expect(decoded.history == recorded.history && decoded.files == recorded.files)
    #expect(!recorded.history.versions.isEmpty && recorded.history.newestCommit != nil)
    #expect(HistoryCoding.decode(HistoryCoding.encode(recorded, header: Array("key".utf8))) == nil)
    for index in good.indices {
      var bad = good
      bad[index] ^= UInt8(1 << (index % 8))
      #expect(HistoryCoding.decode(bad) == nil)
      #expect(HistoryCoding.decode(Array(good[..<index])) == nil)
      // With a checksum that fits, it must not crash, whatever it says.
      var forged = Array(bad.dropLast(8))
      var end = ByteWriter()
      end.write(ContentHash(forged[...]).value)
      forged += end.bytes
      _ = HistoryCoding.decode(forged)
    }
    #expect(HistoryCoding.decode(good + good) == nil)
    #expect(HistoryCoding.decode([]) == nil)
  }

  @Test("Whatever lies where the cache belongs, the history is the same")
  func obstacles() async throws {
    let fixture = try made()
    let fresh = try await fixture.history()
    for script in [
      "printf junk > $f", "rm $f; mkdir $f", "rm $f; mkfifo $f", "cp $f x; rm $f; ln -s $PWD/x $f",
      "chmod 666 $f", ": > $f", "rm -rf cache; printf x > cache", "rm -rf cache; ln -s /nowhere cache",
    ] {
      let cache = try TemporaryFolder()
      _ = try await fixture.history(cache: "\(cache.path)/cache")
      let file = try file(in: cache)
      try fixture.shell("cd \(cache.path); f=\(file); \(script)")
      for _ in 0..<2 {
        let history = try await fixture.history(cache: "\(cache.path)/cache")
        #expect(isSame(history, fresh), "\(script)")
      }
    }
    for folder in ["relative", "/proc/nowhere"] {
      let history = try await fixture.history(cache: folder)
      #expect(isSame(history, fresh))
    }
    #expect(!FileManager.default.fileExists(atPath: "relative"))
  }
}
