import TapeoutDisk
package import TapeoutExchange
package import TapeoutForecast
package import TapeoutHistory
package import TapeoutModel
package import TapeoutSchedule
import TapeoutSite

/// The files of the site that are for other programs.
struct SiteDownloads: Sendable {
  private let content: ExportContent
  private let findings: [Finding]
  /// Of all pages, the portfolio first.
  private let pagePaths: @Sendable () -> [String]
  private let changeFeed: [ChangeFeedEntry]

  init(
    _ content: ExportContent, _ findings: [Finding], pagePaths: @escaping @Sendable () -> [String],
    changeFeed: [ChangeFeedEntry]
  ) {
    self.content = content
    self.findings = findings
    self.pagePaths = pagePaths
    self.changeFeed = changeFeed
  }

  /// Makes the files one after the other, each handed over before the next: some are large, and one core that makes
  /// them all in the memory of the largest is sooner done than several that ask for more.
  func makeFiles(_ deliver: (OutputFile) throws(OperationalError) -> Void) throws(OperationalError) {
    func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }
    try deliver(
      OutputFile(
        path: "plan.json",
        bytes: PlanJSON.text(content, errors: count(.error), warnings: count(.warning), hints: count(.hint))))
    try makeCalendars(deliver)
    try deliver(OutputFile(path: "plan.csv", bytes: PlanCSV.text(content)))
    try deliver(OutputFile(path: "search.json", bytes: SearchIndex.text(content)))
    for file in sitemap() { try deliver(file) }
    try deliver(OutputFile(path: "feed.xml", bytes: AtomFeed.text(content)))
    try deliver(
      OutputFile(
        path: SitePath.changesFeed.path, bytes: AtomFeed.changes(changeFeed.map(AtomFeed.Entry.init), of: content)))
  }

  private func makeCalendars(
    _ deliver: (OutputFile) throws(OperationalError) -> Void
  ) throws(OperationalError) {
    let calendar = ICalendar(content)
    let plan = content.plan
    try deliver(OutputFile(path: "plan.ics", bytes: calendar.all))
    for index in plan.chips.indices {
      try deliver(OutputFile(path: "chips/\(plan.chips[index].id).ics", bytes: calendar.chip(index)))
    }
    for index in plan.partners.indices {
      try deliver(OutputFile(path: "partners/\(plan.partners[index].id).ics", bytes: calendar.partner(index)))
    }
  }

  /// The portfolio is found under the site's address itself, as its canonical link says.
  private func sitemap() -> [OutputFile] {
    guard let site = content.addresses.site else { return [] }
    return Sitemap.files([""] + pagePaths().dropFirst(), site: site)
      .map { OutputFile(path: $0.path, bytes: $0.text) }
  }
}

extension AtomFeed.Entry {
  fileprivate init(_ entry: ChangeFeedEntry) {
    self.init(title: entry.title, id: entry.id, day: entry.day, path: entry.path, summary: entry.summary)
  }
}

extension ExportContent {
  /// What downloads are made from, with the addresses of the site's pages.
  ///
  /// - Parameter site: where the site is published; nil where that is not known.
  package init(
    plan: Plan, schedule: Schedule, forecast: Forecast, launches: IndexedArray<ChipIndex, LaunchAnswer>,
    order: IndexedArray<ChipIndex, [MilestoneIndex]>? = nil, sources: SourceSet, site: String?,
    revision: PlanRevision = PlanRevision()
  ) {
    let addresses = PageAddresses(
      site: site, chip: plan.path(chip:), milestone: plan.path(milestone:), partner: plan.path(partner:),
      report: plan.path(report:), risk: plan.path(risk:))
    self.init(
      plan: plan, schedule: schedule, forecast: forecast, launches: launches, order: order, addresses: addresses,
      sources: sources, revision: revision)
  }
}

extension PlanRevision {
  /// How new the content is, as far as its history tells; nothing is known without one.
  package init(_ history: PlanHistory?) {
    guard let history, history.commitCount > 0 else {
      self.init()
      return
    }
    self.init(number: history.commitCount + (history.isUncommitted ? 1 : 0), time: history.newestCommitTime)
  }
}
