import TapeoutExchange
import TapeoutForecast
import TapeoutModel
import TapeoutSchedule

/// What programs can download, all of it: on one core, linear in the milestones.
enum ExportBenchmark {
  static func run() async {
    print("export     milestones  processor ms  of it json      csv  calendars  the rest       MB")
    for count in [10_000, 50_000] {
      let content = await content(milestones: count)
      let plan = content.plan
      var bytes = 0
      func time(_ work: () -> [[UInt8]]) async -> Double {
        var size = 0
        let time = await Measurement.median(of: 7) { size = work().reduce(0) { $0 + $1.count } }
        bytes += size
        return time.processor * 1e3
      }
      let json = await time { [PlanJSON.text(content, errors: 0, warnings: 0, hints: 0)] }
      let csv = await time { [PlanCSV.text(content)] }
      let calendars = await time {
        let calendar = ICalendar(content)
        return [calendar.all] + plan.chips.indices.map(calendar.chip) + plan.partners.indices.map(calendar.partner)
      }
      let rest = await time {
        let paths = plan.milestones.map { "chips/\($0.id).html" }
        return [AtomFeed.text(content), SearchIndex.text(content), MermaidGantt.text(content)]
          + Sitemap.files(paths, site: "https://status.example.com/").map(\.text)
      }
      print(
        "          " + column(Double(count), 11, digits: 0) + column(json + csv + calendars + rest, 14)
          + column(json, 12) + column(csv, 9) + column(calendars, 11) + column(rest, 10)
          + column(Double(bytes) / 1e6, 9))
    }
  }

  private static func content(milestones count: Int) async -> ExportContent {
    var plan = Plan.madeUp(milestones: count)
    let nowhere = SourceRange(startOf: FileID(0))
    plan.partners = IndexedArray((0..<4).map { Partner(origin: Origin(file: FileID(0)), id: "partner-\($0)") })
    for index in plan.milestones.indices {
      plan.milestones[index].title = Located("Milestone \(index), 第 \(index) 步", at: nowhere)
      plan.milestones[index].owner = Located("Team \(index.position % 30)", at: nowhere)
      plan.milestones[index].reason = Located("A retention test repeats at \"two\" voltages", at: nowhere)
      plan.milestones[index].giver = PartnerIndex(index.position % 4)
      plan.milestones[index].receiver = PartnerIndex((index.position + 1) % 4)
    }
    let schedule = Schedule(plan, statusDate: Day(unchecked: 2026, 1, 15))
    var settings = Forecast.Settings()
    settings.samples = 100
    let forecast = await Forecast.run(plan, schedule, settings)
    let ids = IndexedArray<MilestoneIndex, MilestoneID>(plan.milestones.map(\.id))
    let addresses = PageAddresses(
      site: "https://status.example.com/", chip: { "chips/\($0).html" }, milestone: { "chips/\(ids[$0]).html" },
      partner: { "partners/\($0).html" }, report: { "reports/\($0).html" }, risk: { "risks/\($0).html" })
    return ExportContent(
      plan: plan, schedule: schedule, forecast: forecast,
      launches: LaunchAnswers.all(of: plan, schedule: schedule, forecast: forecast) { _ in nil },
      firstBaseline: { _ in nil }, addresses: addresses,
      sources: SourceSet([]))
  }
}
