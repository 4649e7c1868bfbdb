import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// Silicon is planned sooner after the tape-out than any fab delivers.
struct SiliconTooEarly: Rule {
  let name: RuleName = "silicon-too-early"
  let group = RuleGroup.chip
  let defaultSeverity = Severity.warning

  /// Shortest credible days from tape-out. Sources: 16 to 18 weeks in fab (Renesas), 3 to 6 months from tape-out to
  /// chips in hand (Reuters, March 2025); a quarter less is allowed for priority lots.
  private static let shortest = [("wafers-out", 84), ("first-silicon", 91)]

  var explanation: Explanation {
    Explanation(
      what: """
        The first wafers lie less than 12 weeks, or first silicon less than 13 weeks, after the tape-out of the same \
        stepping. Only a chip's first tape-out is judged: a metal respin on banked wafers is faster.
        """,
      why: """
        An advanced node needs 16 to 18 weeks in the fab, masks not counted. A plan below that is not ambitious but \
        wrong, and everything after it is wrong by the same weeks.
        """,
      wrong: example("2026-05-20"), right: example("2026-07-25"))
  }

  private func example(_ wafers: String) -> Example {
    Example(
      .init("chips/custom-2/chip.md", "---\ntitle: Chip 2\nkind: custom\n---\n"),
      .init(
        "chips/custom-2/milestones/tape-out.md", "---\ntitle: Tape-out\nkind: tape-out\nforecast: 2026-04-02\n---\n"),
      .init(
        "chips/custom-2/milestones/wafers-out.md",
        "---\ntitle: First wafers\nkind: wafers-out\nforecast: \(wafers)\n---\n"))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    for chip in context.plan.chips { check(chip, context, into: &findings) }
  }

  private func check(_ chip: Chip, _ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    var first: (index: MilestoneIndex, day: Day)?
    for index in chip.milestones where milestones[index].kind?.name == "tape-out" {
      guard let day = earliest(index, context) else { continue }
      if day < first?.day ?? Day.supported.upperBound { first = (index, day) }
    }
    guard let first else { return }
    for (kind, days) in SiliconTooEarly.shortest {
      let early = chip.milestones.first { index in
        guard milestones[index].kind?.name == kind,
          milestones[index].stepping?.value == milestones[first.index].stepping?.value,
          let day = context.schedule.milestones[index].expected
        else { return false }
        return day - first.day < days
      }
      guard let early, let day = context.schedule.milestones[early].expected else { continue }
      var milestone: Milestone { _read { yield milestones[early] } }
      let wait = day - first.day
      findings.append(
        Finding(
          name, at: milestone.actual?.range ?? milestone.forecast?.range ?? milestone.place,
          "\(milestone.displayTitle) (\(day)) lies \(wait < 0 ? "before" : "only \(Wording.counted(wait, "day")) after") "
            + "the tape-out (\(first.day)); no fab takes less than \(days) days",
          advice: "Correct the duration from tape-out to silicon, or the date of the tape-out.",
          notes: [.init("the tape-out", at: milestones[first.index].place)]))
      // Both would have the same cause.
      return
    }
  }

  /// The first day on which it may be, so that a vague date gets the benefit of the doubt.
  private func earliest(_ index: MilestoneIndex, _ context: RuleContext) -> Day? {
    var milestone: Milestone { _read { yield context.plan.milestones[index] } }
    if let actual = milestone.actual { return actual.value.first }
    if context.schedule.milestones[index].driver == .forecast { return milestone.forecast?.value.date?.first }
    return context.schedule.milestones[index].expected
  }
}
