package import TapeoutModel

extension NewFile {
  /// A milestone. What it waits for is written as `after`; where it waits for nothing, its forecast is openly `TBD`.
  package static func milestone(
    _ id: MilestoneID, title: String, kind: String, owner: String?, baseline: String?,
    after: [(id: String, length: String)]
  ) -> NewFile {
    let usual = UsualMilestone.of(kind)
    var content = NewContent()
    content.field("title", text: title)
    content.field("kind", word: kind)
    if let owner = owner ?? usual?.owner { content.field("owner", text: owner) }
    content.field("baseline", word: baseline ?? "TBD")
    if after.isEmpty { content.field("forecast", word: "TBD") }
    content.map("after", after.map { ($0.id, $0.length, nil) })
    return NewFile(
      path: "Content/chips/\(id.chip)/milestones/\(id.milestone).md",
      text: content.ended(body: NewContent.criteria(usual?.criteria ?? [])))
  }

  package static func partner(_ id: String, title: String, role: PartnerRole) -> NewFile {
    var content = NewContent()
    content.field("title", text: title)
    content.field("role", word: role.rawValue)
    return NewFile(path: Partner.path(of: id), text: content.ended())
  }

  package static func risk(
    chip: String, id: String, title: String, owner: String, probability: String, delays: [(id: String, length: String)]
  ) -> NewFile {
    var content = NewContent()
    content.field("title", text: title)
    content.field("owner", text: owner)
    content.field("probability", word: probability)
    content.map("delays", delays.map { ($0.id, $0.length, nil) })
    content.field("status", word: "open")
    return NewFile(
      path: "Content/chips/\(chip)/risks/\(id).md",
      text: content.ended(body: "**Trigger:** what would show that it happens.\n\n**Response:** what is done then."))
  }
}

/// A first program: three parties and one chip.
package enum NewProgram {
  package static func files(today: Day) -> [NewFile] {
    var chip = NewChip(id: "chip-1", title: "Chip 1", flow: .customASIC, today: today)
    chip.designPartner = "design-partner"
    chip.foundry = "foundry"
    var program = NewContent()
    program.field("title", text: "Silicon program")
    program.field("launch", word: "TBD")
    return [
      NewFile(path: "Content/program.md", text: program.ended(body: nextDates)),
      .partner("customer", title: "Customer", role: .customer),
      .partner("design-partner", title: "Design partner", role: .designPartner),
      .partner("foundry", title: "Foundry", role: .foundry),
    ] + chip.files
  }

  package static let ignored = NewFile(path: ".gitignore", text: "Public/\n")

  package static let readme = NewFile(
    path: "README.md",
    text: """
      # Silicon program

      `Content/` holds the plan of our chips: one file a milestone, partner, risk and report.

      | to | run |
      |---|---|
      | see what is wrong or missing | `tapeout check` |
      | make the site in `Public/` | `tapeout build` |
      | see how the program stands | `tapeout status` |
      | see why a date is as it is | `tapeout why chip-1/tape-out` |
      | add a chip | `tapeout new chip ID --flow custom-asic` |
      | add a milestone | `tapeout new milestone chip-1/ID --kind review --after rtl-freeze=2w` |
      | add a partner or a risk | `tapeout new partner ID --role foundry`, `tapeout new risk chip-1/ID --probability 30% --delays launch=4w` |
      | write the next report | `tapeout report` |

      The baseline is the plan of record; a forecast that differs from it carries a reason; an `actual` alone makes a
      milestone done. `TBD` stands for what nobody knows yet.

      """)

  private static let nextDates = """
    This plan has no dates yet. Write these three next; the rest follows from them and from the lengths below `after:`.

    1. The `baseline:` and `forecast:` of the [kickoff](chips/chip-1/milestones/kickoff.md)
    2. The `baseline:` of the [tape-out](chips/chip-1/milestones/tape-out.md)
    3. The `baseline:` of the [launch](chips/chip-1/milestones/launch.md), and the launch window, `launch:`, in program.md

    Replace this text by what the program is for.
    """
}
