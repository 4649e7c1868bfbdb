import TapeoutJSON
import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// How the program stands, as `tapeout.status/1`: JSON for other programs, described in `Docs/status-json.md`.
extension StatusPrinter {
  package func printedAsJSON() -> String {
    let bytes = JSONWriter.document { json in
      json.lines("chips", Array(plan.chips.indices)) { chip, json in append(chip, to: &json) }
      json.lines("due", due.items) { item, json in json.append(item) }
      json.object("findings") { json in
        json.add("errors", counts.errors)
        json.add("hints", counts.hints)
        json.add("warnings", counts.warnings)
      }
      json.add("format", "tapeout.status/1")
      json.add("health", schedule.health.name)
      json.add("report", plan.reports.isEmpty ? nil : plan.reports.count)
      json.list("sentences", sentences) { $1.append($0.text) }
      json.add("status_date", schedule.statusDate)
      json.add("title", plan.program.title?.value ?? "")
      json.addTool()
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func append(_ chip: ChipIndex, to json: inout JSONWriter) {
    let answer = launches[chip]
    json.object { json in
      json.add("health", schedule.chips[chip].health.name)
      json.add("id", plan.chips[chip].id)
      json.object("launch", of: answer.launch) { launch, json in
        json.object("bound", of: answer.bound) { bound, json in
          json.add("count", bound.count)
          json.add("milestone", plan.milestones[bound.step.milestone].id)
          json.add("passed", bound.passed)
        }
        json.add("chance_in_window", answer.chance)
        json.add("date", answer.date)
        json.add("first_slip_days", answer.slipFromFirst)
        json.add("milestone", plan.milestones[launch.milestone].id)
        json.add("p50", answer.p50)
        json.add("p80", answer.p80)
        json.add("slip_days", answer.slip)
        json.add("text", Wording.date(answer).text)
      }
      json.add("title", plan.chips[chip].displayTitle)
    }
  }
}
