import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

/// Stories in which a comparison or a choice could go either way.
@Suite("Edges of history")
struct HistoryEdgeTests {
  /// A launch that `first` drives and `second` could.
  private func twoWays(_ change: (inout Plan) -> Void) -> [Change] {
    var builder = PlanBuilder()
    builder.add("first", forecast: "2026-03-30")
    builder.add("second", forecast: "2026-03-20")
    builder.add("launch", after: ["first": "28d", "second": "28d"])
    builder.launch("launch")
    var story = Story(builder.plan())
    story.next("2026-01-12", change)
    return story.changes
  }

  private func cause(of name: String, in changes: [Change]) -> String? {
    changes.first { $0.title == name }?.cause?.milestone
  }

  // MARK: Causes

  @Test(
    "A new driver accounts for a move that is at most a week longer than its own",
    arguments: [("45d", "second"), ("46d", nil), ("52d", nil)])
  func tolerance(_ duration: String, _ expected: String?) {
    // Five days later itself, it moves the launch by 12, 13 or 19 days.
    let changes = twoWays { plan in
      plan.edit("second") { $0.forecast = stated("2026-03-25") }
      plan.edit("launch") { $0.dependencies[1].duration = try? ThreePointDuration(parsing: duration) }
    }
    #expect(changes.map(\.title).sorted() == ["launch", "second"])
    #expect(cause(of: "launch", in: changes) == expected)
  }

  @Test("What moved later is never the cause of a date that comes earlier")
  func otherWay() {
    let changes = twoWays { plan in
      plan.edit("first") { $0.forecast = stated("2026-03-01") }
      plan.edit("second") { $0.forecast = stated("2026-03-25") }
    }
    #expect(changes.first { $0.title == "launch" }?.days == -5)
    #expect(cause(of: "launch", in: changes) == "first")
  }

  @Test("A date that comes after its predecessor's was found follows from it")
  func dated() {
    var story = Story()
    story.plan.edit("freeze") { $0.forecast = stated("TBD") }
    story.next("2026-01-12") { $0.edit("freeze") { $0.forecast = stated("2026-03-02") } }
    #expect(story.changes.map(\.kind) == [.dated, .dated, .dated])
    #expect(cause(of: "tape-out", in: story.changes) == "freeze")
    #expect(cause(of: "launch", in: story.changes) == "freeze")
  }

  @Test("Two that changed places in the chain do not cause each other without end")
  func ring() {
    var builder = PlanBuilder()
    builder.add("a", after: ["b": "1w"])
    builder.add("b", forecast: "2026-03-30")
    builder.launch("a")
    var story = Story(builder.plan())
    story.next("2026-01-12") { plan in
      plan.edit("a") { milestone in
        milestone.dependencies = []
        milestone.forecast = stated("2026-03-02")
      }
      var reference = MilestoneReference(id: MilestoneID(chip: "c", milestone: "a"), range: nowhere)
      reference.index = plan.place("a")
      plan.edit("b") { milestone in
        milestone.forecast = nil
        milestone.dependencies = [
          Dependency(
            predecessor: reference, duration: try? ThreePointDuration(parsing: "1w"), durationRange: nowhere)
        ]
      }
    }
    let changes = story.changes
    #expect(changes.map(\.title).sorted() == ["a", "b"])
    #expect(changes.count { $0.cause == nil } == 1, "one of them began it")
  }

  // MARK: Criteria

  @Test(
    "A criterion is reopened only where it was met or waived",
    arguments: [
      (ExitCriterion.State.met, ["criteria-reopened"]), (.waived, ["criteria-reopened"]), (.failing, []), (.open, []),
    ] as [(ExitCriterion.State, [String])])
  func reopened(_ before: ExitCriterion.State, _ kinds: [String]) {
    var story = Story()
    story.plan.edit("tape-out") { $0.criteria = [criterion("Hold clean", before)] }
    story.next("2026-01-12") { $0.edit("tape-out") { $0.criteria[0].state = .open } }
    #expect(story.changes.map(\.kind.rawValue) == kinds)
  }

  @Test("A criterion that is open again was met on the newest day on which a plan had it so")
  func metBefore() {
    var story = Story()
    story.next("2026-01-12") { _ in }
    story.next("2026-01-19") { $0.edit("tape-out") { $0.criteria[0].state = .open } }
    story.next("2026-01-26") { _ in }
    let earlier = EarlierMilestones(story.plan, story.history, before: story.day)
    let place = story.plan.place("tape-out")
    let now = story.plan.milestones[place].criteria.map(CriterionSnapshot.init)
    #expect(CriterionSnapshot.metBefore(now, place, earlier) == [Story.day("2026-01-12"), nil])
  }

  @Test(
    "A criterion stays the same while at most a sixth of its text is another",
    arguments: [("fast", 0), ("hotter", 0), ("typical", 2)])
  func slightEdit(_ word: String, _ count: Int) {
    var story = Story()
    // 36 scalars: a stretch of six may be another, one of seven may not.
    story.plan.edit("tape-out") { $0.criteria = [criterion("Hold is clean in all the qqqq corners", .open)] }
    story.next("2026-01-12") { plan in
      plan.edit("tape-out") { $0.criteria = [criterion("Hold is clean in all the \(word) corners", .open)] }
    }
    #expect(story.changes.count == count)
  }

  // MARK: Days

  @Test("A month around a report's day is not told as something that happened after it")
  func impreciseActual() {
    func happened(_ actual: String) -> [String] {
      var plan = Story.chain()
      plan.reports.elements = ["2026-03-10", "2026-04-10"].map {
        Report(origin: Origin(file: FileID(0)), day: Story.day($0))
      }
      plan.edit("freeze") { $0.actual = located((try? PlanDate(parsing: actual)) ?? .day(Day(number: 0))) }
      let schedule = Schedule(plan, statusDate: Story.day("2026-04-10"))
      let log = ChangeLog(plan, schedule, PlanHistory())
      return log.entries[0].changes.filter { $0.kind == .done }.map(\.title)
    }
    #expect(happened("2026-03-20") == ["freeze"])
    #expect(happened("2026-W12") == ["freeze"])
    #expect(happened("2026-03") == [], "it may have happened before the first report")
    #expect(happened("2026-02") == [])
  }

  @Test("Of two history lines of one day the later written counts")
  func twoLines() {
    var plan = Story.chain()
    plan.edit("boards") { milestone in
      milestone.history = [line("2025-12-01", "2026-05-04", "First"), line("2025-12-01", "2026-05-11", "Second")]
    }
    let story = Story(plan)
    let points = story.trend.series[plan.place("boards")]
    #expect(points.map(\.reason).first == "Second")
    #expect(points.map { $0.date?.description } == ["2026-05-11", "2026-06-01"])
    // The report before compares with what was said then.
    plan.reports.elements = ["2025-12-05", "2026-01-05"].map {
      Report(origin: Origin(file: FileID(0)), day: Story.day($0))
    }
    let log = ChangeLog(plan, Schedule(plan, statusDate: Story.day("2026-01-05")), PlanHistory())
    #expect(log.entries[0].changes.first { $0.title == "boards" }?.old?.description == "2026-05-11")
  }

  @Test("A plan of the status date itself is no earlier one")
  func statusDate() {
    var story = Story()
    story.next("2026-01-05") { $0.edit("boards") { $0.forecast = stated("2026-07-01") } }
    let points = story.trend.series[story.plan.place("boards")]
    #expect(points.map { $0.date?.description } == ["2026-07-01"])
    #expect(story.stability.program.slips.isEmpty)
    #expect(EarlierMilestones(story.plan, story.history, before: story.day).snapshots.isEmpty)
    #expect(EarlierMilestones(story.plan, story.history, before: story.day + 1).snapshots.count == 1)
  }

  @Test("A snapshot says whether the way from what drove a date is counted in working days", arguments: ["5wd", "5d"])
  func workingDays(_ duration: String) {
    var builder = PlanBuilder()
    builder.add("start", forecast: "2026-03-02")
    builder.add("end", after: [("start", duration)])
    let driver = Story(builder.plan()).snapshot.milestones.first { $0.id.milestone == "end" }?.driver
    #expect(driver?.days == 5)
    #expect(driver?.countsWorkingDays == (duration == "5wd"))
  }

  @Test("What was done in every plan that is known has one point")
  func alwaysDone() {
    var story = Story()
    story.plan.edit("boards") { $0.actual = happened("2026-01-02") }
    story.next("2026-01-12") { _ in }
    story.next("2026-01-19") { _ in }
    #expect(story.trend.series[story.plan.place("boards")].map(\.isDone) == [true])
  }

  // MARK: Slips and baselines

  @Test(
    "A slip is close from four weeks before the old date on, and late from the day after it",
    arguments: [
      ("2026-05-03", false, false), ("2026-05-04", true, false), ("2026-06-01", true, false),
      ("2026-06-02", false, true),
    ])
  func closeAndLate(_ day: String, _ isClose: Bool, _ isLate: Bool) throws {
    var story = Story(on: "2026-06-10")
    story.plan.edit("boards") { milestone in
      milestone.forecast = stated("2026-07-01")
      milestone.history = [line("2026-01-01", "2026-06-01"), line(day, "2026-07-01")]
    }
    let slip = try #require(story.stability.program.slips.first)
    #expect(slip.isClose == isClose)
    #expect(slip.isLate == isLate)
  }

  @Test("The median of three slips is the middle one, of two the mean")
  func median() {
    var story = Story(on: "2026-06-10")
    story.plan.edit("boards") { milestone in
      milestone.forecast = stated("2026-09-01")
      milestone.history = [line("2026-01-01", "2026-07-01"), line("2026-02-01", "2026-07-08")]
    }
    // 7 and 55 days.
    #expect(story.stability.program.slips.compactMap(\.days) == [7, 55])
    #expect(story.stability.program.medianDays == 31)
    story.plan.edit("boards") { $0.history.append(line("2026-03-01", "2026-07-22")) }
    #expect(story.stability.program.slips.compactMap(\.days) == [7, 14, 41])
    #expect(story.stability.program.medianDays == 14)
  }

  @Test("A computed slip behind what is overdue is no slip of its own")
  func behindOverdue() {
    var builder = PlanBuilder()
    builder.add("approval", forecast: "TBD")
    builder.add("order", forecast: "2026-03-30")
    var story = Story(builder.plan())
    story.next("2026-03-09") { plan in
      plan.edit("approval") { $0.forecast = stated("2026-03-02") }
      var reference = MilestoneReference(id: MilestoneID(chip: "c", milestone: "approval"), range: nowhere)
      reference.index = plan.place("approval")
      plan.edit("order") { milestone in
        milestone.forecast = nil
        milestone.dependencies = [
          Dependency(
            predecessor: reference, duration: try? ThreePointDuration(parsing: "4w"), durationRange: nowhere)
        ]
      }
    }
    #expect(story.schedule.milestones[story.plan.place("order")].expected == Story.day("2026-04-06"))
    #expect(story.stability.program.slips.isEmpty)
  }

  @Test("A reason that stood there before the baseline was replaced explains nothing", arguments: [true, false])
  func repeatedReason(_ isNew: Bool) {
    var story = Story()
    story.plan.edit("boards") { $0.reason = located("Connectors are late") }
    story.next("2026-01-12") { plan in
      plan.edit("boards") { milestone in
        milestone.baseline = stated("2026-07-06")
        if isNew { milestone.reason = located("Steering") }
      }
    }
    let reason = isNew ? "Steering" : nil
    #expect(story.changes.map(\.kind) == [.rebaselined])
    #expect(story.changes.map(\.reason) == [reason])
    #expect(story.stability.program.rebaselines.map(\.reason) == [reason])
    #expect(story.stability.program.rebaselinesWithoutReason == (isNew ? 0 : 1))
  }
}
