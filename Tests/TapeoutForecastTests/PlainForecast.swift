import TapeoutModel
import TapeoutSchedule

@testable import TapeoutForecast

/// The forecast as Docs/schedule.md describes it, one sample and one milestone at a time: slow, obvious, without vectors,
/// groups, bounds or histograms. It shares the random bits and the quantile tables with the fast one, nothing else.
struct PlainForecast {
  /// Sample by sample, milestone by milestone; nil where nothing is drawn.
  private(set) var days: [IndexedArray<MilestoneIndex, Day?>] = []
  /// Milestone by milestone, the samples in which it drove its own chip's launch.
  private(set) var drives: IndexedArray<MilestoneIndex, Int>

  private let plan: Plan
  private let schedule: Schedule
  private let settings: Forecast.Settings
  private let tables: [Int: BetaQuantiles]
  private let programCalendar: WorkCalendar
  private let calendars: [WorkCalendar]

  init(_ plan: Plan, _ schedule: Schedule, _ settings: Forecast.Settings) {
    self.plan = plan
    self.schedule = schedule
    self.settings = settings
    drives = IndexedArray(repeating: 0, count: plan.milestones.count)
    programCalendar = WorkCalendar(plan.program.calendar)
    calendars = plan.partners.map { WorkCalendar($0.calendar ?? plan.program.calendar) }
    var tables: [Int: BetaQuantiles] = [:]
    let durations =
      plan.milestones.flatMap(\.dependencies).map(\.duration) + plan.risks.flatMap(\.delays).map(\.duration)
    for duration in durations {
      let mode = PlainForecast.Length(duration).mode
      if tables[mode] == nil { tables[mode] = BetaQuantiles(mode: mode) }
    }
    self.tables = tables
    for sample in 0..<settings.samples { draw(sample) }
  }

  private struct Length {
    var low: Int
    var likely: Int
    var high: Int
    var isWorkingDays: Bool

    init(_ duration: ThreePointDuration?) {
      let days = [duration?.optimistic.days, duration?.likely.days, duration?.pessimistic.days].map { $0 ?? 0 }.sorted()
      (low, likely, high) = (days[0], days[1], days[2])
      isWorkingDays = duration?.usesWorkingDays ?? false
    }

    var mode: Int {
      low == high
        ? 0 : Int((Double(likely - low) / Double(high - low) * Double(BetaQuantiles.modes)).rounded())
    }
  }

  /// The nearest whole number of days at a quantile of a table, between the lengths' ends.
  private func days(_ length: Length, _ values: [Float], _ share: Double) -> Int {
    let position = share * Double(BetaQuantiles.cells)
    let cell = min(Int(position), BetaQuantiles.cells - 1)
    let part = values[cell] + (values[cell + 1] - values[cell]) * Float(position - Double(cell))
    return Int(Float(length.low) + Float(length.high - length.low) * part + 0.5)
  }

  /// The same for an unconditional draw, whose bits tell cell and part without rounding.
  private func days(_ length: Length, bits: UInt32) -> Int {
    guard length.high > length.low, let table = tables[length.mode] else { return length.low }
    let cell = Int(bits >> 22)
    let rise = (table.values[cell + 1] - table.values[cell]) * 0x1p-22
    let part = table.values[cell] + rise * Float(bits & 0x3F_FFFF)
    return Int(Float(length.low) + Float(length.high - length.low) * part + 0.5)
  }

  private func arrival(_ day: Day, _ days: Int, _ length: Length, for milestone: MilestoneIndex) -> Day {
    guard length.isWorkingDays else { return day + days }
    let calendar = plan.milestones[milestone].giver.map { calendars[$0.position] } ?? programCalendar
    return Day(number: calendar.adding(days, to: Int(day.number)))
  }

  private func key(_ name: String) -> UInt64 { CounterBasedRandom.key(name, seed: settings.seed) }

  private func inputs(of milestone: MilestoneIndex) -> [(from: MilestoneIndex, length: Length, key: UInt64)] {
    plan.milestones[milestone].dependencies.compactMap { dependency in
      guard let from = dependency.predecessor.index,
        plan.milestones[from].isDone || !plan.milestones[from].isDropped
      else { return nil }
      let length = Length(dependency.duration)
      let name = "\(plan.milestones[from].id) \(plan.milestones[milestone].id)"
      return (from, length, length.low == length.high ? 0 : key(name))
    }
  }

  // MARK: One sample

  private mutating func draw(_ sample: Int) {
    var days = IndexedArray<MilestoneIndex, Day?>(repeating: nil, count: plan.milestones.count)
    var drivers = IndexedArray<MilestoneIndex, [MilestoneIndex]>(repeating: [], count: plan.milestones.count)
    for milestone in schedule.graph.order {
      guard let expected = schedule.milestones[milestone].expected else { continue }
      if plan.milestones[milestone].isDone {
        days[milestone] = expected
      } else {
        (days[milestone], drivers[milestone]) = draw(milestone, sample, days)
      }
    }
    for chip in plan.chips.indices {
      guard let launch = plan.chips[chip].launch, days[launch] != nil, !plan.milestones[launch].isDone else { continue }
      var isDriver = Set([launch])
      var open = [launch]
      while let milestone = open.popLast() {
        for from in drivers[milestone] where isDriver.insert(from).inserted { open.append(from) }
      }
      for milestone in isDriver where plan.milestones[milestone].chip == chip { drives[milestone] += 1 }
    }
    self.days.append(days)
  }

  private func draw(_ milestone: MilestoneIndex, _ sample: Int, _ days: IndexedArray<MilestoneIndex, Day?>) -> (
    Day, [MilestoneIndex]
  ) {
    let own = plan.milestones[milestone]
    let inputs = inputs(of: milestone)
    let isConditional =
      !inputs.isEmpty && inputs.allSatisfy { plan.milestones[$0.from].isDone }
      && own.notBefore.map { $0.value.last <= schedule.statusDate } ?? true
    var floor = schedule.statusDate
    for stated in [own.notBefore?.value.last, own.forecast?.value.date?.last] { floor = max(floor, stated ?? floor) }
    var arrivals: [Day] = []
    if isConditional {
      arrivals = conditionalArrivals(milestone, inputs, sample)
    } else {
      for input in inputs {
        guard let start = days[input.from] else { continue }
        let length = self.days(input.length, bits: CounterBasedRandom.bits(input.key, sample))
        arrivals.append(arrival(start, length, input.length, for: milestone))
      }
    }
    var day = max(arrivals.max() ?? floor, floor)
    let drivers =
      isConditional
      ? [] : zip(inputs, arrivals).filter { $1 == day && !plan.milestones[$0.from].isDone }.map(\.0.from)
    for risk in plan.risks {
      guard let chance = risk.probability?.value, risk.isOpen else { continue }
      let name = "\(plan.chips[risk.chip].id)/risks/\(risk.id)"
      for delay in risk.delays where delay.milestone.index == milestone {
        guard let duration = delay.duration,
          UInt64(CounterBasedRandom.bits(key(name), sample)) < UInt64(chance * 0x1p32)
        else { continue }
        let length = Length(duration)
        let bits = CounterBasedRandom.bits(key("\(name) \(own.id)"), sample)
        day = arrival(day, self.days(length, bits: bits), length, for: milestone)
      }
    }
    for whatIf in settings.whatIfs where whatIf.milestone == milestone {
      day = max(day + whatIf.days, schedule.statusDate)
    }
    return (day, drivers)
  }

  /// Drawn on the condition that the latest of them does not lie before the status date; none where nothing is left.
  private func conditionalArrivals(
    _ milestone: MilestoneIndex, _ inputs: [(from: MilestoneIndex, length: Length, key: UInt64)], _ sample: Int
  ) -> [Day] {
    var futures: [Double] = []
    var tails: [BetaTail?] = []
    for input in inputs {
      guard let start = schedule.milestones[input.from].expected else { return [] }
      let range = input.length.low...input.length.high
      let reaching = range.first { arrival(start, $0, input.length, for: milestone) >= schedule.statusDate }
      var (future, tail) = (reaching == nil ? 0.0 : 1.0, BetaTail?.none)
      if let reaching, let table = tables[input.length.mode], range.count > 1 {
        let from = (Double(reaching) - 0.5 - Double(range.lowerBound)) / Double(range.count - 1)
        future = 1 - table.share(below: from)
        if future < 1.0 / 16 {
          tail = BetaTail(table, above: from)
          future = tail?.mass ?? 0
        }
      }
      futures.append(future)
      tails.append(tail)
    }
    let firsts = futures.indices.map { place in futures[..<place].reduce(futures[place]) { $0 * (1 - $1) } }
    let mass = firsts.reduce(0, +)
    guard mass > 1e-12 else { return [] }
    let drawKey = inputs.reduce(0x7A9E_0C5D_31B2_46F8) { ($0 ^ $1.key) &* 0x9E37_79B9_7F4A_7C15 }
    let pick = inputs.count == 1 ? 0 : CounterBasedRandom.unit(drawKey, sample) * mass
    var (chosen, sum) = (0, firsts[0])
    while chosen < inputs.count - 1, pick >= sum {
      chosen += 1
      sum += firsts[chosen]
    }
    return inputs.indices.compactMap { place in
      let (from, length, key) = inputs[place]
      guard let start = schedule.milestones[from].expected else { return nil }
      var drawn = length.low
      if length.high > length.low, let table = tables[length.mode] {
        let unit = CounterBasedRandom.unit(CounterBasedRandom.bits(key, sample))
        if place < chosen {
          drawn = days(length, table.values, unit * (1 - futures[place]))
        } else if place > chosen {
          drawn = days(length, table.values, unit)
        } else if let tail = tails[place] {
          drawn = days(length, tail.values, unit)
        } else {
          drawn = days(length, table.values, 1 - futures[place] + futures[place] * unit)
        }
      }
      return arrival(start, drawn, length, for: milestone)
    }
  }

  // MARK: What the samples come to

  /// The first day by which so many tenths of the samples have a milestone done.
  func day(of milestone: MilestoneIndex, tenths: Int) -> Day? {
    let sorted = days.compactMap { $0[milestone] }.sorted()
    guard sorted.count == days.count, !sorted.isEmpty else { return nil }
    return sorted[(sorted.count * tenths + 9) / 10 - 1]
  }

  func criticality(_ milestone: MilestoneIndex) -> Double { Double(drives[milestone]) / Double(days.count) }

  /// The share of samples in which a milestone lies inside some days.
  func share(of milestone: MilestoneIndex, in range: ClosedRange<Day>) -> Double {
    Double(days.count { $0[milestone].map(range.contains) ?? false }) / Double(days.count)
  }
}
