extension PlanDate {
  /// The date to show for a milestone, as precisely as it is known.
  ///
  /// The actual; else what was stated, while nothing moves the milestone beyond it; else the computed day. So a
  /// forecast of `2026-Q2` is shown as that although a dependency arrives on the quarter's last day, and a forecast
  /// that cannot be kept is not shown as the date.
  ///
  /// - Parameters:
  ///   - actual: when it happened.
  ///   - forecast: the stated estimate.
  ///   - expected: the computed day; nil where there is none.
  /// - Returns: nil where the milestone has no date.
  public static func shown(actual: PlanDate?, forecast: StatedDate?, expected: Day?) -> PlanDate? {
    if let actual { return actual }
    guard let expected else { return nil }
    if let stated = forecast?.date, stated.last == expected { return stated }
    return .day(expected)
  }
}
