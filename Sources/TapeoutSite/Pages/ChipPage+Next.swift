import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// What of a chip is late and what comes next, and what stands around its page.
extension ChipPage {
  /// Rows of the list of what is late and next.
  private static let mostNext = 6
  /// Of these, what is late at most.
  private static let mostLate = 4

  private var open: [MilestoneIndex] {
    model.places.order[chip].filter { !model.milestones[$0].isDone && model.health($0) != .dropped }
  }

  /// What is late or blocked, the worst first, then what is expected next.
  var lateAndNext: [MilestoneRow] {
    let needs = NeedsYou(model, chip: chip)
    let late = (needs.blocked + needs.late).prefix(ChipPage.mostLate)
    let rest = model.inDateOrder(open.filter { model.health($0) < .late && model.scheduled($0).expected != nil })
    return (late + rest.prefix(ChipPage.mostNext - late.count)).map {
      MilestoneRow(model: model, index: $0, depth: ChipPage.depth, isBesideChip: true)
    }
  }

  /// `6 of 17 still to come; all 28 milestones.`, and what was handed over and is not accepted.
  var lateAndNextNote: Markup {
    let (shown, all) = (lateAndNext.count, open.count)
    let own = model.plan.chips[chip].milestones
    var note: Markup =
      all == 0 ? "" : shown < all ? "\(Wording.part(shown, of: all)) still to come; " : "All that is still to come; "
    note += "<a href=\"#ms\">all \(Wording.counted(own.count, "milestone"))</a>."
    let untaken = model.places.order[chip].filter {
      model.milestones[$0].isDone && model.milestones[$0].isHandoff && model.milestones[$0].accepted == nil
    }
    if let first = untaken.first {
      note +=
        " \(model.link(first, depth: ChipPage.depth)) was handed over on \(model.dateMarkup(first)) and is not accepted"
      note +=
        untaken.count > 1
        ? ", nor \(Wording.counted(untaken.count - 1, "other handoff", plural: "other handoffs"))." : "."
    }
    return note
  }

  /// `28, 11 done`
  var milestonesNote: String {
    let (done, _) = model.countDone(model.plan.chips[chip].milestones)
    return "\(model.plan.chips[chip].milestones.count), \(done) done"
  }

  /// `24, 11 done, 2 late`
  var handoffsNote: String {
    let done = handoffs.count { model.milestones[$0].isDone }
    let late = handoffs.count { model.health($0) >= .late }
    return "\(handoffs.count), \(done) done" + (late > 0 ? ", \(late) late or blocked" : "")
  }

  /// `Launch 2027-01-25, +25 d`; nil without a launch.
  var launchText: Markup? {
    let answer = model.launches[chip]
    guard answer.launch != nil else { return nil }
    let slip = Wording.slipClause(answer, after: ", ")
    return "Launch \(Markup(Wording.date(answer)))\(Markup(slip))"
  }

  func neighbour(_ offset: Int) -> PageLink? {
    let other = chip.advanced(by: offset)
    guard model.plan.chips.indices.contains(other) else { return nil }
    return PageLink(
      title: model.plan.chips[other].displayTitle, address: "\(model.plan.chips[other].id).html")
  }
}
