import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@testable import TapeoutSite

@Suite("A portfolio of many chips")
struct LaunchGroupsTests {
  /// Chips of every health: late ones with a slip, on time, done, blocked, not begun.
  private func fixture(_ count: Int) -> TrendFixture {
    var builder = PlanBuilder()
    builder.window("2026-01-01", "2026-12-31")
    for number in 0..<count {
      let chip = "c\(100 + number)"
      let launch = Day(unchecked: 2026, 6, 1) + number
      switch number % 5 {
      case 0:
        builder.add("\(chip)/out", forecast: "2026-03-01", baseline: "2026-03-01")
        builder.add(
          "\(chip)/launch", after: ["out": "8w"], forecast: (launch + 40 + number).description,
          baseline: launch.description)
      case 1:
        builder.add("\(chip)/out", actual: "2025-12-01", baseline: "2025-12-01")
        builder.add(
          "\(chip)/launch", after: ["out": "8w"], forecast: launch.description, baseline: launch.description)
      case 2: builder.add("\(chip)/launch", actual: "2026-01-05", baseline: "2026-01-05")
      case 3:
        builder.add("\(chip)/out", forecast: "TBD", baseline: "2026-02-01", status: .blocked)
        builder.add("\(chip)/launch", after: ["out": "8w"], baseline: launch.description)
      default:
        builder.add("\(chip)/out", forecast: "2026-05-01", baseline: "2026-05-01")
        builder.add("\(chip)/launch", after: ["out": "8w"], baseline: (launch + 80).description)
      }
      builder.launch("\(chip)/launch")
    }
    return TrendFixture(builder, on: "2026-01-15")
  }

  @Test("Up to eight chips have lanes; from nine on they stand in groups", arguments: [8, 9])
  func threshold(count: Int) async throws {
    let page = try await fixture(count).page("index.html")
    #expect(page.count(of: "<li class=\"lane\"") == (count == 8 ? 8 : 0))
    #expect(page.holds("<nav class=\"strip\"") == (count == 9))
    #expect(page.count(of: "<td class=\"spk\"><svg") == (count == 9 ? 9 + page.count(of: "<table class=\"lt\">") : 0))
  }

  @Test("Groups come worst first, and every chip stands in the one of its health")
  func groups() async throws {
    let model = await fixture(25).model()
    let groups = LaunchGroup.all(model, nil, chips: model.plan.chips.indices)
    #expect(groups.map(\.health) == groups.map(\.health).sorted(by: >))
    #expect(groups.flatMap(\.chips).sorted() == Array(model.plan.chips.indices))
    for group in groups {
      for chip in group.chips { #expect(model.schedule.chips[chip].health == group.health) }
    }
  }

  @Test("In a group the largest slip comes first")
  func order() async throws {
    let model = await fixture(25).model()
    for group in LaunchGroup.all(model, nil, chips: model.plan.chips.indices) {
      let slips = group.chips.compactMap { model.launches[$0].slip }
      #expect(slips == slips.sorted(by: >))
    }
  }

  @Test("What is blocked or late is open, unless that is more than two screens; else only the worst group is")
  func open() async throws {
    for (count, isOpen) in [(10, true), (200, false)] {
      let model = await fixture(count).model()
      let groups = LaunchGroup.all(model, nil, chips: model.plan.chips.indices)
      #expect(groups[0].isOpen)
      for group in groups.dropFirst() { #expect(group.isOpen == (isOpen && group.health >= .late)) }
    }
  }

  @Test("The strip's parts and counts lead to the groups, and each row to its chip")
  func links() async throws {
    let page = try await fixture(20).page("index.html")
    for group in page.split(separator: "<div id=\"health-").dropFirst() {
      let id = group.prefix { $0 != "\"" }
      #expect(page.count(of: "href=\"#health-\(id)\"") == 2)
    }
    for number in 0..<20 { #expect(page.holds("<tr id=\"chip-c\(100 + number)\"")) }
  }

  @Test("A row keeps slip, chance, next gate and the day to sort by")
  func row() async throws {
    let page = try await fixture(10).page("index.html")
    let row = try #require(page.split(separator: "<tr id=\"chip-c100\"").dropFirst().first?.prefix(4000))
    #expect(row.contains(" data-s=\"40\"") && row.contains("data-quarter=\"2026 Q3\""))
    #expect(row.contains("<td class=\"nxc\"><span><bdi>out</bdi></span><small>1 Mar, in 6 weeks</small>"))
    #expect(row.contains("<td class=\"n slp\">+6 w</td>"))
    #expect(row.contains("<td class=\"n cnc\">100 %</td>"))
  }

  @Test("A hundred and twenty chips weigh no more than 400 KB")
  func weight() async throws {
    #expect(try await fixture(120).page("index.html").utf8.count <= 400 << 10)
  }
}
