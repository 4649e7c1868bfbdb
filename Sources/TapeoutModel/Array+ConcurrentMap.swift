extension Array where Element: Sendable {
  /// The transformed elements in their order, worked out on all cores.
  ///
  /// Chunks are fixed by `chunkSize`, never by the number of cores, so the result is the same for any of them.
  /// With `isSerial` nothing is shared out: tests use it to show just that.
  ///
  ///     await [1, 2, 3].concurrentMap(chunkSize: 2) { $0 * $0 }   // [1, 4, 9]
  ///
  /// - Parameter chunkSize: elements a task; large enough to outweigh starting one (a few µs).
  package func concurrentMap<Result: Sendable>(
    chunkSize: Int, isSerial: Bool = false, _ transform: @escaping @Sendable (Element) -> Result
  ) async -> [Result] {
    if isSerial || count <= chunkSize { return map(transform) }
    let chunks = (count + chunkSize - 1) / chunkSize
    return await withTaskGroup(of: (Int, [Result]).self) { group in
      for chunk in 0..<chunks {
        let part = self[chunk * chunkSize..<Swift.min((chunk + 1) * chunkSize, count)]
        group.addTask { (chunk, part.map(transform)) }
      }
      var parts = [[Result]?](repeating: nil, count: chunks)
      for await (chunk, results) in group { parts[chunk] = results }
      return parts.flatMap { $0 ?? [] }
    }
  }
}
