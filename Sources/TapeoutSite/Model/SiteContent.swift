package import TapeoutForecast
package import TapeoutHistory
package import TapeoutModel
package import TapeoutSchedule

/// Everything that the pages are made from. A value: the site is a function of it and of the templates.
package struct SiteContent: Sendable {
  package var plan: Plan
  /// With the forecast's say in health.
  package var schedule: Schedule
  package var forecast: Forecast
  /// What each scenario of the plan comes to, in their order.
  package var scenarios: [ScenarioOutcome]
  /// Parallel to ``Plan/chips``: what moves its launch most.
  package var tornados: IndexedArray<ChipIndex, Tornado>
  package var findings: SiteFindings
  /// Every estimate of every milestone.
  package var trend: Trend
  /// What changed from report to report, newest first.
  package var changeLog: ChangeLog
  /// How far the dates can be believed.
  package var stability: Stability
  /// Parallel to ``Plan/milestones``: every baseline that is known of each.
  package var baselines: IndexedArray<MilestoneIndex, BaselineRecord>
  /// Parallel to ``Plan/chips``: when each will launch.
  package var launches: IndexedArray<ChipIndex, LaunchAnswer>
  /// Why earlier plans are missing; nil where all were read.
  package var gap: PlanHistory.Gap?
  /// The address at which the site will be published, ending in `/`; nil where it is not known.
  package var site: String?
  /// The Markdown of a body, for the search; empty where there is none.
  package var text: @Sendable (Body) -> String
  /// The HTML of a Markdown body, links resolved for a page; empty where there is none.
  package var body: @Sendable (Body, BodyUse, (_ destination: String, _ isPicture: Bool) -> String?) -> [UInt8]
  /// The path of a content file, from the root.
  package var sourcePath: @Sendable (FileID) -> String
  package var places: SitePlaces

  /// - Parameters:
  ///   - history: earlier plans; from it and the plan follow trend, changes and stability.
  ///   - trend: what follows, where somebody has worked it out; likewise the places.
  package init(
    plan: Plan, schedule: Schedule, forecast: Forecast, tornados: IndexedArray<ChipIndex, Tornado>,
    findings: SiteFindings, site: String?, scenarios: [ScenarioOutcome] = [],
    history: PlanHistory = PlanHistory(), trend: Trend? = nil, places: SitePlaces? = nil,
    body: @escaping @Sendable (Body, BodyUse, (_ destination: String, _ isPicture: Bool) -> String?) -> [UInt8],
    text: @escaping @Sendable (Body) -> String = { _ in "" },
    sourcePath: @escaping @Sendable (FileID) -> String
  ) {
    self.plan = plan
    self.schedule = schedule
    self.forecast = forecast
    self.tornados = tornados
    self.scenarios = scenarios
    self.findings = findings
    let trend = trend ?? Trend(plan, schedule, history)
    self.trend = trend
    changeLog = ChangeLog(plan, schedule, history)
    stability = Stability(plan, schedule, history, trend)
    baselines = IndexedArray(
      plan.milestones.indices.map {
        BaselineRecord(plan.milestones[$0], history, statusDate: schedule.statusDate)
      })
    let baselines = baselines
    launches = LaunchAnswers.all(of: plan, schedule: schedule, forecast: forecast) { baselines[$0].firstIfReplaced }
    gap = history.gap
    self.site = site
    self.body = body
    self.text = text
    self.sourcePath = sourcePath
    self.places = places ?? SitePlaces(plan, schedule, sourcePath: sourcePath)
  }

  /// Where a body stands on a page.
  package struct BodyUse: Sendable {
    /// Levels by which its headings move down.
    package var headingShift = 0
    /// Leaves out the exit criteria, which the page shows itself.
    package var omitsCriteria = false
    /// Its headings can be linked to.
    package var hasAnchors = false
    /// Only one paragraph of it; nil for all of it.
    package var excerpt: Body.Excerpt?
  }
}

/// What the check of the plan says: how much, and the first of it.
package struct SiteFindings: Sendable {
  package var warnings = 0
  package var hints = 0
  /// Warnings, then hints: as many as the page of findings lists.
  package var shown: [SiteFinding] = []

  package static let mostShown = 300

  package init() {}

  package var total: Int { warnings + hints }
}

/// A finding as pages show it.
package struct SiteFinding: Sendable {
  package var rule: String
  package var severity: Severity
  package var headline: String
  package var advice: String?
  package var notes: [String]
  package var file: FileID
  /// `Content/chips/a/chip.md:3:7`.
  package var place: String
  /// The line of the file, cut to a length that fits a page.
  package var excerpt: String

  package init(
    rule: String, severity: Severity, headline: String, advice: String?, notes: [String], file: FileID, place: String,
    excerpt: String
  ) {
    self.rule = rule
    self.severity = severity
    self.headline = headline
    self.advice = advice
    self.notes = notes
    self.file = file
    self.place = place
    self.excerpt = excerpt
  }
}
