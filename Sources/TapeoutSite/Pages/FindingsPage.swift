import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// What the check says about the plan, in the open.
struct FindingsPage: TemplateContext {
  let model: SiteModel

  private var findings: SiteFindings { model.content.findings }

  static let fields = FieldTable<FindingsPage>(
    "findings",
    [
      "lede": .markup("The answer in a sentence") { page in
        if page.findings.total == 0 { return "<b>The check of this plan finds nothing to say.</b>" }
        let text = [(page.findings.warnings, "warning"), (page.findings.hints, "hint")].filter { $0.0 > 0 }.map {
          Wording.counted($0, $1)
        }
        return
          "<b>The check of this plan has \(Wording.list(text)) and no error.</b> A plan with errors is not published."
      },
      "findings": .list("Warnings, then hints") { page in
        page.findings.shown.map { FindingLine(model: page.model, finding: $0) }
      },
      "more": .text("What is left out") { page in
        let more = page.findings.total - page.findings.shown.count
        return more > 0 ? "\(Wording.grouped(more)) more: tapeout check --limit 0 prints all." : nil
      },
    ])

  /// One finding.
  struct FindingLine: TemplateContext {
    let model: SiteModel
    let finding: SiteFinding

    static let fields = FieldTable<FindingLine>(
      "finding",
      [
        "severity": .text("How grave it is: `warning` or `hint`") { $0.finding.severity.description },
        "mark": .markup("The mark of its severity") { ($0.finding.severity == .hint ? Mark.plan : Mark.risk).icon },
        "rule": .text("The name of its rule") { $0.finding.rule },
        "headline": .markup("What is wrong") { Markup(marking: $0.finding.headline) },
        "advice": .markup("What to do about it") { $0.finding.advice.map { Markup(marking: $0) } },
        "notes": .list("Further facts") { $0.finding.notes.map { TextLine(text: Markup(marking: $0)) } },
        "place": .text("File, line and column") { $0.finding.place },
        "excerpt": .text("The line of the file") { $0.finding.excerpt },
        "hasPage": .flag("Whether a page shows what it is about") { line in
          line.model.places.pages[line.model.content.sourcePath(line.finding.file)] != nil
        },
        "href": .link("The page it is about") { line in
          line.model.places.pages[line.model.content.sourcePath(line.finding.file)]
        },
      ])
  }
}

/// How every figure is worked out, and what the words mean.
struct MethodPage: TemplateContext {
  let model: SiteModel

  private static let meanings: [(Markup, String)] = [
    (Health.planned.markup, "Not begun: something it waits for is not done."),
    (Health.onTrack.markup, "Begun, and neither behind its baseline beyond the threshold nor out of float."),
    (
      Health.atRisk.markup,
      "Begun, and behind by more than the first threshold, out of float, or probably (P80) too late for the day it is needed."
    ),
    (
      Health.late.markup,
      "Behind by more than the second threshold, past its date, or a launch expected after the window."
    ),
    (Health.blocked.markup, "It cannot move until somebody decides; the file says who and why."),
    (Health.done.markup, "It has an actual date. Nothing else makes it done."),
    (Health.dropped.markup, "It left the plan, and is not counted."),
  ]

  static let fields = FieldTable<MethodPage>(
    "method",
    [
      "words": .list("The words for health, with their marks") { _ in
        meanings.map { Fact(name: $1, value: $0) }
      },
      "atRisk": .text("The threshold for at risk") { Wording.length($0.model.plan.program.thresholds.atRisk) },
      "late": .text("The threshold for late") { Wording.length($0.model.plan.program.thresholds.late) },
      "stale": .text("After how long an estimate is stale") {
        Wording.length($0.model.plan.program.thresholds.stale)
      },
      "samples": .text("How many times the plan was drawn") { Wording.grouped($0.model.forecast.samples) },
      "seed": .text("The seed of the random numbers") { String($0.model.forecast.seed) },
      "statusDate": .text("The report's date") { $0.model.statusDate.description },
      "window": .text("The launch window") { $0.model.plan.program.launchWindow.map { "\($0.value)" } },
      "marks": .markup("The marks of criteria") { _ in
        "<span class=\"st\">\(Mark.done.icon)Met</span> <span class=\"st\">\(Mark.waive.icon)Waived</span> <span class=\"st\">\(Mark.late.icon)Failing</span> <span class=\"st\">\(Mark.plan.icon)Open</span>"
      },
    ])
}
