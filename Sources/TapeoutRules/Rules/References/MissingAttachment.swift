import TapeoutModel

/// A link or picture whose file is not there.
struct MissingAttachment: Rule {
  let name: RuleName = "missing-attachment"
  let group = RuleGroup.references
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: "A relative link or a picture names a file that is not in `Content/`.",
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
    var attachments: Set<String>?
    context.forEachLink { link in
      guard case .file(let path) = link.target, !link.isPage else { return }
      let known = attachments ?? Set(context.plan.attachments)
      attachments = known
      guard !known.contains(path) else { return }
      let meant = suggestion(for: path, among: context.plan.attachments)
      let what = link.link.kind == .image ? "picture" : "file"
      findings.append(
        Finding(
          name, at: link.link.range,
          "There is no \(what) \(path)" + (meant.map { "; did you mean \($0)?" } ?? ""),
          advice: "Put the file there and commit it, or correct the path: it counts from the folder of this file."))
    }
  }
}
