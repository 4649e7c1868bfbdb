package import TapeoutModel
import TapeoutSchedule

extension MilestoneSnapshot {
  /// One of which nothing is known but its name: for who puts a snapshot together from its parts, as a cache does.
  package init(id: MilestoneID) {
    self.id = id
    identity = id
    title = id.milestone
    isGate = false
    isTapeOut = false
    health = .planned
    isOverdue = false
    criteria = []
  }
}

extension RiskSnapshot {
  package init(
    chip: String, id: String, identity: RiskID, title: String, status: RiskStatus, probability: Double?
  ) {
    self.chip = chip
    self.id = id
    self.identity = identity
    self.title = title
    self.status = status
    self.probability = probability
  }
}
