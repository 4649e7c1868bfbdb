import TapeoutForecast
import TapeoutModel
import TapeoutSchedule

/// The milestones as a table for spreadsheets (RFC 4180, UTF-8): see Docs/plan-csv.md for every column.
package enum PlanCSV {
  package static func text(_ content: ExportContent) -> [UInt8] {
    var row = CSVRow()
    row.bytes.reserveCapacity((content.plan.milestones.count + 1) * 400)
    for column in Column.allCases { row.add(plain: column.rawValue) }
    // Fields of the program's own come last, under names that no column of ours will ever have.
    for field in content.plan.program.fields { row.add(plain: "fields." + field.name) }
    row.end()
    for milestone in content.milestonesAsRead {
      let criteria = CriteriaCounts(content.plan.milestones[milestone].criteria)
      for column in Column.allCases { append(column, of: milestone, criteria: criteria, content, to: &row) }
      for field in content.plan.program.fields {
        row.add(content.plan.milestones[milestone].ownValues.first { $0.field == field.name }?.text)
      }
      row.end()
    }
    return row.bytes
  }

  /// The columns in their order, by their names.
  private enum Column: String, CaseIterable {
    case id, chip
    case chipTitle = "chip_title"
    case title, kind, phase, gate, stepping, from, to, owner, health, date, baseline, forecast, expected, actual
    case accepted
    case needBy = "need_by"
    case slip = "slip_days"
    case totalFloat = "total_float_days"
    case freeFloat = "free_float_days"
    case critical, p10, p50, p80, p90, criticality
    case chanceByNeedBy = "chance_by_need_by"
    case met = "criteria_met"
    case open = "criteria_open"
    case failing = "criteria_failing"
    case waived = "criteria_waived"
    case drivenBy = "driven_by"
    case after, tags, reason, url
    case durations = "after_durations"
    case notBefore = "not_before"
    case status, earliest
    case passedDate = "passed_date"
    case boundedBy = "bounded_by"
    case firstBaseline = "first_baseline"
    case slipFromFirst = "first_slip_days"
  }

  /// Appends the cell of one column; it stays empty where there is no value.
  private static func append(
    _ column: Column, of index: MilestoneIndex, criteria: CriteriaCounts, _ content: ExportContent, to row: inout CSVRow
  ) {
    let plan = content.plan
    switch column {
    case .id: row.add(plan.milestones[index].id)
    case .chip: row.add(plan.milestones[index].id.chip)
    case .chipTitle: row.add(content.chipTitle(of: index))
    case .title: row.add(plan.milestones[index].displayTitle)
    case .kind: row.add(plan.milestones[index].kind?.name)
    case .phase: row.add(plan.milestones[index].kind?.phase.rawValue)
    case .gate: row.add(plan.milestones[index].isGate)
    case .stepping: row.add(plan.milestones[index].stepping?.value)
    case .from: row.add(plan.milestones[index].giver.map { plan.partners[$0].id })
    case .to: row.add(plan.milestones[index].receiver.map { plan.partners[$0].id })
    case .owner: row.add(plan.milestones[index].owner?.value)
    case .health: row.add(content.schedule.milestones[index].health.name)
    case .date: row.add(content.date(index))
    case .baseline: row.add(plan.milestones[index].baseline?.value)
    case .forecast: row.add(plan.milestones[index].forecast?.value)
    case .expected: row.add(content.schedule.milestones[index].expected)
    case .actual: row.add(plan.milestones[index].actual?.value)
    case .accepted: row.add(plan.milestones[index].accepted?.value)
    case .needBy: row.add(plan.milestones[index].needBy?.value)
    case .slip: row.add(content.schedule.milestones[index].slipDays)
    case .totalFloat: row.add(content.schedule.milestones[index].totalFloat)
    case .freeFloat: row.add(content.schedule.milestones[index].freeFloat)
    case .critical: row.add(content.schedule.milestones[index].isCritical)
    case .p10: row.add(content.forecast.milestones[index]?.p10)
    case .p50: row.add(content.forecast.milestones[index]?.p50)
    case .p80: row.add(content.forecast.milestones[index]?.p80)
    case .p90: row.add(content.forecast.milestones[index]?.p90)
    case .criticality: row.add(content.forecast.milestones[index]?.criticality)
    case .chanceByNeedBy: row.add(content.forecast.milestones[index]?.chanceByNeedBy)
    case .met: row.add(criteria.met)
    case .open: row.add(criteria.open)
    case .failing: row.add(criteria.failing)
    case .waived: row.add(criteria.waived)
    case .drivenBy: row.add(content.driver(index).map { plan.milestones[$0].id })
    case .after: row.add(predecessors: plan.milestones[index].dependencies)
    case .tags: row.add(plan.milestones[index].tags.map(\.value).joined(separator: "; "))
    case .reason: row.add(plan.milestones[index].reason?.value)
    case .url: row.add(content.addresses.absolute(content.addresses.milestone(index)))
    case .durations: row.add(durations: plan.milestones[index].dependencies)
    case .notBefore: row.add(plan.milestones[index].notBefore?.value)
    case .status: row.add(plan.milestones[index].status?.value.rawValue)
    case .earliest: row.add(content.schedule.milestones[index].earliest)
    case .passedDate: row.add(content.schedule.milestones[index].passedDate)
    case .boundedBy: row.add(content.schedule.milestones[index].worstOverdue.map { plan.milestones[$0].id })
    case .firstBaseline: row.add(content.firstBaseline(index))
    case .slipFromFirst: row.add(content.slipFromFirst(index))
    }
  }
}
