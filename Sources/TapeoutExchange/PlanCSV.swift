import TapeoutModel
import TapeoutSchedule

/// The milestones as a table for spreadsheets (RFC 4180, UTF-8): see Docs/plan-csv.md for every column.
package enum PlanCSV {
  /// What stands in a cell.
  enum Cell {
    case empty
    case flag(Bool)
    case day(Day)
    case date(StatedDate)
    case integer(Int)
    case number(Double)
    case id(MilestoneID)
    case ids([Dependency])
    /// From the content's files.
    case text(String)

    init(_ text: String?) { self = text.map(Cell.text) ?? .empty }
    init(_ day: Day?) { self = day.map(Cell.day) ?? .empty }
    init(_ date: StatedDate?) { self = date.map(Cell.date) ?? .empty }
    init(_ date: PlanDate?) { self = date.map { .date(.date($0)) } ?? .empty }
    init(_ number: Int?) { self = number.map(Cell.integer) ?? .empty }
    init(_ number: Double?) { self = number.map(Cell.number) ?? .empty }
  }

  package static func text(_ content: ExportContent) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity((content.plan.milestones.count + 1) * 400)
    for index in columns.indices {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(columns[index].name)
    }
    bytes.append("\r\n")
    for milestone in content.plan.milestones.indices {
      for index in columns.indices {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        append(columns[index].cell(content, milestone), to: &bytes)
      }
      bytes.append("\r\n")
    }
    return bytes
  }

  private static func append(_ cell: Cell, to bytes: inout [UInt8]) {
    switch cell {
    case .empty: break
    case .flag(let value): bytes.append(value ? "true" : "false")
    case .day(let value): bytes.append(value)
    case .date(.date(let value)): bytes.append(value)
    case .date(.toBeDetermined): bytes.append("TBD")
    case .integer(let value): bytes.append(value)
    case .number(let value): bytes.append(value)
    case .id(let value): append(value, to: &bytes)
    case .ids(let dependencies):
      guard dependencies.allSatisfy({ isPlain($0.predecessor.id) }) else {
        let text = dependencies.map(\.predecessor.id.description).joined(separator: " ")
        return append(text: text.oneLine, to: &bytes)
      }
      for index in dependencies.indices {
        if index > 0 { bytes.append(UInt8(ascii: " ")) }
        append(dependencies[index].predecessor.id, to: &bytes)
      }
    case .text(let value): append(text: value.oneLine, to: &bytes)
    }
  }

  /// Whether an id needs neither quotes nor care. One that does has a finding, and is exported all the same.
  private static func isPlain(_ id: MilestoneID) -> Bool {
    ContentID.isValid(id.chip) && ContentID.isValid(id.milestone)
  }

  private static func append(_ id: MilestoneID, to bytes: inout [UInt8]) {
    guard isPlain(id) else { return append(text: id.description.oneLine, to: &bytes) }
    bytes.append(id.chip)
    bytes.append(UInt8(ascii: "/"))
    bytes.append(id.milestone)
  }

  /// Quotes where a comma or a quote asks for it, and keeps a spreadsheet from taking text for a formula.
  private static func append(text: String, to bytes: inout [UInt8]) {
    let isQuoted = !text.isAll { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ",") }
    if isQuoted { bytes.append(UInt8(ascii: "\"")) }
    if beginsFormula(text) { bytes.append(UInt8(ascii: "'")) }
    if isQuoted {
      for byte in text.utf8 {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    } else {
      bytes.append(text)
    }
  }

  /// Whether the first thing in the text, spaces aside, is a sign with which spreadsheets begin a formula; some take
  /// the full-width signs, too. Tabs and line breaks are spaces by now.
  private static func beginsFormula(_ text: String) -> Bool {
    switch text.unicodeScalars.first(where: { $0 != " " && $0 != "\u{A0}" && $0 != "\u{3000}" }) {
    case "=", "+", "-", "@", "＝", "＋", "－", "＠": true
    default: false
    }
  }
}

extension PlanCSV {
  private typealias Column = (name: String, cell: @Sendable (ExportContent, Int) -> Cell)

  private static let columns: [Column] = [
    ("id", { .id($0.plan.milestones[$1].id) }),
    ("chip", { .text($0.plan.milestones[$1].id.chip) }),
    ("chip_title", { .text($0.chipTitle(of: $1)) }),
    ("title", { .text($0.plan.milestones[$1].displayTitle) }),
    ("kind", { Cell($0.plan.milestones[$1].kind?.name) }),
    ("phase", { Cell($0.plan.milestones[$1].kind?.phase.rawValue) }),
    ("gate", { .flag($0.plan.milestones[$1].isGate) }),
    ("stepping", { Cell($0.plan.milestones[$1].stepping?.value) }),
    ("from", { content, index in Cell(content.plan.milestones[index].giver.map { content.plan.partners[$0].id }) }),
    ("to", { content, index in Cell(content.plan.milestones[index].receiver.map { content.plan.partners[$0].id }) }),
    ("owner", { Cell($0.plan.milestones[$1].owner?.value) }),
    ("health", { .text($0.schedule.milestones[$1].health.name) }),
    ("date", { Cell($0.date($1)) }),
    ("baseline", { Cell($0.plan.milestones[$1].baseline?.value) }),
    ("forecast", { Cell($0.plan.milestones[$1].forecast?.value) }),
    ("expected", { Cell($0.schedule.milestones[$1].expected) }),
    ("actual", { Cell($0.plan.milestones[$1].actual?.value) }),
    ("accepted", { Cell($0.plan.milestones[$1].accepted?.value) }),
    ("need_by", { Cell($0.plan.milestones[$1].needBy?.value) }),
    ("slip_days", { Cell($0.schedule.milestones[$1].slipDays) }),
    ("total_float_days", { Cell($0.schedule.milestones[$1].totalFloat) }),
    ("free_float_days", { Cell($0.schedule.milestones[$1].freeFloat) }),
    ("critical", { .flag($0.schedule.milestones[$1].isCritical) }),
    ("p10", { Cell($0.forecast.milestones[$1]?.p10) }),
    ("p50", { Cell($0.forecast.milestones[$1]?.p50) }),
    ("p80", { Cell($0.forecast.milestones[$1]?.p80) }),
    ("p90", { Cell($0.forecast.milestones[$1]?.p90) }),
    ("criticality", { Cell($0.forecast.milestones[$1]?.criticality) }),
    ("chance_by_need_by", { Cell($0.forecast.milestones[$1]?.chanceByNeedBy) }),
    ("criteria_met", { .integer(CriteriaCounts($0.plan.milestones[$1].criteria).met) }),
    ("criteria_open", { .integer(CriteriaCounts($0.plan.milestones[$1].criteria).open) }),
    ("criteria_failing", { .integer(CriteriaCounts($0.plan.milestones[$1].criteria).failing) }),
    ("criteria_waived", { .integer(CriteriaCounts($0.plan.milestones[$1].criteria).waived) }),
    ("driven_by", { content, index in content.driver(index).map { .id(content.plan.milestones[$0].id) } ?? .empty }),
    ("after", { .ids($0.plan.milestones[$1].dependencies) }),
    (
      "tags",
      { content, index in
        let tags = content.plan.milestones[index].tags.map(\.value)
        return tags.isEmpty ? .empty : .text(tags.joined(separator: "; "))
      }
    ),
    ("reason", { Cell($0.plan.milestones[$1].reason?.value) }),
    ("url", { Cell($0.addresses.absolute($0.addresses.milestone($1))) }),
  ]
}
