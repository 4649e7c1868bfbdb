import TapeoutHistory
import TapeoutModel

/// What the printers of changes print: two plans and what lies between them.
struct ChangesReport {
  /// One of the two plans.
  struct Side {
    /// Where it comes from, as asked for or in words: `HEAD~3`, `report 2`, `working tree`, `old/`.
    var name: String
    /// Its status date.
    var day: Day

    /// `report 2 (2026-05-15)`
    var words: String { name == day.description ? name : "\(name) (\(day))" }
  }

  var old: Side
  var new: Side
  /// All of them, ordered; printers for people fold them.
  var changes: [Change]
  /// Worked out without the older plan: see ``ChangeLog/Entry/isReconstructed``.
  var isReconstructed = false
  /// What is not known, in plain sentences: why history ends where it does, versions that were left out.
  var notes: [String] = []

  /// The notes, and what a reconstruction cannot know.
  var notesInWords: [String] {
    guard isReconstructed else { return notes }
    return [
      "The plan of \(old.day) is not known: these changes are worked out from history lines and dated facts, and "
        + "other changes may be missing."
    ] + notes
  }
}
