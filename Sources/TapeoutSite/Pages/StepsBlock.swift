import TapeoutHistory
import TapeoutModel
import TapeoutTemplates
import TapeoutWording

/// What the date of a milestone was thought to be, with the reasons.
struct StepsBlock: TemplateContext {
  /// Of a date that moves every week for years, only the newest are listed.
  static let mostRows = 60

  let model: SiteModel
  let milestone: MilestoneIndex
  let steps: ForecastSteps

  static let fields = FieldTable<StepsBlock>(
    "forecast-history",
    [
      "summary": .markup("How often it moved, and how far in all") { Markup(datesIn: $0.steps.summary) },
      "chart": .markup("The picture") { $0.steps.markup(id: "fh") },
      "gap": .markup("From when on earlier plans are known, and why not before") { $0.model.gapMarkup },
      "rows": .list("The estimates with their reasons, newest first") { block in
        block.steps.entries.reversed().prefix(mostRows).map { entry in
          StepRow(entry: entry, cause: entry.cause.map { block.model.milestones[$0].displayTitle })
        }
      },
      "more": .text("What is left out") { block in
        let more = block.steps.entries.count - mostRows
        return more > 0 ? "\(Wording.counted(more, "earlier estimate")) not listed." : nil
      },
      "picture": .link("The picture as a file") { block in
        let id = block.model.milestones[block.milestone].id
        return block.steps.moves.isEmpty ? nil : "../../charts/\(id.chip)/milestones/\(id.milestone)-history.svg"
      },
      "hasPicture": .flag("Whether there is a picture") { !$0.steps.moves.isEmpty },
    ])
}

/// One estimate with its reason.
struct StepRow: TemplateContext {
  let entry: ForecastSteps.Entry
  /// The title of the milestone whose move it only follows.
  let cause: String?

  private var reason: Markup {
    var parts: [Markup] = []
    if let reason = entry.reason { parts.append(Markup(datesIn: reason)) }
    if let cause { parts.append("Follows \(cause)") }
    if entry.isDropped { parts.append("Dropped") }
    if entry.isOverdue { parts.append("Its day has passed, and nobody has stated another") }
    if let baselines = entry.baselines {
      let (from, to) = (baselines.from?.description ?? "none", baselines.to?.description ?? "none")
      parts.append("<b>Baseline changed</b> \(Markup(datesIn: "from \(from) to \(to)"))")
    }
    if parts.isEmpty {
      guard (entry.move ?? 0) != 0, entry.hasOldReason || (entry.move ?? 0) > 0 else { return "" }
      return "<span class=\"mut\">\(entry.hasOldReason ? "No new reason" : "No reason given")</span>"
    }
    var text = parts[0]
    for part in parts.dropFirst() { text += "<br>\(part)" }
    return text
  }

  static let fields = FieldTable<StepRow>(
    "forecast-step",
    [
      "day": .text("The day on which it was said") { $0.entry.day.description },
      "date": .text("The date that was stated") { row in
        row.entry.isOverdue ? "no new date" : row.entry.isDropped ? "none" : row.entry.date?.description ?? "TBD"
      },
      "isDone": .flag("Whether it happened then") { $0.entry.isDone },
      "move": .text("From the date before it") { $0.entry.move.map(Wording.slip) ?? "–" },
      "reason": .markup("Why it moved, and a change of the baseline") { $0.reason },
    ])
}
