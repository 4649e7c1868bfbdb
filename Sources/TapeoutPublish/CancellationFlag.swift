import Synchronization
import TapeoutDisk

/// Tells all threads of a build to stop: one of them has failed, or somebody has interrupted it.
final class CancellationFlag: Sendable {
  private let isRaised = Atomic(false)
  private let isInterrupted: @Sendable () -> Bool

  init(_ isInterrupted: @escaping @Sendable () -> Bool) { self.isInterrupted = isInterrupted }

  func raise() { isRaised.store(true, ordering: .relaxed) }

  var isStopped: Bool { isRaised.load(ordering: .relaxed) || isInterrupted() }

  func check() throws(OperationalError) {
    if isInterrupted() { throw Staging.stopped }
  }
}
