import TapeoutModel

/// A name that cannot be an id. Reported by the parser.
struct InvalidId: Rule {
  let name: RuleName = "invalid-id"
  let group = RuleGroup.file
  let defaultSeverity = Severity.error

  var explanation: Explanation {
    Explanation(
      what: """
        A file, folder, kind or reference has a name with other characters than lower-case letters, digits and \
        hyphens.
        """,
      why: """
        Ids become addresses and file names; on some disks Tape-Out and tape-out are the same file.
        """,
      wrong: Example(
        Example.File(
          "partners/Acme Corp.md",
          """
          ---
          title: Acme Corp
          role: supplier
          ---

          """)),
      right: Example(
        Example.File(
          "partners/acme-corp.md",
          """
          ---
          title: Acme Corp
          role: supplier
          ---

          """)))
  }
}
