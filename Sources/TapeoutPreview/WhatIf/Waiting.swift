import Dispatch
import Synchronization

/// Waits on a thread for what is worked out asynchronously.
///
/// The work runs on threads of its own. Swift's are as many as the cores: if all of them waited here, nobody would be left
/// to do what they wait for.
func waited<Result: Sendable>(_ work: @escaping @Sendable () async -> Result) -> Result {
  let slot = Slot<Result>()
  Task(executorPreference: QueueExecutor.shared) {
    let result = await work()
    slot.result.withLock { $0 = result }
    slot.isFilled.signal()
  }
  while true {
    slot.isFilled.wait()
    if let result = slot.result.withLock({ $0 }) { return result }
  }
}

private final class Slot<Result: Sendable>: Sendable {
  let result = Mutex<Result?>(nil)
  let isFilled = DispatchSemaphore(value: 0)
}

/// Runs what is asynchronous on threads of Dispatch.
private final class QueueExecutor: TaskExecutor {
  static let shared = QueueExecutor()
  private let queue = DispatchQueue(label: "tapeout.what-if", attributes: .concurrent)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedTaskExecutor()
    queue.async { job.runSynchronously(on: executor) }
  }
}
