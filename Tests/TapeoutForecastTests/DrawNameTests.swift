import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@Suite("Draws are keyed by the oldest name")
struct DrawNameTests {
  /// The names of one small plan; what is drawn depends on nothing else.
  private struct Names {
    var chip = "a"
    var middle = "middle"
    var risk = "respin"
    var middleFormer: [String] = []
    var chipFormer: [String] = []
    var riskFormer: [(chip: String, risk: String)] = []
    /// Another milestone, which nothing waits for.
    var other: String?

    var plan: Plan {
      var builder = PlanBuilder()
      builder.add("\(chip)/begin", actual: "2026-01-10")
      builder.add("\(chip)/\(middle)", after: ["\(chip)/begin": "3w..9w..29w"])
      builder.add("\(chip)/zero", after: ["\(chip)/\(middle)": "4w..6w..20w", "\(chip)/begin": "1w..8w..40w"])
      if let other { builder.add(other, forecast: "2026-03-01") }
      builder.launch("\(chip)/zero")
      builder.risk("\(chip)/\(risk)", 0.4, ["\(chip)/zero": "1w..4w..20w"])
      var plan = builder.plan()
      let nowhere = SourceRange(startOf: FileID(0))
      let index = plan.chips.indices.first { plan.chips[$0].id == chip } ?? plan.chips.startIndex
      plan.chips[index].formerIDs = chipFormer.map { Located($0, at: nowhere) }
      for risk in plan.risks.indices { plan.risks[risk].chip = index }
      plan.risks[plan.risks.startIndex].formerIDs = riskFormer.map {
        Risk.FormerID(chip: $0.chip, risk: $0.risk, range: nowhere)
      }
      plan.milestones[plan.place("\(chip)/\(middle)")].formerIDs = middleFormer.map {
        MilestoneReference(id: MilestoneID(parsing: $0, chip: chip)!, range: nowhere)
      }
      return plan
    }

    /// The percentiles of what is drawn.
    var days: [Day?] {
      get async {
        let plan = plan
        var settings = Forecast.Settings()
        settings.samples = 501
        let forecast = await Forecast.run(plan, Schedule(plan, statusDate: Day(unchecked: 2026, 1, 15)), settings)
        return ["\(chip)/\(middle)", "\(chip)/zero"].flatMap { name -> [Day?] in
          let drawn = forecast.milestones[plan.place(name)]
          return [drawn?.p10, drawn?.p50, drawn?.p80, drawn?.p90]
        }
      }
    }
  }

  @Test("A renamed milestone, risk or chip keeps its percentiles")
  func renamed() async {
    let before = await Names().days
    #expect(!before.contains(nil))
    #expect(await Names(middle: "centre", middleFormer: ["middle"]).days == before)
    #expect(await Names(middle: "core", middleFormer: ["middle", "centre"]).days == before)
    #expect(await Names(risk: "again", riskFormer: [("a", "respin")]).days == before)
    #expect(await Names(chip: "b", chipFormer: ["a"]).days == before)
    #expect(
      await Names(
        chip: "c", middle: "centre", risk: "again", middleFormer: ["middle"], chipFormer: ["a", "b"],
        riskFormer: [("c", "respin")]
      ).days == before)
    // Moved from a chip that is called otherwise today, or not at all.
    #expect(await Names(middle: "centre", middleFormer: ["elsewhere/middle"]).days != before)
  }

  @Test("A name that nobody noted, that something else has, or that two claim is not believed")
  func unclear() async {
    let before = await Names().days
    let new = await Names(middle: "centre").days
    #expect(new != before)
    #expect(await Names(middle: "centre", middleFormer: ["middle"], other: "a/middle").days == new)
    #expect(await Names(chip: "b", chipFormer: ["a"], other: "a/other").days == Names(chip: "b").days)
    #expect(await Names(chip: "b").days != before)
    #expect(await Names(risk: "again").days != before)
  }
}
