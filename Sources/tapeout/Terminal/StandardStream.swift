import TapeoutDisk
import TapeoutWorkspace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard output or standard error.
enum StandardStream: Int32 {
  case output = 1
  case error = 2

  var isTerminal: Bool { isatty(rawValue) == 1 }

  /// Writes all of the text. A reader that has gone away is no failure: what it wanted, it has.
  func write(_ text: String) throws(MachineFailure) {
    var text = text
    let code = text.withUTF8 { bytes -> Int32 in
      var written = 0
      while written < bytes.count, let start = bytes.baseAddress {
        let count = systemWrite(rawValue, start + written, bytes.count - written)
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
    if code != 0, code != EPIPE {
      throw MachineFailure("Writing to standard \(self) failed: \(String(cString: strerror(code))).")
    }
  }
}

private func systemWrite(_ descriptor: Int32, _ start: UnsafePointer<UInt8>, _ count: Int) -> Int {
  #if canImport(Glibc)
    Glibc.write(descriptor, start, count)
  #else
    Darwin.write(descriptor, start, count)
  #endif
}
