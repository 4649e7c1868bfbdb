import ArgumentParser
import TapeoutDisk
import TapeoutEditing
import TapeoutModel
import TapeoutWorkspace

struct NewMilestoneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "milestone", abstract: "Adds a milestone to a chip.",
    discussion: "Owner and exit criteria are the usual ones of its kind. Without --after its forecast is TBD.")

  @Argument(
    help: "The milestone, as chip/id.", completion: .custom { words, _, _ in CompletionNames.places(words) })
  var id: String

  @Option(
    help: "Its kind, such as tape-out or review; also one that program.md defines.",
    completion: .list(MilestoneKind.builtIn.map(\.name)))
  var kind: String

  @Option(
    help: ArgumentHelp(
      "What must happen first and how long from there: rtl-freeze=2w, =6w..8w..12w or =TBD. May be repeated.",
      valueName: "id=duration"), completion: .custom { words, _, _ in CompletionNames.lengths(words) })
  var after: [String] = []

  @Option(help: ArgumentHelp("Its title. Default: made of the id.", valueName: "text"))
  var title: String?

  @Option(help: ArgumentHelp("Who answers for it. Default: the usual one of its kind.", valueName: "text"))
  var owner: String?

  @Option(help: ArgumentHelp("The plan of record, such as 2026-04-02 or 2026-Q2. Default: TBD.", valueName: "date"))
  var baseline: String?

  @OptionGroup var project: ProjectOptions

  func run() async throws {
    let (project, plan) = try await self.project.readPlan()
    let id = try plan.newID(self.id, of: "milestone")
    let chip = plan.chips[try plan.chip(named: id.chip)]
    let taken = chip.milestones.flatMap { index in
      [plan.milestones[index].id.milestone] + plan.milestones[index].formerIDs.map { id in id.id.milestone }
    }
    try checkID(id.milestone, of: "milestone", taken: taken)
    let kinds = (MilestoneKind.builtIn + plan.program.kinds).map(\.name)
    guard kinds.contains(kind) else {
      throw OperationalError(
        "There is no milestone kind \(kind).",
        advice: suggestion(for: kind, among: kinds).map { "Did you mean \($0)?" }
          ?? "Docs/content-format.md lists them; program.md can define others below kinds:.")
    }
    if kind == chip.kind?.value.launchKind, let launch = chip.launch, chip.statedLaunch == nil {
      throw OperationalError(
        "\(chip.id) has a milestone that counts as its launch already: \(plan.milestones[launch].id.milestone).",
        advice: "Write `launch: \(plan.milestones[launch].id.milestone)` in chip.md first, or take another kind.")
    }
    if let baseline, baseline != "TBD", (try? PlanDate(parsing: baseline)) == nil {
      throw OperationalError("\(baseline) is no date.", advice: "Write a day, a month, a quarter, a year or TBD.")
    }
    try create(
      [
        .milestone(
          id, title: try tapeout.title(title, of: id.milestone), kind: kind, owner: owner, baseline: baseline,
          after: try plan.lengths(after, in: chip.id, allowsUnknown: true))
      ], in: project)
    try StandardStream.output.write(
      "Wrote Content/chips/\(chip.id)/milestones/\(id.milestone).md.\n"
        + "Name it below after: of the milestone that waits for it, or no launch moves with it.\n")
  }
}

extension Plan {
  /// `chip/id` for something new.
  func newID(_ text: String, of what: String) throws(OperationalError) -> MilestoneID {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
      String(Substring($0))
    }
    guard parts.count == 2 else {
      throw OperationalError("\(text) names no chip.", advice: "Write it as chip/id, such as custom-1/\(what)-1.")
    }
    return MilestoneID(chip: parts[0], milestone: parts[1])
  }

  /// `id=duration`, as `after` and `delays` write them; milestones of the same chip by their id alone.
  func lengths(_ texts: [String], in chip: String, allowsUnknown: Bool) throws(OperationalError) -> [(
    id: String, length: String
  )] {
    var lengths: [(id: String, length: String)] = []
    for text in texts {
      let parts = text.utf8.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        .map { String(Substring($0)) }
      guard parts.count == 2 else {
        throw OperationalError(
          "\(text) names no duration.", advice: "Write it as milestone=2w or milestone=6w..8w..12w.")
      }
      let isLocal = MilestoneID(parsing: parts[0], chip: chip).flatMap(milestoneIndex) != nil
      let index = try milestone(
        named: isLocal ? MilestoneID(parsing: parts[0], chip: chip)?.description ?? "" : parts[0])
      let id = milestones[index].id
      if !(allowsUnknown && parts[1] == "TBD") {
        guard let length = try? ThreePointDuration(parsing: parts[1]),
          length.optimistic.days <= length.likely.days, length.likely.days <= length.pessimistic.days
        else {
          throw OperationalError(
            "\(parts[1]) is no duration.",
            advice: "Write 10d, 6w, 8wd or 1000h, or optimistic..likely..pessimistic such as 6w..8w..12w.")
        }
      }
      let name = id.chip == chip ? id.milestone : id.description
      guard !lengths.contains(where: { $0.id == name }) else {
        throw OperationalError("\(name) is named twice.", advice: "Name it once.")
      }
      lengths.append((name, parts[1]))
    }
    return lengths
  }
}
