import TapeoutModel

/// Something that a reader takes for exit criteria, and that is not read as such. The parser reports what it meets; the
/// rule itself adds milestones that are done although nothing below their heading is a criterion.
struct UnreadCriteria: Rule {
  let name: RuleName = "unread-criteria"
  let group = RuleGroup.gates
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        Below or beside the heading `Exit criteria` stands what looks like criteria but is not read: items without a box, \
        a table, a block of code, boxes below another heading, or a list item `Exit criteria:` in place of a heading. Or \
        the milestone is done, and nothing below its heading is a criterion.
        """,
      why: "A gate that has criteria must not look like one without: an open one would be overlooked.",
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        ---

        ## Exit criteria

        - [x] LVS clean
        - Review held

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        ---

        ## Exit criteria

        - [x] LVS clean
        - [ ] Review held

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices {
      guard milestones[index].criteria.isEmpty, let heading = milestones[index].criteriaHeading,
        milestones[index].isDone, !milestones[index].hasUnreadCriteria
      else { continue }
      findings.append(
        Finding(
          name, at: heading,
          "\(milestones[index].displayTitle) is done, and nothing below its heading is read as a criterion",
          advice: "Add items such as `- [x] DRC clean` below the heading, or take the heading out."))
    }
  }
}
