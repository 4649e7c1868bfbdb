import TapeoutDisk
import TapeoutSystem
import TapeoutWorkspace

/// Standard output or standard error.
enum StandardStream: Int32 {
  case output = 1
  case error = 2

  var isTerminal: Bool { isatty(rawValue) == 1 }

  /// Writes all of the text. A reader that has gone away is no failure: what it wanted, it has.
  func write(_ text: String) throws(OperationalError) {
    var text = text
    try check(text.withUTF8 { writeAll($0) })
  }

  /// Writes all of the bytes, without a copy of a long text.
  func write(_ bytes: [UInt8]) throws(OperationalError) {
    try check(bytes.withUnsafeBufferPointer { writeAll($0) })
  }

  /// Writes what comes piece by piece. After a failure the rest is dropped.
  func writePieces(_ make: (@escaping ([UInt8]) -> Void) -> Void) throws(OperationalError) {
    var failure: OperationalError?
    make { piece in
      guard failure == nil else { return }
      do throws(OperationalError) { try write(piece) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  private func check(_ code: Int32) throws(OperationalError) {
    if code != 0, code != EPIPE {
      throw OperationalError("Writing to standard \(self) failed: \(String(cString: strerror(code))).")
    }
  }

  /// Returns 0, or the system's number of what went wrong.
  private func writeAll(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    var written = 0
    while written < bytes.count, let start = bytes.baseAddress {
      let count = system_write(rawValue, start + written, bytes.count - written)
      if count >= 0 {
        written += count
      } else if errno == EAGAIN {
        var wanted = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
        poll(&wanted, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}
