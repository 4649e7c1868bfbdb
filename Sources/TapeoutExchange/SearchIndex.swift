import TapeoutJSON
import TapeoutModel
import TapeoutSchedule

/// What the site's pages are about, as `tapeout.search/1`, so that another site can search them: see
/// Docs/calendars-and-feed.md.
package enum SearchIndex {
  package static func text(_ content: ExportContent) -> [UInt8] {
    let plan = content.plan
    // Somewhat more than a milestone takes.
    return JSONWriter.document(capacity: plan.milestones.count * 200) { json in
      json.lines("chips", plan.chips.indices) { index, json in
        json.object { json in
          json.add("date", plan.chips[index].launch.flatMap(content.date))
          json.add("path", content.addresses.chip(index))
          json.add("status", content.schedule.chips[index].health.word)
          json.add("title", plan.chips[index].displayTitle)
        }
      }
      json.add("format", "tapeout.search/1")
      json.lines("milestones", content.milestonesAsRead) { index, json in
        json.object { json in
          json.add("chip", content.chipTitle(of: index))
          json.add("date", content.date(index))
          json.add("owner", plan.milestones[index].owner?.value)
          json.add("path", content.addresses.milestone(index))
          json.add("status", content.schedule.milestones[index].health.word)
          json.add("title", plan.milestones[index].displayTitle)
        }
      }
      json.lines("partners", plan.partners.indices) { index, json in
        json.object { json in
          json.add("path", content.addresses.partner(index))
          json.add("role", plan.partners[index].role?.value.rawValue)
          json.add("title", plan.partners[index].displayTitle)
        }
      }
      json.lines("reports", plan.reports.indices) { index, json in
        json.object { json in
          json.add("date", plan.reports[index].day)
          json.add("path", content.addresses.report(index))
          json.add("title", plan.reports[index].title?.value ?? "Report \(index.number)")
        }
      }
      json.lines("risks", plan.risks.indices) { index, json in
        json.object { json in
          json.add("chip", plan.chips[plan.risks[index].chip].displayTitle)
          json.add("owner", plan.risks[index].owner?.value)
          json.add("path", content.addresses.risk(index))
          json.add("status", (plan.risks[index].status?.value ?? .open).rawValue)
          json.add("title", plan.risks[index].displayTitle)
        }
      }
      json.add("status_date", content.schedule.statusDate)
    }
  }
}
