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
  }

  var old: Side
  var new: Side
  /// All of them, ordered; printers for people fold them.
  var changes: [Change]
  /// Worked out without the older plan: see ``ChangeLog/Entry/isReconstructed``.
  var isReconstructed = false
  /// What is not known, in plain sentences: why history ends where it does, versions that were left out.
  var notes: [String] = []
}
