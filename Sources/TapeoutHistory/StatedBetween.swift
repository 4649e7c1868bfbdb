import TapeoutModel

/// What the files of milestones stated between two plans: which reason belongs to which move.
///
/// `reason:` explains the newest move at the time when it was written. A text that stays while the date moves again
/// belongs to the older move.
struct StatedBetween {
  /// By id today; empty where it is not known.
  private var versions: [MilestoneID: [StatedVersion]] = [:]
  private var old = Day(number: 0)
  /// Nil where the newer plan is the newest of all.
  private var new: Day?

  init() {}

  /// - Parameters:
  ///   - old: the day of the older plan.
  ///   - new: the day of the newer plan; nil where that is the disk's.
  init(_ versions: [MilestoneID: [StatedVersion]], after old: Day, upTo new: Day?) {
    self.versions = versions
    self.old = old
    self.new = new
  }

  /// Why a date changed, where somebody said so for this change.
  ///
  /// The newest move between the plans that went the same way gives the reason. Where the file stated no date in between,
  /// a text counts that was not there before.
  func reason(of change: Change, _ then: MilestoneSnapshot, _ now: MilestoneSnapshot) -> String? {
    let known = versions.isEmpty ? [] : versions[now.identity] ?? []
    let first = known.firstIndex { $0.day > old || ($0.day == old && $0.followsReport) } ?? known.endIndex
    let end =
      new.flatMap { new in known.firstIndex { $0.day > new || ($0.day == new && $0.followsReport) } } ?? known.endIndex
    var moves: [(isLater: Bool?, reason: String?)] = []
    var before = first > 0 && first <= known.count ? known[first - 1] : nil
    for version in known[first..<max(first, end)] {
      defer { before = version }
      let isNew = version.reason != nil && version.reason != (before.map(\.reason) ?? then.reason)
      if let before, !version.datesSame(as: before) {
        moves.append((before.isLater(version), isNew ? version.reason : nil))
      } else if isNew, !moves.isEmpty {
        moves[moves.count - 1].reason = version.reason
      }
    }
    guard !moves.isEmpty else { return now.reason == then.reason ? nil : now.reason }
    let isLater = change.days.flatMap { $0 == 0 ? nil : $0 > 0 }
    return moves.last { $0.reason != nil && ($0.isLater == isLater || isLater == nil || $0.isLater == nil) }?.reason
  }
}

extension StatedVersion {
  /// Whether another version puts the date off; nil where one of them has none.
  fileprivate func isLater(_ other: StatedVersion) -> Bool? {
    guard let mine = actual ?? forecast?.date, let theirs = other.actual ?? other.forecast?.date else { return nil }
    return theirs.last > mine.last
  }
}
