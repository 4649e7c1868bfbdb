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
  private let workbookChanges: @Sendable () -> [PlanWorkbook.Change]

  init(
    _ content: ExportContent, _ findings: [Finding], pagePaths: @escaping @Sendable () -> [String],
    changeFeed: [ChangeFeedEntry], workbookChanges: @escaping @Sendable () -> [PlanWorkbook.Change]
  ) {
    self.workbookChanges = workbookChanges
    self.content = content
    self.findings = findings
    self.pagePaths = pagePaths
    self.changeFeed = changeFeed
  }

  /// Makes the files one after the other, each handed over before the next: some are large, and one core that makes
  /// them all in the memory of the largest is sooner done than several that ask for more.
  func makeFiles(_ deliver: (OutputFile) throws(OperationalError) -> Void) throws(OperationalError) {
    for download in downloads { try deliver(OutputFile(path: download.path, bytes: download.text())) }
    for file in sitemap() { try deliver(file) }
  }

  /// The file at a path; nil where that is none of these.
  func file(at path: String) -> OutputFile? {
    if let download = downloads.first(where: { $0.path.utf8.elementsEqual(path.utf8) }) {
      return OutputFile(path: path, bytes: download.text())
    }
    return sitemap().first { $0.path.utf8.elementsEqual(path.utf8) }
  }

  /// Each file but the site maps, whose number depends on what is in them.
  private var downloads: [(path: String, text: () -> [UInt8])] {
    func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }
    let calendar = ICalendar(content)
    let plan = content.plan
    // Whoever subscribed under a former id goes on to be told.
    let former = FormerAddresses(plan)
    return [
      (
        "plan.json",
        { PlanJSON.text(content, errors: count(.error), warnings: count(.warning), hints: count(.hint)) }
      ),
      ("plan.ics", { calendar.all }),
    ]
      + plan.chips.indices.map { index in ("chips/\(plan.chips[index].id).ics", { calendar.chip(index) }) }
      + plan.partners.indices.map { index in ("partners/\(plan.partners[index].id).ics", { calendar.partner(index) }) }
      + Owners(plan).all.map { owner in ("people/\(owner.slug).ics", { calendar.owner(owner) }) }
      + former.chips.map { id, chip in ("chips/\(id).ics", { calendar.chip(chip) }) }
      + former.partners.map { id, partner in ("partners/\(id).ics", { calendar.partner(partner) }) }
      + [
        ("plan.csv", { PlanCSV.text(content) }),
        ("search.json", { SearchIndex.text(content) }),
        ("feed.xml", { AtomFeed.text(content) }),
        (SitePath.changesFeed.path, { AtomFeed.changes(changeFeed.map(AtomFeed.Entry.init), of: content) }),
      ]
      + (OfficeDownloads.belong(to: plan)
        ? [
          (SitePath.workbook.path, { PlanWorkbook.file(content, changes: workbookChanges()) }),
          (SitePath.project.path, { MicrosoftProjectXML.text(content) }),
        ] : [])
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
    firstBaseline: @escaping @Sendable (MilestoneIndex) -> PlanDate?,
    order: IndexedArray<ChipIndex, [MilestoneIndex]>? = nil, sources: SourceSet, site: String?,
    scenarios: [ScenarioOutcome] = [],
    revision: PlanRevision = PlanRevision()
  ) {
    let addresses = PageAddresses(
      site: site, chip: plan.path(chip:), milestone: plan.path(milestone:), partner: plan.path(partner:),
      report: plan.path(report:), risk: plan.path(risk:))
    self.init(
      plan: plan, schedule: schedule, forecast: forecast, launches: launches, firstBaseline: firstBaseline,
      order: order, addresses: addresses,
      sources: sources, scenarios: scenarios, revision: revision)
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
