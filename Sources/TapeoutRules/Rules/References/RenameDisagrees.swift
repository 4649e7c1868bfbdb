import TapeoutHistory
import TapeoutModel

/// A name below `renamed:` belonged to something else, for all that Git knows.
struct RenameDisagrees: Rule {
  let name: RuleName = "rename-disagrees"
  let group = RuleGroup.references
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    func milestone(_ title: String, _ more: String = "") -> String {
      "---\ntitle: \(title)\nkind: review\nowner: Layout team\nforecast: 2029-01-31\n\(more)---\n"
    }
    return Explanation(
      what: """
        A milestone, chip or risk is said to have had a name that belonged to another one in a plan that Git knows. For \
        the days that Git knows, Git is believed.
        """,
      why: "Two histories told as one show moves that nobody made, and hide those that somebody did.",
      wrong: Example.milestone("layout-review", milestone("Layout review", "renamed: [netlist-review]\n"))
        .after(Day(unchecked: 2026, 1, 8), milestone: "netlist-review", milestone("Netlist review")),
      right: .milestone("layout-review", milestone("Layout review", "renamed: [final-layout-review]\n")))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    for contradiction in FormerNames(context.plan).contradictions(in: context.history) {
      findings.append(
        Finding(
          name, at: contradiction.range,
          "Git knows \(contradiction.former) as another \(contradiction.noun) than \(contradiction.name) "
            + "on \(contradiction.day)",
          advice: "Take the name out of `renamed:`."))
    }
  }
}
