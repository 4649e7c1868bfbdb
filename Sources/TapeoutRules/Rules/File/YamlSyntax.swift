import TapeoutModel

/// A line of front matter is not YAML that is read here. Reported by the parser.
struct YamlSyntax: Rule {
  let name: RuleName = "yaml-syntax"
  let group = RuleGroup.file
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: """
        A line of the front matter cannot be read: a tab, a missing space, a colon or a special character in \
        plain text, an open quote, or a feature of YAML that plans do not need.
        """,
      why: """
        YAML would drop or change what stands there. Every such line is shown with its own fix, and the rest of \
        the file is still read.
        """,
      wrong: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        reason: SerDes IP: three weeks late
        ---

        """),
      right: .milestone(
        "tape-out-review",
        """
        ---
        title: Tape-out review
        kind: tape-out-review
        reason: "SerDes IP: three weeks late"
        ---

        """))
  }
}
