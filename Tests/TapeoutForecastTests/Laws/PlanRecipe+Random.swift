import TapeoutModel
import TapeoutTestSupport

/// Random choices for plans, from a seed.
struct TestRandom {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }

  /// True once in `count` times.
  mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

  /// A day so many days from the status date, as precise as a plan may write it.
  mutating func date(_ days: ClosedRange<Int>) -> String {
    let day = PlanRecipe.statusDate + (days.lowerBound + below(days.count))
    let (year, month, _) = day.civil
    switch below(9) {
    case 0: return "\(year)-\(month < 10 ? "0" : "")\(month)"
    case 1: return "\(year)-Q\((month + 2) / 3)"
    case 2:
      let (year, week) = day.isoWeek
      return PlanDate.week(week, of: year)?.description ?? day.description
    default: return day.description
    }
  }
}

extension PlanRecipe {
  /// A plan with every feature of the format mixed in.
  init(seed: UInt64) {
    var random = TestRandom(seed: seed)
    let chips = 1 + random.below(3)
    let count = 3 + random.below(12)
    hasCalendars = random.oneIn(2)
    for index in 0..<count {
      var item = Item(name: "c\(random.below(chips))/m\(index)")
      for _ in 0..<min(index, random.below(4)) {
        let from = items[max(0, index - 1 - random.below(5))].name
        if item.after.contains(where: { $0.from == from }) { continue }
        item.after.append(PlanRecipe.step(from: from, &random))
      }
      let isReady = item.after.allSatisfy { step in self[step.from].map { !$0.isUnfinished } ?? true }
      if index < count - 1, isReady ? !random.oneIn(3) && index < count / 2 : random.oneIn(30) {
        item.actual = (PlanRecipe.statusDate - random.below(150)).description
      }
      if random.oneIn(3) || item.after.isEmpty && !random.oneIn(6) { item.forecast = random.date(-30...250) }
      if random.oneIn(14) { item.forecast = "TBD" }
      if random.oneIn(2) { item.baseline = random.date(-40...250) }
      if random.oneIn(6) { item.notBefore = random.date(-20...200) }
      if random.oneIn(6) { item.needBy = random.date(0...300) }
      if random.oneIn(14) { item.status = .blocked } else if random.oneIn(12) { item.status = .dropped }
      if hasCalendars { item.giver = random.below(3) == 2 ? nil : random.below(2) }
      items.append(item)
    }
    addLaunches(chips, &random)
    if random.oneIn(10) {
      // A ring, or a milestone that waits for itself.
      let late = random.below(count)
      items[random.below(late + 1)].after.append(PlanRecipe.step(from: items[late].name, &random))
    }
    if !random.oneIn(3) {
      window = ((PlanRecipe.statusDate - 60).description, random.date(40...300))
    }
    for index in 0..<random.below(4) {
      risks.append(PlanRecipe.risk("c0/r\(index)", items, &random))
    }
  }

  private static func step(from: String, _ random: inout TestRandom) -> Step {
    let low = random.below(40)
    let likely = low + random.below(20)
    let days = random.oneIn(3) ? [likely] : [low, likely, likely + random.below(60)]
    return Step(from: from, days: days, unit: random.oneIn(4) ? "wd" : "d", isUnknown: random.oneIn(30))
  }

  static func risk(_ name: String, _ items: [Item], _ random: inout TestRandom) -> RiskItem {
    let delays = (0...random.below(2)).map { _ in
      (
        milestone: items[random.below(items.count)].name,
        length: ["20d", "1w..3w..12w", "5wd..9wd..40wd"][random.below(3)]
      )
    }
    return RiskItem(name: name, probability: Double(1 + random.below(9)) / 10, delays: delays)
  }

  /// Most chips have one, usually what nothing of the chip waits for, so that much leads to it.
  private mutating func addLaunches(_ chips: Int, _ random: inout TestRandom) {
    for chip in 0..<chips where !random.oneIn(7) {
      let own = items.filter { $0.name.utf8.starts(with: "c\(chip)/".utf8) }
      guard let last = own.last else { continue }
      launches.append(last.name)
      if random.oneIn(4) { chipNeedBy["c\(chip)"] = random.date(20...300) }
      guard let place = items.firstIndex(where: { $0.name == last.name }) else { continue }
      let waited = Set(items.flatMap { $0.after.map(\.from) } + last.after.map(\.from))
      for other in own.dropLast() where !waited.contains(other.name) && !random.oneIn(3) {
        items[place].after.append(PlanRecipe.step(from: other.name, &random))
      }
    }
  }
}
