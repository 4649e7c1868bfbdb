import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport

/// What a reader takes from a plan, and whether another one looks better.
struct Impression {
  let plan: Plan
  let schedule: Schedule
  /// With the forecast's say in health.
  let downgraded: Schedule
  let forecast: Forecast

  init(_ recipe: PlanRecipe, samples: Int) async {
    plan = recipe.plan()
    schedule = Schedule(plan, statusDate: PlanRecipe.statusDate)
    var settings = Forecast.Settings()
    settings.samples = samples
    settings.isSerial = true
    forecast = await Forecast.run(plan, schedule, settings)
    downgraded = schedule.downgradingHealth(using: forecast, plan)
  }

  /// Planned has the rank of on track: one is not better than the other.
  private static func rank(_ health: Health) -> Int {
    switch health {
    case .dropped, .done: 0
    case .planned, .onTrack: 1
    case .atRisk: 2
    case .late: 3
    case .blocked: 4
    }
  }

  private func missedDeadlines() -> Int {
    var count = 0
    for index in plan.milestones.indices where !plan.milestones[index].isDone && !plan.milestones[index].isDropped {
      guard let day = schedule.milestones[index].earliest else { continue }
      if let needBy = plan.milestones[index].needBy, day > needBy.value.last { count += 1 }
    }
    for chip in plan.chips {
      guard let launch = chip.launch, !plan.milestones[launch].isDone, let day = schedule.milestones[launch].earliest,
        let needBy = chip.needBy
      else { continue }
      if day > needBy.value.last { count += 1 }
    }
    return count
  }

  /// Drawn on the condition that it has not happened before the status date.
  private func isTruncated(_ name: String) -> Bool {
    let index = plan.place(name)
    guard index >= 0, !plan.milestones[index].isDone, !plan.milestones[index].isDropped,
      plan.milestones[index].notBefore.map({ $0.value.last <= schedule.statusDate }) ?? true
    else { return false }
    let inputs = plan.milestones[index].dependencies.compactMap(\.predecessor.index).map { plan.milestones[$0] }
    let live = inputs.filter { $0.isDone || !$0.isDropped }
    return !live.isEmpty && live.allSatisfy(\.isDone)
  }

  /// What looks better in `after`, in words. Empty where nothing does.
  static func improvements(
    _ before: Impression, _ after: Impression, _ edit: WorseEdit, _ names: [String]
  ) -> (found: [String], exemptions: Set<String>) {
    var found: [String] = []
    var exemptions: Set<String> = []
    // An edit that explains a wait lifts what the wait told.
    var isLifted = names.contains { before.isTruncated($0) && !after.isTruncated($0) }
    if case .longerDuration(let name, _, _) = edit, before.isTruncated(name) {
      isLifted = isLifted || before.plan.milestones[before.plan.place(name)].dependencies.count > 1
    }
    if isLifted { exemptions.insert("truncation") }
    // An edit that dates what was overdue states another date.
    let isDated = names.contains { name in
      let (old, new) = (before.plan.place(name), after.plan.place(name))
      return old >= 0 && new >= 0 && before.schedule.milestones[old].isOverdue
        && !after.schedule.milestones[new].isOverdue
    }
    if isDated { exemptions.insert("overdue") }
    let (old, new) = isLifted ? (before.schedule, after.schedule) : (before.downgraded, after.downgraded)
    if !isDated {
      if rank(new.health) < rank(old.health) { found.append("program \(old.health) -> \(new.health)") }
      for chip in before.plan.chips.indices where rank(new.chips[chip].health) < rank(old.chips[chip].health) {
        found.append("\(before.plan.chips[chip].id) \(old.chips[chip].health) -> \(new.chips[chip].health)")
      }
    }
    if after.missedDeadlines() < before.missedDeadlines() {
      found.append("missed deadlines \(before.missedDeadlines()) -> \(after.missedDeadlines())")
    }
    for chip in before.plan.chips.indices {
      guard let launch = before.plan.chips[chip].launch, let later = after.plan.chips[chip].launch else { continue }
      let id = before.plan.chips[chip].id
      func compare(_ what: String, _ old: Day?, _ new: Day?) {
        if let old, let new, new < old { found.append("\(id) \(what) \(old) -> \(new)") }
      }
      compare("launch", before.schedule.milestones[launch].earliest, after.schedule.milestones[later].earliest)
      if isLifted { continue }
      let (old, new) = (before.forecast.milestones[launch], after.forecast.milestones[later])
      compare("P50", old?.p50, new?.p50)
      compare("P80", old?.p80, new?.p80)
      if let old = before.forecast.chanceInWindow[chip], let new = after.forecast.chanceInWindow[chip], new > old {
        found.append("\(id) chance \(old) -> \(new)")
      }
    }
    if !isLifted, let old = before.forecast.chanceAllInWindow, let new = after.forecast.chanceAllInWindow, new > old {
      found.append("chance of all \(old) -> \(new)")
    }
    return (found, exemptions)
  }
}

/// One edit of one plan, held to the law that slipping never pays.
struct SlippingTrial {
  var recipe: PlanRecipe
  var edit: WorseEdit

  /// Nil where the edit does not apply.
  func run(samples: Int) async -> (improvements: [String], exemptions: Set<String>)? {
    let before = await Impression(recipe, samples: samples)
    guard let edited = edit.applied(to: recipe, before.plan, before.schedule) else { return nil }
    let after = await Impression(edited, samples: samples)
    guard before.plan.chips.count == after.plan.chips.count else { return nil }
    let (found, exemptions) = Impression.improvements(before, after, edit, recipe.items.map(\.name))
    return (found, exemptions)
  }

  /// The smallest trial found that still breaks the law.
  func shrunk(samples: Int) async -> SlippingTrial {
    var smallest = self
    var isShrinking = true
    while isShrinking {
      isShrinking = false
      for recipe in smallest.recipe.smaller() {
        let trial = SlippingTrial(recipe: recipe, edit: edit)
        guard !recipe.items.isEmpty, let result = await trial.run(samples: samples), !result.improvements.isEmpty
        else { continue }
        smallest = trial
        isShrinking = true
        break
      }
    }
    return smallest
  }
}
