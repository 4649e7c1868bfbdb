import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@Suite("Changes of random edits")
struct ChangePropertyTests {
  /// Chains of one to four milestones, `m0-0` before `m0-1`…: the first stated, the rest computed; the end of the first
  /// is the launch.
  private struct RandomPlan {
    var plan: Plan
    let lengths: [Int]

    init(_ generator: inout SeededGenerator) {
      var builder = PlanBuilder()
      lengths = (0..<Int.random(in: 2...6, using: &generator)).map { _ in Int.random(in: 1...4, using: &generator) }
      for chain in lengths.indices {
        let day = Day(unchecked: 2026, 3, 1) + Int.random(in: 0..<200, using: &generator)
        builder.add("m\(chain)-0", forecast: "\(day)", baseline: "\(day)")
        for step in 1..<lengths[chain] {
          let unit = Bool.random(using: &generator) ? "d" : "wd"
          builder.add(
            "m\(chain)-\(step)",
            after: [("m\(chain)-\(step - 1)", "\(Int.random(in: 0...60, using: &generator))\(unit)")])
        }
      }
      builder.launch("m0-\(lengths[0] - 1)")
      builder.risk("r", 0.2, [:])
      plan = builder.plan()
      for index in plan.milestones.indices {
        plan.milestones[index].criteria = [criterion("A is clean", .open), criterion("B is signed", .met)]
      }
    }
  }

  @Test("Exactly what was edited is found, the rest only follows from it", arguments: 0..<UInt64(300))
  func edits(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var random = RandomPlan(&generator)
    let statusDate = Day(unchecked: 2026, 1, 5)
    let old = PlanSnapshot(random.plan, Schedule(random.plan, statusDate: statusDate))
    var expected: Set<String> = []
    var movedChains: Set<Int> = []
    for chain in random.lengths.indices where Bool.random(using: &generator) {
      edit(chain, &random, &expected, &movedChains, &generator)
    }
    if Bool.random(using: &generator) {
      random.plan.risks[0].status = located(.occurred)
      expected.insert("risk-occurred c/r")
    }
    let new = PlanSnapshot(random.plan, Schedule(random.plan, statusDate: statusDate))
    let changes = Changes.between(old: old, new: new)
    #expect(Set(changes.filter { !$0.isConsequence }.map(name)) == expected)
    #expect(Set(changes.map(name)).count == changes.count, "no change is told twice")
    for change in changes where change.isConsequence {
      let chain = change.subject.milestone.map(chain) ?? -1
      #expect(movedChains.contains(chain))
      #expect(change.cause == MilestoneID(chip: "c", milestone: "m\(chain)-0"))
    }
    // What moved is told, and nothing that did not.
    let then = Dictionary(uniqueKeysWithValues: old.milestones.map { ($0.identity, $0.expected) })
    let moved = new.milestones.filter { milestone in
      then[milestone.identity].map { $0 != milestone.expected } ?? false
    }
    let told = changes.filter { $0.kind == .moved || $0.kind == .done || $0.kind == .dropped }.compactMap(
      \.subject.milestone)
    #expect(Set(moved.map(\.identity)).subtracting(told) == [])
    #expect(changes.folded.map(\.hidden).reduce(0, +) == changes.count - changes.folded.count)
    #expect(Changes.between(old: new, new: new) == [])
    // Back again, everything that moved moves back.
    let back = Changes.between(old: new, new: old)
    #expect(back.count(where: { $0.kind == .moved }) == changes.count(where: { $0.kind == .moved }))
  }

  private func edit(
    _ chain: Int, _ random: inout RandomPlan, _ expected: inout Set<String>, _ moved: inout Set<Int>,
    _ generator: inout SeededGenerator
  ) {
    let first = "m\(chain)-0"
    let some = "m\(chain)-\(Int.random(in: 0..<random.lengths[chain], using: &generator))"
    switch Int.random(in: 0..<11, using: &generator) {
    case 0, 1:
      let shift = Int.random(in: 1...40, using: &generator) * (Bool.random(using: &generator) ? 1 : -1)
      random.plan.edit(first) { milestone in
        let day = (milestone.forecast?.value.date?.last ?? Day(number: 0)) + shift
        milestone.forecast = stated("\(day)")
      }
      moved.insert(chain)
      expected.insert("moved c/\(first)")
    case 2:
      random.plan.edit(first) { milestone in
        milestone.actual = happened("2026-01-02")
        milestone.accepted = happened("2026-01-03")
      }
      moved.insert(chain)
      expected.insert("done c/\(first)")
    case 3:
      random.plan.edit(some) { $0.owner = located("Somebody") }
      expected.insert("owner-changed c/\(some)")
    case 4:
      random.plan.edit(some) { $0.title = located("Another title") }
      expected.insert("renamed c/\(some)")
    case 5:
      random.plan.edit(first) { $0.baseline = stated("2026-12-01") }
      expected.insert("rebaselined c/\(first)")
    case 6:
      random.plan.edit(some) { $0.criteria[0].state = .met }
      expected.insert("criteria-met c/\(some)")
    case 7:
      random.plan.edit(some) { milestone in
        milestone.criteria[1] = criterion("B is signed!", .open)
        milestone.criteria.swapAt(0, 1)
      }
      expected.insert("criteria-reopened c/\(some)")
    case 8:
      random.plan.edit(some) { $0.status = located(.blocked) }
      expected.insert("blocked c/\(some)")
    case 9:
      let end = "m\(chain)-\(random.lengths[chain] - 1)"
      random.plan.edit(end) { $0.status = located(.dropped) }
      expected.insert("dropped c/\(end)")
    default:
      var milestone = Milestone(
        origin: Origin(file: FileID(0)), id: MilestoneID(chip: "c", milestone: "n\(chain)"), chip: 0)
      milestone.forecast = stated("2026-09-01")
      random.plan.milestones.append(milestone)
      let launch = random.plan.chips[0].launch.map { random.plan.milestones[$0].id }
      random.plan.resolve()
      random.plan.chips[0].launch = launch.flatMap(random.plan.milestoneIndex)
      expected.insert("added c/n\(chain)")
    }
  }

  private func name(_ change: Change) -> String {
    switch change.subject {
    case .milestone(let id): "\(change.kind.rawValue) \(id)"
    case .risk(let id): "\(change.kind.rawValue) \(id)"
    case .chip(let id): "\(change.kind.rawValue) \(id)"
    }
  }

  private func chain(_ id: MilestoneID) -> Int {
    Int(id.milestone.dropFirst().prefix { $0 != "-" }) ?? -1
  }
}
