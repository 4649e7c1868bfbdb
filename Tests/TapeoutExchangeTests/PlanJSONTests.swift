import TapeoutExchange
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@Suite("The plan as JSON")
struct PlanExportTests {
  private func exported() async -> JSONValue {
    var builder = PlanBuilder()
    builder.window("2026-01-01", "2026-12-31")
    builder.add("start", actual: "2026-01-05", baseline: "2026-W01")
    builder.add("middle", after: ["start": "4w..6w..9w"], needBy: "2026-03-01")
    builder.add("open", after: [:], forecast: "TBD", baseline: "TBD")
    builder.add("launch", after: ["middle": "2w", "start": "3wd"], baseline: "2026-Q1")
    builder.launch("launch")
    builder.risk("respin", 0.25, ["middle": "10d"])
    let plan = builder.plan()
    let schedule = Schedule(plan, statusDate: Day(unchecked: 2026, 1, 15))
    var settings = Forecast.Settings()
    settings.samples = 1000
    let forecast = await Forecast.run(plan, schedule, settings)
    return PlanExport(plan, schedule, forecast).json(errors: 1, warnings: 2, hints: 3)
  }

  @Test("What is known is there, what is not is null")
  func values() async {
    let json = await exported()
    #expect(json["format"] == "tapeout.plan/1")
    #expect(json["program"]["launch_window"]["last"] == "2026-12-31")
    #expect(json["findings"] == .object(["errors": .integer(1), "warnings": .integer(2), "hints": .integer(3)]))
    let chip = json["chips"][0]
    #expect(chip["launch"]["milestone"] == "c/launch")
    #expect(chip["launch"]["expected"] == "2026-03-02")
    #expect(chip["driving_path"] == .array(["c/middle", "c/launch"]))
    let launch = json["milestones"][0]
    #expect(launch["id"] == "c/launch")
    #expect(launch["baseline"] == .object(["text": "2026-Q1", "first": "2026-01-01", "last": "2026-03-31"]))
    #expect(launch["slip_days"] == .integer(0))
    #expect(launch["driven_by"] == "c/middle")
    #expect(launch["critical"] == .bool(true))
    #expect(launch["after"][1]["working_days"] == .bool(true))
    let open = json["milestones"][2]
    #expect(open["baseline"] == .object(["text": "TBD", "first": .null, "last": .null]))
    #expect(open["expected"] == .null && open["p50"] == .null && open["owner"] == .null)
    let start = json["milestones"][3]
    #expect(start["actual"]["text"] == "2026-01-05" && start["health"] == "done" && start["p80"] == "2026-01-05")
    #expect(json["risks"][0]["id"] == "c/respin" && json["risks"][0]["status"] == "open")
  }

  @Test("Two exports of the same plan are equal")
  func equal() async {
    #expect(await exported() == exported())
  }
}

extension JSONValue {
  fileprivate subscript(field: String) -> JSONValue {
    if case .object(let fields) = self { fields[field] ?? "missing" } else { "no object" }
  }

  fileprivate subscript(index: Int) -> JSONValue {
    if case .array(let values) = self, values.indices.contains(index) { values[index] } else { "no such item" }
  }
}
