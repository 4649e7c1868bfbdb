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
    var parts = await RuleSet.all.concurrentMap(chunkSize: 4, isSerial: isSerial) { rule in
      var findings: [Finding] = []
      rule.check(context, into: &findings)
      return findings
    }
    parts.insert(reading, at: 0)
    RuleSet.judge(&parts, context.plan.program.ruleSettings)
    return sorted(parts)
  }

  /// By file, place, rule and words: a total order, so that equal content gives equal output. The same finding twice
  /// is one.
  private static func sorted(_ parts: [[Finding]]) -> [Finding] {
    // Places are sorted, not findings, and findings looked at where they lie and taken once: they are large.
    let order = parts.indices.flatMap { part in
      parts[part].indices.map { FindingPlace(parts[part][$0].range, part, $0) }
    }.sorted { left, right in
      if left.start != right.start { return left.start < right.start }
      if left.end != right.end { return left.end < right.end }
      var finding: Finding { _read { yield parts[Int(left.part)][left.index] } }
      var other: Finding { _read { yield parts[Int(right.part)][right.index] } }
      if finding.rule != other.rule { return finding.rule < other.rule }
      return finding.headline.precedesInBytes(other.headline)
    }
    var sorted: [Finding] = []
    sorted.reserveCapacity(order.count)
    for place in order.indices {
      var finding: Finding { _read { yield parts[Int(order[place].part)][order[place].index] } }
      if place > 0, order[place - 1].start == order[place].start, order[place - 1].end == order[place].end,
        parts[Int(order[place - 1].part)][order[place - 1].index] == finding
      {
        continue
      }
      sorted.append(finding)
    }
    return sorted
  }
}

/// Where a finding comes among others, before their words are looked at.
private struct FindingPlace {
  /// File and first byte.
  let start: UInt64
  let end: UInt32
  let part: Int32
  let index: Int

  init(_ range: SourceRange, _ part: Int, _ index: Int) {
    start = UInt64(UInt32(bitPattern: range.file.index)) << 32 | UInt64(UInt32(bitPattern: range.start))
    end = UInt32(bitPattern: range.end)
    self.part = Int32(part)
    self.index = index
  }
}
