import TapeoutHistory

/// What stands in a table of changes, whatever the table is written in.
extension Change {
  /// Whether it stands in a table of dates that moved; all else is a sentence.
  var isRowInTable: Bool {
    switch kind {
    case .moved, .overdue, .undated, .dated, .refined, .blurred: true
    default: false
    }
  }

  var nowInTable: String { kind == .overdue ? "overdue" : new.map { "\($0)" } ?? "TBD" }

  var whyInTable: [String] {
    [
      reason, needsNewReason ? "no new reason" : nil, causeTitle.map { "follows \($0)" }, following,
    ].compactMap(\.self)
  }
}
