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
    // Places are sorted, not findings, and findings looked at where they lie: they are large.
    let order = findings.indices.map { FindingPlace(findings[$0].range, $0) }.sorted { left, right in
      if left.start != right.start { return left.start < right.start }
      if left.end != right.end { return left.end < right.end }
      let (finding, other) = (left.index, right.index)
      if findings[finding].rule != findings[other].rule { return findings[finding].rule < findings[other].rule }
      return findings[finding].headline.precedesInBytes(findings[other].headline)
    }.map(\.index)
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

/// Where a finding comes among others, before their words are looked at.
private struct FindingPlace {
  /// File and first byte.
  let start: UInt64
  let end: UInt32
  let index: Int

  init(_ range: SourceRange, _ index: Int) {
    start = UInt64(UInt32(bitPattern: range.file.index)) << 32 | UInt64(UInt32(bitPattern: range.start))
    end = UInt32(bitPattern: range.end)
    self.index = index
  }
}
