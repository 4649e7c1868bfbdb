package import TapeoutModel

/// What the schedule needs to know of one milestone, as plain day numbers.
///
/// Milestones are large and hold text. Each is looked at once, in the order of memory; every pass after that runs
/// over these few bytes.
package struct MilestoneFacts {
  /// Stands for a day that is not stated.
  package static let none = Int32.min

  package struct Flags: OptionSet {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let done = Flags(rawValue: 1)
    package static let dropped = Flags(rawValue: 2)
    package static let blocked = Flags(rawValue: 4)
    package static let launch = Flags(rawValue: 8)
    /// A forecast is stated, if only `TBD`.
    package static let forecast = Flags(rawValue: 16)
  }

  package var flags: Flags = []
  /// The day it counts as done: the last day of an imprecise date, but no day that is still to come.
  package var actual = none
  package var actualFirst = none
  package var baselineFirst = none
  package var baselineLast = none
  package var notBefore = none
  package var forecast = none
  package var needBy = none

  package var isDone: Bool { flags.contains(.done) }
  /// Whether it has left the plan: what waits for it need not.
  package var isAbandoned: Bool { flags.contains(.dropped) && !flags.contains(.done) }
  /// Whether it is still to come.
  package var isUnfinished: Bool { flags.isDisjoint(with: [.done, .dropped]) }

  package static func gather(_ plan: Plan, _ statusDate: Int32) -> IndexedArray<MilestoneIndex, MilestoneFacts> {
    var all = IndexedArray<MilestoneIndex, MilestoneFacts>(
      plan.milestones.elements.withUnsafeBufferPointer { milestones in
        milestones.indices.map { MilestoneFacts(milestones, $0, statusDate) }
      })
    for chip in plan.chips {
      guard let launch = chip.launch else { continue }
      all[launch].flags.insert(.launch)
    }
    return all
  }

  /// Reads through the buffer: a milestone taken out of its array would be copied with all its texts.
  @inline(__always)
  private init(_ milestones: UnsafeBufferPointer<Milestone>, _ index: Int, _ statusDate: Int32) {
    if let date = milestones[index].actual?.value {
      flags.insert(.done)
      actualFirst = date.first.number
      actual = max(date.first.number, min(date.last.number, statusDate))
    }
    switch milestones[index].status?.value {
    case .dropped: flags.insert(.dropped)
    case .blocked: flags.insert(.blocked)
    case nil: break
    }
    if case .date(let date) = milestones[index].baseline?.value {
      baselineFirst = date.first.number
      baselineLast = date.last.number
    }
    if let slot = milestones[index].notBefore?.value { notBefore = slot.last.number }
    if let stated = milestones[index].forecast?.value {
      flags.insert(.forecast)
      if case .date(let date) = stated { forecast = date.last.number }
    }
    if let deadline = milestones[index].needBy?.value { needBy = deadline.last.number }
  }
}
