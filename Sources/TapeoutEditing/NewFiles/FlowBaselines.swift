package import TapeoutModel

/// The plan of record of a new chip, as far as lengths are known.
///
/// From a kickoff: forwards along dependencies of known length, the latest arrival counts. From a launch: backwards
/// likewise, then forwards from what that dated. A length of `TBD` carries nothing; nothing is dated before today.
package struct FlowBaselines: Sendable {
  /// By the ids of milestones.
  package private(set) var days: [String: Day] = [:]
  /// Milestones that the lengths would put before today, in the order of the flow.
  package private(set) var passed: [String] = []
  /// Where the lengths from the kickoff lead beyond the stated launch: the day that they lead to.
  package private(set) var conflict: Day?

  package init(_ flow: ChipFlow, kickoff: Day?, launch: Day?, today: Day) {
    let steps = flow.steps
    if let kickoff {
      days[flow.start] = kickoff
    } else if let launch {
      days[flow.launch] = launch
      for step in steps.reversed() {
        guard let day = days[step.id] else { continue }
        for wait in step.after {
          guard let length = wait.length, length.source != nil else { continue }
          days[wait.id] = min(days[wait.id] ?? Day.supported.upperBound, day - length.likelyDays)
        }
      }
    }
    for step in steps where days[step.id] == nil {
      let arrivals = step.after.compactMap { wait -> Day? in
        guard let length = wait.length, length.source != nil, let day = days[wait.id] else { return nil }
        return day + length.likelyDays
      }
      days[step.id] = arrivals.max()
    }
    if let kickoff, let launch {
      let bound = days.values.max() ?? kickoff
      if launch < bound { conflict = bound }
      days[flow.launch] = launch
    }
    for step in steps {
      guard let day = days[step.id] else { continue }
      let isStated = (step.id == flow.start && kickoff != nil) || (step.id == flow.launch && launch != nil)
      guard !isStated, day < today || !Day.supported.contains(day) else { continue }
      days[step.id] = nil
      passed.append(step.id)
    }
  }
}
