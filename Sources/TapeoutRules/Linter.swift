package import TapeoutModel

/// Runs every rule over a plan.
package enum Linter {
  /// All findings, those of reading included, with their severities, in the order of files and places.
  ///
  /// - Parameter reading: what the loader and the parser found.
  /// - Complexity: linear in the plan, but for sorting the findings.
  package static func lint(
    _ context: RuleContext, and reading: [Finding], isSerial: Bool = false
  ) async -> [Finding] {
    // A few rules a task: together they outweigh starting it.
    let found = await RuleSet.all.concurrentMap(chunkSize: 4, isSerial: isSerial) { rule in
      var findings: [Finding] = []
      rule.check(context, into: &findings)
      return findings
    }
    var findings = reading
    for part in found { findings += part }
    RuleSet.judge(&findings, context.plan.program.ruleSettings)
    return sorted(findings)
  }

  /// By file, place, rule and words: a total order, so that equal content gives equal output. The same finding twice
  /// is one.
  private static func sorted(_ findings: [Finding]) -> [Finding] {
    // Places are sorted, not findings, and looked at where they lie: they are large.
    let order = findings.indices.sorted { left, right in
      let (place, other) = (findings[left].range, findings[right].range)
      if place.file != other.file { return place.file < other.file }
      if place.start != other.start { return place.start < other.start }
      if place.end != other.end { return place.end < other.end }
      if findings[left].rule != findings[right].rule { return findings[left].rule < findings[right].rule }
      return findings[left].headline.precedesInBytes(findings[right].headline)
    }
    var sorted: [Finding] = []
    sorted.reserveCapacity(findings.count)
    for (place, index) in order.enumerated() {
      if place > 0, findings[order[place - 1]].range == findings[index].range,
        findings[order[place - 1]] == findings[index]
      {
        continue
      }
      sorted.append(findings[index])
    }
    return sorted
  }
}
