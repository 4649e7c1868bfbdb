package import TapeoutModel

/// One difference between two plans, with what it did to the launch.
///
/// Everything a page or a printer needs is here as values: ``title`` (to be linked to ``subject``), ``predicate``,
/// ``reason`` and ``following`` make a sentence. Texts come from files as they were written: who prints them escapes
/// them.
package struct Change: Hashable, Sendable {
  package var kind: Kind
  package var subject: Subject
  /// What the subject is called, in the newer plan where it has it.
  package var title: String
  /// The title of its chip, likewise.
  package var chipTitle: String
  /// Whether the subject is the launch of its chip.
  package var isLaunch = false
  /// Whether the subject is a gate, in the newer plan where it has it.
  package var isGate = false
  /// Whether the subject is a tape-out.
  package var isTapeOut = false
  /// Where it stood before, as precisely as it was known: the expected date, of a re-baselining the baseline. Nil where
  /// it had no date or none is known.
  package var old: PlanDate?
  /// Where it stands now, likewise; of something done, its actual.
  package var new: PlanDate?
  /// The last day of ``new`` less the last day of ``old``: positive is later. Of something done, against what was
  /// expected last. Nil where either is missing; 0 where the new date lies inside an imprecise old one.
  package var days: Int?
  /// Of something done or accepted: when the receiver took it.
  package var accepted: PlanDate?
  /// What was written before and now: of owners, names, probabilities (`20%`), the titles of chips.
  package var oldText: String?
  package var newText: String?
  /// The texts of the criteria, in the order of the file.
  package var criteria: [String] = []
  /// Why, where somebody said so. A consequence has none but its cause, unless its own line gives one.
  package var reason: String?
  /// Whether the newer plan gives only a reason that it gave for an older move: then ``reason`` is nil.
  package var hasOldReason = false
  /// How far the launch that this change moved most has moved, in days; positive is later. 0 where it moved none.
  package var launchEffect = 0
  /// The milestone whose change this one only follows; nil where it has a cause of its own.
  package var cause: MilestoneID?
  /// The title of ``cause``.
  package var causeTitle: String?
  /// Of a change that others follow: how many milestones moved only because of it. Of a chip that was added or removed:
  /// how many milestones it has.
  package var consequences = 0
  /// How many of them a folded list leaves out: see ``Swift/Array/folded``.
  package var hidden = 0

  package init(_ kind: Kind, _ subject: Subject, title: String, chipTitle: String) {
    self.kind = kind
    self.subject = subject
    self.title = title
    self.chipTitle = chipTitle
  }

  /// Whether it happened only because something before it moved.
  package var isConsequence: Bool { cause != nil }

  /// What changed. The order is that in which changes of equal weight are listed.
  package enum Kind: String, CaseIterable, Sendable {
    // Milestones, their dates.
    /// Is expected on another day than before.
    case moved
    /// Its day has passed, and nobody has stated another.
    case overdue
    /// Has no date any more.
    case undated
    /// Got its first date.
    case dated
    /// A finer date inside the coarser one that was known.
    case refined
    /// A coarser date around the finer one that was known.
    case blurred
    case done
    /// The day on which it happened was written down anew.
    case corrected
    /// Its actual was taken back.
    case undone
    case accepted
    /// Has another plan of record, or none any more.
    case rebaselined
    /// Has its first plan of record.
    case baselined
    // Milestones, chips and risks as a whole.
    case added
    /// Marked `dropped`: it stays in the plan and holds nothing up.
    case dropped
    /// No longer `dropped`.
    case revived
    /// Its file is gone.
    case removed
    // What stands between a milestone and its date.
    case blocked, unblocked
    case criteriaReopened = "criteria-reopened"
    case criteriaFailing = "criteria-failing"
    case criteriaWaived = "criteria-waived"
    case criteriaMet = "criteria-met"
    case criteriaAdded = "criteria-added"
    case criteriaRemoved = "criteria-removed"
    // Risks.
    case riskOccurred = "risk-occurred"
    case riskRaised = "risk-raised"
    case riskReopened = "risk-reopened"
    case probabilityChanged = "probability-changed"
    case riskMitigated = "risk-mitigated"
    case riskClosed = "risk-closed"
    case riskRemoved = "risk-removed"
    // Names.
    case ownerChanged = "owner-changed"
    case renamed
    /// Went from one chip to another.
    case transferred
  }

  /// What changed, by its name in the newest plan that has it.
  package enum Subject: Hashable, Sendable {
    case milestone(MilestoneID)
    case risk(RiskID)
    case chip(String)

    package var milestone: MilestoneID? {
      if case .milestone(let id) = self { id } else { nil }
    }
  }
}
