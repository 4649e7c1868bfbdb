import TapeoutDisk
import TapeoutSystem

/// A socket on this computer's own address that takes connections.
struct ListeningSocket {
  let descriptor: Int32
  let port: Int

  /// How many ports are tried, one after the other.
  static let attempts = 20

  /// Takes the port that was asked for, or the first one after it that nobody else has.
  ///
  /// - Parameter wanted: 0 for any port.
  init(port wanted: Int) throws(OperationalError) {
    for port in wanted..<(wanted == 0 ? 1 : min(wanted + ListeningSocket.attempts, 65_536)) {
      do {
        self = try ListeningSocket(exactly: port)
        return
      } catch {
        if error.code == EADDRINUSE || error.code == EACCES { continue }
        throw OperationalError("Port \(port) of 127.0.0.1 cannot be listened to: \(error).")
      }
    }
    throw OperationalError(
      "Port \(wanted) of 127.0.0.1 is taken, and so are those after it.", advice: "Name another with --port.")
  }

  private init(exactly port: Int) throws(SystemError) {
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    let descriptor = socket(AF_INET, kind, 0)
    guard descriptor >= 0 else { throw SystemError.last }
    // No program that is started later inherits it.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var on: Int32 = 1
    // A server that has just ended leaves its port waiting for stray packets.
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    var bound = sockaddr_in()
    var boundSize = size
    let isBound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) == 0 }
    }
    let isReady =
      isBound && listen(descriptor, 64) == 0
      && withUnsafeMutablePointer(to: &bound) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &boundSize) == 0 }
      }
    guard isReady else {
      let error = SystemError.last
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
    self.port = Int(UInt16(bigEndian: bound.sin_port))
  }
}
