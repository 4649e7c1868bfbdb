import TapeoutDisk
import TapeoutSystem

/// Compares and copies files of any size in little memory.
enum FileComparison {
  private static let chunk = 1 << 18

  private static func withBuffer<Result>(
    _ size: Int, _ body: (UnsafeMutableRawBufferPointer) throws(SystemError) -> Result
  ) throws(SystemError) -> Result {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { buffer.deallocate() }
    return try body(buffer)
  }

  /// The hash of what is left of a file.
  static func hash(_ file: OpenFile) throws(SystemError) -> UInt64 {
    try each(file) { _ throws(SystemError) in }.hash
  }

  /// Copies what is left of a file.
  static func copy(_ file: OpenFile, to new: OpenFile) throws(SystemError) -> (size: Int, hash: UInt64) {
    try each(file) { bytes throws(SystemError) in try new.write(bytes) }
  }

  private static func each(
    _ file: OpenFile, _ body: (UnsafeRawBufferPointer) throws(SystemError) -> Void
  ) throws(SystemError) -> (size: Int, hash: UInt64) {
    try withBuffer(chunk) { buffer throws(SystemError) in
      let stream = ContentHash.Stream()
      var size = 0
      while true {
        let count = try file.read(into: buffer)
        let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        try body(bytes)
        size += count
        stream.update(bytes)
        guard count == chunk else { return (size, stream.hash.value) }
      }
    }
  }

  static func areEqual(_ first: OpenFile, _ second: OpenFile) throws(SystemError) -> Bool {
    try withBuffer(chunk) { one throws(SystemError) in
      try withBuffer(chunk) { other throws(SystemError) in
        while true {
          let count = try first.read(into: one)
          guard try second.read(into: other) == count, isEqual(one, UnsafeRawBufferPointer(other), count) else {
            return false
          }
          if count < chunk { return true }
        }
      }
    }
  }

  /// Whether a file holds just these bytes; where it does not, the hash of what it holds.
  static func compare(_ file: OpenFile, _ bytes: UnsafeRawBufferPointer) throws(SystemError) -> (
    isEqual: Bool, hash: UInt64
  ) {
    guard try Int(file.status.st_size) == bytes.count else { return (false, try hash(file)) }
    // One byte more, so that a file that has grown since shows it.
    return try withBuffer(bytes.count + 1) { buffer throws(SystemError) in
      let count = try file.read(into: buffer)
      if count == bytes.count, isEqual(buffer, bytes, count) { return (true, 0) }
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
