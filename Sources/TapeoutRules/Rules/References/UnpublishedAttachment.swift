import TapeoutModel
import TapeoutWording

/// A link or picture whose file is there and is not published.
struct UnpublishedAttachment: Rule {
  let name: RuleName = "unpublished-attachment"
  let group = RuleGroup.references
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        A link or a picture names a file that is not published, so the page shows its text without it: a file of a \
        type that is not on the list, one of more than 64 MiB, an SVG picture that is linked instead of shown, or one \
        that cannot be cleaned. Published are \(UnpublishedAttachment.types).
        """,
      why: """
        A file such as HTML would be a page at the site’s own address, and could say or do anything in its name. Of an \
        SVG picture only what draws is published: no scripts, no links, no addresses elsewhere.
        """,
      wrong: Example(
        Example.File("chips/custom-1/minutes.html", "<h1>Minutes</h1>\n"),
        UnpublishedAttachment.milestone("[minutes](../minutes.html)")),
      right: Example(
        Example.File("chips/custom-1/minutes.txt", "Minutes\n"),
        UnpublishedAttachment.milestone("[minutes](../minutes.txt)")))
  }

  private static let types = Wording.list(AttachmentType.allCases.map(\.rawValue))

  private static func milestone(_ link: String) -> Example.File {
    Example.File(
      "chips/custom-1/milestones/tape-out-review.md",
      """
      ---
      title: Tape-out review
      kind: tape-out-review
      ---

      See the \(link).

      """)
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let plan = context.plan
    if plan.attachments.isEmpty { return }
    var attachments: Set<ExactString>?
    context.forEachLink { link in
      guard case .file(let path) = link.target, !link.isPage else { return }
      let isPicture = link.link.kind == .image
      guard let refusal = plan.refusal(ofAttachment: path, asPicture: isPicture) else { return }
      let known = attachments ?? Set(plan.attachments.map(ExactString.init))
      attachments = known
      // What is not there is another rule's.
      guard known.contains(path) else { return }
      let (why, advice) = words(refusal)
      findings.append(
        Finding(
          name, at: link.link.range, "The \(isPicture ? "picture" : "file") \(path) is not published: \(why)",
          advice: advice))
    }
  }

  private func words(_ refusal: AttachmentRefusal) -> (why: String, advice: String) {
    switch refusal {
    case .type:
      (
        "files of its type are not",
        "Put it into a PDF or a zip archive, or keep it elsewhere and link to it by its address."
      )
    case .linkedPicture:
      (
        "an SVG picture is shown on a page, and is no page of its own",
        "Show it, with an exclamation mark before the bracket, or link to a PDF or PNG of it."
      )
    case .fault(.oversized):
      (
        "it has more than \(Plan.largestAttachment >> 20) MiB",
        "Keep it elsewhere and link to it by its address."
      )
    case .fault(.unclean(let reason)):
      ("it \(reason), so what it would do cannot be told", "Save it as plain SVG, or as PNG.")
    case .fault(.pointer):
      ("only its Git LFS pointer is here", "Run `git lfs pull` in the repository.")
    }
  }
}
