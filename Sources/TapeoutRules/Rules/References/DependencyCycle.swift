import TapeoutModel
import TapeoutSchedule

/// Milestones that wait for each other in a ring.
struct DependencyCycle: Rule {
  let name: RuleName = "dependency-cycle"
  let group = RuleGroup.references
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "Milestones wait for each other in a ring, within a chip or across several.",
      why: "None of them can come first, so none has a date, and neither has anything behind them.",
      wrong: Example(
        Example.File(
          "chips/custom-1/milestones/tape-out-review.md",
          """
          ---
          title: Tape-out review
          kind: tape-out-review
          after: {export-check: 1w}
          ---

          """),
        Example.File(
          "chips/custom-1/milestones/export-check.md",
          """
          ---
          title: Export check
          kind: review
          after: {tape-out-review: 1d}
          ---

          """)),
      right: Example(
        Example.File(
          "chips/custom-1/milestones/tape-out-review.md",
          """
          ---
          title: Tape-out review
          kind: tape-out-review
          after: {export-check: 1w}
          ---

          """),
        Example.File(
          "chips/custom-1/milestones/export-check.md",
          """
          ---
          title: Export check
          kind: review
          after: {kickoff: 1d}
          ---

          """)))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    // A ring of one is a self-dependency, which has a rule of its own.
    for ring in context.schedule.graph.cycles where ring.count > 1 {
      let steps = ring.indices.compactMap { place -> (MilestoneIndex, Dependency)? in
        let (before, after) = (ring[place], ring[(place + 1) % ring.count])
        let dependency = milestones[after].dependencies.first { $0.predecessor.index == before }
        return dependency.map { (after, $0) }
      }
      guard let (closing, dependency) = steps.last else { continue }
      let way = (ring + [ring[0]]).map { milestones[$0].id.description }.joined(separator: " → ")
      findings.append(
        Finding(
          name, at: dependency.predecessor.range,
          "\(ring.count) milestones wait for each other in a ring: \(way)",
          advice: "Remove the dependency of the ring that is not real.",
          notes: steps.dropLast().map { after, dependency in
            Finding.Note(
              "\(milestones[after].id) waits for \(dependency.predecessor.id)", at: dependency.predecessor.range)
          } + [Finding.Note("\(milestones[closing].id) waits for \(dependency.predecessor.id), which closes the ring")])
      )
    }
  }
}
