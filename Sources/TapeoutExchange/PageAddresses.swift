package import TapeoutModel

/// Where the site shows what a download speaks of.
package struct PageAddresses: Sendable {
  /// The address of the site, ending in `/`; nil where it is not known.
  package let site: String?
  /// Paths below the site's root.
  let chip: @Sendable (ChipIndex) -> String
  let milestone: @Sendable (MilestoneIndex) -> String
  let partner: @Sendable (PartnerIndex) -> String
  let report: @Sendable (ReportIndex) -> String
  let risk: @Sendable (RiskIndex) -> String

  package init(
    site: String?, chip: @escaping @Sendable (ChipIndex) -> String,
    milestone: @escaping @Sendable (MilestoneIndex) -> String,
    partner: @escaping @Sendable (PartnerIndex) -> String, report: @escaping @Sendable (ReportIndex) -> String,
    risk: @escaping @Sendable (RiskIndex) -> String
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
