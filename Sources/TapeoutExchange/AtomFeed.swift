package import TapeoutModel
import TapeoutSchedule
import TapeoutWording

/// The feeds of a site: what has happened, and what changed from report to report.
package enum AtomFeed {
  /// What a feed tells on one day.
  package struct Entry: Hashable, Sendable {
    package var title: String
    /// The end of its id, the same for good: `changes/2026-06-12`.
    package var id: String
    package var day: Day
    /// Path of its page below the site's root.
    package var path: String
    package var summary: String
    /// A word for its sort; nil where all entries of a feed are of one.
    var category: String?

    package init(title: String, id: String, day: Day, path: String, summary: String) {
      self.title = title
      self.id = id
      self.day = day
      self.path = path
      self.summary = summary
    }
  }

  /// What changed from report to report.
  ///
  /// - Parameter entries: newest first.
  package static func changes(_ entries: [Entry], of content: ExportContent) -> [UInt8] {
    let feed = AtomWriter.Feed(
      subtitle: "What changed from report to report", id: "changes", path: "changes.xml", page: "changes.html")
    return AtomWriter.text(feed, of: content, entries: entries)
  }

  static let mostEntries = 50

  /// What has happened: milestones done, handoffs accepted and reports, newest first.
  package static func text(_ content: ExportContent) -> [UInt8] {
    let feed = AtomWriter.Feed(
      subtitle: "What was done, accepted and reported", id: "feed", path: "feed.xml", page: "")
    return AtomWriter.text(feed, of: content, entries: events(content).map { entry($0, content) })
  }

  // MARK: What has happened

  private struct Event: Comparable {
    enum Subject: Equatable {
      case report(ReportIndex)
      case accepted(MilestoneIndex)
      case done(MilestoneIndex)

      /// The category, its rank among the events of one day, and the position in the plan.
      var key: (category: String, rank: Int, position: Int) {
        switch self {
        case .report(let index): ("report", 0, index.position)
        case .accepted(let index): ("accepted", 1, index.position)
        case .done(let index): ("done", 2, index.position)
        }
      }
    }

    var day: Day
    var subject: Subject

    /// Newest first; on one day, reports before what they tell of.
    static func < (left: Event, right: Event) -> Bool {
      let (mine, theirs) = (left.subject.key, right.subject.key)
      return (-left.day.number, mine.rank, mine.position) < (-right.day.number, theirs.rank, theirs.position)
    }
  }

  /// What is dated up to the status date, newest first.
  private static func events(_ content: ExportContent) -> ArraySlice<Event> {
    let today = content.schedule.statusDate
    var events: [Event] = []
    /// Of an imprecise date the last day that is not still to come.
    func add(_ subject: Event.Subject, on date: PlanDate?) {
      guard let date, date.first <= today else { return }
      events.append(Event(day: min(date.last, today), subject: subject))
    }
    for index in content.plan.milestones.indices {
      add(.done(index), on: content.plan.milestones[index].actual?.value)
      add(.accepted(index), on: content.plan.milestones[index].accepted?.value)
    }
    for index in content.plan.reports.indices { add(.report(index), on: .day(content.plan.reports[index].day)) }
    return events.sorted().prefix(mostEntries)
  }

  private static func entry(_ event: Event, _ content: ExportContent) -> Entry {
    var entry =
      switch event.subject {
      case .report(let index): reported(index, on: event.day, content)
      case .done(let index): done(index, on: event.day, content)
      case .accepted(let index): accepted(index, on: event.day, content)
      }
    entry.category = event.subject.key.category
    return entry
  }

  private static func reported(_ report: ReportIndex, on day: Day, _ content: ExportContent) -> Entry {
    Entry(
      title: content.plan.reports[report].title?.value ?? "Report \(report.number)", id: "report/\(day)", day: day,
      path: content.addresses.report(report), summary: "The status report of \(day).")
  }

  private static func accepted(_ milestone: MilestoneIndex, on day: Day, _ content: ExportContent) -> Entry {
    let receiver = content.plan.milestones[milestone].receiver.map { " by \(content.plan.partners[$0].displayTitle)" }
    let date = content.plan.milestones[milestone].accepted.map { "\($0.value)" } ?? ""
    return Entry(
      title: "\(name(milestone, content)) is accepted\(receiver ?? "")",
      id: "\(content.plan.milestones[milestone].id)/accepted", day: day, path: content.addresses.milestone(milestone),
      summary: "Accepted on \(date)\(receiver ?? "").")
  }

  private static func done(_ milestone: MilestoneIndex, on day: Day, _ content: ExportContent) -> Entry {
    var summary = "Done on \(content.plan.milestones[milestone].actual.map { "\($0.value)" } ?? "")"
    if let baseline = content.plan.milestones[milestone].baseline?.value.date,
      let slip = content.schedule.milestones[milestone].slipDays
    {
      summary += Wording.shift(slip).map { ", \($0) than its baseline of \(baseline)" } ?? ", as planned"
    }
    summary += "."
    if let parties = content.handoffWords(milestone) { summary += " Handoff: \(parties)." }
    return Entry(
      title: "\(name(milestone, content)) is done", id: "\(content.plan.milestones[milestone].id)/done", day: day,
      path: content.addresses.milestone(milestone), summary: summary)
  }

  private static func name(_ milestone: MilestoneIndex, _ content: ExportContent) -> String {
    "\(content.chipTitle(of: milestone)): \(content.plan.milestones[milestone].displayTitle)"
  }
}
