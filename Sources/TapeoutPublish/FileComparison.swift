import TapeoutDisk
import TapeoutSystem

/// Compares and copies files of any size in little memory, and stops where it is told to, with `ECANCELED`.
struct FileComparison: Sendable {
  /// Asked before every quarter of a MiB.
  private let isStopped: @Sendable () -> Bool

  init(isStopped: @escaping @Sendable () -> Bool = { false }) { self.isStopped = isStopped }

  private static let chunk = 1 << 18
  /// The least that disks leave out of a file.
  private static let page = 1 << 12

  private static func withBuffer<Result>(
    _ size: Int, _ body: (UnsafeMutableRawBufferPointer) throws(SystemError) -> Result
  ) throws(SystemError) -> Result {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { buffer.deallocate() }
    return try body(buffer)
  }

  /// The hash of what is left of a file.
  func hash(_ file: OpenFile) throws(SystemError) -> UInt64 {
    try each(file) { _ throws(SystemError) in }.hash
  }

  /// Copies what is left of a file. Where the disk keeps less than the file has bytes, zeros take no room in the copy
  /// either.
  func copy(_ file: OpenFile, to new: OpenFile) throws(SystemError) -> (size: Int, hash: UInt64) {
    let status = try file.status
    guard Int(status.st_blocks) * 512 < Int(status.st_size) else {
      return try each(file) { bytes throws(SystemError) in try new.write(bytes) }
    }
    let result = try each(file) { bytes throws(SystemError) in
      for start in stride(from: 0, to: bytes.count, by: FileComparison.page) {
        let page = UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + FileComparison.page, bytes.count)])
        if page.contains(where: { $0 != 0 }) { try new.write(page) } else { try new.skip(page.count) }
      }
    }
    try new.setSize(result.size)
    return result
  }

  private func each(
    _ file: OpenFile, _ body: (UnsafeRawBufferPointer) throws(SystemError) -> Void
  ) throws(SystemError) -> (size: Int, hash: UInt64) {
    try FileComparison.withBuffer(FileComparison.chunk) { buffer throws(SystemError) in
      let stream = ContentHash.Stream()
      var size = 0
      while true {
        if isStopped() { throw SystemError(code: ECANCELED) }
        let count = try file.read(into: buffer)
        let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        try body(bytes)
        size += count
        stream.update(bytes)
        guard count == FileComparison.chunk else { return (size, stream.hash.value) }
      }
    }
  }

  func areEqual(_ first: OpenFile, _ second: OpenFile) throws(SystemError) -> Bool {
    try FileComparison.withBuffer(FileComparison.chunk) { one throws(SystemError) in
      try FileComparison.withBuffer(FileComparison.chunk) { other throws(SystemError) in
        while true {
          if isStopped() { throw SystemError(code: ECANCELED) }
          let count = try first.read(into: one)
          guard try second.read(into: other) == count,
            FileComparison.isEqual(one, UnsafeRawBufferPointer(other), count)
          else { return false }
          if count < FileComparison.chunk { return true }
        }
      }
    }
  }

  /// Whether a file holds just these bytes; where it does not, the hash of what it holds.
  func compare(_ file: OpenFile, _ bytes: UnsafeRawBufferPointer) throws(SystemError) -> (
    isEqual: Bool, hash: UInt64
  ) {
    guard try Int(file.status.st_size) == bytes.count else { return (false, try hash(file)) }
    // One byte more, so that a file that has grown since shows it.
    return try FileComparison.withBuffer(bytes.count + 1) { buffer throws(SystemError) in
      let count = try file.read(into: buffer)
      if count == bytes.count, FileComparison.isEqual(buffer, bytes, count) { return (true, 0) }
      try file.rewind()
      return (false, try hash(file))
    }
  }

  private static func isEqual(
    _ first: UnsafeMutableRawBufferPointer, _ second: UnsafeRawBufferPointer, _ count: Int
  ) -> Bool {
    guard let first = first.baseAddress, let second = second.baseAddress else { return count == 0 }
    return memcmp(first, second, count) == 0
  }
}
