import TapeoutModel
import TapeoutWording

extension Change {
  /// What happened to the subject, without cause and reason: `moved 14 days later, from 2026-06-12 to 2026-06-26`,
  /// `happened on 2026-06-04, accepted on 2026-06-08`. Follows ``title``.
  package var predicate: String {
    switch kind {
    case .moved: "moved \(distance), from \(was) to \(now)"
    case .overdue: "was due \(old?.phrase ?? "earlier") and has not happened"
    case .undated: "has no date any more, was \(was)"
    case .dated: "has a date, \(now)"
    case .refined: "is dated more precisely, \(now) instead of \(was)"
    case .blurred: "is dated less precisely, \(now) instead of \(was)"
    case .done:
      "happened \(new?.phrase ?? "")" + (days.map { $0 == 0 ? "" : ", \(distance) than expected" } ?? "") + acceptance
    case .corrected: "happened \(new?.phrase ?? ""), not \(old?.phrase ?? "")"
    case .undone: "is no longer done: the actual \(was) was taken back"
    case .accepted: "was accepted \(new?.phrase ?? "")"
    case .rebaselined: new == nil ? "lost its baseline \(was)" : "was re-baselined from \(was) to \(now)"
    case .baselined: "has a baseline, \(now)"
    case .added: "was added" + members + (new.map { ", expected \($0.phrase)" } ?? ", without a date")
    case .dropped: "was dropped" + (old.map { ", was expected \($0.phrase)" } ?? "")
    case .revived: "is no longer dropped" + (new.map { ", expected \($0.phrase)" } ?? "")
    case .removed: "was removed from the plan" + members + (old.map { ", was expected \($0.phrase)" } ?? "")
    case .blocked: "is blocked"
    case .unblocked: "is no longer blocked"
    case .criteriaReopened: "has \(criteriaText) open again"
    case .criteriaFailing: "fails \(criteriaText)"
    case .criteriaWaived: "had \(criteriaText) waived"
    case .criteriaMet: "met \(criteriaText)"
    case .criteriaAdded: "has \(criteriaText) more"
    case .criteriaRemoved: "has \(criteriaText) fewer"
    case .riskOccurred: "occurred"
    case .riskRaised: "was raised" + (newText.map { ", at \($0)" } ?? "")
    case .riskReopened: "was reopened" + (newText.map { ", at \($0)" } ?? "")
    case .probabilityChanged: "went from \(oldText ?? "no probability") to \(newText ?? "no probability")"
    case .riskMitigated: "was mitigated"
    case .riskClosed: "was closed"
    case .riskRemoved: "was removed from the plan"
    case .ownerChanged:
      newText.map { "is owned by \($0) now" + (oldText.map { ", not \($0)" } ?? "") }
        ?? "has no owner any more, was \(oldText ?? "none")"
    case .transferred: "moved from \(oldText ?? "") to \(newText ?? "")"
    case .renamed: "was called “\(oldText ?? "")”" + (newText == title ? "" : ", is called “\(newText ?? "")” now")
    }
  }

  /// What else follows from it, for a folded list: `and 9 milestones after it`; nil where nothing does.
  package var following: String? {
    hidden == 0 ? nil : "and \(Wording.counted(hidden, "milestone")) after it"
  }

  /// One sentence that stands alone, without a full stop: chip, title, predicate, cause, consequences, reason.
  package var sentence: String {
    var text = heading + " " + predicate
    if let causeTitle { text += ", after \(causeTitle)" }
    if let following { text += ", \(following)" }
    if let reason {
      text += ": \(reason)"
    } else if needsNewReason {
      text += ", no new reason"
    }
    return text
  }

  /// Whether a reason is owed, and the file only gives that of an older move.
  package var needsNewReason: Bool { hasOldReason && needsReason }

  /// Whether somebody owes a reason for it: a consequence has its cause.
  package var needsReason: Bool {
    switch kind {
    case .moved: cause == nil && days != 0
    case .undated: cause == nil
    case .rebaselined, .blocked, .dropped: true
    default: false
    }
  }

  /// Chip and title, once where they are the same: `Custom chip 1: Tape-out`, `Custom chip 1: risk “A0 respin”`.
  package var heading: String {
    switch subject {
    case .chip: title
    case .milestone: "\(chipTitle): \(title)"
    case .risk: "\(chipTitle): risk “\(title)”"
    }
  }

  private var was: String { old.map { "\($0)" } ?? "TBD" }
  private var now: String { new.map { "\($0)" } ?? "TBD" }

  /// `14 days later`
  private var distance: String {
    Wording.shift(days ?? 0) ?? "0 days later"
  }

  private var acceptance: String { accepted.map { ", accepted \($0.phrase)" } ?? "" }

  private var members: String {
    if case .chip = subject { ", with \(Wording.counted(consequences, "milestone"))" } else { "" }
  }

  /// `an exit criterion (“Hold clean”)`, `3 exit criteria`
  private var criteriaText: String {
    criteria.count == 1 ? "an exit criterion (“\(criteria[0])”)" : "\(criteria.count) exit criteria"
  }
}
