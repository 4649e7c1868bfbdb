package import TapeoutModel

/// Every rule, by group; and the one place where findings get their severity.
package enum RuleSet {
  /// In the order of groups; within a group as listed there.
  package static let all: [any Rule] = file + references + dates + gates + chip + risk + program

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  package static func rule(named name: RuleName) -> (any Rule)? { byName[name] }

  /// Gives the findings their severities: each rule's own, unless program.md sets another; takes out those of rules
  /// that are switched off.
  ///
  /// Errors of reading keep their severity whatever program.md says: what could not be read cannot be waved through.
  static func judge(_ parts: inout [[Finding]], _ settings: [Program.RuleSetting]) {
    var severities: [RuleName: Severity?] = byName.mapValues(\.defaultSeverity)
    for setting in settings {
      guard let rule = byName[setting.rule.value], !rule.isFixed else { continue }
      severities.updateValue(setting.severity, forKey: rule.name)
    }
    for part in parts.indices {
      var isSwitchedOff = false
      for index in parts[part].indices {
        switch severities[parts[part][index].rule] {
        case .some(.some(let severity)): parts[part][index].severity = severity
        case .some(.none): isSwitchedOff = true
        case .none: parts[part][index].severity = .error
        }
      }
      if isSwitchedOff { parts[part].removeAll { severities[$0.rule] == .some(.none) } }
    }
  }
}

extension Rule {
  /// Whether program.md cannot change its severity: the content behind such a finding was not read, or the setting
  /// itself is wrong.
  package var isFixed: Bool { (group == .file && defaultSeverity == .error) || name == "unknown-rule" }
}
