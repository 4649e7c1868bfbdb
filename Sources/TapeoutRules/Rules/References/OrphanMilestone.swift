import TapeoutModel
import TapeoutSchedule

/// A milestone that no launch waits for.
struct OrphanMilestone: Rule {
  let name: RuleName = "orphan-milestone"
  let group = RuleGroup.references
  let defaultSeverity = Severity.hint

  var explanation: Explanation {
    Explanation(
      what: "A milestone is still to come, and no chain of dependencies leads from it to a chip’s launch.",
      why: """
        Planners call it an open end: it may slip by a year and no launch moves, in the plan. Either the work is not \
        needed, or the launch needs it and the plan does not know.
        """,
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        after: {kickoff: 4w}
        ---

        """),
      right: Example(
        Example.File(
          "chips/custom-1/milestones/tape-out-review.md",
          """
          ---
          title: Tape-out review
          kind: tape-out-review
          after: {kickoff: 4w}
          ---

          """),
        Example.File(
          "chips/custom-1/milestones/launch.md",
          """
          ---
          title: Launch
          kind: launch
          baseline: 2030-12-01
          owner: Program lead
          after: {production-release: 4w, tape-out-review: 1w}
          ---

          """)))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let plan = context.plan
    let graph = context.schedule.graph
    var leadsSomewhere = IndexedArray<MilestoneIndex, Bool>(repeating: false, count: plan.milestones.count)
    for chip in plan.chips {
      guard let launch = chip.launch else {
        // Without a launch there is nothing to lead to, and a finding says so.
        for index in chip.milestones { leadsSomewhere[index] = true }
        continue
      }
      leadsSomewhere[launch] = true
    }
    // A reference that leads nowhere may be meant for any milestone of the two chips, and so is no proof of an orphan.
    for chip in uncertainChips(plan) {
      for index in plan.chips[chip].milestones { leadsSomewhere[index] = true }
    }
    for index in graph.order.reversed() where leadsSomewhere[index] {
      for edge in graph.incoming(index) { leadsSomewhere[graph.edges[edge].from] = true }
    }
    for index in graph.unordered { leadsSomewhere[index] = true }
    for index in plan.milestones.indices where !leadsSomewhere[index] {
      let milestone = plan.milestones[index]
      guard milestone.isPending else { continue }
      findings.append(
        Finding(
          name, at: milestone.place,
          "No launch waits for \(milestone.displayTitle), so its delay would move nothing",
          advice: "Name it below `after:` of the milestone that needs it, or drop it with `status: dropped`."))
    }
  }

  /// Chips whose dependencies are not all known: one could not be read, or names a milestone that does not exist.
  private func uncertainChips(_ plan: Plan) -> Set<ChipIndex> {
    var uncertain = Set(plan.chips.indices.filter { plan.hasUnreadContent(ofChip: plan.chips[$0].id) })
    for index in plan.milestones.indices {
      if !plan.milestones[index].origin.omits("after") { uncertain.insert(plan.milestones[index].chip) }
      for place in plan.milestones[index].dependencies.indices
      where plan.milestones[index].dependencies[place].predecessor.index == nil {
        uncertain.insert(plan.milestones[index].chip)
        let named = plan.milestones[index].dependencies[place].predecessor.id.chip
        if let chip = plan.chips.firstIndex(where: { $0.id == named }) { uncertain.insert(chip) }
      }
    }
    return uncertain
  }
}
