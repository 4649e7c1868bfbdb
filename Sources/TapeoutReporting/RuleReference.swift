import TapeoutModel
import TapeoutRules

/// What Docs/rules.md says, from the rules themselves.
package enum RuleReference {
  package static var text: String {
    var text = """
      # Rules

      What `tapeout check` looks for, by group. `tapeout explain RULE` shows the same on a terminal. This page is made from the
      rules: `make record` writes it anew.

      An error stops a build; a warning does with `--strict`; a hint never does. program.md changes how much a rule matters:
      `rules: {no-baseline: off, stale-forecast: error}`. What cannot be read stays an error whatever program.md says.

      """
    let groups = RuleGroup.allCases.map { group in
      (group, RuleSet.all.filter { $0.group == group }.sorted { $0.name < $1.name })
    }
    for (group, rules) in groups {
      text += "\n## \(title(group))\n\n| rule | severity | finds |\n|---|---|---|\n"
      for rule in rules {
        text += "| [`\(rule.name)`](#\(rule.name)) | \(severity(rule)) | \(cell(rule.explanation.summary)) |\n"
      }
    }
    text += "\n# Every rule with its examples\n\n"
    text +=
      "An example shows what differs from a small clean program, whose status date is 2026-01-15 where none is shown.\n"
    for (group, rules) in groups {
      for rule in rules {
        text += "\n## \(rule.name)\n\n*\(severity(rule)), \(title(group).lowercased())*\n\n\(rule.explanation.markdown)"
      }
    }
    return text
  }

  private static func title(_ group: RuleGroup) -> String {
    switch group {
    case .file: "Files"
    case .references: "References"
    case .dates: "Dates"
    case .gates: "Gates and handoffs"
    case .chip: "Chips"
    case .risk: "Risks"
    case .program: "The program"
    }
  }

  private static func severity(_ rule: any Rule) -> String {
    "\(rule.defaultSeverity)\(rule.isFixed ? ", always" : "")"
  }

  /// A text within one cell of a table.
  private static func cell(_ text: String) -> String {
    text.split(separator: "\n").joined(separator: " ").replacing("|", with: "\\|")
  }
}
