import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates

/// The sentence that opens a page, worked out from the plan: what a reader could repeat in a meeting.
struct Headline {
  /// The answer.
  var answer: Markup
  /// What else to know.
  var rest: Markup

  var markup: Markup { rest.isEmpty ? "<b>\(answer)</b>" : "<b>\(answer)</b> \(rest)" }

  // MARK: Program

  init(program model: SiteModel) {
    let chips = model.plan.chips.indices
    let launched = chips.filter { chip in model.plan.chips[chip].launch.map { model.milestones[$0].isDone } ?? false }
    let open = model.launches.filter { !model.milestones[$0.milestone].isDone }
    let undated = chips.filter { chip in
      !launched.contains(chip) && !open.contains { $0.chip == chip }
    }
    func names(_ chips: some Sequence<Int>) -> Markup {
      let titles = chips.map { model.plan.chips[$0].displayTitle }
      return titles.count > 4 ? "\(titles.count) chips" : "\(Wording.list(titles))"
    }
    if chips.isEmpty {
      answer = "There is no chip in the plan yet."
    } else if open.isEmpty {
      answer =
        launched.isEmpty
        ? "No launch can be dated yet." : "\(names(launched)) \(launched.count == 1 ? "has" : "have") launched."
    } else if let window = model.window {
      let (inside, outside) = Headline.split(open, window)
      let name = model.plan.program.launchWindow.map { "\($0.value)" } ?? ""
      var sentences: [Markup] = []
      if !inside.isEmpty {
        sentences.append(
          "\(names(inside.map(\.chip))) \(inside.count == 1 ? "launches" : "launch") inside the \(name) window at even odds."
        )
      }
      if let worst = outside.first {
        let distance = Wording.weeksOrDays(worst.forecast.p50 - window.upperBound)
        let miss: Markup =
          worst.forecast.p50 > window.upperBound
          ? "misses it by \(distance)"
          : "is \(Wording.weeksOrDays(window.lowerBound - worst.forecast.p50)) early for it"
        let object: Markup = inside.isEmpty ? " (the \(name) window)" : ""
        sentences.append(
          outside.count == 1
            ? "\(names([worst.chip])) \(miss)\(object)."
            : "\(names(outside.map(\.chip))) miss it\(object), \(names([worst.chip])) by most: \(distance).")
      }
      answer = sentences.joined(by: " ")
    } else {
      let last = open.max { $0.forecast.p50 < $1.forecast.p50 } ?? open[0]
      answer = "The last launch, \(names([last.chip])), falls on \(last.forecast.p50.markup) at even odds."
    }
    var rest: [Markup] = []
    if !undated.isEmpty, !open.isEmpty {
      rest.append("\(names(undated)) \(undated.count == 1 ? "has" : "have") no date yet.")
    }
    let blocked = model.plan.milestones.indices.count { model.health($0) == .blocked }
    if blocked > 0 {
      rest.append("\(Wording.capitalized(blocked)) \(blocked == 1 ? "milestone is" : "milestones are") blocked.")
    }
    let late = model.plan.milestones.indices.count { model.health($0) == .late }
    if late > 0 { rest.append("\(Wording.capitalized(late)) \(late == 1 ? "is" : "are") late.") }
    self.rest = rest.joined(by: " ")
  }

  private typealias Launch = (chip: Int, milestone: Int, forecast: MilestoneForecast)

  /// Launches inside the window in the order of the plan, and those outside, the furthest first.
  private static func split(_ launches: [Launch], _ window: ClosedRange<Day>) -> ([Launch], [Launch]) {
    func distance(_ launch: Launch) -> Int {
      max(launch.forecast.p50 - window.upperBound, window.lowerBound - launch.forecast.p50)
    }
    let outside = launches.filter { !window.contains($0.forecast.p50) }
      .sorted { (-distance($0), $0.chip) < (-distance($1), $1.chip) }
    return (launches.filter { window.contains($0.forecast.p50) }, outside)
  }

  // MARK: Chip

  init(chip: Int, _ model: SiteModel) {
    let own = model.plan.chips[chip]
    let next = model.nextGate(ofChip: chip)
    var rest: [Markup] = []
    if own.milestones.isEmpty {
      answer = "There is no milestone yet."
    } else if let launch = own.launch, model.milestones[launch].isDone {
      answer = "Launched on \(model.dateMarkup(launch))."
    } else if let launch = own.launch, let expected = model.scheduled(launch).expected {
      let verb: Markup = own.kind?.value == .merchant ? "Delivery" : "Launch"
      answer = "\(verb) is expected on \(expected.markup)\(Headline.slip(model, launch))."
      if let position = model.windowPosition(expected) { rest.append("That is \(position).") }
      let path = model.schedule.chips[chip].drivingPath.filter { !model.milestones[$0].isDone }
      if let first = path.first, first != launch {
        rest.append("\(model.milestones[first].displayTitle) is the step that decides it now.")
      }
    } else if let blocked = own.milestones.first(where: { model.health($0) == .blocked }) {
      answer = "The launch cannot be dated: \(model.milestones[blocked].displayTitle) is blocked."
    } else {
      answer = own.launch == nil ? "No milestone counts as the launch." : "The launch cannot be dated yet."
    }
    if let next, model.scheduled(next).expected != nil, next != own.launch, rest.count < 2 {
      rest.append("Next gate: \(model.milestones[next].displayTitle).")
    }
    self.rest = rest.joined(by: " ")
  }

  /// `, four weeks after its baseline`.
  private static func slip(_ model: SiteModel, _ index: Int) -> Markup {
    guard let days = model.scheduled(index).slipDays else { return "" }
    if days == 0 { return ", on its baseline" }
    return ", \(Wording.weeksOrDays(days)) \(days > 0 ? "after" : "before") its baseline"
  }

  // MARK: Milestone

  init(milestone index: Int, _ model: SiteModel) {
    var milestone: Milestone { _read { yield model.milestones[index] } }
    let slip = Headline.slip(model, index)
    var rest: [Markup] = []
    let reason = milestone.reason.map { Headline.sentence($0.value) }
    switch model.health(index) {
    case .done:
      answer = "Done on \(model.dateMarkup(index))\(slip)."
      if milestone.isHandoff {
        let receiver = model.partyTitle(milestone.receiver) ?? ""
        rest.append(
          milestone.accepted.map { "\(receiver) accepted it on \($0.value.markup)." }
            ?? "\(receiver) has not accepted it yet.")
      }
    case .dropped: answer = "Dropped from the plan."
    case .blocked:
      answer =
        "Blocked\(model.scheduled(index).expected.map { ", expected \($0.markup) at the earliest" } ?? ", with no date")."
    case let health:
      if let expected = model.scheduled(index).expected {
        let date = model.date(index)?.markup ?? expected.markup
        answer = "Expected \(date), \(model.relative(expected))\(slip)."
      } else {
        answer = "No date yet."
      }
      if let promise = model.promise(index) {
        rest.append("The forecast of \(promise.markup) cannot be kept: what comes before it takes longer.")
      }
      if health == .planned,
        let waits = model.predecessors(index).first(where: { !model.milestones[Int($0.from)].isDone })
      {
        rest.append("Not begun: it waits for \(model.milestones[Int(waits.from)].displayTitle).")
      }
    }
    if let reason { rest.append(reason) }
    self.rest = rest.joined(by: " ")
  }

  /// As a sentence of its own: with a full stop at its end.
  private static func sentence(_ text: String) -> Markup {
    switch text.unicodeScalars.last {
    case ".", "!", "?", "…": "\(text)"
    default: "\(text)."
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
