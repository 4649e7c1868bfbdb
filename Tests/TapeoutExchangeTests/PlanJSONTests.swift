import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutExchange

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("The plan as JSON")
struct PlanJSONTests {
  private func exported(_ fixture: ExportFixture = .usual) async throws -> Parsed {
    let bytes = PlanJSON.text(await fixture.content(), errors: 1, warnings: 2, hints: 3)
    return try JSONDecoder().decode(Parsed.self, from: Data(bytes))
  }

  @Test("What is known is there, what is not is null")
  func values() async throws {
    let json = try await exported()
    #expect(json["format"] == "tapeout.plan/1")
    #expect(json["program"]["launch_window"]["last"] == "2026-12-31")
    #expect(json["findings"] == .object(["errors": .number(1), "warnings": .number(2), "hints": .number(3)]))
    let chip = json["chips"][0]
    #expect(chip["launch"]["milestone"] == "c/launch")
    #expect(chip["launch"]["expected"] == "2026-03-02")
    #expect(chip["driving_path"] == .array(["c/middle", "c/launch"]))
    let launch = json["milestones"][2]
    #expect(launch["id"] == "c/launch")
    #expect(launch["baseline"] == .object(["text": "2026-Q1", "first": "2026-01-01", "last": "2026-03-31"]))
    #expect(launch["slip_days"] == .number(0))
    #expect(launch["driven_by"] == "c/middle")
    #expect(launch["critical"] == .bool(true))
    #expect(launch["after"][1]["working_days"] == .bool(true))
    let open = json["milestones"][5]
    #expect(open["baseline"] == .object(["text": "TBD", "first": .null, "last": .null]))
    #expect(open["expected"] == .null && open["p50"] == .null && open["owner"] == .null)
    let start = json["milestones"][0]
    #expect(start["actual"]["text"] == "2026-01-05" && start["health"] == "done" && start["p80"] == "2026-01-05")
    #expect(json["risks"][0]["id"] == "c/respin" && json["risks"][0]["status"] == "open")
  }

  @Test("Two exports of the same plan are equal, and an item has a line of its own")
  func equal() async {
    let bytes = PlanJSON.text(await ExportFixture.usual.content(), errors: 0, warnings: 0, hints: 0)
    #expect(bytes == PlanJSON.text(await ExportFixture.usual.content(), errors: 0, warnings: 0, hints: 0))
    let lines = pieces(text(bytes), "\n")
    #expect(lines.count { $0.contains("\"total_float_days\":") } == 6)
    #expect(lines.last == "")
  }

  @Test("What a file states about a milestone stands in the export, so that a reader can follow the plan from it")
  func statedFields() async throws {
    var fixture = ExportFixture.usual
    let nowhere = ExportFixture.nowhere
    fixture.changePlan = { plan in
      let index = plan.place("middle")
      plan.milestones[index].reason = Located("Ship of parts late", at: nowhere)
      plan.milestones[index].notBefore = Located(.quarter(1, of: 2026)!, at: nowhere)
      plan.milestones[index].tags = ["hot", "cold"].map { Located($0, at: nowhere) }
      plan.milestones[index].isGate = true
      plan.milestones[index].status = Located(.blocked, at: nowhere)
      plan.milestones[index].from = PartnerReference(id: Located("acme", at: nowhere), index: 0)
      plan.milestones[index].sources = [
        ExternalSource(title: "Letter", url: "https://example.com/l", asOf: .month(1, of: 2026), range: nowhere)
      ]
      plan.milestones[index].history = [
        Estimate(madeOn: Day(unchecked: 2025, 11, 3), date: .toBeDetermined, reason: "Nobody knew", range: nowhere)
      ]
      let end = Waiver.End.milestone(
        MilestoneReference(id: MilestoneID(chip: "c", milestone: "launch"), range: nowhere))
      let waiver = Waiver(by: "Test lead", until: end, reason: "98 %", range: nowhere)
      plan.milestones[index].criteria = [
        ExitCriterion(state: .failing, text: "Timing closed", group: "Physical", waiver: nil, range: nowhere),
        ExitCriterion(state: .waived, text: "Coverage", group: nil, waiver: waiver, range: nowhere),
      ]
    }
    let json = try await exported(fixture)
    let milestone = json["milestones"][1]
    #expect(milestone["id"] == "c/middle" && milestone["reason"] == "Ship of parts late")
    #expect(milestone["not_before"]["text"] == "2026-Q1" && milestone["need_by"]["last"] == "2026-03-01")
    #expect(milestone["tags"] == .array(["hot", "cold"]) && milestone["gate"] == .bool(true))
    #expect(milestone["status"] == "blocked" && milestone["stated_from"] == "acme" && milestone["stated_to"] == .null)
    #expect(milestone["sources"][0]["as_of"]["text"] == "2026-01" && milestone["sources"][0]["title"] == "Letter")
    #expect(milestone["history"][0]["date"]["text"] == "TBD" && milestone["history"][0]["reason"] == "Nobody knew")
    #expect(milestone["exit_criteria"][0]["state"] == "failing" && milestone["exit_criteria"][0]["group"] == "Physical")
    let waived = milestone["exit_criteria"][1]["waiver"]
    #expect(waived["by"] == "Test lead" && waived["until_milestone"] == "c/launch" && waived["until"] == .null)
    #expect(milestone["after"][0]["duration"] == "4w..6w..9w")
    #expect(json["milestones"][0]["accepted"]["text"] == "2026-01-08")
    #expect(json["milestones"][3]["date"]["text"] == "2026-Q3")
  }

  @Test("What makes dates lower bounds is named, and so is the earliest day of what has no date")
  func bounds() async throws {
    var fixture = ExportFixture()
    fixture.builder.add("past", forecast: "2026-01-07")
    fixture.builder.add("unknown", forecast: "TBD")
    fixture.builder.add("launch", after: ["past": "2w", "unknown": "1w"])
    fixture.builder.launch("launch")
    let json = try await exported(fixture)
    let (launch, past) = (json["milestones"][2], json["milestones"][0])
    #expect(past["passed_date"] == "2026-01-07" && past["bounded_by"] == "c/past" && past["p50"] == .null)
    #expect(launch["expected"] == .null && launch["earliest"] == "2026-01-29" && launch["bounded_by"] == "c/past")
    #expect(json["chips"][0]["launch"]["earliest"] == "2026-01-29")
    #expect(json["chips"][0]["launch"]["overdue_inputs"] == .object(["count": .number(1), "worst": "c/past"]))
  }

  @Test("Program, chip, partner, risk and report say what their files state")
  func statedElsewhere() async throws {
    var fixture = ExportFixture.usual
    let nowhere = ExportFixture.nowhere
    fixture.site = "https://example.com"
    fixture.sources = SourceSet([SourceFile(path: "Content/x.md", text: "---\n---\n\nTest *again*.\n\n")])
    fixture.changePlan = { plan in
      plan.chips[0].process = Located("N3", at: nowhere)
      plan.chips[0].quantity = Located(5000, at: nowhere)
      plan.chips[0].needBy = Located(.half(2, of: 2026)!, at: nowhere)
      plan.chips[0].facts = [Chip.Fact(name: "Die", value: "800 mm2", range: nowhere)]
      plan.chips[0].workloads = [Located("inference", at: nowhere)]
      plan.chips[0].foundry = PartnerReference(id: Located("foundry", at: nowhere), index: 1)
      var calendar = CalendarRules()
      calendar.workweek = 0b100_1111
      let day = Day(unchecked: 2026, 2, 17)
      calendar.holidays = [Holiday(first: day, last: day + 2, name: "New Year", range: nowhere)]
      plan.partners[1].calendar = calendar
      plan.risks[0].body.range = SourceRange(FileID(0), 8, 25)
      plan.program.notice = Located("Draft", at: nowhere)
      plan.program.thresholds.late = 21
      plan.program.ruleSettings = [.init(rule: Located("no-baseline", at: nowhere), severity: nil)]
      plan.reports = [Report(origin: Origin(file: FileID(0)), day: Day(unchecked: 2026, 1, 12))]
    }
    let json = try await exported(fixture)
    let chip = json["chips"][0]
    #expect(chip["process"] == "N3" && chip["quantity"] == .number(5000) && chip["need_by"]["text"] == "2026-H2")
    #expect(chip["facts"][0] == .object(["name": "Die", "value": "800 mm2"]) && chip["foundry"] == "foundry")
    #expect(chip["workloads"] == .array(["inference"]) && chip["stated_launch"] == .null)
    #expect(json["partners"][0]["calendar"] == .null)
    #expect(json["partners"][1]["calendar"]["workweek"] == .array(["mon", "tue", "wed", "thu", "sun"]))
    #expect(json["partners"][1]["calendar"]["holidays"][0]["last"] == "2026-02-19")
    #expect(json["risks"][0]["text"] == "Test *again*." && json["risks"][0]["delays"][0]["duration"] == "10d")
    #expect(json["program"]["notice"] == "Draft" && json["program"]["thresholds"]["late_days"] == .number(21))
    #expect(json["program"]["rules"][0] == .object(["rule": "no-baseline", "severity": "off"]))
    #expect(json["program"]["calendar"]["workweek"] == .array(["mon", "tue", "wed", "thu", "fri"]))
    #expect(json["reports"][0]["number"] == .number(1) && json["reports"][0]["day"] == "2026-01-12")
    #expect(json["reports"][0]["url"] == "https://example.com/reports/0.html")
  }

  @Test("The index to search names every page with its path")
  func search() async throws {
    let bytes = SearchIndex.text(await ExportFixture.usual.content())
    let json = try JSONDecoder().decode(Parsed.self, from: Data(bytes))
    #expect(json["format"] == "tapeout.search/1" && json["status_date"] == "2026-01-15")
    #expect(json["milestones"][3]["path"] == "chips/c/vague.html" && json["milestones"][3]["date"] == "2026-Q3")
    #expect(json["partners"][1]["title"] == "foundry" && json["risks"][0]["chip"] == "c")
    #expect(json["chips"][0]["date"] == "2026-03-02")
  }
}

/// JSON as another reader takes it.
private enum Parsed: Decodable, Equatable, ExpressibleByStringLiteral {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([Parsed])
  case object([String: Parsed])

  init(stringLiteral text: String) { self = .string(text) }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([Parsed].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: Parsed].self))
    }
  }

  subscript(field: String) -> Parsed {
    if case .object(let fields) = self { fields[field] ?? "missing" } else { "no object" }
  }

  subscript(index: Int) -> Parsed {
    if case .array(let values) = self, values.indices.contains(index) { values[index] } else { "no such item" }
  }
}
