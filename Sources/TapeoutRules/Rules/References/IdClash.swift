import TapeoutModel

/// Two files whose names differ only in case.
struct IdClash: Rule {
  let name: RuleName = "id-clash"
  let group = RuleGroup.references
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "Two chips, milestones, partners or risks have ids that differ only in upper and lower case.",
      why: "On the disks of many laptops the two are one file, and the one written last replaces the other.",
      wrong: Example(
        Example.File("chips/custom-1/milestones/Tape-Out.md", "---\ntitle: Tape-out\nkind: review\n---\n")),
      right: Example(
        Example.File("chips/custom-1/milestones/tape-out-b0.md", "---\ntitle: Tape-out B0\nkind: review\n---\n")))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let plan = context.plan
    clashes(plan.partners.map { ($0.id, $0.origin) }, &findings)
    clashes(plan.chips.map { ($0.id, $0.origin) }, &findings)
    // Ten thousand names are not made to see that all are in lower case.
    let isCapital = plan.milestones.indices.contains { index in
      hasCapital(plan.milestones[index].id.chip) || hasCapital(plan.milestones[index].id.milestone)
    }
    if isCapital { clashes(plan.milestones.map { ($0.id.description, $0.origin) }, &findings) }
    clashes(plan.risks.map { ("\(plan.chips[$0.chip].id)/\($0.id)", $0.origin) }, &findings)
  }

  private func hasCapital(_ id: String) -> Bool { id.utf8.contains { (0x41...0x5A).contains($0) } }

  private func clashes(_ all: [(id: String, origin: Origin)], _ findings: inout [Finding]) {
    // Upper case is not allowed in ids: where there is none, there is nothing to compare.
    guard all.contains(where: { hasCapital($0.id) }) else { return }
    var first: [String: (id: String, origin: Origin)] = [:]
    for one in all {
      let key = one.id.lowercased()
      guard let other = first[key] else {
        first[key] = one
        continue
      }
      findings.append(
        Finding(
          name, at: one.origin.start, "The ids \(other.id) and \(one.id) differ only in case",
          advice: "Rename one of the two files or folders.",
          notes: [.init("the other one", at: other.origin.start)]))
    }
  }
}
