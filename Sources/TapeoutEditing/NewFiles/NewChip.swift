package import TapeoutModel

/// A chip with the whole pipeline of its flow.
package struct NewChip: Sendable {
  package var id: String
  package var title: String
  package var flow: ChipFlow
  package var designPartner: String?
  package var foundry: String?
  package var kickoff: Day?
  package var launch: Day?
  package var today: Day

  package init(id: String, title: String, flow: ChipFlow, today: Day) {
    self.id = id
    self.title = title
    self.flow = flow
    self.today = today
  }

  package var baselines: FlowBaselines { FlowBaselines(flow, kickoff: kickoff, launch: launch, today: today) }

  /// chip.md first, then the milestones in the order of the flow.
  package var files: [NewFile] {
    let baselines = baselines
    return [NewFile(path: "Content/chips/\(id)/chip.md", text: chipText)]
      + flow.steps.map { step in
        NewFile(
          path: "Content/chips/\(id)/milestones/\(step.id).md", text: milestoneText(step, baselines.days[step.id]))
      }
  }

  private var chipText: String {
    var content = NewContent()
    content.field("title", text: title)
    content.field("kind", word: flow.chipKind.rawValue)
    if let designPartner { content.field("design_partner", word: designPartner) }
    if let foundry { content.field("foundry", word: foundry) }
    if flow.chipKind != .merchant { content.field("stepping", text: "A0") }
    if flow.launch != flow.chipKind.launchKind { content.field("launch", word: flow.launch) }
    return content.ended()
  }

  private func milestoneText(_ step: FlowStep, _ baseline: Day?) -> String {
    var content = NewContent()
    content.field("title", text: step.title)
    content.field("kind", word: step.kind)
    content.field("owner", text: step.owner)
    content.field("baseline", word: baseline?.description ?? "TBD")
    var criteria = step.criteria
    if step.after.isEmpty {
      if let kickoff, kickoff < today {
        // The start has happened, and whoever states its day says so. Nobody has said which criteria it met.
        content.field("actual", word: kickoff.description)
        content.field("accepted", word: kickoff.description)
        criteria = []
      } else {
        content.field("forecast", word: kickoff?.description ?? "TBD")
      }
    }
    if let isGate = step.isGate { content.field("gate", word: "\(isGate)") }
    content.map("after", step.after.map { ($0.id, $0.length?.text ?? "TBD", $0.length?.source) })
    return content.ended(body: NewContent.criteria(criteria))
  }
}
