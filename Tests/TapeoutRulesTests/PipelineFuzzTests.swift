import TapeoutForecast
import TapeoutModel
import TapeoutParser
import TapeoutRules
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@Suite("Whatever bytes lie in Content/")
struct PipelineFuzzTests {
  private static let pieces: [String] = [
    "---\n", "...\n", "\r\n", "\n\n", ": ", " #", "\t", "\"", "'", "“", "- ", "[", "]", "{", "}", "*a", "&a ", "!x ",
    "|\n", ">\n", "@", "%",
    "after:\n  tape-out: 1w\n", "2026-02-30", "TBD", "6w..8w..12w", "99999999d", "- [-] x (waived by a until b: c)\n",
    "## Exit criteria\n",
    "<b>", "![](", "](javascript:x)", "| a |\n|---|\n", "> > > > ", "\u{FEFF}", "\u{0}", "\u{202E}", "e\u{301}",
    "\u{2028}", "<<<<<<< a\n",
    ">>>>>>> b\n", "launch: launch\n", "custom-1/launch: 0d\n", "probability: 60%\n",
    "holidays: {2026-01-01..2199-12-31: x}\n",
  ]

  private struct Chance {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(bound, 1)))
    }
  }

  /// Cuts, doubles, swaps and plants pieces in a few of the files.
  private func mutated(_ files: [SourceFile], _ chance: inout Chance) -> [SourceFile] {
    var files = files
    for _ in 0...chance.next(6) {
      let index = chance.next(files.count)
      var bytes = files[index].bytes
      for _ in 0...chance.next(4) {
        let place = chance.next(bytes.count + 1)
        let end = min(bytes.count, place + chance.next(40))
        switch chance.next(5) {
        case 0: bytes.removeSubrange(place..<end)
        case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 2: bytes.insert(UInt8(chance.next(256)), at: place)
        default:
          bytes.insert(
            contentsOf: Array(PipelineFuzzTests.pieces[chance.next(PipelineFuzzTests.pieces.count)].utf8), at: place)
        }
      }
      files[index] = SourceFile(path: files[index].path, bytes: bytes)
    }
    if chance.next(4) == 0 { files.remove(at: chance.next(files.count)) }
    return files
  }

  @Test("Mutations of the example and of odd files never crash, and every finding lies in its file")
  func mutations() async {
    var base = exampleProgram.map { SourceFile(path: "Content/\($0.key)", text: $0.value) }
    base.append(
      SourceFile(
        path: "Content/chips/custom-1/risks/respin.md",
        text:
          "---\ntitle: R\nprobability: 30%\ndelays: {production-release: 8w..12w..20w}\nreview_by: 2026-03-01\n---\n"))
    base.append(SourceFile(path: "Content/reports/2026-01-15.md", text: "---\ntitle: T\n---\n[a](../program.md)\n"))
    base.sort { $0.path < $1.path }
    var chance = Chance(state: 2026)
    var settings = Forecast.Settings()
    settings.samples = 64
    for round in 0..<Effort.rounds(300) {
      let files = mutated(base, &chance)
      let result = await ContentReader.read(SourceSet(files))
      let schedule = Schedule(result.plan, statusDate: result.plan.statedStatusDate ?? Day(unchecked: 2026, 1, 15))
      let context = RuleContext(plan: result.plan, schedule: schedule, sources: result.sources)
      let findings = await Linter.lint(context, and: result.findings)
      _ = await Forecast.run(result.plan, schedule, settings)
      for finding in findings {
        let ranges = [finding.range] + finding.notes.compactMap(\.range) + finding.fixes.flatMap(\.edits).map(\.range)
        for range in ranges {
          let size = result.sources[range.file].bytes.count
          if range.start < 0 || range.start > range.end || range.end > size {
            Issue.record("round \(round): \(finding.rule) at \(range.start)..<\(range.end) of \(size)")
          }
        }
      }
    }
  }
}
