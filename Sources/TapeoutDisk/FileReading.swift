import TapeoutSystem

/// What came of reading one file.
package enum FileReading: Sendable {
  case bytes([UInt8])
  /// Larger than allowed, not read: its size in bytes.
  case oversized(Int)
  /// No file after all, but a link, a pipe or a device.
  case special
  case failed(SystemError)

  /// Reads a regular file whole, without following a link at its end.
  ///
  /// - Parameters:
  ///   - path: from `base`, an open folder.
  ///   - limit: the most bytes to take.
  package init(_ path: [CChar], from base: Int32, limit: Int) {
    // Without O_NONBLOCK a pipe put in the file's place would wait for a writer for ever.
    let descriptor = openat(base, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      self = .failed(SystemError.last)
      return
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      self = .failed(SystemError.last)
      return
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      self = .special
      return
    }
    guard status.st_size <= limit else {
      self = .oversized(Int(status.st_size))
      return
    }
    self = FileReading.read(descriptor, expected: Int(status.st_size), limit: limit)
  }

  /// Reads to the end, which may have moved since the size was asked for.
  private static func read(_ descriptor: Int32, expected: Int, limit: Int) -> FileReading {
    // One byte more than expected, so that a file that has grown since shows it.
    var capacity = expected + 1
    var bytes: [UInt8] = []
    while true {
      var error: SystemError?
      let before = bytes.count
      let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        while count < capacity, let start = buffer.baseAddress {
          let got = system_read(descriptor, start + count, capacity - count)
          if got < 0 {
            if errno == EINTR { continue }
            error = SystemError.last
            break
          }
          count += got
          // All that was expected, and room to spare: the end, without asking again.
          if got == 0 || before + count == expected { break }
        }
      }
      if let error { return .failed(error) }
      if before == 0 { bytes = chunk } else { bytes += chunk }
      if bytes.count > limit { return .oversized(bytes.count) }
      if chunk.count < capacity { return .bytes(bytes) }
      capacity = 65_536
    }
  }
}
