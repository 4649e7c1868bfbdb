package import TapeoutHistory
package import TapeoutModel

/// What the printers of changes print: two plans and what lies between them.
package struct ChangesReport {
  /// One of the two plans.
  package struct Side {
    /// Where it comes from, as asked for or in words: `HEAD~3`, `report 2`, `working tree`, `old/`.
    package var name: String
    /// Its status date.
    package var day: Day

    package init(name: String, day: Day) {
      self.name = name
      self.day = day
    }

    /// `report 2 (2026-05-15)`
    package var words: String { name == day.description ? name : "\(name) (\(day))" }
  }

  package var old: Side
  package var new: Side
  /// All of them, ordered; printers for people fold them.
  package var changes: [Change]
  /// Worked out without the older plan: see ``ChangeLog/Entry/isReconstructed``.
  package var isReconstructed = false
  /// What is not known, in plain sentences: why history ends where it does, versions that were left out.
  package var notes: [String] = []

  package init(
    old: Side, new: Side, changes: [Change], isReconstructed: Bool = false, notes: [String] = []
  ) {
    self.old = old
    self.new = new
    self.changes = changes
    self.isReconstructed = isReconstructed
    self.notes = notes
  }

  /// The notes, and what a reconstruction cannot know.
  package var notesInWords: [String] {
    guard isReconstructed else { return notes }
    return [
      "The plan of \(old.day) is not known: these changes are worked out from history lines and dated facts, and "
        + "other changes may be missing."
    ] + notes
  }
}
