package import TapeoutModel

/// What is said of a launch: of one chip on its page, in rows and cells, on a badge.
extension Wording {
  /// The answer in one sentence: `Plan: 2027-01-25, +25 d.`
  package static func headline(_ answer: LaunchAnswer) -> Phrase {
    let word = answer.isBought ? "Delivery" : "Plan"
    switch answer.outlook {
    case .noLaunch: return "No milestone counts as the launch."
    case .dropped: return "The launch was dropped from the plan."
    case .launched(let date):
      let verb = answer.isBought ? "Delivered" : "Launched"
      return "\(verb) \(phrase(date))\(slipClause(answer, after: ", "))."
    case .planned(let date):
      let bound = answer.isPlanBound ? " at the earliest" : ""
      return "\(word): \(date)\(bound)\(slipClause(answer, after: ", "))."
    case .undated(let earliest, _): return "\(undated(answer, earliest, isSentence: true))."
    case .overdue: return noForecast(answer)
    }
  }

  /// What stands behind the headline: the percentiles with what they rest on, the window, what decides it now.
  package static func details(_ answer: LaunchAnswer) -> [Phrase] {
    var sentences: [Phrase] = []
    switch answer.outlook {
    case .planned:
      if let odds = odds(answer) { sentences.append(odds) }
      if answer.p50 == nil, let distance = answer.daysOutsideWindow { sentences.append("\(position(distance)).") }
      if let step = answer.decidingStep { sentences.append("\(step) decides it now.") }
    case .undated(_, let stated?):
      sentences.append("Its forecast of \(stated) is not borne out by what leads to it.")
    case .overdue(let date):
      if answer.slip != nil { sentences.append("\(slipClause(answer, after: "By now ")) or more.") }
      if (answer.bound?.count ?? 1) > 1 { sentences.append("The launch itself was due \(phrase(date)).") }
    case .noLaunch, .dropped, .launched, .undated: break
    }
    return sentences
  }

  // MARK: Percentiles

  /// `With its risks: 2027-03-06 (P50), 2027-06-11 (P80); 0 % in 2026.` Nil where nothing is drawn.
  package static func odds(_ answer: LaunchAnswer) -> Phrase? {
    guard let p50 = answer.p50, let p80 = answer.p80 else { return nil }
    var text: Phrase
    if answer.basis == .certain, answer.bound == nil {
      text = "Nothing that leads to it is uncertain"
    } else if answer.isDrawnAsPlanned {
      text = "\(basis(answer.basis)), too: \(p50) (P50 and P80)"
    } else {
      text = "\(basis(answer.basis)): \(p50) (P50), \(p80) (P80)"
    }
    if let bound = answer.bound { text += " at the earliest, since \(passed(bound))" }
    if let chance = chance(answer) { text += "; \(chance)" }
    return text + "."
  }

  /// What the percentiles rest on, as the beginning of a sentence or the label of a figure.
  package static func basis(_ basis: LaunchAnswer.Basis) -> String {
    switch basis {
    case .risks: "With its risks"
    case .ranges: "With its uncertain lengths"
    case .certain: "With its lengths as stated"
    }
  }

  /// `69 % in 2026`, `at most 12 % in 2026`; nil where no chance is known.
  package static func chance(_ answer: LaunchAnswer) -> Phrase? {
    guard let chance = answer.chance, let window = answer.window else { return nil }
    let isBound = answer.bound != nil && chance > 0
    return "\(isBound ? "at most " : "")\(figure: share(chance)) in \(windowName(window))"
  }

  /// The window as it stands after "in": `2026`, `the window`.
  package static func windowName(_ window: LaunchWindow) -> String {
    window.first == window.last && window.first.precision != .day ? "\(window)" : "the window"
  }

  /// `the day of CoWoS slot, 2026-06-05, has passed`, with how many others.
  package static func passed(_ bound: LaunchAnswer.Bound) -> Phrase {
    var text: Phrase = "the day of \(bound.step), \(bound.passed), has passed"
    if bound.count > 1 {
      text += " and so \(bound.count == 2 ? "has" : "have") \(counted(bound.count - 1, "other date"))"
    }
    return text
  }

  /// `No forecast: 51 dates have passed and nobody has stated others.`
  package static func noForecast(_ answer: LaunchAnswer) -> Phrase {
    guard case .overdue(let date) = answer.outlook else { return Phrase() }
    let count = answer.bound?.count ?? 1
    return count == 1
      ? "No forecast: \(date) has passed and nobody has stated another date."
      : "No forecast: \(count) dates have passed and nobody has stated others."
  }

  // MARK: Without a date

  /// `no date; by what is dated, not before 2026-10-16: Import approval has none`
  package static func undated(_ answer: LaunchAnswer, _ earliest: Day?, isSentence: Bool) -> Phrase {
    var text: Phrase = isSentence ? "No date" : "no date"
    if let earliest { text += "; by what is dated, not before \(earliest)" }
    if let step = answer.undatedStep, step != answer.launch { text += ": \(step) has none" }
    return text
  }

  // MARK: Slip

  /// `+25 d`, with the slip against the first baseline where today's is another one:
  /// `+25 d (+53 d against the first baseline, 2026-11-01)`. Empty without a baseline.
  package static func slipClause(_ answer: LaunchAnswer, after separator: String) -> Phrase {
    guard let slip = answer.slip else { return Phrase() }
    let own: Phrase = slip == 0 ? "on its baseline" : "\(figure: self.slip(slip))"
    guard let first = againstFirst(answer.slipFromFirst, answer.firstBaseline) else { return "\(separator)\(own)" }
    return "\(separator)\(own) (\(first))"
  }

  /// `+53 d against the first baseline, 2026-11-01`; nil where today's baseline is the first one.
  package static func againstFirst(_ slip: Int?, _ baseline: PlanDate?) -> Phrase? {
    guard let slip, let baseline else { return nil }
    return slip == 0
      ? "on the first baseline, \(baseline)" : "\(figure: self.slip(slip)) against the first baseline, \(baseline)"
  }

  /// The same for the cell of a table, below the slip against today's baseline: `+53 d from first`.
  package static func fromFirst(_ slip: Int) -> String {
    slip == 0 ? "on the first baseline" : "\(self.slip(slip)) from first"
  }

  // MARK: Window

  /// `23 weeks after the window`, `inside the window`.
  package static func position(_ daysOutside: Int) -> String {
    if daysOutside == 0 { return "inside the window" }
    return "\(length(daysOutside)) \(daysOutside > 0 ? "after" : "before") the window"
  }

  private static func phrase(_ date: PlanDate) -> Phrase { "\(date.precision == .day ? "on" : "in") \(date)" }
}
