import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@Suite("The stability of a plan")
struct StabilityTests {
  private func words(_ story: Story) -> [String] {
    story.stability.program.slips.map { slip in
      let id = story.plan.milestones[slip.milestone].id.milestone
      let mark = slip.isLate ? " late" : slip.isClose ? " close" : ""
      return "\(slip.announced) \(id): \(slip.old) to \(slip.new.map { "\($0)" } ?? "TBD")\(mark)"
    }
  }

  @Test("Each slip is counted once, where it began, by how soon it was told")
  func slips() {
    var story = Story()
    story.next("2026-01-12") { _ in }
    #expect(words(story) == [])
    story.next("2026-01-19") { $0.edit("freeze") { $0.forecast = stated("2026-03-16") } }
    story.next("2026-02-23") { $0.edit("freeze") { $0.forecast = stated("2026-03-23") } }
    // Its day passes, twice, and only then somebody speaks.
    story.next("2026-03-30") { _ in }
    story.next("2026-04-06") { _ in }
    story.next("2026-04-13") { $0.edit("freeze") { $0.forecast = stated("2026-05-04") } }
    story.next("2026-04-20") { $0.edit("freeze") { $0.forecast = stated("2026-04-27") } }
    story.next("2026-05-04") { $0.edit("freeze") { $0.actual = happened("2026-04-29") } }
    #expect(
      words(story) == [
        "2026-01-19 freeze: 2026-03-02 to 2026-03-16",
        "2026-02-23 freeze: 2026-03-16 to 2026-03-23",
        "2026-04-13 freeze: 2026-03-23 to 2026-05-04 late",
        // Between 2026-04-21 and 2026-04-28 somebody may have said so.
        "2026-04-29 freeze: 2026-04-27 to 2026-04-29 close",
      ])
    story.history.changeDays[MilestoneID(chip: "c", milestone: "freeze")] = [
      "2026-01-19", "2026-02-20", "2026-04-13", "2026-04-20", "2026-05-04",
    ].map(Story.day)
    #expect(
      words(story) == [
        "2026-01-19 freeze: 2026-03-02 to 2026-03-16",
        "2026-02-23 freeze: 2026-03-16 to 2026-03-23 close",
        "2026-04-13 freeze: 2026-03-23 to 2026-05-04 late",
        "2026-04-29 freeze: 2026-04-27 to 2026-04-29 late",
      ])
    let figures = story.stability.program
    #expect((figures.slips.count, figures.late, figures.close) == (4, 2, 1))
    #expect(figures.slips.compactMap(\.days) == [14, 7, 42, 2])
    // The mean of 7 and 14, rounded up.
    #expect(figures.medianDays == 11)
  }

  @Test("A computed slip counts where no predecessor's accounts for it; a stated one always")
  func computed() {
    var story = Story()
    story.next("2026-01-12") { plan in
      plan.edit("tape-out") { $0.dependencies[0].duration = try? ThreePointDuration(parsing: "5w") }
    }
    #expect(words(story) == ["2026-01-12 tape-out: 2026-03-30 to 2026-04-06"])
    story.next("2026-01-19") { plan in
      plan.edit("freeze") { $0.forecast = stated("2026-03-09") }
      plan.edit("launch") { $0.forecast = stated("2026-08-31") }
    }
    #expect(
      words(story) == [
        "2026-01-12 tape-out: 2026-03-30 to 2026-04-06",
        "2026-01-19 freeze: 2026-03-02 to 2026-03-09",
        "2026-01-19 launch: 2026-08-24 to 2026-08-31",
      ])
  }

  @Test("A date within a coarse one is no slip, a withdrawn one is one without a length")
  func imprecise() {
    var story = Story()
    story.plan.edit("boards") { $0.history = [line("2025-10-01", "2026"), line("2025-12-01", "2026-06-01")] }
    #expect(words(story) == [])
    story.next("2026-01-12") { $0.edit("boards") { $0.forecast = stated("TBD") } }
    #expect(words(story) == ["2026-01-12 boards: 2026-06-01 to TBD"])
    #expect(story.stability.program.medianDays == nil)
  }

  @Test("Re-baselinings are shown for what they are, with a reason or without")
  func rebaselines() {
    var story = Story()
    story.next("2026-01-12") { $0.edit("boards") { $0.baseline = stated("2026-07-01") } }
    story.next("2026-01-19") { plan in
      plan.edit("boards") { milestone in
        milestone.baseline = stated("2026-07-08")
        milestone.reason = located("Steering")
      }
    }
    let rebaselines = story.stability.chips[0].rebaselines
    #expect(rebaselines.map(\.day.description) == ["2026-01-12", "2026-01-19"])
    #expect(rebaselines.map(\.reason) == [nil, "Steering"])
    #expect(story.stability.program.rebaselinesWithoutReason == 1)
    #expect(words(story) == [])
  }
}
