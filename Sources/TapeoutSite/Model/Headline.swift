import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// The sentence that opens a page, worked out from the plan: what a reader could repeat in a meeting.
struct Headline {
  /// The answer.
  var answer: Markup
  /// What else to know.
  var rest: Markup

  var markup: Markup { rest.isEmpty ? "<b>\(answer)</b>" : "<b>\(answer)</b> \(rest)" }

  // MARK: Program

  init(program model: SiteModel) {
    let said = Wording.program(model.launches)
    answer = model.markup(said.headline, depth: 0)
    var rest = said.rest
    let blocked = model.plan.milestones.indices.count { model.health($0) == .blocked }
    let late = model.plan.milestones.indices.count { model.health($0) == .late }
    if let trouble = Wording.trouble(blocked: blocked, late: late) { rest.append(trouble) }
    self.rest = model.markup(rest.joined(), depth: 0)
  }

  // MARK: Chip

  init(chip: ChipIndex, _ model: SiteModel) {
    let launch = model.launches[chip]
    let next = model.nextGate(ofChip: chip)
    guard !model.plan.chips[chip].milestones.isEmpty else {
      (answer, rest) = ("There is no milestone yet.", "")
      return
    }
    answer = model.markup(Wording.headline(launch), depth: ChipPage.depth)
    var rest = Wording.details(launch)
    if rest.count < 2, launch.isOpen, let next, model.scheduled(next).expected != nil, next != launch.launch?.milestone
    {
      rest.append("Next gate: \(model.step(next)).")
    }
    self.rest = model.markup(rest.joined(), depth: ChipPage.depth)
  }

  // MARK: Milestone

  init(milestone index: MilestoneIndex, _ model: SiteModel) {
    var milestone: Milestone { _read { yield model.milestones[index] } }
    let scheduled = model.scheduled(index)
    let slip = Headline.slip(model, index)
    var rest: [Markup] = []
    let reason = model.reason(index).map(Headline.sentence)
    switch model.health(index) {
    case .done:
      answer = "Done on \(model.dateMarkup(index))\(slip)."
      if let recorded = model.recordedLater(index) { answer += " \(recorded)" }
      if milestone.isHandoff {
        let receiver = model.partyTitle(milestone.receiver) ?? ""
        rest.append(
          milestone.accepted.map { "<bdi>\(receiver)</bdi> accepted it on \($0.value.markup)." }
            ?? "<bdi>\(receiver)</bdi> has not accepted it yet.")
      }
    case .dropped: answer = "Dropped from the plan."
    case .blocked:
      let bound: Markup = model.earliest(index).map { ", not before \($0.markup)" } ?? ""
      answer =
        "Blocked\(scheduled.expected.map { ", expected \($0.markup) at the earliest" } ?? ", with no date\(bound)")."
    case let health:
      if let passed = model.passedDate(index) {
        answer = "Overdue since \(passed.markup); nobody has stated another date."
        if let slip = scheduled.slipDays, slip > 0 {
          rest.append("That is \(Wording.length(slip)) or more after its baseline.")
        }
      } else if let expected = scheduled.expected {
        let date = model.date(index)?.markup ?? expected.markup
        answer = "Expected \(date), \(model.relative(expected))\(slip)."
      } else {
        answer = model.earliest(index).map { "No date; by what is dated, not before \($0.markup)." } ?? "No date yet."
      }
      if let promise = model.promise(index) {
        rest.append("The forecast of \(promise.markup) cannot be kept: what comes before it takes longer.")
      }
      if health == .planned,
        let waits = model.predecessors(index).first(where: { !model.milestones[$0.from].isDone })
      {
        rest.append("Not begun: it waits for <bdi>\(model.milestones[waits.from].displayTitle)</bdi>.")
      }
    }
    if let reason { rest.append(reason) }
    if let cause = model.cause(index) {
      rest.append("Its date follows that of \(model.milestones[cause].displayTitle).")
    }
    self.rest = rest.joined(by: " ")
  }

  /// `, 25 days after its baseline`, with the first baseline where today's is another one.
  private static func slip(_ model: SiteModel, _ index: MilestoneIndex) -> Markup {
    guard let days = model.scheduled(index).slipDays else { return "" }
    let first = model.againstFirst(index).map { " (\(Markup($0)))" as Markup } ?? ""
    return ", \(Wording.slipFromBaseline(days))\(first)"
  }

  /// As a sentence of its own: with a full stop at its end.
  private static func sentence(_ text: String) -> Markup {
    switch text.unicodeScalars.last {
    case ".", "!", "?", "…": "<bdi>\(text)</bdi>"
    default: "<bdi>\(text)</bdi>."
    }
  }
}

extension Array where Element == Markup {
  func joined(by separator: Markup) -> Markup {
    var result = Markup()
    for (index, part) in enumerated() {
      if index > 0 { result += separator }
      result += part
    }
    return result
  }
}
