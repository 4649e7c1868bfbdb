import Foundation
import TapeoutForecast
import TapeoutHistory
import TapeoutModel
import TapeoutParser
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@Suite("The history of the sample, from its history lines alone")
struct SampleHistoryTests {
  private let plan: Plan
  private let schedule: Schedule
  private let log: ChangeLog

  init() async throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Content")
    var files: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) where path.hasSuffix(".md") {
      files[path] = try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
    plan = await ContentFixture(files).read().plan
    schedule = Schedule(plan, statusDate: try #require(plan.statedStatusDate))
    log = ChangeLog(plan, schedule, PlanHistory())
  }

  @Test("There is an entry for each report, newest first")
  func entries() {
    #expect(log.entries.map(\.report) == [2, 1, 0])
    #expect(log.entries.map(\.sinceReport) == [1, 0, nil])
    #expect(log.entries.map(\.day.description) == ["2026-06-12", "2026-05-15", "2026-04-17"])
    #expect(log.entries.map(\.isReconstructed) == [true, true, true])
    #expect(log.entries[2].changes.isEmpty)
  }

  @Test("What changed since report 2 is what report 3 says")
  func newest() {
    #expect(
      log.entries[0].changes.folded.map(\.sentence) == [
        "Custom inference chip 2: Launch moved 14 days later, from 2027-01-11 to 2027-01-25, after Timing sign-off: "
          + "Tape-out four weeks late; the baseline had three days of margin to the end of the year",
        "In-house processor: Pilot in production racks moved 7 days earlier, from 2026-10-23 to 2026-10-16: "
          + "Software port finished early",
        "Custom inference chip 1: Launch moved 3 days later, from 2026-11-24 to 2026-11-27, after Bring-up exit: "
          + "The plan of record names the year only; the forecast follows production release",
        "Custom inference chip 2: Timing sign-off moved 14 days later, from 2026-06-02 to 2026-06-16, "
          + "and 6 milestones after it: 214 hold violations in two slow corners need one more layout pass",
        "Custom inference chip 2: Tape-out A0 moved 14 days later, from 2026-06-12 to 2026-06-26, "
          + "after Timing sign-off: Hold violations need one more layout pass; waiver decisions of the foundry are open",
        "Custom inference chip 1: Bring-up exit moved 3 days later, from 2026-07-07 to 2026-07-10, "
          + "and 2 milestones after it: Parts came nine days late, and a memory margin test repeats at two voltages",
        "Custom inference chip 2: CoWoS slot confirmed for the later tape-out was due on 2026-06-05 "
          + "and has not happened: "
          + "Foundry's answer is outstanding; requested on 2026-05-08, reminded on 2026-06-08",
        "Custom inference chip 1: First silicon in the lab happened on 2026-05-27, 1 day later than expected, "
          + "accepted on 2026-05-28, and 1 milestone after it: Tape-out two weeks late, wafers one week faster than planned",
        "Custom inference chip 1: First packages assembled happened on 2026-05-22, accepted on 2026-05-26: "
          + "Wafers a week after baseline",
        "Custom inference chip 2: Last change order closed happened on 2026-05-29, accepted on 2026-06-01: "
          + "Netlist three weeks late; two late feature changes added one",
        "Custom inference chip 2: Power sign-off happened on 2026-06-04: "
          + "Netlist three weeks late; one rerun after the late change orders",
        "In-house processor: Serving software ready happened on 2026-06-05, 21 days earlier than expected: "
          + "The port reused the emulation build nearly unchanged",
      ])
  }

  @Test("Slips take the reason of the line that made them")
  func lines() {
    let sentences = log.entries[1].changes.folded.map(\.sentence)
    #expect(
      sentences.contains(
        "Custom inference chip 2: Timing sign-off moved 4 days later, from 2026-05-29 to 2026-06-02, "
          + "and 1 milestone after it: Two late change orders"))
    #expect(
      sentences.contains(
        "In-house processor: Bring-up exit is dated less precisely, 2026-06 instead of 2026-06-26: "
          + "Exit review not booked"))
    // Nothing is known of when it was dropped, nor of what milestones without an estimate were thought to be.
    let subjects = log.entries.flatMap(\.changes).compactMap(\.subject.milestone?.description)
    #expect(!subjects.contains("custom-2/test-vehicle"))
    #expect(!subjects.contains("custom-2/wafers-out"))
    #expect(!subjects.contains("custom-1/respin-decision"))
  }

  @Test("The forecast's say in health reaches today's points, as if the trend were built with it")
  func weighing() async {
    var settings = Forecast.Settings()
    settings.samples = 2000
    // With wide thresholds much is on track; needed the day after it is expected, not all of it is after the forecast.
    var plan = plan
    plan.program.thresholds.atRisk = 5000
    plan.program.thresholds.late = 5000
    let statusDate = schedule.statusDate
    let before = Schedule(plan, statusDate: statusDate)
    for index in plan.milestones.indices where before.milestones[index].health == .onTrack {
      guard let expected = before.milestones[index].expected else { continue }
      let place = SourceRange(startOf: plan.milestones[index].origin.file)
      plan.milestones[index].needBy = Located(.day(expected + 1), at: place)
    }
    let schedule = Schedule(plan, statusDate: statusDate)
    let weighed = schedule.downgradingHealth(using: await Forecast.run(plan, schedule, settings), plan)
    let (unweighed, built) = (Trend(plan, schedule, PlanHistory()), Trend(plan, weighed, PlanHistory()))
    let (isSame, hasChanged) = (unweighed.weighing(weighed).series == built.series, unweighed.series != built.series)
    #expect(isSame && hasChanged)
  }

  @Test("Series run from the first estimate to today, or to the day it happened")
  func trend() {
    let trend = Trend(plan, schedule, PlanHistory())
    func series(_ name: String) -> [String] {
      trend.series[plan.place(name)].map { point in
        "\(point.day) \(point.date.map { "\($0)" } ?? "TBD")\(point.isDone ? " done" : "")"
      }
    }
    #expect(
      series("custom-2/tape-out") == [
        "2024-12-13 2026-05-29", "2026-02-20 2026-06-05", "2026-03-20 2026-06-12", "2026-04-17 2026-06-12",
        "2026-05-15 2026-06-12", "2026-06-12 2026-06-26",
      ])
    #expect(
      series("custom-1/tape-out") == [
        "2024-07-26 2026-01-16", "2025-04-18 2026-02-06", "2025-06-13 2026-01-30", "2026-01-30 2026-01-30 done",
      ])
    #expect(
      series("h200/import-approval") == [
        "2026-01-16 2026-03", "2026-04-17 TBD", "2026-05-15 TBD", "2026-06-12 TBD",
      ])
    #expect(series("custom-2/wafers-out") == ["2026-06-12 2026-10-09"])
  }

  @Test("The slips that were told after the old date had passed are found, each with its day")
  func stability() {
    let stability = Stability(plan, schedule, PlanHistory(), Trend(plan, schedule, PlanHistory()))
    let late = stability.program.slips.filter(\.isLate).map { slip in
      "\(plan.milestones[slip.milestone].id) \(slip.announced): \(slip.old) to \(slip.new.map { "\($0)" } ?? "TBD")"
    }
    #expect(
      late == [
        "h200/import-approval 2026-04-17: 2026-03 to TBD",
        "h200/purchase-order 2026-05-15: 2026-04 to TBD",
      ])
    #expect(stability.chips.map(\.late).reduce(0, +) == stability.program.late)
    #expect(stability.chips.map(\.slips.count).reduce(0, +) == stability.program.slips.count)
    #expect(stability.program.medianDays == 7)
    let rebaselines = stability.program.rebaselines.map { "\(plan.milestones[$0.milestone].id) \($0.day): \($0.old)" }
    #expect(rebaselines == ["in-house/bring-up 2025-11-14: 2026-06-05"])
  }
}
