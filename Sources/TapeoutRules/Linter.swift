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
    return sorted(RuleSet.judged(findings, context.plan.program.ruleSettings))
  }

  /// By file, place, rule and words: a total order, so that equal content gives equal output. The same finding twice
  /// is one.
  private static func sorted(_ findings: [Finding]) -> [Finding] {
    // Places are sorted, not findings: they are large.
    let order = findings.indices.sorted { findings[$0].precedes(findings[$1]) }
    var sorted: [Finding] = []
    sorted.reserveCapacity(findings.count)
    for index in order where sorted.last != findings[index] { sorted.append(findings[index]) }
    return sorted
  }
}

extension Finding {
  fileprivate func precedes(_ other: Finding) -> Bool {
    if range.file != other.range.file { return range.file < other.range.file }
    if range.start != other.range.start { return range.start < other.range.start }
    if range.end != other.range.end { return range.end < other.range.end }
    if rule != other.rule { return rule < other.rule }
    return headline.precedesInBytes(other.headline)
  }
}
