extension PlanDate {
  /// How far `date` lies behind this baseline, in days: positive is later, 0 where the two share a day, so that a
  /// baseline of `2026` is met by any day of that year.
  public func slip(to date: PlanDate) -> Int {
    if date.first <= last, date.last >= first { return 0 }
    return date.last - (date.last > last ? last : first)
  }
}
