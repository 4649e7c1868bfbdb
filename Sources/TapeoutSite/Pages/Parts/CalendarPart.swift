import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// A month of the calendar.
struct CalendarMonthName: Hashable, Comparable, Sendable {
  /// Months since the year 0.
  private let number: Int

  /// The month that the larger part of a day's week lies in: a week stands in one month.
  init(ofWeekOf day: Day) {
    let civil = (day.startOfWeek + 3).civil
    number = civil.year * 12 + civil.month - 1
  }

  var year: Int { number / 12 }
  /// 1 to 12.
  var month: Int { number % 12 + 1 }
  /// `Jun 2026`
  var name: String { "\(Wording.months[month - 1]) \(year)" }

  static func < (left: CalendarMonthName, right: CalendarMonthName) -> Bool { left.number < right.number }
}

/// What comes, month by month: where it is more than one page shows well, in parts of whole months.
struct CalendarPart: Hashable, Sendable {
  /// From 0.
  let number: Int
  /// Nil where nothing comes.
  let months: ClosedRange<CalendarMonthName>?

  /// Weeks shown before the status date.
  private static let past = 4
  /// A part takes months until it has more milestones than these.
  private static let enough = 300

  var isFirst: Bool { number == 0 }
  /// The first is `calendar.html`, the second `calendar-2.html`.
  var path: SitePath { isFirst ? .calendar : SitePath("calendar-\(number + 1).html") }

  /// `Jun 2026 to Sep 2026`; of a single month only that.
  var title: String {
    guard let months else { return "" }
    let (first, last) = (months.lowerBound.name, months.upperBound.name)
    return months.lowerBound == months.upperBound ? first : "\(first) to \(last)"
  }

  /// At least one, which may be empty. Months are counted, not sorted through: every change of a plan asks.
  static func all(_ model: SiteModel) -> [CalendarPart] {
    var counts: [CalendarMonthName: Int] = [:]
    for index in model.plan.milestones.indices {
      if let day = shownDay(model, index) { counts[CalendarMonthName(ofWeekOf: day), default: 0] += 1 }
    }
    let months = counts.keys.sorted()
    var parts: [CalendarPart] = []
    var first = 0
    var sum = 0
    for (place, month) in months.enumerated() {
      sum += counts[month] ?? 0
      guard sum > enough || place == months.count - 1 else { continue }
      parts.append(CalendarPart(number: parts.count, months: months[first]...month))
      (first, sum) = (place + 1, 0)
    }
    return parts.isEmpty ? [CalendarPart(number: 0, months: nil)] : parts
  }

  /// The day on which the calendar shows a milestone; nil where it does not.
  private static func shownDay(_ model: SiteModel, _ index: MilestoneIndex) -> Day? {
    guard model.health(index) != .dropped, let day = model.scheduled(index).expected,
      day >= model.statusDate.startOfWeek - 7 * past
    else { return nil }
    return day
  }

  /// Its milestones, by date.
  func milestones(_ model: SiteModel) -> [MilestoneIndex] {
    guard let months else { return [] }
    return model.inDateOrder(
      model.plan.milestones.indices.filter { index in
        CalendarPart.shownDay(model, index).map { months.contains(CalendarMonthName(ofWeekOf: $0)) } ?? false
      })
  }

  /// Links to all parts; none where there is only one.
  static func links(_ parts: [CalendarPart], from own: CalendarPart) -> [PageLink] {
    guard parts.count > 1 else { return [] }
    return parts.map { PageLink(title: $0.title, address: $0.path.path, isCurrent: $0 == own) }
  }
}
