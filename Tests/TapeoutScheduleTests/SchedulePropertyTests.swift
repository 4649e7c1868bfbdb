import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@Suite("Properties of schedules on random networks")
struct SchedulePropertyTests {
  @Test("Expected dates equal the longest paths found another way", arguments: 0..<60)
  func longestPaths(_ seed: Int) {
    let network = RandomNetwork(seed: UInt64(seed))
    let schedule = Schedule(network.plan, statusDate: network.statusDate)
    var known: [MilestoneIndex: Day] = [:]
    for index in network.plan.milestones.indices {
      #expect(schedule.milestones[index].expected == network.longestPath(to: index, &known))
    }
  }

  @Test("Moving a milestone within its float moves no launch, one day more moves it", arguments: 0..<40)
  func float(_ seed: Int) throws {
    let network = RandomNetwork(seed: UInt64(seed))
    let plan = network.plan
    let schedule = Schedule(plan, statusDate: network.statusDate)
    let launch = plan.place("c0/launch")
    let before = try #require(schedule.milestones[launch].expected)
    var moved = 0
    for index in plan.milestones.indices {
      guard let float = schedule.milestones[index].totalFloat else { continue }
      let within = Schedule(plan, statusDate: network.statusDate, whatIfs: [WhatIf(milestone: index, days: float)])
      #expect(within.milestones[launch].expected == before)
      let beyond = Schedule(plan, statusDate: network.statusDate, whatIfs: [WhatIf(milestone: index, days: float + 1)])
      let after = try #require(beyond.milestones[launch].expected)
      #expect(after > before)
      moved += 1
    }
    #expect(moved > 0)
  }

  @Test("With calendar days, a day on a critical milestone is a day on the launch", arguments: 0..<40)
  func critical(_ seed: Int) throws {
    let network = RandomNetwork(seed: UInt64(seed))
    let plan = network.plan
    let schedule = Schedule(plan, statusDate: network.statusDate)
    let launch = plan.place("c0/launch")
    let before = try #require(schedule.milestones[launch].expected)
    // Along the driving path, up to the first step in working days, where a day can cost a weekend.
    for index in schedule.chips[0].drivingPath.reversed() {
      let later = Schedule(plan, statusDate: network.statusDate, whatIfs: [WhatIf(milestone: index, days: 1)])
      #expect(schedule.milestones[index].isCritical)
      #expect(later.milestones[launch].expected == before + 1)
      guard case .dependency(let edge) = schedule.milestones[index].driver, schedule.graph.edges[Int(edge)].calendar < 0
      else { break }
    }
  }

  @Test("Free float is how far a milestone moves alone", arguments: 0..<20)
  func freeFloat(_ seed: Int) {
    let network = RandomNetwork(seed: UInt64(seed))
    let plan = network.plan
    let schedule = Schedule(plan, statusDate: network.statusDate)
    for index in plan.milestones.indices {
      guard let free = schedule.milestones[index].freeFloat, !schedule.graph.outgoing(index).isEmpty else { continue }
      let moved = Schedule(plan, statusDate: network.statusDate, whatIfs: [WhatIf(milestone: index, days: free)])
      for other in plan.milestones.indices where other != index {
        #expect(moved.milestones[other].expected == schedule.milestones[other].expected)
      }
    }
  }

  @Test("The order of files changes nothing", arguments: 0..<10)
  func order(_ seed: Int) {
    let one = RandomNetwork(seed: UInt64(seed))
    let other = RandomNetwork(seed: UInt64(seed), isShuffled: true)
    let first = Schedule(one.plan, statusDate: one.statusDate)
    let second = Schedule(other.plan, statusDate: other.statusDate)
    #expect(first.milestones == second.milestones)
    #expect(first.chips == second.chips)
  }
}
