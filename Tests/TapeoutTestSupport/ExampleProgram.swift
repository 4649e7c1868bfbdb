import TapeoutModel

/// The small clean program that the examples of rules are laid over: one custom chip with a whole pipeline, of which
/// the first steps are done. By path below `Content/`.
package let exampleProgram: [String: String] = {
  var files = [
    "program.md": "---\ntitle: Program\nlaunch: 2030\nstatus_date: 2026-01-15\n---\n",
    "partners/acme.md": "---\ntitle: Acme\nrole: customer\n---\n",
    "partners/broadcom.md": "---\ntitle: Broadcom\nrole: design-partner\n---\n",
    "partners/tsmc.md": "---\ntitle: TSMC\nrole: foundry\n---\n",
    "chips/custom-1/chip.md":
      "---\ntitle: Chip\nkind: custom\ndesign_partner: broadcom\nfoundry: tsmc\npackaging: tsmc\n---\n",
  ]
  var before: String?
  var day = Day(unchecked: 2029, 1, 10)
  for (kind, weeks) in [
    ("timing-signoff", 0), ("power-signoff", 1), ("physical-verification", 2), ("tape-out", 3), ("wafers-out", 18),
    ("first-silicon", 9), ("bring-up", 8), ("qualification", 12), ("production-release", 4), ("launch", 4),
  ] {
    day = day + weeks * 7
    let after = before.map { "after: {\($0): \(weeks)w}\n" } ?? "forecast: \(day)\n"
    files["chips/custom-1/milestones/\(kind).md"] = """
      ---
      title: The \(kind)
      kind: \(kind)
      owner: Layout team
      baseline: \(day)
      \(after)---

      ## Exit criteria

      - [ ] Held

      """
    before = kind
  }
  files["chips/custom-1/milestones/kickoff.md"] = """
    ---
    title: Kickoff
    kind: kickoff
    baseline: 2020-01-10
    actual: 2020-01-10
    accepted: 2020-01-11
    ---

    """
  return files
}()
