/// Where the site shows what a download speaks of.
package struct PageAddresses: Sendable {
  /// The address of the site, ending in `/`; nil where it is not known.
  package let site: String?
  /// Paths below the site's root, by place in the plan.
  let chip, milestone, partner, report, risk: @Sendable (Int) -> String

  package init(
    site: String?, chip: @escaping @Sendable (Int) -> String, milestone: @escaping @Sendable (Int) -> String,
    partner: @escaping @Sendable (Int) -> String, report: @escaping @Sendable (Int) -> String,
    risk: @escaping @Sendable (Int) -> String
  ) {
    self.site = site.map { $0.utf8.last == UInt8(ascii: "/") ? $0 : $0 + "/" }
    self.chip = chip
    self.milestone = milestone
    self.partner = partner
    self.report = report
    self.risk = risk
  }

  /// The full address of a path; nil where the site's is not known.
  func absolute(_ path: String) -> String? { site.map { $0 + path } }
}
