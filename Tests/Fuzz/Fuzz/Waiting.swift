import Dispatch

private final class Box<Value>: @unchecked Sendable {
  var value: Value?
  let semaphore = DispatchSemaphore(value: 0)
}

/// What an asynchronous function comes to, for a caller that is not: libFuzzer.
///
/// Never from a task: it would hold up its thread.
func waitFor<Value>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
  let box = Box<Result<Value, any Error>>()
  Task.detached {
    do { box.value = .success(try await body()) } catch { box.value = .failure(error) }
    box.semaphore.signal()
  }
  box.semaphore.wait()
  guard let value = box.value else { fatalError("a task ended without a value") }
  return try value.get()
}
