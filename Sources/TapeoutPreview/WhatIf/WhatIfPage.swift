import TapeoutJSON
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording
import TapeoutWorkspace

/// The page on which milestones and risks are moved to see what becomes of the launches.
enum WhatIfPage {
  /// Where it is shown.
  static let path = "what-if"

  /// The page's own part; its script fills it, and the preview leaves what the script has made alone.
  static let body: Markup = """
    <link rel="stylesheet" href="/-/what-if.css">
    <div class="head"><h1>What if …</h1>
    <p class="lede"><b>Move milestones and risks, and see what becomes of the launches.</b> Nothing is written: every \
    answer is a forecast with the same random numbers as the plan’s.</p></div>
    <noscript><p class="sec">This page needs its script.</p></noscript>
    <div id="what-if" class="sec" data-preview-keep></div>
    <script src="/-/what-if.js" defer></script>
    """

  /// What can be supposed, and with what the page begins: one slider for the step that decides each launch.
  static func choices(_ edition: Edition) -> [UInt8] {
    let plan = edition.analysis.plan
    let schedule = edition.analysis.schedule
    let open = plan.milestones.indices.filter {
      !plan.milestones[$0].isDone && !plan.milestones[$0].isDropped && schedule.milestones[$0].expected != nil
    }
    let risks = plan.risks.indices.filter { plan.risks[$0].isOpen }
    return JSONWriter.document { json in
      json.list("milestones", open) { index, json in
        json.object { json in
          json.add("id", plan.milestones[index].id.description)
          json.add("title", plan.milestones[index].displayTitle)
          json.add("chip", plan.chips[plan.milestones[index].chip].displayTitle)
          json.add("date", Wording.date(schedule.date(of: index, in: plan)))
        }
      }
      json.list("risks", risks) { index, json in
        json.object { json in
          json.add("id", "\(plan.chips[plan.risks[index].chip].id)/\(plan.risks[index].id)")
          json.add("title", plan.risks[index].displayTitle)
          json.add("chip", plan.chips[plan.risks[index].chip].displayTitle)
          json.add("chance", plan.risks[index].probability.map { Wording.probability($0.value) })
        }
      }
      json.list("start", begin(edition)) { id, json in json.append(id.description) }
    }
  }

  private static func begin(_ edition: Edition) -> [MilestoneID] {
    let plan = edition.analysis.plan
    var result: [MilestoneID] = []
    for answer in edition.launches {
      guard answer.planned != nil, let step = answer.decidingStep ?? answer.launch else { continue }
      let id = plan.milestones[step.milestone].id
      if !result.contains(id) { result.append(id) }
    }
    return Array(result.prefix(6))
  }
}
