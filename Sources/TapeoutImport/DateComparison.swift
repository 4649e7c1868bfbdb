package import TapeoutModel
import TapeoutSchedule

/// Whether what the imported files expect is what the foreign file does.
package struct DateComparison: Sendable {
  /// A milestone whose dates differ.
  package struct Difference: Sendable {
    package var id: MilestoneID
    package var title: String
    /// What the foreign file expects; nil where it has no date.
    package var source: Day?
    /// Nil where nobody can date it.
    package var expected: Day?
    package var reason: String
    /// Byte offset in the foreign file.
    package var offset: Int
  }

  package private(set) var differences: [Difference] = []
  package private(set) var equal = 0

  init() {}

  init(_ milestones: [ImportedMilestone], _ plan: Plan, _ schedule: Schedule) {
    var differing: Set<MilestoneID> = []
    var sources: [MilestoneID: Day] = [:]
    for milestone in milestones where milestone.status == nil {
      sources[milestone.id] = milestone.finish
      guard let index = plan.milestoneIndex(of: milestone.id) else { continue }
      if schedule.milestones[index].expected == milestone.finish { equal += 1 } else { differing.insert(milestone.id) }
    }
    for milestone in milestones where differing.contains(milestone.id) {
      guard let index = plan.milestoneIndex(of: milestone.id) else { continue }
      differences.append(
        Difference(
          id: milestone.id, title: milestone.title, source: milestone.finish,
          expected: schedule.milestones[index].expected,
          reason: DateComparison.reason(milestone, schedule.milestones[index], plan, schedule, differing),
          offset: milestone.range.lowerBound))
    }
  }

  private static func reason(
    _ milestone: ImportedMilestone, _ scheduled: ScheduledMilestone, _ plan: Plan, _ schedule: Schedule,
    _ differing: Set<MilestoneID>
  ) -> String {
    if milestone.actual != nil { return "it happened on \(milestone.actual ?? "")" }
    guard let expected = scheduled.expected else { return "nobody can date what it waits for" }
    guard let finish = milestone.finish else { return "the file has no date for it" }
    if expected == schedule.statusDate, finish < expected {
      return "its date has passed, so it is expected on the status date at the earliest"
    }
    if case .dependency(let edge) = scheduled.driver {
      let from = schedule.graph.edges[Int(edge)].from
      let id = plan.milestones[from].id
      if differing.contains(id) { return "it waits for \(id), which differs, too" }
      return milestone.isFixed
        ? "the file sets its date by hand or by a constraint, against its link from \(id)"
        : "its link from \(id) leads beyond the date in the file"
    }
    if case .notBefore = scheduled.driver { return "it must not happen earlier, whatever the file expects" }
    return "the file’s own dates do not follow from its links"
  }
}
