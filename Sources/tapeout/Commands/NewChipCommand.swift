import ArgumentParser
import TapeoutDisk
import TapeoutEditing
import TapeoutModel
import TapeoutReporting
import TapeoutWorkspace
import TapeoutWording

extension ChipFlow: ExpressibleByArgument {}

struct NewChipCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chip",
    abstract: "Adds a chip with the whole pipeline of its flow.",
    discussion: """
      Lengths that a public source gives are written with their source, all others as TBD. With --kickoff or --launch \
      baselines are worked out from those lengths, forwards or backwards; it says which milestones stay undated.
      """)

  @Argument(help: "The chip's id: lower-case letters, digits and hyphens.")
  var id: String

  @Option(help: ArgumentHelp("Its title. Default: made of the id.", valueName: "text"))
  var title: String?

  @Option(help: "How it comes about.")
  var flow = ChipFlow.customASIC

  @Option(
    help: ArgumentHelp(
      "The day on which it starts; a day that has passed is recorded as its actual.", valueName: "date"),
    transform: { try ProjectOptions.day($0) })
  var kickoff: Day?

  @Option(
    help: ArgumentHelp("The day on which it is to launch.", valueName: "date"),
    transform: { try ProjectOptions.day($0) })
  var launch: Day?

  @Option(
    help: ArgumentHelp("Default: the only partner of that role, if there is one.", valueName: "partner"),
    completion: .custom { words, _, _ in CompletionNames.partners(words) })
  var designPartner: String?

  @Option(
    help: ArgumentHelp("Default: the only partner of that role, if there is one.", valueName: "partner"),
    completion: .custom { words, _, _ in CompletionNames.partners(words) })
  var foundry: String?

  @OptionGroup var project: ProjectOptions

  func run() async throws {
    let (project, plan) = try await self.project.readPlan()
    try checkID(id, of: "chip", taken: plan.chips.flatMap { [$0.id] + $0.formerIDs.map(\.value) })
    let today = self.project.statusDate ?? plan.reports.map(\.day).max() ?? .today
    var chip = NewChip(id: id, title: try tapeout.title(title, of: id), flow: flow, today: today)
    chip.kickoff = kickoff
    chip.launch = launch
    // What is bought has neither; a chip of one's own design has no design partner unless one is named.
    if flow == .customASIC || designPartner != nil {
      chip.designPartner = try partner(designPartner, as: .designPartner, in: plan)
    }
    if flow != .merchant || foundry != nil { chip.foundry = try partner(foundry, as: .foundry, in: plan) }
    if let launch, launch < today {
      throw OperationalError(
        "A launch on \(launch) lies before \(today), the status date.", advice: "Name a later day with --launch.")
    }
    let baselines = chip.baselines
    if let bound = baselines.conflict {
      throw OperationalError(
        "From a kickoff on \(kickoff ?? bound) the known lengths alone lead to \(bound), after the launch.",
        advice: "Name a later --launch or an earlier --kickoff.")
    }
    try create(chip.files, in: project)
    try StandardStream.output.write(said(chip, baselines))
  }

  private func partner(_ name: String?, as role: PartnerRole, in plan: Plan) throws(OperationalError) -> String? {
    if let name { return plan.partners[try plan.partner(named: name)].id }
    let candidates = plan.partners.filter { $0.role?.value == role }
    return candidates.count == 1 ? candidates[0].id : nil
  }

  private func said(_ chip: NewChip, _ baselines: FlowBaselines) -> String {
    let steps = chip.flow.steps
    var text = "Wrote Content/chips/\(id) with \(Wording.counted(steps.count, "milestone")).\n"
    if kickoff != nil || launch != nil {
      let undated = steps.filter { baselines.days[$0.id] == nil && !baselines.passed.contains($0.id) }.map(\.id)
      func add(_ words: String, _ ids: [String]) {
        if !ids.isEmpty { text += "\(words): \(Wording.list(ids, conjunction: "and")).".wrapped(80) + "\n" }
      }
      add("Dated", steps.map(\.id).filter { baselines.days[$0] != nil })
      add("Undated, since no source gives a length", undated)
      add(
        "Undated, since the known lengths put them before \(chip.today) or outside the calendar", baselines.passed)
    }
    return text + "Write a length over each TBD below after: once anybody can give one.\n"
  }
}
