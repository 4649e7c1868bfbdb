/// A supposition: one milestone comes some days later (or, negative, earlier) than it would.
package struct WhatIf: Hashable, Sendable {
  /// Place in ``Plan/milestones``.
  package var milestone: Int
  /// Calendar days.
  package var days: Int

  package init(milestone: Int, days: Int) {
    self.milestone = milestone
    self.days = days
  }
}
