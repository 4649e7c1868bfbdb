/// Changes that follow each other closely, and count as one: a save is several changes of the disk, and a branch that
/// is switched is thousands.
struct Burst: Sendable {
  enum Change: Hashable, Sendable {
    /// A file is whole.
    case ended
    /// More will probably follow: editors move a file away before they write it anew.
    case begun
  }

  typealias Instant = ContinuousClock.Instant

  /// After a save: long enough for what an editor does after closing the file.
  static let shortPause = Duration.milliseconds(8)
  /// After many changes, or after one that has only begun.
  static let longPause = Duration.milliseconds(100)
  /// Changes from which on it is no single save.
  static let many = 12
  /// After so long it counts although it goes on.
  static let longest = Duration.seconds(5)

  private let begin: Instant
  private var last: Instant
  private var lastChange: Change
  private var count = 1

  init(_ change: Change, at time: Instant) {
    begin = time
    last = time
    lastChange = change
  }

  mutating func add(_ change: Change, at time: Instant) {
    last = max(last, time)
    lastChange = change
    count += 1
  }

  /// Whether it has lasted so long that it counts, whatever follows.
  func hasLasted(at time: Instant) -> Bool { time >= begin + Burst.longest }

  /// When it is over, if nothing else happens.
  var end: Instant {
    let pause = lastChange == .ended && count < Burst.many ? Burst.shortPause : Burst.longPause
    return min(last + pause, begin + Burst.longest)
  }
}
