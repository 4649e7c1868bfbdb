import TapeoutModel

/// A link or picture whose file is not there.
struct MissingAttachment: Rule {
  let name: RuleName = "missing-attachment"
  let group = RuleGroup.references
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: """
        A relative link or a picture names a file that is not in `Content/`, or of which only the Git LFS pointer is. \
        Names are compared byte by byte: an accent written as a character of its own makes another name.
        """,
      why: "Whoever follows it gets an error page. Files get lost most often because they were never committed.",
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        ---

        ![Floorplan](floorplan.png)

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        ---

        The floorplan is in the [customer’s archive](https://example.com/floorplan.png).

        """))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let plan = context.plan
    var attachments: Set<ExactString>?
    // Not lazy: a lazy variable is copied with all names whenever it changes.
    var names: SuggestionIndex?
    var budget = SuggestionIndex.budget
    context.forEachLink { link in
      guard case .file(let path) = link.target, !link.isPage else { return }
      let what = link.link.kind == .image ? "picture" : "file"
      let known = attachments ?? Set(plan.attachments.map(ExactString.init))
      attachments = known
      if known.contains(path) {
        guard plan.attachmentFaults[ExactString(path)] == .pointer else { return }
        findings.append(
          Finding(
            name, at: link.link.range, "Of the \(what) \(path) only the Git LFS pointer is here, not the file itself",
            advice: "Run `git lfs pull` in the repository, or check it out with Git LFS installed."))
        return
      }
      if plan.attachments.contains(path) {
        findings.append(
          Finding(
            name, at: link.link.range,
            "There is no \(what) \(path): a file’s name looks the same, but its accents are written in other characters",
            advice: "Rename the file by typing its name anew: it was probably unpacked or copied with decomposed "
              + "Unicode, and the link is composed, or the other way round."))
        return
      }
      if names == nil { names = SuggestionIndex(plan.attachments) }
      let meant = names?.suggestion(for: path, budget: &budget)
      findings.append(
        Finding(
          name, at: link.link.range,
          "There is no \(what) \(path)" + (meant.map { "; did you mean \($0)?" } ?? ""),
          advice: "Put the file there and commit it, or correct the path: it counts from the folder of this file."))
    }
  }
}
