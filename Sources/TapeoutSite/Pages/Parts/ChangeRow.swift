import TapeoutHistory
import TapeoutModel
import TapeoutTemplates
import TapeoutWording

/// One change between two reports.
struct ChangeRow: TemplateContext {
  let model: SiteModel
  let change: Change
  /// Folders between the page and the root.
  let depth: Int

  /// The page of what changed; nil where it is no longer part of the plan.
  private var path: String? {
    switch change.subject {
    case .milestone(let id): model.plan.milestoneIndex(of: id).map(model.plan.path(milestone:))
    case .risk(let id):
      model.plan.risks.firstIndex { model.plan.chips[$0.chip].id == id.chip && $0.id == id.risk }
        .map(model.plan.path(risk:))
    case .chip(let id): model.plan.chips.firstIndex { $0.id == id }.map(model.plan.path(chip:))
    }
  }

  /// What it is filed under: the move, or a word.
  private var mark: String {
    switch change.kind {
    case .moved: change.days.map(Wording.slip) ?? "Moved"
    case .overdue: "Overdue"
    case .undated: "No date"
    case .dated: "Dated"
    case .refined: "Refined"
    case .blurred: "Vaguer"
    case .done, .corrected: "Done"
    case .undone: "Undone"
    case .accepted: "Accepted"
    case .rebaselined: "Re-baselined"
    case .baselined: "Baseline"
    case .added: "Added"
    case .dropped: "Dropped"
    case .revived: "Revived"
    case .removed: "Removed"
    case .blocked: "Blocked"
    case .unblocked: "Freed"
    case .criteriaReopened: "Reopened"
    case .criteriaFailing: "Failing"
    case .criteriaWaived: "Waived"
    case .criteriaMet: "Met"
    case .criteriaAdded, .criteriaRemoved: "Criteria"
    case .riskOccurred, .riskRaised, .riskReopened, .probabilityChanged, .riskMitigated, .riskClosed, .riskRemoved:
      "Risk"
    case .ownerChanged: "Owner"
    case .renamed: "Name"
    case .transferred: "Chip"
    }
  }

  /// What happened. Of a move, whose length is the mark, only from where to where.
  private var predicate: Markup {
    if change.kind == .moved, let old = change.old, let new = change.new {
      return Markup(datesIn: ": \(old) to \(new)")
    }
    return " \(Markup(datesIn: change.predicate))"
  }

  private static let mostCriteria = 6

  private var reason: String? {
    if let reason = change.reason { return reason }
    if let cause = change.causeTitle { return "Follows \(cause)." }
    if change.criteria.count > 1 {
      let more = change.criteria.count - ChangeRow.mostCriteria
      return change.criteria.prefix(ChangeRow.mostCriteria).joined(separator: "; ") + (more > 0 ? "; \(more) more" : "")
    }
    guard change.needsReason else { return nil }
    return change.hasOldReason ? "No new reason." : "No reason given."
  }

  static let fields = FieldTable<ChangeRow>(
    "change",
    [
      "mark": .text("The move, or a word for the kind of change: `+2 w`, `Done`") { $0.mark },
      "title": .text("What changed") { $0.change.title },
      "hasPage": .flag("Whether it has a page") { $0.path != nil },
      "href": .link("Its page") { row in row.path.map { SitePath.root(from: row.depth) + $0 } },
      "chip": .text("The title of its chip") { row in
        if case .chip = row.change.subject { nil } else { row.change.chipTitle }
      },
      "predicate": .markup("What happened to it: ` was blocked`, `: 2026-06-12 to 2026-06-26`") { $0.predicate },
      "following": .text("What else moved because of it") { $0.change.following },
      "reason": .markup("Why, after what, or which exit criteria") { $0.reason.map(Markup.init(datesIn:)) },
    ])
}
