import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

private func day(_ text: String) -> Day { (try? PlanDate(parsing: text))?.first ?? Day(number: 0) }

private let nowhere = SourceRange(startOf: FileID(0))

@Suite("Schedule")
struct ScheduleTests {
  private func scheduled(_ build: (inout PlanBuilder) -> Void, on date: String = "2026-01-15") -> (Plan, Schedule) {
    var builder = PlanBuilder()
    build(&builder)
    let plan = builder.plan()
    return (plan, Schedule(plan, statusDate: day(date)))
  }

  @Test(
    "The expected date is the latest of what dependencies, slot, forecast and status date allow",
    arguments: [
      // dependency 2026-01-01 + 4w, slot, forecast, expected, driver
      (nil, nil, "2026-01-29"), ("2026-02-10", nil, "2026-02-10"), (nil, "2026-02-03", "2026-02-03"),
      ("2026-01-20", "2026-01-20", "2026-01-29"), ("2026-02-10", "2026-03", "2026-03-31"),
      (nil, "2026-Q1", "2026-03-31"),
      (nil, "TBD", "2026-01-29"),
    ] as [(String?, String?, String)])
  func expected(_ slot: String?, _ forecast: String?, _ expected: String) {
    let (plan, schedule) = scheduled { plan in
      plan.add("start", actual: "2026-01-01")
      plan.add("end", after: ["start": "4w"], forecast: forecast, notBefore: slot)
    }
    #expect(schedule.milestones[plan.place("end")].expected == day(expected))
  }

  @Test("What has not happened cannot lie in the past, and what has is where it was")
  func statusDate() {
    let (plan, schedule) = scheduled { plan in
      plan.add("start", actual: "2025-11")
      plan.add("late", after: ["start": "1w"], forecast: "2026-01-10")
      plan.add("behind", after: ["late": "2w"])
    }
    #expect(schedule.milestones[plan.place("start")].expected == day("2025-11-30"))
    #expect(schedule.milestones[plan.place("late")].expected == day("2026-01-15"))
    #expect(schedule.milestones[plan.place("late")].driver == .statusDate)
    #expect(schedule.milestones[plan.place("late")].health == .late)
    #expect(schedule.milestones[plan.place("behind")].expected == day("2026-01-29"))
  }

  @Test("Nothing is invented: what nobody can date is undated, and so is all that waits for it")
  func undated() {
    let (plan, schedule) = scheduled { plan in
      plan.add("approval", forecast: "TBD")
      plan.add("order", after: ["approval": "2w"])
      plan.add("delivery", after: ["order": "8w"], forecast: "2026-06-01")
      plan.launch("delivery")
    }
    #expect(schedule.milestones.allSatisfy { $0.expected == nil })
    #expect(schedule.chips[0].drivingPath == [plan.place("approval"), plan.place("order"), plan.place("delivery")])
  }

  @Test("A dropped milestone holds nothing up")
  func dropped() {
    let (plan, schedule) = scheduled { plan in
      plan.add("start", actual: "2026-01-01")
      plan.add("vehicle", after: ["start": "40w"], status: .dropped)
      plan.add("end", after: ["start": "4w", "vehicle": "10w"])
    }
    #expect(schedule.milestones[plan.place("end")].expected == day("2026-01-29"))
    #expect(schedule.milestones[plan.place("vehicle")].health == .dropped)
  }

  @Test(
    "Slip counts from the last day of an imprecise baseline, and any day inside it meets it",
    arguments: [
      ("2026-02-10", "2026-02-10", 0), ("2026-02-10", "2026-02-17", 7), ("2026-02-10", "2026-02-03", -7),
      ("2026-Q1", "2026-02-20", 0),
      ("2026-Q1", "2026-04-01", 1), ("2026-Q2", "2026-03-31", -1), ("2026", "2026-12-31", 0),
      ("2026-W08", "2026-02-23", 1),
    ])
  func slip(_ baseline: String, _ forecast: String, _ days: Int) {
    let (plan, schedule) = scheduled { $0.add("end", after: [:], forecast: forecast, baseline: baseline) }
    #expect(schedule.milestones[plan.place("end")].slipDays == days)
  }

  @Test("Float, free float, the critical chain and its path")
  func float() {
    let (plan, schedule) = scheduled { plan in
      plan.add("start", actual: "2026-01-10")
      plan.add("long", after: ["start": "8w"])
      plan.add("short", after: ["start": "3w"])
      plan.add("middle", after: ["short": "1w"])
      plan.add("launch", after: ["long": "1w", "middle": "2w"])
      plan.launch("launch")
    }
    func result(_ name: String) -> ScheduledMilestone { schedule.milestones[plan.place(name)] }
    #expect(["long", "short", "middle", "launch"].map { result($0).totalFloat } == [0, 21, 21, 0])
    #expect(["long", "short", "middle", "launch"].map { result($0).freeFloat } == [0, 0, 21, 0])
    #expect(result("start").totalFloat == nil)
    #expect(schedule.chips[0].drivingPath == [plan.place("long"), plan.place("launch")])
    #expect(schedule.chips[0].launch == day("2026-03-14"))
  }

  @Test("A need_by that is missed makes float negative all the way back")
  func needBy() {
    let (plan, schedule) = scheduled { plan in
      plan.add("start", forecast: "2026-02-01")
      plan.add("middle", after: ["start": "2w"], needBy: "2026-02-10")
      plan.add("launch", after: ["middle": "4w"])
      plan.launch("launch")
    }
    #expect(schedule.milestones[plan.place("middle")].totalFloat == -5)
    #expect(schedule.milestones[plan.place("start")].totalFloat == -5)
    #expect(schedule.milestones[plan.place("launch")].totalFloat == 0)
  }

  @Test("Working days skip the giving party's weekends and holidays, both ways")
  func workingDays() {
    var rules = CalendarRules()
    rules.holidays = [Holiday(first: day("2026-02-14"), last: day("2026-02-22"), name: "New Year", range: nowhere)]
    let calendar = WorkCalendar(rules)
    func add(_ count: Int, _ text: String) -> Day { Day(number: calendar.adding(count, to: Int(day(text).number))) }
    #expect(add(1, "2026-02-13") == day("2026-02-23"))
    #expect(add(5, "2026-02-09") == day("2026-02-23"))
    #expect(add(0, "2026-02-14") == day("2026-02-14"))
    #expect(add(1, "2026-01-03") == day("2026-01-05"))
    for start in 0..<400 {
      let from = Int(day("2025-12-01").number) + start
      for count in [1, 2, 7, 23] {
        let end = calendar.adding(count, to: from)
        let back = calendar.subtracting(count, from: end)
        #expect(back >= from && calendar.adding(count, to: back) == end && calendar.adding(count, to: back + 1) > end)
      }
    }
    var never = CalendarRules()
    never.workweek = 0
    #expect(WorkCalendar(never).adding(5, to: 100) == 105)
    never.workweek = 0b1
    never.holidays = [Holiday(first: day("1900-01-01"), last: day("2219-12-31"), name: "all", range: nowhere)]
    _ = WorkCalendar(never).adding(5, to: 100)
  }

  @Test("A ring of milestones is shown whole, and what lies outside is still scheduled")
  func cycles() {
    let (plan, schedule) = scheduled { plan in
      plan.add("a", after: ["c": "1w"])
      plan.add("b", after: ["a": "1w"])
      plan.add("c", after: ["b": "1w", "start": "1w"])
      plan.add("start", forecast: "2026-02-01")
      plan.add("behind", after: ["c": "1w"])
      plan.add("beside", after: ["start": "1w"])
      plan.add("x", after: ["x": "1w"])
      plan.launch("behind")
    }
    let rings = schedule.graph.cycles.map { $0.map { plan.milestones[$0].id.milestone } }
    #expect(rings == [["a", "b", "c"], ["x"]])
    #expect(schedule.milestones[plan.place("behind")].expected == nil)
    #expect(schedule.milestones[plan.place("beside")].expected == day("2026-02-08"))
    #expect(schedule.graph.unordered.map { plan.milestones[$0].id.milestone } == ["a", "b", "behind", "c", "x"])
  }

  @Test("What has happened keeps its date in a ring, and so does what follows it")
  func doneInCycle() {
    let (plan, schedule) = scheduled { plan in
      plan.add("a", after: ["c": "1w"], actual: "2026-01-05")
      plan.add("b", after: ["a": "4w"])
      plan.add("c", after: ["b": "1w"])
    }
    #expect(schedule.graph.cycles.map { $0.map { plan.milestones[$0].id.milestone } } == [["a", "b", "c"]])
    #expect(schedule.milestones[plan.place("a")].expected == day("2026-01-05"))
    #expect(schedule.milestones[plan.place("b")].expected == day("2026-02-02"))
    #expect(schedule.milestones[plan.place("c")].expected == day("2026-02-09"))
  }

  @Test(
    "Health follows what has begun, slip, float and the window",
    arguments: [
      ("2026-02-10", "2026-02-10", Health.onTrack), ("2026-02-17", "2026-02-10", .onTrack),
      ("2026-02-18", "2026-02-10", .atRisk),
      ("2026-02-24", "2026-02-10", .atRisk), ("2026-02-25", "2026-02-10", .late), ("2026-01-14", "2026-02-10", .late),
    ])
  func health(_ forecast: String, _ baseline: String, _ health: Health) {
    let (plan, schedule) = scheduled { plan in
      plan.add("start", actual: "2026-01-01")
      plan.add("end", after: ["start": "1w"], forecast: forecast, baseline: baseline)
      plan.add("next", after: ["end": "1w"], baseline: "2025-12-01")
      plan.add("stuck", after: ["start": "1w"], forecast: "2026-03-01", status: .blocked)
    }
    #expect(schedule.milestones[plan.place("end")].health == health)
    #expect(schedule.milestones[plan.place("next")].health == .planned, "not begun, however late")
    #expect(schedule.milestones[plan.place("start")].health == .done)
    #expect(schedule.milestones[plan.place("stuck")].health == .blocked)
  }

  @Test("A launch expected after the window is late, and its chip with it")
  func window() {
    let (plan, schedule) = scheduled { plan in
      plan.window("2026-01-01", "2026-06-30")
      plan.add("first", forecast: "2026-06-01")
      plan.add("launch", after: ["first": "5w"])
      plan.launch("launch")
    }
    #expect(schedule.milestones[plan.place("launch")].health == .late)
    #expect(schedule.milestones[plan.place("first")].health == .onTrack)
    #expect(schedule.chips[0].health == .late)
    #expect(schedule.health == .late)
  }
}
