import TapeoutModel

extension Change {
  /// What happened to the subject, without reason and consequences: `moved 2 weeks later, from 2026-06-12 to
  /// 2026-06-26`, `happened on 2026-06-04, accepted on 2026-06-08`. Follows ``title``.
  package var predicate: String { "" }

  /// What else follows from it, for a folded list: `and 9 milestones after it`; nil where nothing does.
  package var following: String? { nil }

  /// One sentence that stands alone, without a full stop: chip, title, predicate, consequences, reason.
  package var sentence: String { "" }

  /// A length of time: `3 days`, from two weeks on in whole weeks where it is whole weeks: `2 weeks`.
  package static func length(_ days: Int) -> String { "" }
}
