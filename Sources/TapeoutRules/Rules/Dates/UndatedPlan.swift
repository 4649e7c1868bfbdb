import TapeoutModel
import TapeoutSchedule

/// Too much of a chip's plan has no date.
struct UndatedPlan: Rule {
  let name: RuleName = "undated-plan"
  let group = RuleGroup.dates
  // Often nobody can help it (an approval, a purchase), and TBD is the honest word for that.
  let defaultSeverity = Severity.hint

  /// Fewer milestones than this are no plan to judge.
  private static let fewest = 4

  var explanation: Explanation {
    Explanation(
      what: "More than a quarter of a chip's milestones still to come have no expected date.",
      why: """
        No launch date and no chance can be told for such a chip, only the earliest days. Usually one milestone without \
        a date stands in front of all others; the finding names the first.
        """,
      wrong: Example(
        .init("chips/custom-2/chip.md", "---\ntitle: Chip 2\nkind: merchant\n---\n"),
        .init(
          "chips/custom-2/milestones/import-approval.md",
          "---\ntitle: Import approval\nkind: import-approval\nforecast: TBD\n---\n"),
        .init(
          "chips/custom-2/milestones/purchase-order.md",
          "---\ntitle: Order accepted\nkind: purchase-order\nafter:\n  import-approval: 2w\n---\n"),
        .init(
          "chips/custom-2/milestones/delivery.md",
          "---\ntitle: Delivery\nkind: delivery\nafter:\n  purchase-order: 10w\n---\n"),
        .init(
          "chips/custom-2/milestones/deployment.md",
          "---\ntitle: Deployment\nkind: deployment\nafter:\n  delivery: 6w\n---\n")),
      right: Example(
        .init("chips/custom-2/chip.md", "---\ntitle: Chip 2\nkind: merchant\n---\n"),
        .init(
          "chips/custom-2/milestones/import-approval.md",
          "---\ntitle: Import approval\nkind: import-approval\nforecast: 2026-Q3\n---\n"),
        .init(
          "chips/custom-2/milestones/purchase-order.md",
          "---\ntitle: Order accepted\nkind: purchase-order\nafter:\n  import-approval: 2w\n---\n"),
        .init(
          "chips/custom-2/milestones/delivery.md",
          "---\ntitle: Delivery\nkind: delivery\nafter:\n  purchase-order: 10w\n---\n"),
        .init(
          "chips/custom-2/milestones/deployment.md",
          "---\ntitle: Deployment\nkind: deployment\nafter:\n  delivery: 6w\n---\n")))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for chip in context.plan.chips {
      var pending = 0
      var undated = 0
      var root: MilestoneIndex?
      for index in chip.milestones where milestones[index].isPending {
        pending += 1
        guard context.schedule.milestones[index].expected == nil else { continue }
        undated += 1
        if root == nil, context.schedule.milestones[index].driver == .nothing { root = index }
      }
      guard pending >= UndatedPlan.fewest, undated * 4 > pending else { continue }
      findings.append(
        Finding(
          name, at: chip.place,
          "\(undated) of the \(pending) milestones that \(chip.displayTitle) still has to reach have no expected date",
          advice: "Give the first of them a date, if only a quarter, once anybody can.",
          notes: root.map { [.init("\(milestones[$0].displayTitle) has no date", at: milestones[$0].place)] } ?? []))
    }
  }
}
