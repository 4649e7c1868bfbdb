package import TapeoutModel

/// Where a page or file lies below the site's root.
package struct SitePath: Hashable, Sendable {
  package let path: String
  /// Folders between it and the root.
  package let depth: Int

  init(_ path: String) {
    self.path = path
    depth = path.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "/") ? 1 : 0) }
  }

  /// From a page `depth` folders deep to the root: links are relative, so that the site works below any address and
  /// from disk.
  static func root(from depth: Int) -> String { String(repeating: "../", count: depth) }

  static let portfolio = SitePath("index.html")
  static let partners = SitePath("partners.html")
  static let late = SitePath("late.html")
  static let people = SitePath("people.html")
  static let scenarios = SitePath("scenarios.html")
  static let calendar = SitePath("calendar.html")
  static let risks = SitePath("risks.html")
  static let changes = SitePath("changes.html")
  package static let changesFeed = SitePath("changes.xml")
  package static let workbook = SitePath("plan.xlsx")
  /// For Microsoft Project, whose files have the ending of all XML.
  package static let project = SitePath("plan-project.xml")
  static let reports = SitePath("reports.html")
  static let findings = SitePath("findings.html")
  static let method = SitePath("method.html")
  static let program = SitePath("program.html")
  static let search = SitePath("search.html")
  static let notFound = SitePath("404.html")
}

extension Plan {
  package func path(chip: ChipIndex) -> String { "chips/\(chips[chip].id).html" }
  package func path(milestone: MilestoneIndex) -> String { "chips/\(pathBesideChip(milestone: milestone))" }
  /// As the page of a chip links to it.
  func pathBesideChip(milestone: MilestoneIndex) -> String {
    "\(milestones[milestone].id.chip)/\(milestones[milestone].id.milestone).html"
  }
  package func path(partner: PartnerIndex) -> String { "partners/\(partners[partner].id).html" }
  package func path(report: ReportIndex) -> String { "reports/\(reports[report].day).html" }
  package func path(risk: RiskIndex) -> String { "\(path(chip: risks[risk].chip))#risk-\(risks[risk].id)" }
  /// Of a file beside the Markdown, given its path from the root.
  package static func path(attachment: String) -> String { "files/" + attachment.utf8.dropFirst(8).text }
}

extension Sequence where Element == UInt8 {
  fileprivate var text: String { String(decoding: Array(self), as: UTF8.self) }
}
