import TapeoutModel
import TapeoutSchedule

/// What the site's pages are about, as `tapeout.search/1`, so that another site can search them: see
/// Docs/calendars-and-feed.md.
package enum SearchIndex {
  package static func text(_ content: ExportContent) -> [UInt8] {
    let plan = content.plan
    var document = JSONDocument()
    // Some more than a milestone takes.
    document.reserveCapacity(plan.milestones.count * 200)
    document.add("chips", plan.chips.indices) { index in
      let launch = plan.chips[index].launch
      return [
        "date": date(launch.flatMap(content.date)),
        "path": .string(content.addresses.chip(index)),
        "status": .string(content.schedule.chips[index].health.word),
        "title": .string(plan.chips[index].displayTitle),
      ]
    }
    document.add("format", "tapeout.search/1")
    document.add("milestones", plan.milestones.indices) { index in
      [
        "chip": .string(content.chipTitle(of: index)),
        "date": date(content.date(index)),
        "owner": JSONValue(plan.milestones[index].owner?.value),
        "path": .string(content.addresses.milestone(index)),
        "status": .string(content.schedule.milestones[index].health.word),
        "title": .string(plan.milestones[index].displayTitle),
      ]
    }
    document.add("partners", plan.partners.indices) { index in
      [
        "path": .string(content.addresses.partner(index)),
        "role": JSONValue(plan.partners[index].role?.value.rawValue),
        "title": .string(plan.partners[index].displayTitle),
      ]
    }
    document.add("reports", plan.reports.indices) { index in
      [
        "date": .day(plan.reports[index].day),
        "path": .string(content.addresses.report(index)),
        "title": .string(plan.reports[index].title?.value ?? "Report \(index + 1)"),
      ]
    }
    document.add("risks", plan.risks.indices) { index in
      [
        "chip": .string(plan.chips[plan.risks[index].chip].displayTitle),
        "owner": JSONValue(plan.risks[index].owner?.value),
        "path": .string(content.addresses.risk(index)),
        "status": .string((plan.risks[index].status?.value ?? .open).rawValue),
        "title": .string(plan.risks[index].displayTitle),
      ]
    }
    document.add("status_date", .day(content.schedule.statusDate))
    return document.finish()
  }

  private static func date(_ date: PlanDate?) -> JSONValue {
    guard let date else { return .null }
    return date.precision == .day ? .day(date.first) : .string(date.description)
  }
}
