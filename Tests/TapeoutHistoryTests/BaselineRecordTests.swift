import TapeoutHistory
import TapeoutModel
import TapeoutTestSupport
import Testing

@Suite("Which baselines a milestone had")
struct BaselineRecordTests {
  private static let range = SourceRange(startOf: FileID(0))

  private func milestone(baseline: String?, _ lines: (String, String, String?)...) throws -> Milestone {
    var milestone = Milestone(origin: Origin(file: FileID(0)), id: MilestoneID(chip: "c", milestone: "m"), chip: 0)
    milestone.baseline = try baseline.map { Located(.date(try PlanDate(parsing: $0)), at: Self.range) }
    milestone.rebaselinings = try lines.map { line in
      Rebaselining(
        decidedOn: try day(line.0), replaced: .date(try PlanDate(parsing: line.1)), reason: line.2, range: Self.range)
    }
    return milestone
  }

  private func day(_ text: String) throws -> Day { try PlanDate(parsing: text).first }

  private func version(_ on: String, baseline: String?, reason: String? = nil) throws -> StatedVersion {
    let baseline = try baseline.map { StatedDate.date(try PlanDate(parsing: $0)) }
    return StatedVersion(day: try day(on), baseline: baseline, forecast: nil, reason: reason)
  }

  private func words(_ record: BaselineRecord) -> [String] {
    record.replacements.map { "\($0.day): \($0.old) to \($0.new?.description ?? "none"), \($0.reason ?? "no reason")" }
  }

  @Test("Without Git, every line is believed, and the first baseline is the oldest line's")
  func linesAlone() throws {
    let milestone = try milestone(
      baseline: "2026-06-30", ("2025-02-01", "2026-01-31", nil), ("2025-09-01", "2026-03", "Board"))
    let record = BaselineComparison(milestone, versions: []).record
    #expect(
      words(record) == [
        "2025-02-01: 2026-01-31 to 2026-03, no reason", "2025-09-01: 2026-03 to 2026-06-30, Board",
      ])
    #expect(record.firstIfReplaced?.description == "2026-01-31")
    #expect(record.slip(to: try day("2026-02-10")) == 10)
  }

  @Test("A replacement that only Git knows has no reason; the line that tells of one gives it day and reason")
  func git() throws {
    let versions = try [
      version("2026-01-05", baseline: "2026-04-01"), version("2026-02-05", baseline: "2026-05-01"),
      version("2026-03-05", baseline: "2026-06-01"),
    ]
    let silent = BaselineComparison(try milestone(baseline: "2026-06-01"), versions: versions)
    #expect(
      words(silent.record) == [
        "2026-02-05: 2026-04-01 to 2026-05-01, no reason", "2026-03-05: 2026-05-01 to 2026-06-01, no reason",
      ])
    let told = BaselineComparison(
      try milestone(baseline: "2026-06-01", ("2026-03-02", "2026-05-01", "Steering group")), versions: versions)
    #expect(words(told.record).last == "2026-03-02: 2026-05-01 to 2026-06-01, Steering group")
    #expect(told.contradictions.isEmpty)
  }

  @Test("A line about days before Git adds to it; one about a later day that Git does not know contradicts it")
  func both() throws {
    let versions = try [version("2026-01-05", baseline: "2026-04-01")]
    let comparison = BaselineComparison(
      try milestone(
        baseline: "2026-04-01", ("2025-03-01", "2025-12-01", "Descoped"), ("2026-02-01", "2026-03-15", "Invented")),
      versions: versions)
    #expect(words(comparison.record) == ["2025-03-01: 2025-12-01 to 2026-04-01, Descoped"])
    #expect(comparison.record.first?.description == "2025-12-01")
    #expect(comparison.contradictions.map(\.line.reason) == ["Invented"])
    #expect(comparison.contradictions.map(\.known?.description) == ["2026-04-01"])
  }

  @Test("A baseline that stayed has nothing beside it; a date inside an imprecise one has not slipped")
  func unchanged() throws {
    let record = BaselineComparison(try milestone(baseline: "2026-Q2"), versions: []).record
    #expect(record.firstIfReplaced == nil)
    #expect(record.slip(to: try day("2026-06-30")) == 0)
    #expect(record.slip(to: try day("2026-07-02")) == 2)
    #expect(record.slip(to: try day("2026-03-30")) == -2)
    #expect(BaselineRecord().slip(to: try day("2026-03-30")) == nil)
  }

  @Test("A line about the first day that Git knows adds to it, one about the day after contradicts it")
  func firstDay() throws {
    for (decidedOn, count) in [("2026-01-05", 0), ("2026-01-06", 1)] {
      let comparison = BaselineComparison(
        try milestone(baseline: "2026-04-01", (decidedOn, "2026-03-15", "Board")),
        versions: [try version("2026-01-05", baseline: "2026-04-01")])
      #expect(comparison.contradictions.count == count)
      #expect(comparison.record.replacements.count == 1 - count)
    }
  }
}
