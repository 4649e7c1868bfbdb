import TapeoutModel
import TapeoutSchedule

/// A promise earlier than what it waits for allows.
struct ForecastBeforeDependency: Rule {
  let name: RuleName = "forecast-before-dependency"
  let group = RuleGroup.dates
  // The schedule already reckons with the later date, and optimistic forecasts are daily bread: as an error,
  // one of them would stop every build.
  let defaultSeverity = Severity.warning

  var explanation: Explanation {
    Explanation(
      what: """
        A stated forecast is earlier than the milestone's dependencies, with their likely durations, or its \
        `not_before` allow. A quarter or a month is met by any day in it.
        """,
      why: """
        The plan contradicts itself: the site shows the later date beside the struck-out promise. Either the forecast \
        is hope, or a duration or a dependency is wrong.
        """,
      wrong: Example(
        .init(
          "chips/custom-1/milestones/tape-out.md",
          "---\ntitle: Tape-out\nkind: tape-out\nforecast: 2026-03-20\nafter:\n  timing-signoff: 1w\n---\n"),
        .init(
          "chips/custom-1/milestones/timing-signoff.md",
          "---\ntitle: Timing sign-off\nkind: timing-signoff\nforecast: 2026-03-26\n---\n")),
      right: Example(
        .init(
          "chips/custom-1/milestones/tape-out.md",
          "---\ntitle: Tape-out\nkind: tape-out\nforecast: 2026-04-02\nafter:\n  timing-signoff: 1w\n---\n"),
        .init(
          "chips/custom-1/milestones/timing-signoff.md",
          "---\ntitle: Timing sign-off\nkind: timing-signoff\nforecast: 2026-03-26\n---\n")))
  }

  func check(_ context: RuleContext, into findings: inout [Finding]) {
    let milestones = context.plan.milestones
    for index in milestones.indices {
      guard let forecast = milestones[index].forecast, let date = forecast.value.date,
        let expected = context.schedule.milestones[index].expected, expected > date.last,
        milestones[index].isPending
      else { continue }
      let title = milestones[index].displayTitle
      switch context.schedule.milestones[index].driver {
      case .dependency(edge: let place):
        let edge = context.schedule.graph.edges[Int(place)]
        guard let start = context.schedule.milestones[edge.from].expected else { continue }
        let sum = context.sum(edge, from: start.description, to: expected)
        report(
          forecast, expected, "\(title) is forecast for \(date), but \(sum)", into: &findings,
          [
            .init("the dependency that allows no earlier day", at: context.dependency(edge).predecessor.range)
          ])
      case .notBefore:
        report(
          forecast, expected, "\(title) is forecast for \(date), but cannot happen before \(expected)",
          into: &findings, milestones[index].notBefore.map { [.init("its slot", at: $0.range)] } ?? [])
      default: continue
      }
    }
  }

  private func report(
    _ forecast: Located<StatedDate>, _ day: Day, _ headline: String, into findings: inout [Finding],
    _ notes: [Finding.Note]
  ) {
    findings.append(
      Finding(
        name, at: forecast.range, headline,
        advice: "Write \(day), or correct the dependency or its duration.", notes: notes,
        fixes: [Fix("write \(day)", replace: forecast.range, with: day.description, isGuess: true)]))
  }
}
