import TapeoutSystem

/// The thread or address sanitizer, which `make sanitize` builds the tests and the program with.
///
/// `Tests/tools/verify.py` says so in the environment variable TAPEOUT_SANITIZER.
package enum Sanitizer {
  package static let isOn = getenv("TAPEOUT_SANITIZER") != nil

  /// Why a test of a program that lacks something is left out under a sanitizer: the sanitizer lacks it, too, and ends
  /// the program in its own way.
  package static let needsItsOwn = "a sanitizer needs memory, threads, files and /proc of its own"

  /// By how much code may be slower with it.
  package static let slowness = isOn ? 50 : 1
}

/// The processor's time that this thread has spent: it does not depend on what else runs.
package enum ThreadTime {
  private static var now: Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  package static func measure(_ work: () -> Void) -> Duration {
    let start = now
    work()
    return now - start
  }
}
