/// A risk: an event with a chance and a delay. One file below a chip's `risks/`.
package struct Risk: Sendable {
  package var origin: Origin
  /// The file's name; unique within its chip.
  package var id: String
  /// Place of its chip in ``Plan/chips``.
  package var chip: Int
  package var title: Located<String>?
  package var owner: Located<String>?
  /// Between 0 and 1.
  package var probability: Located<Double>?
  package var delays: [Delay] = []
  package var status: Located<RiskStatus>?
  package var reviewBy: Located<PlanDate>?
  package var sources: [ExternalSource] = []
  package var body = Body()

  package init(origin: Origin, id: String, chip: Int) {
    self.origin = origin
    self.id = id
    self.chip = chip
  }

  package var displayTitle: String { title?.value ?? id }
  /// A risk without a stated status is open.
  package var isOpen: Bool { (status?.value ?? .open) == .open }

  /// What the event would add to one milestone.
  package struct Delay: Hashable, Sendable {
    package var milestone: MilestoneReference
    /// Nil where it was written but could not be read.
    package var duration: ThreePointDuration?
    package var durationRange: SourceRange

    package init(milestone: MilestoneReference, duration: ThreePointDuration?, durationRange: SourceRange) {
      self.milestone = milestone
      self.duration = duration
      self.durationRange = durationRange
    }
  }
}

package enum RiskStatus: String, CaseIterable, Sendable {
  case open, mitigated, occurred, closed
}
