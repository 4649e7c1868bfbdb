package import TapeoutModel

/// Every rule, by group; and the one place where findings get their severity.
package enum RuleSet {
  /// In the order of groups; within a group as listed there.
  package static let all: [any Rule] = file + references + dates + gates + chip + risk + program

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  package static func rule(named name: RuleName) -> (any Rule)? { byName[name] }

  /// The findings with their severities: each rule's own, unless program.md sets another; those of rules that are
  /// switched off are left out.
  ///
  /// Errors of reading keep their severity whatever program.md says: what could not be read cannot be waved through.
  static func judged(_ findings: [Finding], _ settings: [Program.RuleSetting]) -> [Finding] {
    var severities: [RuleName: Severity?] = byName.mapValues(\.defaultSeverity)
    for setting in settings {
      guard let rule = byName[setting.rule.value], !rule.isFixed else { continue }
      severities.updateValue(setting.severity, forKey: rule.name)
    }
    var judged: [Finding] = []
    judged.reserveCapacity(findings.count)
    for var finding in findings {
      switch severities[finding.rule] {
      case .some(.some(let severity)): finding.severity = severity
      case .some(.none): continue
      case .none: finding.severity = .error
      }
      judged.append(finding)
    }
    return judged
  }
}

extension Rule {
  /// Whether program.md cannot change its severity: the content behind such a finding was not read, or the setting
  /// itself is wrong.
  package var isFixed: Bool { (group == .file && defaultSeverity == .error) || name == "unknown-rule" }
}
