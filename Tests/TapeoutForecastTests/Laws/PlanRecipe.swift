import TapeoutModel
import TapeoutTestSupport

/// A plan as a test writes it down: every feature that moves dates, in parts that can be taken away one by one.
struct PlanRecipe {
  /// A dependency on another milestone; all three lengths are in `unit`.
  struct Step {
    var from: String
    var days: [Int]
    var unit = "d"
    var isUnknown = false

    var text: String { isUnknown ? "TBD" : days.map { "\($0)\(unit)" }.joined(separator: "..") }
  }

  struct Item {
    var name: String
    var after: [Step] = []
    var actual: String?
    var forecast: String?
    var baseline: String?
    var notBefore: String?
    var needBy: String?
    var status: MilestoneStatus?
    /// Place among the partners of the one that owes it, whose calendar counts its working days.
    var giver: Int?

    var isUnfinished: Bool { actual == nil && status != .dropped }
  }

  struct RiskItem {
    var name: String
    var probability: Double
    var delays: [(milestone: String, length: String)]
  }

  var items: [Item] = []
  var launches: [String] = []
  /// Deadlines of chips by their names.
  var chipNeedBy: [String: String] = [:]
  var window: (first: String, last: String)?
  var risks: [RiskItem] = []
  var hasCalendars = false

  static let statusDate = Day(unchecked: 2026, 3, 2)

  subscript(name: String) -> Item? {
    get { items.first { $0.name == name } }
    set {
      guard let place = items.firstIndex(where: { $0.name == name }) else { return }
      if let newValue { items[place] = newValue } else { items.remove(at: place) }
    }
  }

  func plan() -> Plan {
    var builder = PlanBuilder()
    let known = Set(items.map(\.name))
    for item in items {
      builder.add(
        item.name, after: item.after.filter { known.contains($0.from) }.map { ($0.from, $0.text) },
        actual: item.actual, forecast: item.forecast, baseline: item.baseline, notBefore: item.notBefore,
        needBy: item.needBy, status: item.status)
    }
    for launch in launches where known.contains(launch) { builder.launch(launch) }
    if let window { builder.window(window.first, window.last) }
    for risk in risks {
      builder.risk(
        risk.name, risk.probability, risk.delays.filter { known.contains($0.milestone) }.map { ($0.0, $0.1) })
    }
    if hasCalendars { builder.partners = PlanRecipe.partners() }
    var plan = builder.plan()
    for index in plan.milestones.indices where hasCalendars {
      plan.milestones[index].giver = self[plan.milestones[index].id.description]?.giver.map { PartnerIndex($0) }
    }
    for index in plan.chips.indices {
      guard let needBy = chipNeedBy[plan.chips[index].id], let date = try? PlanDate(parsing: needBy) else { continue }
      plan.chips[index].needBy = Located(date, at: SourceRange(startOf: FileID(0)))
    }
    return plan
  }

  /// One rests on Fridays and Saturdays, the other takes three weeks of holidays.
  private static func partners() -> [Partner] {
    var (first, second) = (CalendarRules(), CalendarRules())
    first.workweek = 0b100_1111
    second.holidays = [
      Holiday(
        first: Day(unchecked: 2026, 4, 20), last: Day(unchecked: 2026, 5, 10), name: "",
        range: SourceRange(startOf: FileID(0)))
    ]
    return [first, second].enumerated().map { place, calendar in
      var partner = Partner(origin: Origin(file: FileID(0)), id: "p\(place)")
      partner.calendar = calendar
      return partner
    }
  }
}

extension PlanRecipe: CustomStringConvertible {
  var description: String {
    var lines = ["status date \(PlanRecipe.statusDate)"]
    if let window { lines.append("window \(window.first)..\(window.last)") }
    for item in items {
      var parts = [item.name + (launches.contains(item.name) ? " (launch)" : "")]
      let fields = [
        ("actual", item.actual), ("baseline", item.baseline), ("forecast", item.forecast),
        ("not_before", item.notBefore), ("need_by", item.needBy), ("status", item.status?.rawValue),
        ("giver", item.giver.map(String.init)),
      ]
      parts += fields.compactMap { name, value in value.map { "\(name) \($0)" } }
      parts += item.after.map { "after \($0.from) \($0.text)" }
      lines.append(parts.joined(separator: ", "))
    }
    lines += chipNeedBy.sorted { $0.key.precedesInBytes($1.key) }.map { "\($0.key) need_by \($0.value)" }
    lines += risks.map { risk in
      "risk \(risk.name) \(risk.probability): \(risk.delays.map { "\($0.milestone) \($0.length)" }.joined(separator: ", "))"
    }
    return lines.joined(separator: "\n")
  }
}

extension PlanRecipe {
  /// Everything that can be left out, each alone, the biggest parts first.
  func smaller() -> [PlanRecipe] {
    var smaller: [PlanRecipe] = []
    func add(_ change: (inout PlanRecipe) -> Void) {
      var copy = self
      change(&copy)
      smaller.append(copy)
    }
    for place in items.indices { add { $0.items.remove(at: place) } }
    for place in risks.indices { add { $0.risks.remove(at: place) } }
    for place in launches.indices { add { $0.launches.remove(at: place) } }
    for name in chipNeedBy.keys.sorted(by: { $0.precedesInBytes($1) }) { add { $0.chipNeedBy[name] = nil } }
    if window != nil { add { $0.window = nil } }
    if hasCalendars { add { $0.hasCalendars = false } }
    for place in items.indices {
      let item = items[place]
      for step in item.after.indices {
        add { $0.items[place].after.remove(at: step) }
        if Set(item.after[step].days).count > 1 {
          add { $0.items[place].after[step].days = [item.after[step].days[1]] }
        }
        if item.after[step].unit != "d" { add { $0.items[place].after[step].unit = "d" } }
      }
      for path in [\Item.actual, \.forecast, \.baseline, \.notBefore, \.needBy] where item[keyPath: path] != nil {
        add { $0.items[place][keyPath: path] = nil }
      }
      if item.status != nil { add { $0.items[place].status = nil } }
      if item.giver != nil { add { $0.items[place].giver = nil } }
    }
    return smaller
  }
}
