import TapeoutDisk
import TapeoutGit
import TapeoutHistory
import TapeoutModel
import TapeoutParser

/// Which version of every file stood at the end of which day, from the log of `Content/` alone: nothing is read yet.
///
struct ContentTimeline {
  /// A file as one commit left it.
  struct Version {
    /// Place in ``paths``.
    var path: Int32
    /// Place in ``blobs``.
    var blob: Int32
    /// The file through all its names: a place in ``tracks``.
    var track: Int32
    /// The version before; -1 at the first.
    var previous: Int32
    /// The commit that made it: a place in the log.
    var commit: Int32
  }

  /// One file through all its names.
  struct Track {
    /// Its last path: a place in ``paths``.
    var path: Int32
    /// The days of the commits that changed what it holds, oldest first.
    var changes: [Day]
    /// The day from which it is gone; nil while it is there.
    var ended: Day?
  }

  /// All files of one day's plan.
  struct State {
    var day: Day
    /// Places in ``versions``, in the order of their making.
    var versions: [Int32]
  }

  private(set) var paths: [String] = []
  private(set) var blobs: [ObjectID] = []
  private(set) var versions: [Version] = []
  private(set) var tracks: [Track] = []
  /// By their days, the oldest first.
  private(set) var states: [State] = []

  /// Days of which the plan at their end is wanted, oldest first.
  private let days: [Day]
  private var nextDay = 0
  /// Which day's plan a commit left: by places in the log.
  private let daysOfCommits: [Int: Day]
  /// Of the commit that is added.
  private var today = Day(number: 0)
  private var place: Int32 = -1
  private let repository: GitRepository
  private var pathPlaces: [[UInt8]: Int32] = [:]
  private var blobPlaces: [ObjectID: Int32] = [:]
  /// The newest version of each file, by path.
  private var live: [Int32: Int32] = [:]
  /// The track that last lay at a path and is gone.
  private var gone: [Int32: Int32] = [:]
  private(set) var isTooLarge = false

  /// More versions than any plan has: some 400 MB.
  private static let mostVersions = 5_000_000

  /// - Parameters:
  ///   - days: whose states at their end are wanted, oldest first.
  ///   - commits: places in the log of the commits whose state is wanted, each with the day that it is the plan of.
  init(_ repository: GitRepository, endsOf days: [Day], after commits: [Int: Day] = [:]) {
    self.repository = repository
    self.days = days
    daysOfCommits = commits
  }

  /// The files at the end of the log.
  var newest: [Int32] { live.values.sorted() }

  /// Takes the next commit of the log.
  ///
  /// - Parameter day: the one that the commit is counted for, not before that of the commit added before.
  mutating func add(_ commit: GitLog.Commit, on day: Day) {
    guard !isTooLarge else { return }
    today = day
    place += 1
    takeStates(before: today)
    // What a commit moves away makes room before anything moves in.
    var moved: [Int32: Int32] = [:]
    for change in commit.changes {
      guard let path = change.old.flatMap({ place(ofPath: $0) }), change.oldMode == .file || change.isRename,
        change.new != change.old || change.newMode == .other, let version = live.removeValue(forKey: path)
      else { continue }
      moved[path] = version
    }
    for change in commit.changes {
      guard change.newMode == .file, let path = change.new.flatMap({ place(ofPath: $0) }) else { continue }
      let old = change.old.flatMap { place(ofPath: $0) }
      let source = change.isRename ? old.flatMap { isSameSort($0, path) ? moved.removeValue(forKey: $0) : nil } : nil
      put(change, at: path, after: source ?? live[path], isMove: source != nil)
    }
    for (path, version) in moved {
      let track = versions[Int(version)].track
      tracks[Int(track)].ended = today
      gone[path] = track
    }
    if let day = daysOfCommits[Int(place)], !live.isEmpty { states.append(State(day: day, versions: newest)) }
    isTooLarge = versions.count > ContentTimeline.mostVersions
  }

  /// Takes the states of the days that no commit has come for.
  mutating func finish(before day: Day) {
    takeStates(before: day)
    states.sort { $0.day < $1.day }
  }

  private mutating func takeStates(before day: Day) {
    while nextDay < days.count, days[nextDay] < day {
      if !live.isEmpty { states.append(State(day: days[nextDay], versions: newest)) }
      nextDay += 1
    }
  }

  private mutating func put(_ change: GitLog.Change, at path: Int32, after previous: Int32?, isMove: Bool) {
    let track: Int32
    let former = gone.removeValue(forKey: path)
    if let previous {
      track = versions[Int(previous)].track
    } else if let returned = former {
      // Deleted and brought back: the same file, as everybody would say.
      track = returned
    } else {
      track = Int32(tracks.count)
      tracks.append(Track(path: path, changes: []))
    }
    versions.append(
      Version(path: path, blob: place(of: change.blob), track: track, previous: previous ?? -1, commit: place))
    live[path] = Int32(versions.count - 1)
    tracks[Int(track)].path = path
    tracks[Int(track)].ended = nil
    // What makes a file counts as its first change, also where only its name is new to the plan.
    if change.changesBytes || tracks[Int(track)].changes.isEmpty, tracks[Int(track)].changes.last != today {
      tracks[Int(track)].changes.append(today)
    }
  }

  /// A milestone, risk or chip stays one when it is renamed, and nothing else becomes one.
  private func isSameSort(_ old: Int32, _ new: Int32) -> Bool {
    switch (Identity(path: paths[Int(old)]), Identity(path: paths[Int(new)])) {
    case (.milestone, .milestone), (.risk, .risk), (.chip, .chip): true
    default: false
    }
  }

  // MARK: Places

  /// Nil for files that are no part of a plan.
  private mutating func place(ofPath bytes: [UInt8]) -> Int32? {
    if let place = pathPlaces[bytes] { return place < 0 ? nil : place }
    guard let path = repository.contentPath(bytes), PlanPart.isPart(path), !FolderListing.ignoresPart(of: path) else {
      pathPlaces[bytes] = -1
      return nil
    }
    let place = Int32(paths.count)
    paths.append(path)
    pathPlaces[bytes] = place
    return place
  }

  private mutating func place(of blob: ObjectID) -> Int32 {
    if let place = blobPlaces[blob] { return place }
    let place = Int32(blobs.count)
    blobs.append(blob)
    blobPlaces[blob] = place
    return place
  }
}

extension ContentTimeline {
  /// What a file stands for.
  enum Identity: Hashable, Sendable {
    case milestone(MilestoneID)
    case risk(RiskID)
    case chip(String)

    init?(path: String) {
      if let id = PlanPart.milestone(at: path) {
        self = .milestone(id)
      } else if let (chip, risk) = PlanPart.risk(at: path) {
        self = .risk(RiskID(chip: chip, risk: risk))
      } else if let chip = PlanPart.chip(at: path) {
        self = .chip(chip)
      } else {
        return nil
      }
    }

    /// A name that no file can have.
    func numbered(_ number: Int) -> Identity {
      switch self {
      case .milestone(let id): .milestone(MilestoneID(chip: id.chip, milestone: "\(id.milestone) (\(number))"))
      case .risk(let id): .risk(RiskID(chip: id.chip, risk: "\(id.risk) (\(number))"))
      case .chip(let id): .chip("\(id) (\(number))")
      }
    }
  }

  /// What each track is called in the newest plan that has it, by place in ``tracks``; nil for files without a name of
  /// their own.
  ///
  /// Two tracks can end under one name: a milestone was dropped, and later another one was renamed to its id. The one
  /// that is there, else the younger, has the name, and the other gets one that no file can have.
  var identities: [Identity?] {
    var identities = tracks.map { Identity(path: paths[Int($0.path)]) }
    var owners: [Identity: Int] = [:]
    for index in tracks.indices {
      guard let name = identities[index] else { continue }
      guard let other = owners[name] else {
        owners[name] = index
        continue
      }
      let loser = tracks[other].ended == nil ? index : other
      owners[name] = loser == index ? other : index
      identities[loser] = name.numbered(loser)
    }
    return identities
  }
}

extension Day {
  /// The day in UTC of a moment; within what a plan may speak of.
  init(ofUnixTime seconds: Int) {
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let first = Int(Day.supported.lowerBound.number)
    self.init(number: min(max(days, first), Int(Day.supported.upperBound.number)))
  }
}
