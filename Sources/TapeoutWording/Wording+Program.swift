package import TapeoutModel

/// What is said of all launches together.
extension Wording {
  /// What a chip is to the program.
  package static func kind(_ kind: ChipKind) -> String {
    switch kind {
    case .custom: "custom, with a design partner"
    case .inHouse: "in-house"
    case .merchant: "bought"
    }
  }

  /// More chips than this are counted rather than named.
  package static let mostNamed = 4

  /// The answer that opens the portfolio and `status`, and what stands behind it: which launches miss the window and by
  /// which dates, which meet it with which chance, which have no date.
  package static func program(_ answers: some Collection<LaunchAnswer>) -> (headline: Phrase, rest: [Phrase]) {
    if answers.isEmpty { return ("There is no chip in the plan yet.", []) }
    let groups = LaunchGroups(answers)
    var sentences: [Phrase] = []
    if let missing = missing(groups.missing) { sentences.append(missing) }
    if let meeting = meeting(groups.meeting) { sentences.append(meeting) }
    if let last = last(groups.withoutWindow) { sentences.append(last) }
    if let overdue = overdue(groups.overdue) { sentences.append(overdue) }
    if let undated = undated(groups.undated) { sentences.append(undated) }
    if let launched = launched(groups.launched) { sentences.append(launched) }
    if sentences.isEmpty { sentences = ["No milestone counts as a launch."] }
    return (sentences[0], Array(sentences.dropFirst()))
  }

  private static func missing(_ answers: [LaunchAnswer]) -> Phrase? {
    guard let worst = answers.first, let window = worst.window, let date = worst.planned else { return nil }
    let isEarly = (worst.daysOutsideWindow ?? 0) < 0
    let isCertain = worst.daysOutsideWindow != 0
    let verb = isEarly ? "early for" : answers.count == 1 ? "misses" : "miss"
    var text: Phrase =
      isEarly
      ? "\(names(answers)) \(answers.count == 1 ? "is" : "are") \(verb) the \(window) window"
      : "\(names(answers))\(isCertain ? "" : " probably") \(verb) the \(window) window"
    text += answers.count == 1 ? ": planned for " : ", \(name: worst.chipTitle) by most: planned for "
    text += "\(date)\(worst.isPlanBound ? " at the earliest" : "")\(oddsClause(worst))."
    return text
  }

  /// `, with its risks 2027-03-06 (P50) at the earliest, 0 % in 2026`
  private static func oddsClause(_ answer: LaunchAnswer) -> Phrase {
    var text = Phrase()
    if let p50 = answer.p50, !answer.isDrawnAsPlanned, answer.basis != .certain || answer.bound != nil {
      text += ", \(basis(answer.basis).lowercased()) \(p50) (P50)\(answer.bound == nil ? "" : " at the earliest")"
    }
    if let chance = chance(answer) { text += ", \(chance)" }
    return text
  }

  private static func meeting(_ answers: [LaunchAnswer]) -> Phrase? {
    guard let first = answers.first, let window = first.window else { return nil }
    guard answers.count <= mostNamed else {
      let chances = answers.compactMap(\.chance)
      var text: Phrase = "\(answers.count) chips are planned inside the \(window) window"
      if let least = chances.min() { text += ", with a chance of \(figure: share(least)) or more each" }
      return text + "."
    }
    let clauses = answers.enumerated().map { index, answer -> Phrase in
      let plan = answer.planned.map { Phrase($0) } ?? Phrase()
      guard let chance = answer.chance else {
        return "\(name: answer.chipTitle) is planned for \(plan)\(answer.isPlanBound ? " at the earliest" : "")"
      }
      let most = answer.bound != nil && chance > 0 ? "at most " : ""
      return index == 0
        ? "\(name: answer.chipTitle) (planned for \(plan)) launches in \(windowName(window)) with \(most)\(figure: share(chance))"
        : "\(name: answer.chipTitle) (\(plan)) with \(most)\(figure: share(chance))"
    }
    return list(clauses) + "."
  }

  private static func last(_ answers: [LaunchAnswer]) -> Phrase? {
    guard let last = answers.first, let date = last.planned else { return nil }
    let subject: Phrase =
      answers.count == 1 ? "\(name: last.chipTitle) launches" : "The last launch is that of \(name: last.chipTitle),"
    return "\(subject) planned for \(date)\(last.isPlanBound ? " at the earliest" : "")\(oddsClause(last))."
  }

  private static func overdue(_ answers: [LaunchAnswer]) -> Phrase? {
    guard let first = answers.first else { return nil }
    if answers.count == 1 { return "\(name: first.chipTitle): \(noForecast(first))" }
    let count = answers.reduce(0) { $0 + ($1.bound?.count ?? 1) }
    return "\(names(answers)): no forecast, since \(count) dates have passed and nobody has stated others."
  }

  private static func undated(_ answers: [LaunchAnswer]) -> Phrase? {
    guard let first = answers.first else { return nil }
    guard answers.count == 1 else { return "\(names(answers)) have no date." }
    guard case .undated(let earliest, let stated) = first.outlook else { return nil }
    var text: Phrase = "\(name: first.chipTitle) has \(undated(first, earliest, isSentence: false))"
    if let stated { text += "; its forecast of \(stated) is not borne out" }
    return text + "."
  }

  private static func launched(_ answers: [LaunchAnswer]) -> Phrase? {
    answers.isEmpty ? nil : "\(names(answers)) \(answers.count == 1 ? "has" : "have") launched."
  }

  /// `One milestone is blocked. Three are late.` Nil where none is.
  package static func trouble(blocked: Int, late: Int) -> Phrase? {
    func sentence(_ count: Int, _ state: String, isFirst: Bool) -> Phrase? {
      guard count > 0 else { return nil }
      let noun = isFirst ? (count == 1 ? " milestone" : " milestones") : ""
      return "\(capitalized(count))\(noun) \(count == 1 ? "is" : "are") \(state)."
    }
    let sentences = [
      sentence(blocked, "blocked", isFirst: true), sentence(late, "late", isFirst: blocked == 0),
    ].compactMap { $0 }
    return sentences.isEmpty ? nil : sentences.joined()
  }

  // MARK: Driving path

  /// What a driving path says: `Chip 2: 32 weeks from the report to the launch, 12 weeks of them First wafers out. The
  /// first two steps have 3 days of float; a day lost on any later step moves the launch by a day.`
  ///
  /// - Parameters:
  ///   - floats: the total float of each step, nil where it is not known.
  ///   - longest: the step that takes longest, where that is worth saying.
  package static func path(
    chip: String, days: Int, floats: [Int?], longest: (step: LaunchAnswer.Step, days: Int)?
  ) -> Phrase {
    var text: Phrase = "\(name: chip): \(figure: length(days)) from the report to the launch"
    if let longest, longest.days >= 14 { text += ", \(figure: length(longest.days)) of them \(longest.step)" }
    return text + ". " + pathFloat(floats)
  }

  /// Only of steps without float it is said that a day lost moves the launch.
  private static func pathFloat(_ floats: [Int?]) -> Phrase {
    let spare = floats.map { ($0 ?? 0) > 0 }
    let count = spare.count { $0 }
    if count == 0 { return "A day lost on any step moves the launch by a day." }
    if count == spare.count { return "Each step has some float." }
    let least = floats.compactMap { $0 }.filter { $0 > 0 }.min() ?? 0
    let isLeading = !spare.dropFirst(count).contains(true)
    let amount = floats.allSatisfy { ($0 ?? 0) <= 0 || $0 == least } ? float(least) : "at least \(float(least))"
    if isLeading {
      let steps = count == 1 ? "The first step has" : "The first \(capitalized(count).lowercased()) steps have"
      return "\(steps) \(figure: amount) of float; a day lost on any later step moves the launch by a day."
    }
    return
      "\(capitalized(count)) \(count == 1 ? "step has" : "steps have") float; a day lost on any other moves the launch by a day."
  }

  /// A step's length beside its bar: `12 w`, `4 d, 3 d of float`.
  package static func step(days: Int, float: Int?) -> String {
    guard let float, float > 0 else { return short(days) }
    return "\(short(days)), \(float < shortestInWeeks ? "\(float) d" : "\(float / 7) w") of float"
  }

  private static func names(_ answers: [LaunchAnswer]) -> Phrase {
    answers.count > mostNamed ? "\(answers.count) chips" : list(answers.map { "\(name: $0.chipTitle)" })
  }
}

/// Launches sorted by what is to be said of them.
private struct LaunchGroups {
  /// Outside the window by plan or by P50, the furthest first.
  var missing: [LaunchAnswer] = []
  /// Inside the window, the likeliest first.
  var meeting: [LaunchAnswer] = []
  /// Planned, without a window to compare with, the last first.
  var withoutWindow: [LaunchAnswer] = []
  var overdue: [LaunchAnswer] = []
  var undated: [LaunchAnswer] = []
  var launched: [LaunchAnswer] = []

  init(_ answers: some Collection<LaunchAnswer>) {
    for answer in answers {
      switch answer.outlook {
      case .noLaunch, .dropped: break
      case .launched: launched.append(answer)
      case .overdue: overdue.append(answer)
      case .undated: undated.append(answer)
      case .planned:
        if answer.window == nil {
          withoutWindow.append(answer)
        } else if LaunchGroups.distance(answer) == 0 {
          meeting.append(answer)
        } else {
          missing.append(answer)
        }
      }
    }
    missing.sort { (LaunchGroups.distance($1), $0.chip) < (LaunchGroups.distance($0), $1.chip) }
    meeting.sort { ($1.chance ?? 0, $0.chip) < ($0.chance ?? 0, $1.chip) }
    withoutWindow.sort { (LaunchGroups.day($1), $0.chip) < (LaunchGroups.day($0), $1.chip) }
  }

  /// How far outside the window the launch is planned or, where that is further, falls at P50.
  private static func distance(_ answer: LaunchAnswer) -> Int {
    max(
      abs(answer.daysOutsideWindow ?? 0), answer.p50.flatMap(answer.daysOutsideWindow).map(abs) ?? 0)
  }

  private static func day(_ answer: LaunchAnswer) -> Day {
    max(answer.planned?.last ?? Day.supported.lowerBound, answer.p50 ?? Day.supported.lowerBound)
  }
}
