import Synchronization
import TapeoutSystem

/// Lets a command end in good order when somebody interrupts it: Ctrl-C, `kill`, a closed terminal.
enum Interruption {
  /// The signal that came; 0 where none has.
  private static let received = Atomic<Int32>(0)

  /// From here on such a signal is noted instead of ending the process. One that is ignored (`nohup`) stays so.
  static func expect() {
    // Made now: when a signal comes, nothing may be made any more.
    received.store(0, ordering: .relaxed)
    for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
      system_handle_signal(number) { Interruption.received.store($0, ordering: .relaxed) }
    }
  }

  static var hasCome: Bool { received.load(ordering: .relaxed) != 0 }

  /// Ends the process the way the signal would have, so that whoever started it sees that.
  static func endIfReceived() {
    let number = received.load(ordering: .relaxed)
    guard number != 0 else { return }
    signal(number, SIG_DFL)
    // The threads of Swift's tasks do not take signals.
    var own = sigset_t()
    sigemptyset(&own)
    sigaddset(&own, number)
    pthread_sigmask(SIG_UNBLOCK, &own, nil)
    raise(number)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return true }
    // The handler comes first in the record, and SIG_IGN is 1: functions cannot be compared.
    return withUnsafeBytes(of: &action) { $0.load(as: UInt.self) == 1 }
  }
}
