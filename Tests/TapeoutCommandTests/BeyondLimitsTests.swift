import TapeoutTestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Rows of the table in `Docs/limits.md` that only whole runs can exceed.
@Suite("What a run says beyond a limit")
struct BeyondLimitsTests {
  /// A chain of milestones whose launch comes long after the window; all but the first lack a baseline.
  private static func chain(_ count: Int) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("Content/program.md", "---\ntitle: P\nlaunch: 2026-02\nstatus_date: 2026-01-15\n---\n")
    try folder.write("Content/chips/a/chip.md", "---\ntitle: A\nkind: in-house\nlaunch: m\(count - 1)\n---\n")
    for place in 0..<count {
      let date = place == 0 ? "baseline: 2026-01-20\nforecast: 2026-01-20\n" : "after: {m\(place - 1): 1d..1d..2d}\n"
      let kind = place == count - 1 ? "launch" : "review"
      try folder.write("Content/chips/a/milestones/m\(place).md", "---\ntitle: M\(place)\nkind: \(kind)\n\(date)---\n")
    }
    return folder
  }

  @Test("A plan that would take more than five million draws gets its findings without chances")
  func chances() throws {
    for (count, hasChance) in [(400, true), (520, false)] {
      let run = try Run("check", "--limit", "0", in: try BeyondLimitsTests.chain(count).path)
      #expect(run.output.contains("warning[outside-launch-window]: A is expected to launch on"), "\(count)")
      #expect(run.output.contains("the chance of a launch inside the window is 0 %") == hasChance, "\(count)")
    }
  }

  @Test("The page of findings lists 300, and says how many more there are")
  func findings() throws {
    let folder = try BeyondLimitsTests.chain(520)
    #expect(try Run("build", "--output", "site", in: folder.path).status == 0)
    let data = try #require(FileManager.default.contents(atPath: "\(folder.path)/site/findings.html"))
    let page = String(decoding: data, as: UTF8.self)
    #expect(page.split(separator: "<li><svg class=\"i\"").count - 1 == 300)
    #expect(page.contains("521 warnings and 522 hints"))
    #expect(page.contains("743 more: tapeout check --limit 0 prints all."))
  }

  @Test("A template of more than one MiB ends the build with a sentence, and nothing is published")
  func template() throws {
    let folder = try BeyondLimitsTests.chain(2)
    try folder.makeFolder("Templates")
    try folder.makeSparse("Templates/search.mustache", size: (1 << 20) + 1)
    let run = try Run("build", "--output", "site", in: folder.path)
    #expect(run.status == 2)
    #expect(run.errors.contains("Templates/search.mustache") && run.errors.contains("1 MiB"), "\(run.errors)")
    #expect(FileManager.default.contents(atPath: "\(folder.path)/site/index.html") == nil)
  }
}
