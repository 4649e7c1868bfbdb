import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@Suite("The answer about a launch")
struct LaunchAnswersTests {
  private let today = Day(unchecked: 2026, 1, 15)

  private func answers(_ builder: PlanBuilder, firstBaseline: PlanDate? = nil) async -> IndexedArray<
    ChipIndex, LaunchAnswer
  > {
    let plan = builder.plan()
    let schedule = Schedule(plan, statusDate: today)
    return LaunchAnswers.all(of: plan, schedule: schedule, forecast: await Forecast.run(plan, schedule)) { _ in
      firstBaseline
    }
  }

  private func launch(_ change: (inout PlanBuilder) -> Void) -> PlanBuilder {
    var builder = PlanBuilder()
    builder.window("2026", "2026")
    builder.launch("launch")
    change(&builder)
    return builder
  }

  @Test("A planned launch has its date as precisely as it is stated, its slip, percentiles and chance")
  func planned() async throws {
    let builder = launch { builder in
      builder.add("freeze", forecast: "2026-03-02")
      builder.add("launch", after: ["freeze": "4w..6w..20w"], forecast: "2026-Q2", baseline: "2026-06-01")
    }
    let answer = try #require(await answers(builder).first)
    #expect(answer.outlook == .planned(try PlanDate(parsing: "2026-Q2")))
    #expect(answer.slip == 29 && answer.daysOutsideWindow == 0)
    #expect(answer.basis == .ranges && answer.bound == nil && !answer.isPlanBound)
    #expect(answer.p50 != nil && answer.p80 != nil && answer.chance == 1)
    #expect(answer.slipFromFirst == nil)
  }

  @Test("An open risk is what percentiles rest on only where it leads to the launch")
  func basis() async {
    for (target, probability, basis) in [
      ("freeze", 0.3, LaunchAnswer.Basis.risks), ("other", 0.3, .certain), ("freeze", 0, .certain),
    ] {
      let builder = launch { builder in
        builder.add("freeze", forecast: "2026-03-02")
        builder.add("other", forecast: "2026-03-02")
        builder.add("launch", after: ["freeze": "6w"])
        builder.risk("respin", probability, [target: "2w..4w..8w"])
      }
      #expect(await answers(builder).first?.basis == basis, "\(target) with \(probability)")
    }
  }

  @Test("The slip against the first baseline stands beside it where today's is another one")
  func firstBaseline() async throws {
    let builder = launch { $0.add("launch", forecast: "2026-08-30", baseline: "2026-08-01") }
    let answer = try #require(await answers(builder, firstBaseline: try PlanDate(parsing: "2026-06-30")).first)
    #expect(answer.slip == 29 && answer.slipFromFirst == 61)
  }

  @Test("Behind something overdue the percentiles are bounds that name whose date has passed")
  func bounds() async throws {
    let builder = launch { builder in
      builder.add("slot", forecast: "2026-01-05")
      builder.add("freeze", forecast: "2026-05-04")
      builder.add("launch", after: ["slot": "2w", "freeze": "6w"])
    }
    let answer = try #require(await answers(builder).first)
    #expect(answer.bound?.step.title == "slot" && answer.bound?.count == 1)
    #expect(answer.bound?.passed == .day(Day(unchecked: 2026, 1, 5)))
    #expect(answer.chance == nil, "that it is at most certain says nothing")
    #expect(!answer.isPlanBound, "the slot has float: the plan does not rest on it")
    let driven = launch { builder in
      builder.add("slot", forecast: "2026-01-05")
      builder.add("launch", after: ["slot": "20w"])
    }
    #expect(await answers(driven).first?.isPlanBound == true)
  }

  @Test("An overdue launch has no forecast, and an undated one the earliest day and what leaves it open")
  func unknown() async throws {
    let overdue = try #require(await answers(launch { $0.add("launch", forecast: "2026-01-05") }).first)
    #expect(overdue.outlook == .overdue(.day(Day(unchecked: 2026, 1, 5))))
    #expect(overdue.p50 == nil && overdue.chance == nil && overdue.date == nil)
    let builder = launch { builder in
      builder.add("approval", forecast: "TBD")
      builder.add("freeze", forecast: "2026-03-02")
      builder.add("launch", after: ["approval": "2w", "freeze": "6w"], forecast: "2026-11-28")
    }
    let undated = try #require(await answers(builder).first)
    guard case .undated(let earliest, let stated) = undated.outlook else {
      Issue.record("\(undated.outlook)")
      return
    }
    #expect(earliest == Day(unchecked: 2026, 11, 28), "a stated forecast is not before what it states")
    #expect(stated == .day(Day(unchecked: 2026, 11, 28)))
    #expect(undated.undatedStep?.title == "approval" && undated.chance == nil)
  }

  @Test("What has happened, was dropped or names no launch is answered as that")
  func ended() async {
    let done = launch { $0.add("launch", actual: "2026-01", baseline: "2026-01-05") }
    #expect(await answers(done).first?.isLaunched == true)
    #expect(await answers(done).first?.slip == 0)
    let dropped = launch { $0.add("launch", forecast: "2026-05-05", status: .dropped) }
    #expect(await answers(dropped).first?.outlook == .dropped)
    var without = PlanBuilder()
    without.add("freeze", forecast: "2026-05-05")
    #expect(await answers(without).first?.outlook == .noLaunch)
  }
}
