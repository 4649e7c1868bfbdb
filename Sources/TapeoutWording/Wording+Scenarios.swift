package import TapeoutModel

/// What is said of scenarios.
extension Wording {
  /// What one line of a scenario supposes of a milestone: `Bring-up exit of Chip 1: 3 weeks later`.
  package static func supposed(_ step: LaunchAnswer.Step, of chip: String, _ move: SupposedMove) -> Phrase {
    switch move {
    case .days(let days): "\(step) of \(name: chip): \(figure: shift(days) ?? "no move")"
    case .to(let date): "\(step) of \(name: chip): \(date.phrase)"
    }
  }

  /// The same of a risk: `“A0 needs a metal respin” of Chip 1 happens`.
  package static func supposed(risk: String, of chip: String, occurs: Bool) -> Phrase {
    "“\(name: risk)” of \(name: chip) \(occurs ? "happens" : "does not happen")"
  }

  /// The answer of the page of all scenarios.
  package static func scenarios(_ count: Int) -> Phrase {
    switch count {
    case 0: "No scenario is written down."
    case 1: "One scenario stands against the plan."
    default: "\(capitalized(count)) scenarios stand against the plan."
    }
  }

  /// What a scenario comes to: `The last launch moves by +3 w, to 2027-02-15.`
  ///
  /// - Parameters:
  ///   - before: the latest launch of the plan; likewise of the scenario.
  ///   - moved: how many milestones have another date.
  package static func scenario(before: LaunchAnswer?, after: LaunchAnswer?, moved: Int) -> Phrase {
    let count =
      moved == 0 ? "Nothing moves" : "\(capitalized(moved)) \(moved == 1 ? "milestone moves" : "milestones move")"
    guard let old = before?.planned, let new = after?.planned else { return "\(count)." }
    let days = new.last - old.last
    if days == 0 { return "\(count); the last launch stays on \(old)." }
    return "\(count); the last launch moves by \(figure: slip(days)), to \(new)."
  }

  /// Launch, slip, P50, P80 and chance, to stand beside those of another plan; a dash for what is not known.
  package static func comparedCells(_ answer: LaunchAnswer) -> [Cell] {
    let bound = answer.bound == nil ? "" : "≥ "
    func day(_ day: Day?) -> Phrase { day.map { "\(bound)\($0)" } ?? "–" }
    let most = answer.bound != nil && answer.chance.map { $0 > 0 } == true ? "≤ " : ""
    return [
      Cell(name: "Launch", value: date(answer)),
      Cell(name: "Slip", value: answer.slip.map { Phrase(figure: slip($0)) } ?? "–"),
      Cell(name: "P50", value: day(answer.p50)),
      Cell(name: "P80", value: day(answer.p80)),
      Cell(
        name: answer.window.map { "In \(windowName($0))" } ?? "In the window",
        value: answer.chance.map { Phrase(figure: most + share($0)) } ?? "–"),
    ]
  }
}
