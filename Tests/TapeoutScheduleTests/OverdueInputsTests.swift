import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@Suite("Overdue inputs of launches")
struct OverdueInputsTests {
  private let statusDate = Day(unchecked: 2026, 1, 15)

  /// More launches than one walk serves: each waits for milestones of its own and of other chips, some of them in rings.
  private func plan(_ random: inout SeededGenerator) -> Plan {
    var builder = PlanBuilder()
    let chips = 130
    var names: [String] = []
    for chip in 0..<chips {
      for number in 0..<3 {
        let name = "c\(chip)/m\(number)"
        var after: [(String, String)] = []
        for _ in 0..<Int.random(in: 0...3, using: &random) {
          let other =
            Int.random(in: 0..<5, using: &random) == 0 ? "c\(chip)/m\(2 - number)" : names.randomElement(using: &random)
          if let other, other != name, !after.contains(where: { $0.0 == other }) { after.append((other, "1w")) }
        }
        let state = Int.random(in: 0..<8, using: &random)
        let day = Day(unchecked: 2025, 10, 1) + Int.random(in: 0..<300, using: &random)
        builder.add(
          name, after: after, actual: state == 0 ? "2025-09-01" : nil, forecast: state > 3 ? day.description : nil,
          baseline: day.description, status: state == 1 ? .dropped : nil)
        names.append(name)
      }
      builder.launch("c\(chip)/m2")
    }
    return builder.plan()
  }

  @Test("All overdue milestones that lead to a launch are counted, one by one as plain search finds them")
  func counted() {
    var random = SeededGenerator(seed: 7)
    var counted = 0
    for _ in 0..<20 {
      let plan = plan(&random)
      let schedule = Schedule(plan, statusDate: statusDate)
      let rings = Set(schedule.graph.unordered)
      for chip in plan.chips.indices {
        guard let launch = plan.chips[chip].launch, let overdue = schedule.chips[chip].overdue else { continue }
        var found: Set<MilestoneIndex> = []
        var open = [launch]
        while let milestone = open.popLast() {
          let isFinished =
            plan.milestones[milestone].actual != nil || plan.milestones[milestone].status?.value == .dropped
          if isFinished || rings.contains(milestone) || !found.insert(milestone).inserted { continue }
          open += schedule.graph.incoming(milestone).map { schedule.graph.edges[$0].from }
        }
        #expect(overdue.count == found.count { schedule.milestones[$0].isOverdue })
        counted += 1
      }
    }
    #expect(counted > 400, "launches with overdue inputs")
  }
}
