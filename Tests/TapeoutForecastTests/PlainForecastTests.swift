import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@testable import TapeoutForecast

@Suite("The fast forecast against the plain one")
struct PlainForecastTests {
  private func compare(_ plan: Plan, statusDate: Day, samples: Int, seed: UInt64, whatIfs: [WhatIf] = []) async {
    var settings = Forecast.Settings()
    (settings.samples, settings.seed, settings.whatIfs) = (samples, seed, whatIfs)
    let schedule = Schedule(plan, statusDate: statusDate, whatIfs: whatIfs)
    let fast = await Forecast.run(plan, schedule, settings)
    let plain = PlainForecast(plan, schedule, settings)
    for index in plan.milestones.indices {
      guard let outcome = fast.milestones[index], !plan.milestones[index].isDone else { continue }
      let id = plan.milestones[index].id
      let days = [1, 5, 8, 9].map { plain.day(of: index, tenths: $0) }
      #expect([outcome.p10, outcome.p50, outcome.p80, outcome.p90] == days, "\(id), seed \(seed)")
      #expect(outcome.criticality == plain.criticality(index), "\(id), seed \(seed)")
    }
    guard let window = plan.program.launchWindow?.value.days else { return }
    for chip in plan.chips.indices {
      guard let launch = plan.chips[chip].launch, let chance = fast.chanceInWindow[chip],
        !plan.milestones[launch].isDone
      else { continue }
      #expect(chance == plain.share(of: launch, in: window), "\(plan.chips[chip].id), seed \(seed)")
    }
  }

  @Test("Random plans with every feature, in broken blocks", arguments: 0..<40)
  func recipes(_ seed: Int) async {
    let plan = PlanRecipe(seed: UInt64(seed) &+ 5000).plan()
    await compare(plan, statusDate: PlanRecipe.statusDate, samples: 300, seed: UInt64(seed))
  }

  @Test("Larger networks with risks and suppositions", arguments: 0..<6)
  func networks(_ seed: Int) async {
    let network = RandomNetwork(seed: UInt64(seed), isRisky: true)
    let whatIfs = [
      WhatIf(milestone: MilestoneIndex(network.plan.milestones.count - 3), days: 12), WhatIf(milestone: 9, days: -9),
    ]
    await compare(
      network.plan, statusDate: network.statusDate, samples: 257, seed: UInt64(seed),
      whatIfs: seed % 2 == 0 ? [] : whatIfs)
  }

  @Test("Inputs that tie share criticality, and the order of their lines does not matter", arguments: [false, true])
  func ties(_ isReversed: Bool) async {
    var builder = PlanBuilder()
    builder.add("start", forecast: "2026-02-01")
    builder.add("left", after: ["start": "2w"])
    builder.add("right", after: ["start": "1w"], forecast: "2026-02-15")
    builder.add("early", after: ["start": "1w"])
    let after = [("left", "3w"), ("right", "3w"), ("early", "3w")]
    builder.add("launch", after: isReversed ? after.reversed() : after)
    builder.launch("launch")
    let plan = builder.plan()
    let schedule = Schedule(plan, statusDate: Day(unchecked: 2026, 1, 15))
    let forecast = await Forecast.run(plan, schedule)
    let shares = ["start", "left", "right", "early", "launch"].map {
      forecast.milestones[plan.place($0)]?.criticality
    }
    // The forecast of `right` is as late as its dependency leaves room for, so `start` drives by way of `left`.
    #expect(shares == [1, 1, 1, 0, 1])
    #expect(schedule.chips[0].drivingPath.map { plan.milestones[$0].id.milestone } == ["start", "left", "launch"])
  }

  // Exact quantiles of what is left of a beta distribution with α = β = 3 above a start, whose distribution function is
  // x³ (10 − 15 x + 6 x²), found by bisection.
  @Test("What is left is drawn exactly, however little it is", arguments: [900, 960, 980, 990, 995])
  func tail(_ start: Int) async {
    func left(_ x: Double) -> Double {
      let rest = 1 - x
      return rest * rest * rest * (10 - 15 * rest + 6 * rest * rest)
    }
    let statusDate = Day(unchecked: 2026, 1, 15)
    var builder = PlanBuilder()
    builder.add("begin", actual: (statusDate - start).description)
    builder.add("end", after: ["begin": "0d..500d..1000d"], forecast: statusDate.description)
    let plan = builder.plan()
    var settings = Forecast.Settings()
    settings.samples = 50_000
    let outcome = await Forecast.run(plan, Schedule(plan, statusDate: statusDate), settings).milestones[
      plan.place("end")]
    let from = (Double(start) - 0.5) / 1000
    for (tenths, day) in [(0.1, outcome?.p10), (0.5, outcome?.p50), (0.8, outcome?.p80), (0.9, outcome?.p90)] {
      var (low, high) = (from, 1.0)
      for _ in 0..<60 {
        let middle = (low + high) / 2
        if left(middle) > left(from) * (1 - tenths) { low = middle } else { high = middle }
      }
      let wanted = (low * 1000 - Double(start)).rounded()
      #expect(abs(Double((day ?? statusDate) - statusDate) - wanted) <= 1, "\(start) days, \(tenths)")
    }
  }
}
