import TapeoutModel

/// Two owners whose names are nearly the same.
struct OwnerSpelling: Rule {
  let name: RuleName = "owner-spelling"
  let group = RuleGroup.program
  let defaultSeverity = Severity.hint

  var explanation: Explanation {
    Explanation(
      what: "Two owners differ only in case, blanks, hyphens or accents, or by a letter.",
      why: "One person or team has two pages and two calendars then, and each shows half of what they owe.",
      wrong: milestone("Layout  Team"),
      right: milestone("Layout team"))
  }

  private func milestone(_ owner: String) -> Example {
    .milestone(
      "timing-signoff",
      """
      ---
      title: Timing sign-off
      kind: timing-signoff
      owner: \(owner)
      baseline: 2029-01-10
      forecast: 2029-01-10
      ---

      ## Exit criteria

      - [ ] Held

      """)
  }

  /// Once a name, at its first place.
  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let names = OwnerSpelling.names(in: context.plan)
    guard names.count > 1 else { return }
    for pair in NearNames(names.map { ($0.text, $0.count) }).pairs {
      let (rare, common) = (names[pair.rare], names[pair.common])
      findings.append(
        Finding(
          name, at: rare.first, "The owner “\(rare.text)” is nearly “\(common.text)”",
          advice: "Write one name for one owner: “\(common.text)”, if that is meant.",
          notes: [Finding.Note("“\(common.text)” here", at: common.first)]))
    }
  }

  /// Every owner, how often it is named and where first, in the order of the names' bytes.
  private static func names(in plan: Plan) -> [(text: String, count: Int, first: SourceRange)] {
    var known: [ExactString: (count: Int, first: SourceRange)] = [:]
    func add(_ name: String, _ range: SourceRange) { known[ExactString(name), default: (0, range)].count += 1 }
    for index in plan.milestones.indices {
      if let owner = plan.milestones[index].owner { add(owner.value, owner.range) }
    }
    for index in plan.risks.indices {
      if let owner = plan.risks[index].owner { add(owner.value, owner.range) }
    }
    for decision in plan.decisions where decision.isWanted {
      if let owner = decision.owner { add(owner, decision.range) }
    }
    return known.map { ($0.key.text, $0.value.count, $0.value.first) }.sorted { $0.0.precedesInBytes($1.0) }
  }
}
