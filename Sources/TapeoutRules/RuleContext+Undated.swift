import TapeoutModel
import TapeoutSchedule

extension RuleContext {
  /// Stated dates that a finding lists; the rest are counted.
  private static let mostNotes = 3

  /// The dates that are stated behind an undated input, in the order of the plan.
  func stated(behind input: UndatedInput) -> [(milestone: MilestoneIndex, date: Located<PlanDate>)] {
    input.behind.compactMap { index in
      guard plan.milestones[index].isPending, let forecast = plan.milestones[index].forecast,
        let date = forecast.value.date
      else { return nil }
      return (index, Located(date, at: forecast.range))
    }
  }

  /// One note for each of the first dates that are stated behind an undated input.
  func notes(onDatesStatedBehind input: UndatedInput) -> [Finding.Note] {
    let stated = stated(behind: input)
    return stated.enumerated().prefix(RuleContext.mostNotes).map { place, one in
      let more = stated.count - RuleContext.mostNotes
      let rest =
        place == RuleContext.mostNotes - 1 && more > 0 ? ", and so \(more == 1 ? "does" : "do") \(more) more" : ""
      return .init(
        "\(plan.milestones[one.milestone].displayTitle) states \(one.date.value), which nothing bears out\(rest)",
        at: one.date.range)
    }
  }
}
