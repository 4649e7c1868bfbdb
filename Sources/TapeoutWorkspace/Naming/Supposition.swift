import TapeoutDisk
import TapeoutModel
import TapeoutSchedule

/// What `--what-if` supposes of a milestone.
struct Supposition {
  enum Move {
    /// So many calendar days later, or negative, earlier.
    case days(Int)
    case to(PlanDate)

    /// `+3w`, `-5d`, `2026-07-10`; nil where it is none of them.
    init?(_ text: String) {
      if let date = try? PlanDate(parsing: text) {
        self = .to(date)
        return
      }
      guard let sign = text.utf8.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
        let length = try? PlanDuration(parsing: String(Substring(text.utf8.dropFirst()))), length.unit != .workingDays
      else { return nil }
      self = .days(sign == UInt8(ascii: "+") ? length.days : -length.days)
    }
  }

  let milestone: MilestoneIndex
  let move: Move
}

extension Schedule {
  /// The moves that suppositions come to. A date is where the milestone is then expected, whatever else is supposed: so
  /// what leads to a milestone is worked out before it.
  static func whatIfs(
    _ suppositions: [Supposition], _ plan: Plan, statusDate: Day
  ) throws(OperationalError) -> [WhatIf] {
    var moves: [WhatIf] = []
    var dates: [(milestone: MilestoneIndex, date: PlanDate)] = []
    for supposition in suppositions {
      switch supposition.move {
      case .days(let days): moves.append(WhatIf(milestone: supposition.milestone, days: days))
      case .to(let date): dates.append((supposition.milestone, date))
      }
    }
    guard !dates.isEmpty else { return moves }
    let graph = Schedule(plan, statusDate: statusDate).graph
    var places = IndexedArray<MilestoneIndex, Int>(repeating: 0, count: plan.milestones.count)
    for (place, index) in graph.order.enumerated() { places[index] = place }
    for (index, date) in dates.sorted(by: { places[$0.milestone] < places[$1.milestone] }) {
      let name = plan.milestones[index].id.description
      guard date.last >= statusDate else {
        throw OperationalError(
          "\(name) cannot be supposed on \(date): that lies before the status date, \(statusDate).",
          advice: "Suppose a day from then on.")
      }
      let schedule = Schedule(plan, statusDate: statusDate, whatIfs: moves)
      guard let expected = schedule.milestones[index].expected else {
        throw OperationalError(
          "\(name) has no date, so it cannot be supposed to move.",
          advice: "State a forecast with: tapeout set \(name) forecast=\(date) --dry-run.")
      }
      moves.append(WhatIf(milestone: index, days: date.last - expected))
    }
    return moves
  }
}

extension Plan {
  /// `custom-1/netlist-handoff=+3w`, `custom-1/netlist-handoff=2026-07-10`
  func supposition(_ text: String) throws(OperationalError) -> Supposition {
    let parts = text.utf8.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    let move = parts.count == 2 ? Supposition.Move(String(Substring(parts[1]))) : nil
    guard let move else {
      throw OperationalError(
        "\(text) is not a supposition.",
        advice: "Write it as milestone=+3w or milestone=-5d, in days, weeks or hours, or as milestone=2026-07-10.")
    }
    let milestone = try milestone(named: String(Substring(parts[0])))
    guard !milestones[milestone].isDone, !milestones[milestone].isDropped else {
      throw OperationalError(
        "\(milestones[milestone].id) is \(milestones[milestone].isDone ? "done" : "dropped"): it cannot move any more.",
        advice: "Suppose something of a milestone that is still to come.")
    }
    return Supposition(milestone: milestone, move: move)
  }
}
