import TapeoutModel

/// A setting for a rule that does not exist, or that cannot be set.
struct UnknownRule: Rule {
  let name: RuleName = "unknown-rule"
  let group = RuleGroup.program
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: """
        `rules:` in program.md names a rule that does not exist, or one whose severity is fixed: what could not be \
        read cannot be waved through.
        """,
      why: "Somebody believes that a check is on, or off, and it is not.",
      wrong: Example(
        Example.File(
          "program.md",
          "---\ntitle: Program\nlaunch: 2030\nstatus_date: 2026-01-15\nrules: {no-baselines: off}\n---\n")),
      right: Example(
        Example.File(
          "program.md",
          "---\ntitle: Program\nlaunch: 2030\nstatus_date: 2026-01-15\nrules: {no-baseline: off}\n---\n")))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    var names = SuggestionIndex(RuleSet.all.map(\.name.description))
    var budget = SuggestionIndex.budget
    for setting in context.plan.program.ruleSettings {
      let written = setting.rule.value
      if let rule = RuleSet.rule(named: written) {
        guard rule.isFixed, setting.severity != rule.defaultSeverity else { continue }
        findings.append(
          Finding(
            name, at: setting.rule.range,
            "The severity of `\(written)` cannot be changed: it is always \(rule.defaultSeverity)",
            advice: "Remove the line; content that cannot be read has to be mended."))
        continue
      }
      let meant = names.suggestion(for: written.description, budget: &budget)
      findings.append(
        Finding(
          name, at: setting.rule.range,
          "There is no rule `\(written)`" + (meant.map { "; did you mean `\($0)`?" } ?? ""),
          advice: "`tapeout explain` lists all rules.",
          fixes: meant.map { [Fix("write \($0)", replace: setting.rule.range, with: $0)] } ?? []))
    }
  }
}
