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
    let descriptor = LoopbackAddress.newSocket()
    guard descriptor >= 0 else { throw SystemError.last }
    var on: Int32 = 1
    // A server that has just ended leaves its port waiting for stray packets.
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    var bound = sockaddr_in()
    var boundSize = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = LoopbackAddress.with(port: UInt16(port)) { bind(descriptor, $0, $1) == 0 }
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
