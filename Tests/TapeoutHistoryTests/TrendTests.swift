import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@Suite("Trends")
struct TrendTests {
  private func points(_ story: Story, _ name: String) -> [String] {
    story.trend.series[story.plan.place(name)].map { point in
      var text = "\(point.day) \(point.date.map { "\($0)" } ?? "TBD")"
      if point.isDone { text += " done" }
      if point.isOverdue { text += " overdue" }
      if let reason = point.reason { text += ": \(reason)" }
      return text
    }
  }

  @Test("Lines come first, a plan of the same day wins, today's comes last")
  func order() {
    var story = Story()
    story.plan.edit("boards") { milestone in
      milestone.history = [
        line("2025-12-01", "2026-05-04", "First"), line("2025-11-01", "2026-04", "Guess"),
        line("2026-01-05", "2026-05-11", "Hidden"), line("2026-01-08", "2026-06-02", "Between"),
        line("2027-01-01", "2027-06-01", "Later"),
      ]
    }
    story.next("2026-01-12") { plan in
      plan.edit("boards") { milestone in
        milestone.forecast = stated("2026-06-08")
        milestone.reason = located("Connectors")
      }
    }
    story.next("2026-01-19") { _ in }
    #expect(
      points(story, "boards") == [
        "2025-11-01 2026-04: Guess", "2025-12-01 2026-05-04: First", "2026-01-05 2026-06-01",
        "2026-01-08 2026-06-02: Between", "2026-01-12 2026-06-08: Connectors", "2026-01-19 2026-06-08",
      ])
  }

  @Test("Computed dates count, and so does a date that passed")
  func computed() {
    var story = Story()
    story.next("2026-03-09") { _ in }
    story.next("2026-03-16") { $0.edit("freeze") { $0.actual = happened("2026-03-12") } }
    story.next("2026-03-23") { _ in }
    #expect(
      points(story, "freeze") == [
        "2026-01-05 2026-03-02", "2026-03-09 2026-03-09 overdue", "2026-03-12 2026-03-12 done",
      ])
    #expect(
      points(story, "tape-out") == [
        "2026-01-05 2026-03-30", "2026-03-09 2026-04-06", "2026-03-16 2026-04-09", "2026-03-23 2026-04-09",
      ])
  }

  @Test("A line ends where it was done to stay, on the first day that does not contradict an earlier plan")
  func done() {
    var story = Story()
    story.next("2026-03-09") { $0.edit("freeze") { $0.actual = happened("2026-03-06") } }
    story.next("2026-03-16") { $0.edit("freeze") { $0.actual = nil } }
    story.next("2026-03-23") { $0.edit("freeze") { $0.actual = happened("2026-03-10") } }
    story.next("2026-03-30") { _ in }
    #expect(
      points(story, "freeze") == [
        "2026-01-05 2026-03-02", "2026-03-09 2026-03-06 done", "2026-03-16 2026-03-16 overdue",
        "2026-03-23 2026-03-10 done",
      ])
  }
}
