import TapeoutModel

/// A plan as another tool keeps it: tasks with their work, links and calendars, each with its place in the file.
struct ForeignProject: Sendable {
  var title: String?
  var start: Moment?
  /// The day up to which progress is known.
  var status: Moment?
  var calendars: [ForeignCalendar] = []
  /// Place of the project's own calendar; nil where it has none.
  var calendar: Int?
  var lagCalendar = LagCalendar.successor
  var resources: [ForeignResource] = []
  /// In the order of the file.
  var tasks: [ForeignTask] = []
}

extension ForeignProject {
  /// On whose calendar the lag of a link counts.
  enum LagCalendar: Sendable {
    case successor, predecessor, project
    /// Nights and free days count, too.
    case continuous
  }

  /// A task that lies below itself in the outline; nil where none does.
  var cyclicTask: Int? {
    /// By place: the walk that has met it.
    var walk = [Int](repeating: -1, count: tasks.count)
    for start in tasks.indices where walk[start] < 0 {
      var place = start
      while walk[place] < 0 {
        walk[place] = start
        guard let parent = tasks[place].parent else { break }
        if walk[parent] == start { return parent }
        place = parent
      }
    }
    return nil
  }
}

struct ForeignCalendar: Sendable {
  var name: String
  var offset: Int
  var week: [[WorkingHours.Shift]]
  var exceptions: [WorkingHours.Exception] = []
}

struct ForeignResource: Sendable {
  var name: String
}

struct ForeignTask: Sendable {
  var name: String
  /// Bytes of the file that hold the task.
  var range: Range<Int>
  /// Number or code by which people of the other tool call it.
  var number: String
  /// Place of the summary task above it.
  var parent: Int?
  var level = 1
  var isSummary = false
  var isMilestone = false
  var isActive = true
  /// Dates are stated by hand and follow no link.
  var isManual = false
  var start: Moment?
  var finish: Moment?
  var duration: ForeignDuration?
  /// Place of its own calendar; nil where the project's counts.
  var calendar: Int?
  var constraint: ForeignConstraint?
  var deadline: Moment?
  var actualStart: Moment?
  var actualFinish: Moment?
  var baseline: Moment?
  var notes = ""
  /// Markdown that stands below the notes as it is.
  var markdown = ""
  /// The kind that its title names, where that is known better here.
  var kind: String?
  /// The id that it had when it was exported from a plan.
  var ownID: MilestoneID?
  var tags: [String] = []
  /// The finish and the baseline as they are written, where they are not known to the day.
  var vagueFinish: PlanDate?
  var vagueBaseline: PlanDate?
  /// Places in the project's resources, in the order of the file.
  var resources: [Int] = []
  var links: [ForeignLink] = []
}

struct ForeignDuration: Hashable, Sendable {
  /// Working minutes, or minutes of the clock.
  var minutes: Int
  /// Counts nights and free days, too.
  var isElapsed = false
}

struct ForeignConstraint: Hashable, Sendable {
  enum Kind: Sendable {
    case asLateAsPossible
    case startOn, finishOn
    case startNotBefore, finishNotBefore
    case startNotAfter, finishNotAfter

    /// Whether it may hold a date against what links demand.
    var isFixed: Bool {
      switch self {
      case .startOn, .finishOn, .startNotAfter, .finishNotAfter: true
      case .asLateAsPossible, .startNotBefore, .finishNotBefore: false
      }
    }
  }

  var kind: Kind
  /// Nil for ``Kind/asLateAsPossible``.
  var date: Moment?
}

/// What a task waits for.
struct ForeignLink: Hashable, Sendable {
  enum Kind: Sendable {
    case finishToStart, startToStart, finishToFinish, startToFinish

    var leavesFromStart: Bool { self == .startToStart || self == .startToFinish }
    var entersAtStart: Bool { self == .finishToStart || self == .startToStart }
  }

  enum Lag: Hashable, Sendable {
    case time(ForeignDuration)
    /// Of the predecessor's duration.
    case percent(Int, isElapsed: Bool)
  }

  /// Place of the task.
  var predecessor: Int
  var kind: Kind
  var lag: Lag = .time(ForeignDuration(minutes: 0))
  var range: Range<Int>
}
