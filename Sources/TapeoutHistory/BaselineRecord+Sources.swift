package import TapeoutModel

extension BaselineRecord {
  /// From the lines of the file and what Git knows of it.
  ///
  /// - Complexity: O(lines × versions), both few.
  package init(_ milestone: Milestone, _ history: PlanHistory, statusDate: Day) {
    self = BaselineComparison(milestone, history, statusDate: statusDate).record
  }
}

/// The lines below `rebaselined:` of one milestone held against what Git knows.
///
/// A line gives its reason and its day to the replacement in Git that it tells of: the first one of that baseline on or
/// after the day of the decision. What the lines tell of the days before the first commit is believed. A line about a
/// later day without such a replacement contradicts Git.
package struct BaselineComparison {
  package let record: BaselineRecord
  /// Lines that contradict Git, oldest first.
  package let contradictions: [Contradiction]

  package struct Contradiction: Hashable, Sendable {
    package var line: Rebaselining
    /// The baseline that Git knows for the day before the decision; nil where there was none.
    package var known: StatedDate?
  }

  /// From what Git knows of every commit, else of every report.
  package init(_ milestone: Milestone, _ history: PlanHistory, statusDate: Day) {
    var versions = history.versions[milestone.id] ?? history.statedAtReports(milestone.id, before: statusDate)
    let today = StatedVersion(milestone, on: max(statusDate, versions.last?.day ?? statusDate), isUncommitted: true)
    if let last = versions.last, !last.statesSame(as: today) { versions.append(today) }
    self.init(milestone, versions: versions)
  }

  /// - Parameter versions: what Git knows of the milestone, oldest first, and at the end what the disk states.
  package init(_ milestone: Milestone, versions: [StatedVersion]) {
    let current = milestone.baseline?.value
    guard let first = versions.first else {
      record = BaselineRecord(
        replacements: BaselineComparison.chained(milestone.rebaselinings, endingIn: current), current: current)
      contradictions = []
      return
    }
    var replacements = BaselineComparison.replacements(versions)
    var isExplained = [Bool](repeating: false, count: replacements.count)
    var earlier: [Rebaselining] = []
    var contradictions: [Contradiction] = []
    for line in milestone.rebaselinings {
      let match = replacements.indices.first { index in
        !isExplained[index] && replacements[index].old == line.replaced
          && replacements[index].day >= line.decidedOn
      }
      if let match {
        isExplained[match] = true
        replacements[match].day = line.decidedOn
        replacements[match].reason = line.reason
      } else if line.decidedOn <= first.day {
        earlier.append(line)
      } else {
        let known = versions.last { $0.day < line.decidedOn } ?? first
        contradictions.append(Contradiction(line: line, known: known.baseline))
      }
    }
    record = BaselineRecord(
      replacements: BaselineComparison.chained(earlier, endingIn: first.baseline) + replacements, current: current)
    self.contradictions = contradictions
  }

  private static func replacements(_ versions: [StatedVersion]) -> [BaselineRecord.Replacement] {
    var found: [BaselineRecord.Replacement] = []
    for (before, after) in zip(versions, versions.dropFirst()) {
      guard let old = before.baseline, old.date != nil, after.baseline != old else { continue }
      let isNew = after.reason != before.reason
      found.append(.init(day: after.day, old: old, new: after.baseline, reason: isNew ? after.reason : nil))
    }
    return found
  }

  /// Each line's baseline was replaced by that of the next line, the last one's by the baseline that is known.
  private static func chained(
    _ lines: [Rebaselining], endingIn last: StatedDate?
  ) -> [BaselineRecord.Replacement] {
    lines.indices.map { index in
      BaselineRecord.Replacement(
        day: lines[index].decidedOn, old: lines[index].replaced,
        new: index + 1 < lines.count ? lines[index + 1].replaced : last, reason: lines[index].reason)
    }
  }
}

extension PlanHistory {
  /// What earlier plans state of a milestone, oldest first.
  fileprivate func statedAtReports(_ id: MilestoneID, before statusDate: Day) -> [StatedVersion] {
    var versions: [StatedVersion] = []
    for snapshot in snapshots where snapshot.day < statusDate {
      guard let place = snapshot.place(of: id), snapshot.milestones[place].identity == id else { continue }
      let milestone = snapshot.milestones[place]
      let version = StatedVersion(
        day: snapshot.day, baseline: milestone.baseline, forecast: milestone.forecast, actual: milestone.actual,
        isDropped: milestone.isDropped, reason: milestone.reason)
      if versions.last.map({ !$0.statesSame(as: version) }) ?? true { versions.append(version) }
    }
    return versions
  }
}
