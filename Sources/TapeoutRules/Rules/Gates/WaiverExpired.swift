import TapeoutModel
import TapeoutWording

/// A waiver has ended, and nobody has closed it.
struct WaiverExpired: Rule {
  let name: RuleName = "waiver-expired"
  let group = RuleGroup.gates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        A waiver ran until a day that has passed, or until a milestone that is done or dropped, and its criterion is \
        still waived `[-]`.
        """,
      why: "The gap that was accepted for a while is now accepted by nobody. A waiver has to be met, or given anew.",
      wrong: .milestone(
        "tape-out",
        """
        ---
        title: Tape-out
        kind: tape-out
        forecast: 2026-04-02
        ---

        ## Exit criteria

        - [-] ESD check on the test pads (waived by TSMC until 2020-06-30: pads unused on A0)

        """),
      right: .milestone(
        "tape-out",
        """
        ---
        title: Tape-out
        kind: tape-out
        forecast: 2026-04-02
        ---

        ## Exit criteria

        - [x] ESD check on the test pads

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices where milestones[index].hasCriterion(where: { $0 == .waived }) {
      if context.isGivenUp(index) { continue }
      for criterion in milestones[index].criteria where criterion.state == .waived {
        guard let waiver = criterion.waiver, let until = waiver.until else { continue }
        var notes: [Finding.Note] = []
        let end: String
        switch until {
        case .date(let date):
          guard date.last < context.statusDate else { continue }
          end = "ended \(date.phrase)"
        case .milestone(let reference):
          guard let target = reference.index, target != index else { continue }
          let name = context.name(of: target, from: index)
          if let actual = milestones[target].actual {
            end = "ended when \(name) was done \(actual.value.phrase)"
            notes = [.init("\(name) was done", at: actual.range)]
          } else if let status = milestones[target].status, status.value == .dropped {
            end = "runs until \(name), which was dropped"
            notes = [.init("\(name) was dropped", at: status.range)]
          } else {
            continue
          }
        }
        findings.append(
          Finding(
            name, at: waiver.range, "The waiver of “\(criterion.text)” \(end), and nobody has closed it",
            advice: "Tick the criterion `[x]` if it is met by now, or have the waiver given anew with a later end.",
            notes: notes))
      }
    }
  }
}
