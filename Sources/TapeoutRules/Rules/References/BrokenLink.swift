import TapeoutModel

/// A link to a page that is not there.
struct BrokenLink: Rule {
  let name: RuleName = "broken-link"
  let group = RuleGroup.references
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "A relative link leads to a .md file that does not exist, or out of `Content/`.",
      why:
        "On the site it would be a dead end, and mostly it means that the file was renamed and somebody was not told.",
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        ---

        Follows the [kickoff](kick-off.md).

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        ---

        Follows the [kickoff](kickoff.md).

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    var pages: Set<ExactString>?
    // Not lazy: a lazy variable is copied with all names whenever it changes.
    var names: SuggestionIndex?
    var budget = SuggestionIndex.budget
    context.forEachLink { link in
      switch link.target {
      case .elsewhere: break
      case .outside:
        findings.append(
          Finding(
            name, at: link.link.range, "The link “\(link.link.destination)” leads out of Content",
            advice: "Link to a file below Content by a relative path, or to a full address."))
      case .file(let path):
        guard link.isPage else { return }
        let known = pages ?? Set(context.sources.files.map { ExactString($0.path) })
        pages = known
        guard !known.contains(path), !context.plan.isUnread(path) else { return }
        if names == nil { names = SuggestionIndex(context.sources.files.map(\.path)) }
        let meant = names?.suggestion(for: path, budget: &budget)
        findings.append(
          Finding(
            name, at: link.link.range,
            "There is no page \(path)" + (meant.map { "; did you mean \($0)?" } ?? ""),
            advice: "Correct the path: it counts from the folder of this file."))
      }
    }
  }
}
