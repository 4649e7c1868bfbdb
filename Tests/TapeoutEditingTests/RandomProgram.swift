import TapeoutModel
import TapeoutTestSupport

/// The files of a program in which things name each other in every way that the format knows, written as people write
/// them: quotes, comments, any line end, flow and block maps, links of every form, and what only looks like one.
struct RandomProgram {
  /// By path from the root.
  private(set) var files: [String: String] = [:]
  let chips = ["a", "b-1", "a-b"]
  let partners = ["fab", "acme", "maker"]
  private(set) var milestones: [MilestoneID] = []
  private(set) var risks: [RiskID] = []

  private static let ids = ["tape-out", "out", "tape", "launch", "review", "a", "yes", "2026", "fab"]

  init(_ random: inout SeededGenerator) {
    for chip in chips {
      for id in RandomProgram.ids where Int.random(in: 0..<4, using: &random) > 0 {
        milestones.append(MilestoneID(chip: chip, milestone: id))
      }
      if !milestones.contains(where: { $0.chip == chip }) {
        milestones.append(MilestoneID(chip: chip, milestone: "launch"))
      }
      for id in ["respin", "tape-out"] where Bool.random(using: &random) { risks.append(RiskID(chip: chip, risk: id)) }
    }
    add("Content/program.md", ["title: Program", "launch: 2026", "status_date: 2026-01-15"], body(&random), &random)
    for (id, role) in zip(partners, ["foundry", "customer", "design-partner"]) {
      add(
        Partner.path(of: id), ["title: \(id) Ltd", "role: \(role)"] + renamed("old-\(id)", &random), body(&random),
        &random)
    }
    for chip in chips { addChip(chip, &random) }
    for (index, id) in milestones.enumerated() { addMilestone(id, earlier: milestones[..<index], &random) }
    for id in risks {
      let delays = map("delays", [pick(&random)], "1w..2w..3w", in: id.chip, &random)
      add(
        id.path, ["title: Risk", "probability: 30%"] + delays + renamed("old-risk", &random),
        body(in: id.chip, &random), &random)
    }
    add("Content/reports/2026-01-15.md", ["title: Report"], body(&random), &random)
  }

  // MARK: Files

  private mutating func addChip(_ chip: String, _ random: inout SeededGenerator) {
    var fields = ["title: Chip \(chip)", "kind: custom"]
    if Bool.random(using: &random) { fields.append("design_partner: \(quoted("maker", &random))") }
    if Bool.random(using: &random) { fields.append("foundry: \(quoted("fab", &random))  # ours") }
    let own = milestones.filter { $0.chip == chip }
    if let launch = own.randomElement(using: &random), Bool.random(using: &random) {
      fields.append("launch: \(quoted(launch.milestone, &random))")
    }
    fields += renamed("old-\(chip)", &random)
    add("\(Chip.folder(of: chip))/chip.md", fields, body(in: chip, &random), &random)
  }

  private mutating func addMilestone(
    _ id: MilestoneID, earlier: ArraySlice<MilestoneID>, _ random: inout SeededGenerator
  ) {
    var fields = ["title: \(id.milestone)", "kind: review"]
    if Bool.random(using: &random) { fields.append("from: \(quoted("maker", &random))") }
    if Bool.random(using: &random) { fields.append("to: \(quoted("fab", &random)) # who") }
    fields.append("baseline: 2026-0\(Int.random(in: 1...9, using: &random))-11")
    if earlier.isEmpty || Bool.random(using: &random) {
      fields.append("forecast: 2026-0\(Int.random(in: 1...9, using: &random))-12")
    }
    let before = Set(
      (0..<Int.random(in: 0..<4, using: &random)).compactMap { _ in earlier.randomElement(using: &random) })
    if !before.isEmpty { fields += map("after", before.sorted(), "2w", in: id.chip, &random) }
    fields += renamed("old-\(id.milestone)", &random)
    if Bool.random(using: &random) { fields.append("tags: [\(id.milestone), fab]") }
    var text = body(in: id.chip, &random)
    if Bool.random(using: &random) {
      let until = pick(&random)
      let name = spelled(until, in: id.chip, &random)
      text +=
        "\n## Exit criteria\n\n- [ ] open\n- [-] \(until.milestone) done (waived by until me until \(name): why)\n"
    }
    add(id.path, fields, text, &random)
  }

  private mutating func add(_ path: String, _ fields: [String], _ body: String, _ random: inout SeededGenerator) {
    var text = "---\n" + fields.map { $0 + "\n" }.joined() + "---\n"
    text += body.replacing("ROOT/", with: RandomProgram.wayUp(from: path))
    if Int.random(in: 0..<4, using: &random) == 0 { text = text.replacing("\n", with: "\r\n") }
    files[path] = text
  }

  /// From the folder of a file up to `Content/`.
  private static func wayUp(from path: String) -> String {
    String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") } - 1)
  }

  // MARK: Names

  private func pick(_ random: inout SeededGenerator) -> MilestoneID {
    milestones.randomElement(using: &random) ?? MilestoneID(chip: "a", milestone: "launch")
  }

  private func spelled(_ id: MilestoneID, in chip: String, _ random: inout SeededGenerator) -> String {
    let isBare = id.chip == chip && Int.random(in: 0..<6, using: &random) > 0
    return isBare ? id.milestone : id.description
  }

  private func quoted(_ name: String, _ random: inout SeededGenerator) -> String {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: "\"\(name)\""
    case 1: "'\(name)'"
    default: name == "yes" || name == "2026" ? "\"\(name)\"" : name
    }
  }

  private func map(
    _ field: String, _ ids: [MilestoneID], _ length: String, in chip: String, _ random: inout SeededGenerator
  ) -> [String] {
    let entries = ids.map { "\(quoted(spelled($0, in: chip, &random), &random)): \(length)" }
    if Bool.random(using: &random) { return ["\(field): {\(entries.joined(separator: ", "))}"] }
    return ["\(field):  # what"] + entries.map { "  \($0)  # \(length)" }
  }

  private func renamed(_ id: String, _ random: inout SeededGenerator) -> [String] {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: ["renamed: [\(id)]"]
    case 1: ["renamed:", "  - \(id)  # once"]
    case 2: ["renamed: \(id)"]
    default: []
    }
  }

  // MARK: Bodies

  private func body(in chip: String? = nil, _ random: inout SeededGenerator) -> String {
    var text = "\n"
    for _ in 0..<Int.random(in: 0..<5, using: &random) {
      let id = pick(&random)
      let targets = [
        id.path, "\(Chip.folder(of: id.chip))/chip.md", Partner.path(of: partners.randomElement(using: &random) ?? ""),
        risks.randomElement(using: &random)?.path ?? id.path, "Content/chips/a/die shot (1).png", "Content/program.md",
      ]
      let path = (targets.randomElement(using: &random) ?? "").replacing("Content/", with: "ROOT/")
      let address = path.replacing(" ", with: "%20") + (Bool.random(using: &random) ? "#place" : "")
      switch Int.random(in: 0..<12, using: &random) {
      case 0: text += "See [\(id)](\(address)) and `[code](\(address))`.\n\n"
      case 1: text += "See [it](<\(path)> \"\(id.milestone) (title)\").\n\n"
      case 2: text += "As [said][ref] in [ref].\n\n[ref]: \(address) 'title'\n\n"
      case 3: text += "```\n[code](\(address))\n[ref-2]: \(address)\n```\n\n"
      case 4: text += "| a | b |\n|---|---|\n| [cell](\(address)) | x \\| y [two](\(address)) |\n\n"
      case 5: text += "> quoted [link\n> text](\(address))\n\n"
      case 6: text += "[![picture](\(address))](\(address)) ![alone](\(address))\n\n"
      case 7: text += "- item [one](./\(address)) and [two](\(address))\n  [three]( \(address) )\n\n"
      case 8: text += "[\(id.milestone)] alone, [web](https://example.com/\(id).md), [here](#x), [\\](\(address)\n\n"
      case 9: text += "    [indented](\(address))\n\n"
      case 10: text += "[bold **x**](\(address))[next](\(address))\n\n"
      default: text += "\(id) and \(id.milestone).md are words.\n\n"
      }
    }
    return text
  }
}
