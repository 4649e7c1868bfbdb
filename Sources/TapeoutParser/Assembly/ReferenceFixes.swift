import TapeoutModel

/// Fixes that put an invalid name right are only known to be right once the whole plan is read: when something bears
/// the name that they write.
enum ReferenceFixes {
  /// The findings, without fixes that would only make another mistake.
  static func checked(_ findings: [Finding], _ plan: Plan, _ sources: SourceSet) -> [Finding] {
    guard findings.contains(where: isConcerned) else { return findings }
    return findings.map { finding in
      guard isConcerned(finding) else { return finding }
      var finding = finding
      let path = sources[finding.range.file].path
      finding.fixes.removeAll { fix in !fix.edits.allSatisfy { names(something: $0.text, in: plan, from: path) } }
      for index in finding.fixes.indices { finding.fixes[index].isGuess = true }
      return finding
    }
  }

  private static func isConcerned(_ finding: Finding) -> Bool {
    finding.rule == "invalid-id" && !finding.fixes.isEmpty
  }

  /// Whether a name is that of a partner, or of a milestone other than the one of the file that names it.
  private static func names(something name: String, in plan: Plan, from path: String) -> Bool {
    if plan.partners.contains(where: { $0.id == name }) { return true }
    let chip = path.utf8.split(separator: UInt8(ascii: "/")).dropFirst(2).first.map { String(Substring($0)) } ?? ""
    guard let id = MilestoneID(parsing: name, chip: chip) else { return false }
    return id.path != path && plan.milestoneIndex(of: id) != nil
  }
}
