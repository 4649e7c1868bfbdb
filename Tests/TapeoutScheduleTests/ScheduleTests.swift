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

  @Test("Without a date there is an earliest one, by all that is dated before it")
  func earliest() {
    let (plan, schedule) = scheduled { plan in
      plan.add("approval", forecast: "TBD", notBefore: "2026-04-01")
      plan.add("order", after: ["approval": "2w"])
      plan.add("layout", forecast: "2026-05-01")
      plan.add("delivery", after: ["order": "8w", "layout": "1w"], forecast: "2026-09-01")
      plan.add("sign-off", after: ["delivery": "1w"], needBy: "2026-08-31")
      plan.launch("sign-off")
      plan.add("done", actual: "2026-01-01")
      plan.add("dropped", after: ["approval": "1w"], status: .dropped)
    }
    func earliest(_ name: String) -> Day? { schedule.milestones[plan.place(name)].earliest }
    #expect(earliest("approval") == day("2026-04-01"))
    #expect(earliest("order") == day("2026-04-15"))
    #expect(earliest("layout") == day("2026-05-01"))
    #expect(earliest("delivery") == day("2026-09-01"), "a stated date counts, though nothing bears it out")
    #expect(earliest("sign-off") == day("2026-09-08"))
    #expect(earliest("done") == day("2026-01-01"))
    #expect(earliest("dropped") == nil)
    #expect(schedule.milestones[plan.place("sign-off")].totalFloat == -8)
    #expect(schedule.milestones[plan.place("order")].totalFloat == 139 - 56 - 8)
  }

  @Test("What has a date is never expected before the earliest day, and is expected on it", arguments: 0..<20)
  func earliestIsExpected(_ seed: Int) {
    let network = RandomNetwork(seed: UInt64(seed))
    let schedule = Schedule(network.plan, statusDate: network.statusDate)
    for milestone in schedule.milestones { #expect(milestone.expected == milestone.earliest) }
  }

  @Test("A date beyond the calendar is none, and the first milestone that goes there says so")
  func beyondCalendar() {
    let (plan, schedule) = scheduled { plan in
      plan.add("first", forecast: "2199-12-01")
      plan.add("last", after: ["first": "30d"])
      plan.add("beyond", after: ["first": "31d"])
      plan.add("behind", after: ["beyond": "3650d"])
      plan.window("2026-01-01", "2026-12-31")
      plan.launch("behind")
    }
    #expect(schedule.milestones[plan.place("last")].expected == Day.supported.upperBound)
    #expect(schedule.milestones[plan.place("beyond")].expected == nil)
    #expect(schedule.milestones[plan.place("beyond")].driver == .beyondCalendar)
    #expect(schedule.milestones[plan.place("behind")].driver.edge != nil)
    #expect(schedule.milestones[plan.place("behind")].earliest == Day.supported.upperBound)
    #expect(schedule.chips[0].health == .late)
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

  @Test("A dropped milestone closes no ring, and holds nothing up in one")
  func droppedInCycle() {
    let (plan, schedule) = scheduled { plan in
      plan.add("a", after: ["c": "1w"], forecast: "2026-02-02")
      plan.add("b", after: ["a": "4w"], status: .dropped)
      plan.add("c", after: ["b": "1w"], forecast: "2026-03-02")
      plan.add("self", after: ["self": "1w"], status: .dropped)
    }
    #expect(schedule.graph.cycles.isEmpty)
    #expect(schedule.graph.unordered.isEmpty)
    #expect(schedule.milestones[plan.place("c")].expected == day("2026-03-02"))
    #expect(schedule.milestones[plan.place("a")].expected == day("2026-03-09"))
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

@Suite("Health of a chip")
struct ChipHealthTests {
  private func health(_ build: (inout PlanBuilder) -> Void) -> Health {
    var builder = PlanBuilder()
    build(&builder)
    return Schedule(builder.plan(), statusDate: day("2026-01-15")).chips[0].health
  }

  @Test(
    "It is judged by the launch's own date",
    arguments: [
      ("2026-06-01", "2026-06-01", Health.onTrack), ("2026-06-08", "2026-06-01", .onTrack),
      ("2026-06-09", "2026-06-01", .atRisk), ("2026-06-15", "2026-06-01", .atRisk), ("2026-06-16", "2026-06-01", .late),
      ("TBD", "2026-06-01", .atRisk), ("TBD", "2025-12-01", .late), ("2026-01-14", "2026-01-14", .late),
      ("2026-10-01", "2026-10-01", .late),
    ])
  func launch(_ forecast: String, _ baseline: String, _ health: Health) {
    #expect(
      self.health { plan in
        plan.window("2026-01-01", "2026-09-30")
        plan.add("launch", forecast: forecast, baseline: baseline)
        plan.launch("launch")
      } == health)
  }

  @Test(
    "What leads to the launch counts, whether it drives the date or not",
    arguments: [
      (nil, nil, nil, Health.onTrack), (MilestoneStatus.blocked, nil, nil, .blocked), (nil, "2026-02-01", nil, .atRisk),
      (nil, nil, "2026-02-27", .atRisk), (nil, nil, "2026-02-28", .onTrack), (.dropped, "2026-02-01", nil, .onTrack),
    ] as [(MilestoneStatus?, String?, String?, Health)])
  func inputs(_ status: MilestoneStatus?, _ baseline: String?, _ needBy: String?, _ health: Health) {
    let found = self.health { plan in
      plan.add("start", forecast: "2026-02-14")
      plan.add("side", after: ["start": "2w"], baseline: baseline, needBy: needBy, status: status)
      plan.add("launch", after: ["side": "1w"], forecast: "2026-12-01")
      plan.launch("launch")
    }
    #expect(found == health)
  }

  @Test("What the launch no longer waits for does not count")
  func finished() {
    let found = health { plan in
      plan.add("old", forecast: "2026-01-01", status: .blocked)
      plan.add("start", after: ["old": "1w"], actual: "2026-01-10")
      plan.add("launch", after: ["start": "30w"])
      plan.launch("launch")
    }
    #expect(found == .onTrack)
  }

  @Test("A ring in front of the launch hides nothing that leads there")
  func ring() {
    let found = health { plan in
      plan.add("stuck", forecast: "2026-03-01", status: .blocked)
      plan.add("a", after: ["b": "1w", "stuck": "1w"])
      plan.add("b", after: ["a": "1w"])
      plan.add("launch", after: ["b": "1w"])
      plan.launch("launch")
    }
    #expect(found == .blocked)
  }

  @Test("Dates that have passed make what follows a bound: the worst of them is named, and all are counted")
  func overdue() {
    var builder = PlanBuilder()
    builder.add("a", forecast: "2026-01-10")
    builder.add("b", forecast: "2026-01-02")
    builder.add("c", after: ["a": "1w", "b": "1w"])
    builder.add("launch", after: ["c": "1w", "a": "1w", "idle": "1d"])
    builder.add("idle", baseline: "2026-01-05")
    builder.add("other", forecast: "2025-01-01")
    builder.launch("launch")
    let plan = builder.plan()
    let schedule = Schedule(plan, statusDate: day("2026-01-15"))
    #expect(schedule.chips[0].overdue?.worst == plan.place("b"))
    #expect(schedule.chips[0].overdue?.count == 3)
    #expect(schedule.milestones[plan.place("c")].worstOverdue == plan.place("b"))
    #expect(schedule.milestones[plan.place("idle")].passedDate == day("2026-01-05"))
    #expect(schedule.milestones[plan.place("launch")].passedDate == nil)
  }
}
