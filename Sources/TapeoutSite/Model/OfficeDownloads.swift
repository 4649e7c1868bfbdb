package import TapeoutModel

/// The workbook and the file for Microsoft Project among a site’s downloads.
///
/// Both are many times as long as all else that a site offers, and nobody reads so long a sheet: a very large plan has
/// neither. `tapeout export` makes them of any plan.
package enum OfficeDownloads {
  /// The most milestones of a plan whose site has them.
  static let mostMilestones = 2_000

  package static func belong(to plan: Plan) -> Bool { plan.milestones.count <= mostMilestones }
}
