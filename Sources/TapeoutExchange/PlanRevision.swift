import TapeoutModel

/// How new a plan is, so that a reader of two calendars can tell which one is newer.
///
/// The revision is the whole plan's, because an event can change without its own file: a dependency moves, a partner's
/// calendar gets a holiday, a risk becomes likelier. Where an event changes, the content changed, so its revision grew.
package struct PlanRevision: Hashable, Sendable {
  /// How many commits have changed the content, plus one where it differs from the newest; 0 where that is unknown.
  package var number: Int
  /// When the newest of these commits was made, in seconds since 1970; nil where that is unknown.
  package var time: Int?

  package init(number: Int = 0, time: Int? = nil) {
    self.number = number
    self.time = time
  }

  /// The time of the revision: no earlier than the beginning of the status date, which changes what events say.
  ///
  /// - Returns: the day, and the seconds since its beginning in UTC.
  func moment(statusDate: Day) -> (day: Day, second: Int) {
    let start = Int(statusDate.number) * 86_400
    // Beyond the years that a plan may speak of, a commit's clock was wrong.
    let last = (Int(Day.supported.upperBound.number) + 1) * 86_400 - 1
    let moment = min(max(time ?? start, start), last)
    let (day, second) = moment.quotientAndRemainder(dividingBy: 86_400)
    // The status date can lie before 1970, and the remainder is then negative.
    return second < 0 ? (Day(number: day - 1), second + 86_400) : (Day(number: day), second)
  }
}
