package import TapeoutModel

/// A supposition: one milestone comes some days later (or, negative, earlier) than it would.
package struct WhatIf: Hashable, Sendable {
  package var milestone: MilestoneIndex
  /// Calendar days.
  package var days: Int

  package init(milestone: MilestoneIndex, days: Int) {
    self.milestone = milestone
    self.days = days
  }
}
