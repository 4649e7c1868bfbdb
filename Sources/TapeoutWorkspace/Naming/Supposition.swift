import TapeoutDisk
import TapeoutModel
import TapeoutSchedule

/// What `--what-if` supposes of a milestone.
typealias Supposition = (milestone: MilestoneIndex, move: SupposedMove)

extension Suppositions {
  /// The moves that suppositions come to: see ``TapeoutSchedule/Suppositions/moves(_:_:statusDate:)``.
  static func checkedMoves(
    _ supposed: [Supposition], _ plan: Plan, statusDate: Day
  ) throws(OperationalError) -> [WhatIf] {
    let (moves, refused) = moves(supposed, plan, statusDate: statusDate)
    switch refused.first {
    case nil: return moves
    case .past(let index, let date):
      throw OperationalError(
        "\(plan.milestones[index].id) cannot be supposed on \(date): that lies before the status date, \(statusDate).",
        advice: "Suppose a day from then on.")
    case .undated(let index, let date):
      let name = plan.milestones[index].id.description
      throw OperationalError(
        "\(name) has no date, so it cannot be supposed to move.",
        advice: "State a forecast with: tapeout set \(name) forecast=\(date) --dry-run.")
    }
  }
}

extension Plan {
  /// `custom-1/netlist-handoff=+3w`, `custom-1/netlist-handoff=2026-07-10`
  func supposition(_ text: String) throws(OperationalError) -> Supposition {
    let parts = text.utf8.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    let move = parts.count == 2 ? SupposedMove(String(Substring(parts[1]))) : nil
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
    return (milestone, move)
  }
}
