import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport

/// A plan that is told day by day, each day an earlier plan.
struct Story {
  /// One chip `c` with a chain of freeze, tape-out and launch, and boards beside it that nothing waits for.
  static func chain() -> Plan {
    var builder = PlanBuilder()
    builder.add("freeze", forecast: "2026-03-02", baseline: "2026-03-02")
    builder.add("tape-out", after: ["freeze": "4w"], baseline: "2026-03-30")
    builder.add("launch", after: ["tape-out": "20w"], baseline: "2026-08-17")
    builder.add("boards", forecast: "2026-06-01", baseline: "2026-06-01")
    builder.launch("launch")
    builder.risk("respin", 0.3, ["launch": "12w"])
    var plan = builder.plan()
    plan.chips[0].title = located("Chip")
    plan.edit("tape-out") { $0.criteria = [criterion("Setup clean", .met), criterion("Hold clean", .open)] }
    return plan
  }

  var history = PlanHistory()
  var plan: Plan
  var day: Day

  init(_ plan: Plan = Story.chain(), on day: String = "2026-01-05") {
    self.plan = plan
    self.day = Story.day(day)
  }

  /// The plan as it stands becomes an earlier one, and goes on.
  mutating func next(_ day: String, _ change: (inout Plan) -> Void) {
    history.snapshots.append(snapshot)
    self.day = Story.day(day)
    change(&plan)
  }

  var schedule: Schedule { Schedule(plan, statusDate: day) }
  var snapshot: PlanSnapshot { PlanSnapshot(plan, schedule) }

  /// What the last day changed.
  var changes: [Change] { Changes.between(old: history.snapshots[history.snapshots.count - 1], new: snapshot) }
  var sentences: [String] { changes.map(\.sentence) }
  var trend: Trend { Trend(plan, schedule, history) }
  var stability: Stability { Stability(plan, schedule, history, trend) }

  static func day(_ text: String) -> Day { (try? PlanDate(parsing: text))?.last ?? Day(number: 0) }
}

let nowhere = SourceRange(startOf: FileID(0))

func located<Value>(_ value: Value) -> Located<Value> { Located(value, at: nowhere) }

func stated(_ text: String) -> Located<StatedDate> {
  located((try? StatedDate(parsing: text)) ?? .toBeDetermined)
}

func happened(_ text: String) -> Located<PlanDate> {
  located((try? PlanDate(parsing: text)) ?? .day(Day(number: 0)))
}

func criterion(_ text: String, _ state: ExitCriterion.State, waiver: Waiver? = nil) -> ExitCriterion {
  ExitCriterion(state: state, text: text, group: nil, waiver: waiver, range: nowhere)
}

func line(_ madeOn: String, _ date: String, _ reason: String? = nil) -> Estimate {
  Estimate(madeOn: Story.day(madeOn), date: stated(date).value, reason: reason, range: nowhere)
}

extension Plan {
  mutating func edit(_ name: String, _ change: (inout Milestone) -> Void) {
    let index = place(name)
    if index >= 0 { change(&milestones[index]) }
  }

  /// Without one of its milestones, places put right.
  mutating func remove(_ name: String) {
    let id = MilestoneID(parsing: name, chip: "c")
    milestones.elements.removeAll { $0.id == id }
    resolve()
  }

  /// Puts places right after the milestones of the one chip were changed.
  mutating func resolve() {
    milestones.sort { $0.id < $1.id }
    for index in milestones.indices {
      for dependency in milestones[index].dependencies.indices {
        let id = milestones[index].dependencies[dependency].predecessor.id
        milestones[index].dependencies[dependency].predecessor.index = milestoneIndex(of: id)
      }
    }
    for chip in chips.indices {
      let own = milestones.indices.filter { milestones[$0].id.chip == chips[chip].id }
      chips[chip].milestones = own.first.map { $0..<$0.advanced(by: own.count) } ?? .empty
      chips[chip].launch = milestoneIndex(of: MilestoneID(chip: chips[chip].id, milestone: "launch"))
    }
  }
}
