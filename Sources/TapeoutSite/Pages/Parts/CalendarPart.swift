import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// What comes, month by month: where it is more than one page shows well, in parts of whole months.
struct CalendarPart: Hashable, Sendable {
  /// From 0.
  let number: Int
  /// Places in ``CalendarParts/coming``.
  let range: Range<Int>
  /// `Jun 2026 to Sep 2026`; of a single month only that.
  let title: String

  var isFirst: Bool { number == 0 }
  /// The first is `calendar.html`, the second `calendar-2.html`.
  var path: SitePath { isFirst ? .calendar : SitePath("calendar-\(number + 1).html") }
}

/// The dated milestones from four weeks before the report on, and how they are cut into parts.
struct CalendarParts: Sendable {
  /// Weeks shown before the status date.
  private static let past = 4
  /// A part takes months until it has more than these.
  private static let enough = 300

  /// By date; dropped ones left out.
  let coming: [MilestoneIndex]
  let undated: [MilestoneIndex]
  let all: [CalendarPart]

  /// - Complexity: O(n log n) for the sorting of milestones.
  init(_ model: SiteModel) {
    let start = model.statusDate.startOfWeek - 7 * CalendarParts.past
    let live = model.plan.milestones.indices.filter { model.health($0) != .dropped }
    undated = live.filter { model.scheduled($0).expected == nil }
    coming = model.inDateOrder(live.filter { index in model.scheduled(index).expected.map { $0 >= start } ?? false })
    var parts: [CalendarPart] = []
    var first = 0
    for place in coming.indices {
      let month = CalendarParts.month(model, coming[place])
      let isLast = place + 1 == coming.count
      guard isLast || CalendarParts.month(model, coming[place + 1]) != month && place + 1 - first > CalendarParts.enough
      else { continue }
      let from = CalendarParts.month(model, coming[first])
      let title = from == month ? month.name : "\(from.name) to \(month.name)"
      parts.append(CalendarPart(number: parts.count, range: first..<(place + 1), title: title))
      first = place + 1
    }
    all = parts.isEmpty ? [CalendarPart(number: 0, range: 0..<0, title: "")] : parts
  }

  /// The month that the larger part of a milestone's week lies in: a week stands in one month.
  static func month(_ model: SiteModel, _ index: MilestoneIndex) -> CalendarMonthName {
    let thursday = (model.scheduled(index).expected ?? model.statusDate).startOfWeek + 3
    return CalendarMonthName(year: thursday.civil.year, month: thursday.civil.month)
  }

  /// Links to all parts; none where there is only one.
  func links(from own: CalendarPart) -> [PageLink] {
    guard all.count > 1 else { return [] }
    return all.map { PageLink(title: $0.title, address: $0.path.path, isCurrent: $0 == own) }
  }
}

struct CalendarMonthName: Hashable, Sendable {
  var year: Int
  var month: Int
  /// `Jun 2026`
  var name: String { "\(Wording.months[month - 1]) \(year)" }
}
