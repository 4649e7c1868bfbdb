import TapeoutModel

extension Plan {
  /// A plan of chips with twenty milestones each and one and a half dependencies a milestone, the first half done.
  ///
  /// - Parameter isJoined: every chip also waits for the one before it, so that all form one network.
  static func madeUp(milestones count: Int, isJoined: Bool = false) -> Plan {
    var state: UInt64 = 20_260_115
    func pick(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let nowhere = SourceRange(startOf: FileID(0))
    var plan = Plan(program: Program(origin: Origin(file: FileID(0))))
    plan.program.launchWindow = PlanDate.year(2026).map { Located(LaunchWindow(first: $0, last: $0), at: nowhere) }
    plan.milestones.reserveCapacity(count)
    let first = Day(unchecked: 2025, 2, 3)
    for chip in 0..<(count / 20) {
      let name = "chip-\(padded(chip))"
      var made = Chip(origin: Origin(file: FileID(0)), id: name)
      made.milestones = MilestoneIndex(chip * 20)..<MilestoneIndex(chip * 20 + 20)
      made.launch = MilestoneIndex(chip * 20 + 19)
      plan.chips.append(made)
      for step in 0..<20 {
        let index = chip * 20 + step
        var milestone = Milestone(
          origin: Origin(file: FileID(0)), id: MilestoneID(chip: name, milestone: "m-\(padded(step))"),
          chip: ChipIndex(chip))
        if step < 8 { milestone.actual = Located(.day(first + step * 30), at: nowhere) }
        milestone.baseline = Located(.date(.day(first + step * 28)), at: nowhere)
        var predecessors = step > 0 ? [index - 1] : isJoined && chip > 0 ? [index - 20] : []
        if step > 3, pick(2) == 0 { predecessors.append(index - 2 - pick(2)) }
        milestone.dependencies = predecessors.map { position in
          let from = MilestoneIndex(position)
          let likely = 7 + pick(35)
          let duration = ThreePointDuration(
            optimistic: PlanDuration(likely - 3, .days), likely: PlanDuration(likely, .days),
            pessimistic: PlanDuration(likely + 14, .days))
          let reference = MilestoneReference(id: plan.milestones[from].id, range: nowhere, index: from)
          return Dependency(predecessor: reference, duration: duration, durationRange: nowhere)
        }
        plan.milestones.append(milestone)
      }
    }
    return plan
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits
  }
}
