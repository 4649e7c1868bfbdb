import TapeoutTestSupport

/// A small program for commands that change files: two chips, partners, a risk, links, criteria.
enum EditingProgram {
  static let files: [String: String] = [
    "program.md": "---\ntitle: AI silicon\nlaunch: 2026\n---\n",
    "partners/acme.md": "---\ntitle: Acme\nrole: customer\n---\n",
    "partners/fab.md": "---\ntitle: The Fab\nrole: foundry\n---\n",
    "partners/maker.md": "---\ntitle: Maker\nrole: design-partner\n---\n",
    "chips/c1/chip.md":
      "---\ntitle: Chip 1\nkind: custom\ndesign_partner: maker  # since 2024\nfoundry: fab\nlaunch: launch\n---\n\n"
      + "See [the tape-out](milestones/tape-out.md#notes) and [the fab](../../partners/fab.md).\n",
    "chips/c1/milestones/netlist.md":
      "---\ntitle: Netlist\nkind: netlist-handoff\nowner: Ada\nbaseline: 2026-01-10\nactual: 2026-01-12\n"
      + "accepted: 2026-01-13\n---\n\n## Exit criteria\n\n- [x] Signed\n",
    "chips/c1/milestones/tape-out.md":
      "---\n# The big one\ntitle: Tape-out\nkind: tape-out\nto: fab\nowner: Ada\nbaseline: 2026-03-01\n"
      + "forecast: 2026-03-05   # firm\nreason: \"Slot\"\nafter: {netlist: 4w}\n---\n\n## Exit criteria\n\n"
      + "- [ ] DRC clean\n- [ ] LVS clean,\n  on the final netlist\n",
    "chips/c1/milestones/launch.md":
      "---\ntitle: Launch\nkind: launch\nowner: Ada\nbaseline: 2026-09-01\nafter:\n  tape-out: 20w..26w..30w\n"
      + "  c2/tape-out: 2w\n---\n\n## Exit criteria\n\n- [ ] Ready\n",
    "chips/c1/risks/respin.md":
      "---\ntitle: Respin\nprobability: 30%\ndelays: {launch: 8w}\n---\n\nAfter [tape-out](../milestones/tape-out.md).\n",
    "chips/c2/chip.md": "---\ntitle: Chip 2\nkind: in-house\n---\n",
    "chips/c2/milestones/tape-out.md":
      "---\r\ntitle: Tape-out 2\r\nkind: tape-out\r\nto: fab\r\nowner: Bo\r\nbaseline: 2026-05-01\r\nforecast: 2026-05-04\r\n---\r\n\r\n"
      + "## Exit criteria\r\n\r\n- [ ] Done\r\n",
    "reports/2026-02-01.md":
      "---\ntitle: Report 1\n---\n\n- [Tape-out](../chips/c1/milestones/tape-out.md) holds.\n",
  ]

  static func made() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write("Content/\(name)", text) }
    return folder
  }

  /// What a file below `Content/` holds now.
  static func text(_ folder: TemporaryFolder, _ name: String) -> String? {
    FolderSnapshot(folder.path)["Content/\(name)"].map { String(decoding: $0.bytes, as: UTF8.self) }
  }
}
