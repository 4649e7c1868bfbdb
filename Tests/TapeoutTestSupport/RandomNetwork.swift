package import TapeoutModel
import TapeoutSchedule

/// A seeded random plan, and what it should come to by other means.
package struct RandomNetwork {
  private var state: UInt64
  package let plan: Plan
  package let statusDate = Day(unchecked: 2026, 1, 15)

  package mutating func next(_ bound: Int) -> Int { RandomNetwork.next(&state, bound) }

  private static func next(_ state: inout UInt64, _ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  /// - Parameters:
  ///   - isCertain: every duration is one value.
  ///   - isShuffled: adds the milestones in another order, to the same plan.
  ///   - isRisky: has open risks, deadlines and a launch of every chip as well.
  package init(seed: UInt64, count: Int = 40, isCertain: Bool = false, isShuffled: Bool = false, isRisky: Bool = false)
  {
    var state = seed &+ 99
    var rows: [(name: String, after: [(String, String)], actual: String?, forecast: String?, notBefore: String?)] = []
    func pick(_ bound: Int) -> Int { RandomNetwork.next(&state, bound) }
    for index in 0..<count {
      var after: [(String, String)] = []
      var used: Set<Int> = []
      for _ in 0..<min(index, pick(4)) {
        let from = max(0, index - 1 - pick(8))
        guard used.insert(from).inserted else { continue }
        let low = pick(30)
        let unit = pick(6) == 0 ? "wd" : "d"
        after.append(
          (
            rows[from].name,
            isCertain ? "\(low)\(unit)" : "\(low)\(unit)..\(low + pick(10))\(unit)..\(low + 10 + pick(30))\(unit)"
          ))
      }
      let isDone =
        after.allSatisfy { name, _ in rows.first { $0.name == name }?.actual != nil } && pick(3) > 0
        && index < count / 2
      let actual = isDone ? Day(unchecked: 2025, 10, 1) + index : nil
      let forecast = after.isEmpty || pick(4) == 0 ? Day(unchecked: 2026, 1, 1) + pick(120) : nil
      let notBefore = pick(8) == 0 ? Day(unchecked: 2026, 2, 1) + pick(90) : nil
      rows.append(
        ("c\(index % 3)/m\(index)", after, actual?.description, forecast?.description, notBefore?.description))
    }
    // The launch of the first chip waits for all that nothing else waits for.
    let waited = Set(rows.flatMap { $0.after.map(\.0) })
    rows.append(("c0/launch", rows.filter { !waited.contains($0.name) }.map { ($0.name, "7d") }, nil, nil, nil))
    if isShuffled { for index in rows.indices.reversed() { rows.swapAt(index, pick(index + 1)) } }
    var builder = PlanBuilder()
    for row in rows {
      let needBy = isRisky && pick(4) == 0 ? Day(unchecked: 2026, 3, 1) + pick(200) : nil
      builder.add(
        row.name, after: row.after, actual: row.actual, forecast: row.forecast, notBefore: row.notBefore,
        needBy: needBy?.description)
    }
    builder.launch("c0/launch")
    if isRisky {
      builder.launch("c1/m\(count / 3 * 3 - 2)")
      builder.launch("c2/m\(count / 3 * 3 - 1)")
      for risk in 0..<4 {
        let delays = [(rows[count / 2 + pick(count / 2)].name, "1w..2w..9w"), (rows[count - 1].name, "5wd..9wd..30wd")]
        builder.risk("c\(risk % 3)/r\(risk)", Double(1 + pick(9)) / 10, Array(delays.prefix(1 + pick(2))))
      }
    }
    builder.window("2026-01-01", "2026-12-31")
    self.state = state
    plan = builder.plan()
  }

  /// The expected date by the definition, one milestone at a time, with plain recursion and calendars walked day by day.
  package func longestPath(to milestone: MilestoneIndex, _ known: inout [MilestoneIndex: Day]) -> Day? {
    if let day = known[milestone] { return day }
    let one = plan.milestones[milestone]
    if let actual = one.actual?.value.last { return actual }
    var latest: Day?
    for dependency in one.dependencies {
      guard let from = dependency.predecessor.index, let start = longestPath(to: from, &known),
        let duration = dependency.duration
      else { return nil }
      latest = max(latest ?? statusDate, later(start, duration))
    }
    for bound in [one.notBefore?.value.last, one.forecast?.value.date?.last] {
      if let bound { latest = max(latest ?? statusDate, bound) }
    }
    known[milestone] = latest
    return latest
  }

  private func later(_ start: Day, _ duration: ThreePointDuration) -> Day {
    guard duration.usesWorkingDays else { return start + duration.likely.days }
    var day = start
    var left = duration.likely.days
    while left > 0 {
      day = day + 1
      if day.weekday <= 5 { left -= 1 }
    }
    return day
  }
}
