import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport

/// An edit that can only make a plan worse. Milestones are named, so that it means the same in a smaller plan.
enum WorseEdit: Hashable {
  /// Of a milestone that is still to come and not overdue.
  case laterForecast(String, days: Int)
  case longerDuration(String, from: String, days: Int)
  /// Of a slot that already lay ahead.
  case laterSlot(String, days: Int)
  case newRisk(String, percent: Int)
  case higherChance(risk: String, percent: Int)
  /// Below a milestone that was still waiting for something.
  case undatedInput(String, isLengthUnknown: Bool)
  case removedActual(String)

  /// Some edit for a plan; not every one applies.
  static func random(_ recipe: PlanRecipe, _ random: inout TestRandom) -> WorseEdit {
    let item = recipe.items[random.below(recipe.items.count)]
    let days = 1 + random.below(random.oneIn(2) ? 10 : 120)
    switch random.below(9) {
    case 0, 1: return .laterForecast(item.name, days: days)
    case 2, 3:
      guard !item.after.isEmpty else { return .laterForecast(item.name, days: days) }
      return .longerDuration(item.name, from: item.after[random.below(item.after.count)].from, days: days)
    case 4: return .laterSlot(item.name, days: days)
    case 5: return .newRisk(item.name, percent: 1 + random.below(99))
    case 6:
      guard !recipe.risks.isEmpty else { return .newRisk(item.name, percent: 50) }
      let risk = recipe.risks[random.below(recipe.risks.count)]
      return .higherChance(risk: risk.name, percent: min(100, Int(risk.probability * 100) + 1 + random.below(40)))
    case 7: return .undatedInput(item.name, isLengthUnknown: random.oneIn(4))
    default: return .removedActual(item.name)
    }
  }

  /// The plan after the edit; nil where it does not apply, or could make something better.
  func applied(to recipe: PlanRecipe, _ plan: Plan, _ schedule: Schedule) -> PlanRecipe? {
    var edited = recipe
    let statusDate = PlanRecipe.statusDate
    switch self {
    case .laterForecast(let name, let days):
      guard let item = recipe[name], item.isUnfinished else { return nil }
      let scheduled = schedule.milestones[plan.place(name)]
      let stated = item.forecast.flatMap { try? PlanDate(parsing: $0) }?.last
      guard !scheduled.isOverdue, let from = stated ?? scheduled.expected, from >= statusDate else { return nil }
      edited[name]?.forecast = (from + days).description
    case .longerDuration(let name, let from, let days):
      guard let place = recipe[name]?.after.firstIndex(where: { $0.from == from }) else { return nil }
      edited[name]?.after[place].days = recipe[name]?.after[place].days.map { $0 + days } ?? []
    case .laterSlot(let name, let days):
      guard let slot = recipe[name]?.notBefore, let date = try? PlanDate(parsing: slot), date.last > statusDate
      else { return nil }
      edited[name]?.notBefore = (date.last + days).description
    case .newRisk(let name, let percent):
      guard recipe[name] != nil else { return nil }
      edited.risks.append(
        .init(name: "c0/new", probability: Double(percent) / 100, delays: [(name, "1w..2w..20w")]))
    case .higherChance(let name, let percent):
      guard let place = recipe.risks.firstIndex(where: { $0.name == name }),
        recipe.risks[place].probability < Double(percent) / 100
      else { return nil }
      edited.risks[place].probability = Double(percent) / 100
    case .undatedInput(let name, let isLengthUnknown):
      guard let item = recipe[name], item.isUnfinished,
        item.after.contains(where: { recipe[$0.from]?.isUnfinished ?? false })
      else { return nil }
      let input = "\(plan.milestones[plan.place(name)].id.chip)/undated"
      edited.items.append(.init(name: input, forecast: isLengthUnknown ? nil : "TBD"))
      if isLengthUnknown { edited[input]?.actual = (statusDate - 5).description }
      edited[name]?.after.append(.init(from: input, days: [7], isUnknown: isLengthUnknown))
    case .removedActual(let name):
      // What was dropped as well would hold nothing up any more.
      guard let item = recipe[name], item.actual != nil, item.status != .dropped else { return nil }
      edited[name]?.actual = nil
    }
    return edited
  }
}
