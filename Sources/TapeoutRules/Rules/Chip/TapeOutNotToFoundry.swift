import TapeoutModel

/// The tape-out goes to somebody who does not make the chip.
struct TapeOutNotToFoundry: Rule {
  let name: RuleName = "tape-out-not-to-foundry"
  let group = RuleGroup.chip
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "A tape-out's stated `to` is not the foundry that chip.md names.",
      why: "The plan contradicts itself about who makes the chip: who accepts the database and whose slots count.",
      wrong: example("broadcom"), right: example("tsmc"))
  }

  private func example(_ receiver: String) -> Example {
    Example(
      .init(
        "chips/custom-1/milestones/tape-out.md",
        "---\ntitle: Tape-out\nkind: tape-out\nfrom: broadcom\nto: \(receiver)\nforecast: 2026-04-02\n---\n"))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let plan = context.plan
    for chip in plan.chips {
      guard let foundry = chip.foundry, let maker = foundry.index else { continue }
      for index in chip.milestones {
        guard plan.milestones[index].kind?.name == "tape-out", let to = plan.milestones[index].to,
          let receiver = to.index, receiver != maker, !context.isGivenUp(index)
        else { continue }
        findings.append(
          Finding(
            name, at: to.id.range,
            "\(plan.milestones[index].displayTitle) goes to \(plan.partners[receiver].displayTitle), "
              + "but the foundry of \(chip.displayTitle) is \(plan.partners[maker].displayTitle)",
            advice: "Write `to: \(foundry.id.value)`, or correct `foundry:` in chip.md.",
            notes: [.init("the foundry", at: foundry.id.range)],
            fixes: [Fix("write \(foundry.id.value)", replace: to.id.range, with: foundry.id.value, isGuess: true)]))
      }
    }
  }
}
