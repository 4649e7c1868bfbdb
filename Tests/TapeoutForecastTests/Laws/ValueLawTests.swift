import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@Suite("One question has one answer, and unknown is never none")
struct ValueLawTests {
  private static let plans = Effort.rounds(60)

  private func settings(samples: Int = 256) -> Forecast.Settings {
    var settings = Forecast.Settings()
    settings.samples = samples
    settings.isSerial = true
    return settings
  }

  @Test("No date that has passed, and none that nobody knows, has percentiles; what follows knows that they are bounds")
  func unknown() async {
    for seed in 0..<ValueLawTests.plans {
      let plan = PlanRecipe(seed: UInt64(seed) &+ 20_000).plan()
      let schedule = Schedule(plan, statusDate: PlanRecipe.statusDate)
      let forecast = await Forecast.run(plan, schedule, settings())
      for index in plan.milestones.indices {
        let scheduled = schedule.milestones[index]
        let id = "seed \(seed), \(plan.milestones[index].id)"
        if scheduled.isOverdue || scheduled.expected == nil { #expect(forecast.milestones[index] == nil, "\(id)") }
        if let expected = scheduled.expected { #expect(scheduled.earliest == expected, "\(id)") }
        guard let edge = scheduled.driver.edge, !plan.milestones[index].isDone else { continue }
        let from = schedule.graph.edges[edge].from
        if !plan.milestones[from].isDone, schedule.milestones[from].worstOverdue != nil {
          #expect(scheduled.worstOverdue != nil, "\(id)")
        }
      }
      for chip in plan.chips.indices {
        guard let launch = plan.chips[chip].launch else { continue }
        #expect((schedule.chips[chip].overdue == nil) == (schedule.milestones[launch].worstOverdue == nil))
        #expect(schedule.chips[chip].launch == schedule.milestones[launch].expected)
        if schedule.milestones[launch].isOverdue { #expect(forecast.chanceInWindow[chip] == nil) }
      }
    }
  }

  @Test("A part of the plan, another core, a supposition of no days and the run with tornados give the same forecast")
  func oneAnswer() async {
    for seed in 0..<ValueLawTests.plans {
      let plan = PlanRecipe(seed: UInt64(seed) &+ 30_000).plan()
      let schedule = Schedule(plan, statusDate: PlanRecipe.statusDate)
      let whole = await Forecast.run(plan, schedule, settings())
      var parallel = settings()
      parallel.isSerial = false
      let (withTornados, _) = await Forecast.runWithTornados(plan, schedule, parallel)
      #expect(withTornados.milestones == whole.milestones, "seed \(seed)")
      #expect(withTornados.chanceAllInWindow == whole.chanceAllInWindow, "seed \(seed)")
      var supposed = settings()
      supposed.whatIfs = plan.milestones.indices.map { WhatIf(milestone: $0, days: 0) }
      let same = Schedule(plan, statusDate: PlanRecipe.statusDate, whatIfs: supposed.whatIfs)
      #expect(same.milestones == schedule.milestones, "seed \(seed)")
      #expect(await Forecast.run(plan, same, supposed).milestones == whole.milestones, "seed \(seed)")
      for chip in plan.chips.indices {
        guard let launch = plan.chips[chip].launch else { continue }
        var part = settings()
        part.targets = [launch]
        let alone = await Forecast.run(plan, schedule, part)
        #expect(alone.milestones[launch]?.p50 == whole.milestones[launch]?.p50, "seed \(seed)")
        #expect(alone.milestones[launch]?.p80 == whole.milestones[launch]?.p80, "seed \(seed)")
        #expect(alone.chanceInWindow[chip] == whole.chanceInWindow[chip], "seed \(seed)")
      }
    }
  }

  @Test("The order of the lines below after: changes nothing")
  func orderOfLines() async {
    for seed in 0..<ValueLawTests.plans {
      let recipe = PlanRecipe(seed: UInt64(seed) &+ 40_000)
      var reversed = recipe
      for place in reversed.items.indices { reversed.items[place].after.reverse() }
      let (plan, other) = (recipe.plan(), reversed.plan())
      let schedule = Schedule(plan, statusDate: PlanRecipe.statusDate)
      let otherSchedule = Schedule(other, statusDate: PlanRecipe.statusDate)
      for index in plan.milestones.indices {
        let (one, two) = (schedule.milestones[index], otherSchedule.milestones[index])
        #expect(one.expected == two.expected && one.earliest == two.earliest, "seed \(seed)")
        #expect(one.totalFloat == two.totalFloat && one.health == two.health, "seed \(seed)")
        #expect(one.worstOverdue == two.worstOverdue, "seed \(seed)")
      }
      #expect(schedule.chips.map(\.health) == otherSchedule.chips.map(\.health), "seed \(seed)")
      for chip in plan.chips.indices where schedule.chips[chip].launch != nil {
        #expect(schedule.chips[chip].drivingPath == otherSchedule.chips[chip].drivingPath, "seed \(seed)")
      }
    }
  }
}
