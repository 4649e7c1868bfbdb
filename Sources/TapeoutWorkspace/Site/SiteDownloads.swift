package import TapeoutExchange
package import TapeoutModel
package import TapeoutSchedule
import TapeoutSite

/// The files of the site that are for other programs, in a few units: any order, any thread, the same bytes.
struct SiteDownloads: Sendable {
  private let content: ExportContent
  private let findings: [Finding]
  /// Of all pages, the portfolio first.
  private let pagePaths: @Sendable () -> [String]
  private let changeFeed: [ChangeFeedEntry]

  private enum Unit: CaseIterable {
    case json, csv, calendars, feedAndSearch
  }

  init(
    _ content: ExportContent, _ findings: [Finding], pagePaths: @escaping @Sendable () -> [String],
    changeFeed: [ChangeFeedEntry]
  ) {
    self.content = content
    self.findings = findings
    self.pagePaths = pagePaths
    self.changeFeed = changeFeed
  }

  static var unitCount: Int { Unit.allCases.count }

  /// Makes the files of one unit, each handed over before the next: some are large.
  func makeFiles(
    _ unit: Int, _ deliver: (OutputFile) throws(MachineFailure) -> Void
  ) throws(MachineFailure) {
    switch Unit.allCases[unit] {
    case .json:
      func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }
      let text = PlanJSON.text(content, errors: count(.error), warnings: count(.warning), hints: count(.hint))
      try deliver(OutputFile(path: "plan.json", bytes: text))
    case .csv: try deliver(OutputFile(path: "plan.csv", bytes: PlanCSV.text(content)))
    case .calendars: try makeCalendars(deliver)
    case .feedAndSearch:
      try deliver(OutputFile(path: "feed.xml", bytes: AtomFeed.text(content)))
      try deliver(
        OutputFile(
          path: SitePath.changesFeed.path, bytes: AtomFeed.changes(changeFeed.map(AtomFeed.Entry.init), content)))
      try deliver(OutputFile(path: "search.json", bytes: SearchIndex.text(content)))
      for file in sitemap() { try deliver(file) }
    }
  }

  private func makeCalendars(
    _ deliver: (OutputFile) throws(MachineFailure) -> Void
  ) throws(MachineFailure) {
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
  package init(_ plan: Plan, _ schedule: Schedule, _ forecast: Forecast, site: String?) {
    let addresses = PageAddresses(
      site: site, chip: plan.path(chip:), milestone: plan.path(milestone:), partner: plan.path(partner:),
      report: plan.path(report:), risk: plan.path(risk:))
    self.init(plan, schedule, forecast, addresses)
  }
}
