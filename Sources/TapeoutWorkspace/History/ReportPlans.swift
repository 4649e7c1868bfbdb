import TapeoutGit
import TapeoutModel
import TapeoutParser

/// Which plan each report shows: by rule that of the commit that brought its file.
///
/// Neither the time zone of the writer nor a commit on the morning after thereby moves a change into another report.
struct ReportPlans {
  enum Source: Hashable, Sendable {
    /// The plan as a commit left it: a place in the log.
    case commit(Int)
    /// The plan at the end of the report's own day, in UTC.
    case endOfDay
    /// The files on the disk, because the report is not committed.
    case workingTree
    /// The plan of that day is not known: nothing was committed by then, or the report came in one commit with a newer
    /// one and nothing tells what the plan was in between.
    case unknown
  }

  /// Parallel to the reports that were asked for.
  let sources: [Source]
  /// Parallel to the log: the day that each commit counts for. A commit up to the one that brought a report belongs to
  /// that report, whatever the clock said.
  let effectiveDays: [Day]
  /// Parallel to the log: whether the commit came after the one that brought the report of its day.
  let followsReport: [Bool]

  /// - Parameters:
  ///   - commits: the log, oldest first.
  ///   - days: of the commits, in UTC, none before that of its parent.
  ///   - reports: the days of all reports, oldest first, each once.
  init(_ commits: [GitLog.Commit], days: [Day], reports: [Day], _ repository: GitRepository) {
    let folder = repository.prefix + "reports/".utf8
    var bringing: [Day: Int] = [:]
    /// Places of the commits that changed a file of the plan.
    var changing: [Int] = []
    for (place, commit) in commits.enumerated() {
      var changesPlan = false
      for change in commit.changes {
        func report(_ path: [UInt8]?) -> Day? {
          guard let path, path.starts(with: folder) else { return nil }
          return repository.contentPath(path).flatMap(PlanPart.report(at:))
        }
        let (old, new) = (report(change.old), report(change.new))
        if old == nil, new == nil {
          changesPlan = changesPlan || (change.new ?? change.old ?? []).suffix(3).elementsEqual(".md".utf8)
        }
        guard let new else { continue }
        let first = change.isRename ? old.flatMap { bringing.removeValue(forKey: $0) } : nil
        if bringing[new] == nil { bringing[new] = first ?? place }
      }
      if changesPlan { changing.append(place) }
    }
    let sources = ReportPlans.sources(of: reports, broughtBy: bringing, changes: changing, days: days)
    self.sources = sources
    let own = zip(reports, sources).compactMap { report, source -> (place: Int, day: Day)? in
      if case .commit(let place) = source { (place, report) } else { nil }
    }
    (effectiveDays, followsReport) = ReportPlans.effectiveDays(days, own)
  }

  private static func sources(
    of reports: [Day], broughtBy bringing: [Day: Int], changes changing: [Int], days: [Day]
  ) -> [Source] {
    /// How many of the commits that changed the plan were made by the end of a day.
    func count(by day: Day) -> Int { changing.indices.firstPlace { days[changing[$0]] > day } }
    var sources = [Source](repeating: .unknown, count: reports.count)
    /// Where the newer reports came first: a place in the log, or behind its end for those that are not committed.
    var first = Int.max
    for index in reports.indices.reversed() {
      let place = bringing[reports[index]] ?? days.count
      if place < first {
        sources[index] = place == days.count ? .workingTree : .commit(place)
        first = place
        continue
      }
      let known = count(by: reports[index])
      // In one commit with a newer report: the plan was another one than before only where a commit says so.
      let before = place == first && index > 0 ? count(by: reports[index - 1]) : 0
      sources[index] = known > before ? .endOfDay : .unknown
    }
    return sources
  }

  private static func effectiveDays(_ days: [Day], _ own: [(place: Int, day: Day)]) -> ([Day], [Bool]) {
    var effective: [Day] = []
    var follows: [Bool] = []
    effective.reserveCapacity(days.count)
    var next = 0
    for (place, day) in days.enumerated() {
      while next < own.count, own[next].place < place { next += 1 }
      let upper = next < own.count ? min(day, own[next].day) : day
      let lower = next > 0 ? own[next - 1].day : upper
      effective.append(max(upper, lower))
      follows.append(next > 0 && upper <= lower)
    }
    return (effective, follows)
  }
}
