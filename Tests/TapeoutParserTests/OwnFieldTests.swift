import TapeoutModel
import TapeoutParser
import TapeoutTestSupport
import Testing

@Suite("Fields of a program's own")
struct OwnFieldTests {
  private func read(_ fields: String, _ values: String = "") async -> (Plan, [String]) {
    var fixture = ContentFixture(
      milestone: "---\ntitle: Tape-out\nkind: tape-out\nforecast: 2026-06-01\n\(values)---\n")
    fixture.files["program.md"] = "---\ntitle: Program\nlaunch: 2026\n\(fields)---\n"
    let result = await fixture.read()
    return (result.plan, result.summary)
  }

  @Test("A milestone may have what program.md defines, in every type")
  func values() async {
    let (plan, findings) = await read(
      "fields:\n  cost: {title: Cost in M$, type: number, shown: [milestone, table]}\n  due: {type: date}\n"
        + "  issue: {type: link, shown: card}\n  firm: {type: flag}\n  note:\n",
      "note: Mind it\nfirm: true\nissue: https://a.b/1\ndue: 2026-Q3\ncost: -12.50\n")
    #expect(findings == [])
    #expect(plan.program.fields.map(\.name) == ["cost", "due", "issue", "firm", "note"])
    #expect(plan.program.fields.map(\.title) == ["Cost in M$", "due", "issue", "firm", "note"])
    #expect(
      plan.program.fields.map(\.shown) == [[.milestone, .table], [.milestone], [.card], [.milestone], [.milestone]])
    let values = plan.ownValues(of: plan.milestones.startIndex)
    #expect(values.map(\.text) == ["-12.50", "2026-Q3", "https://a.b/1", "yes", "Mind it"])
    #expect(plan.ownValues(of: plan.milestones.startIndex, shownAt: .card).map(\.field.name) == ["issue"])
  }

  @Test(
    "A value of another type is told, and left out",
    arguments: [
      ("number", "12 M$"), ("number", "1e3"), ("number", "[1]"), ("date", "soon"), ("link", "javascript:x"),
      ("flag", "perhaps"), ("text", "[a, b]"),
    ])
  func wrongValues(type: String, value: String) async {
    let (plan, findings) = await read("fields: {own: {type: \(type)}}\n", "own: \(value)\n")
    #expect(findings.count == 1, "\(findings)")
    #expect(plan.milestones.first?.ownValues == [])
  }

  @Test(
    "A definition that cannot be meant is told",
    arguments: [
      ("fields: {owner: {type: text}}\n", "invalid-id"), ("fields: {Cost: {}}\n", "invalid-id"),
      ("fields: {cost: {type: money}}\n", "wrong-type"), ("fields: {cost: {shown: [page]}}\n", "wrong-type"),
      ("fields: {cost: {color: red}}\n", "unknown-field"), ("fields: [cost]\n", "wrong-type"),
      ("fields: {cost: number}\n", "wrong-type"), ("fields: {a: {}, a: {}}\n", "duplicate-key"),
    ])
  func wrongDefinitions(fields: String, rule: String) async {
    let (_, findings) = await read(fields)
    #expect(findings.count == 1 && findings[0].hasPrefix(rule), "\(findings)")
  }

  @Test("A field that nobody defined is told, unless the definitions could not be read")
  func unknown() async {
    #expect(await read("", "cost: 5\n").1.count == 1)
    #expect(await read("fields: {cost: {}}\n", "cots: 5\n").1.first?.contains("did you mean `cost`?") == true)
    #expect(await read("fields: [cost]\n", "cost: 5\n").1.count == 1)
  }

  @Test("A time zone is a name, and a logo a file of the plan")
  func others() async {
    for zone in ["UTC", "Asia/Shanghai", "America/Argentina/Buenos_Aires", "Etc/GMT-8"] {
      let (plan, findings) = await read("time_zone: \(zone)\n")
      #expect(plan.program.timeZone?.value == zone && findings == [])
    }
    for zone in ["8", "Asia/", "/UTC", "UTC+8:00", "Asia Shanghai", "../../etc", "a/b/c/d"] {
      #expect(await read("time_zone: \"\(zone)\"\n").1.count == 1, "\(zone)")
    }
    for logo in ["https://a.b/x.svg", "../x.svg", "/etc/x.svg", "javascript:x"] {
      let (plan, findings) = await read("logo: \"\(logo)\"\n")
      #expect(plan.program.logo == nil && findings.count == 1, "\(logo)")
    }
  }
}
