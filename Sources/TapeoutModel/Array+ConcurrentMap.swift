extension Array where Element: Sendable {
  /// The transformed elements in their order, worked out on all cores.
  ///
  /// Chunks are fixed by `chunkSize`, never by the number of cores, so the result is the same for any of them.
  /// With `isSerial` nothing is shared out: tests use it to show just that.
  ///
  ///     await [1, 2, 3].concurrentMap(chunkSize: 2) { $0 * $0 }   // [1, 4, 9]
  ///
  /// - Parameter chunkSize: elements a task; large enough to outweigh starting one (a few µs).
  public func concurrentMap<Result: Sendable>(
    chunkSize: Int, isSerial: Bool = false, _ transform: @escaping @Sendable (Element) -> Result
  ) async -> [Result] {
    if isSerial || count <= chunkSize { return map(transform) }
    // Each task fills its own stretch, and the whole is moved into the array: elements can be large, and collecting
    // arrays of them would copy every one twice.
    nonisolated(unsafe) let results = UnsafeMutablePointer<Result>.allocate(capacity: count)
    defer { results.deallocate() }
    await withTaskGroup(of: Void.self) { group in
      for start in stride(from: 0, to: count, by: chunkSize) {
        let part = self[start..<Swift.min(start + chunkSize, count)]
        group.addTask {
          for index in part.indices { (results + index).initialize(to: transform(part[index])) }
        }
      }
    }
    return [Result](unsafeUninitializedCapacity: count) { buffer, filled in
      buffer.baseAddress?.moveInitialize(from: results, count: count)
      filled = count
    }
  }
}
