import TapeoutSystem

/// A client of one connection that sends any bytes whatever and shows what comes back.
final class Client {
  private var descriptor: Int32
  /// What has arrived and nobody has taken yet.
  private var arrived: [UInt8] = []

  struct Failure: Error {}

  init(port: Int) throws {
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { throw Failure() }
  }

  deinit { close() }

  func close() {
    if descriptor >= 0 { _ = system_close(descriptor) }
    descriptor = -1
  }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { system_send(descriptor, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      sent += count
    }
  }

  /// One answer with its body.
  struct Answer {
    var status = 0
    var head = ""
    var body = ""

    func header(_ name: String) -> String? {
      head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
        .map { $0.dropFirst(name.count + 1).trimmingPrefix { $0 == " " } }.map(String.init)
    }
  }

  func get(_ target: String, _ headers: String = "Host: localhost\r\n", method: String = "GET") throws -> Answer {
    send("\(method) \(target) HTTP/1.1\r\n\(headers)\r\n")
    return try answer(hasBody: method != "HEAD")
  }

  /// Waits for the next whole answer.
  func answer(hasBody: Bool = true) throws -> Answer {
    var answer = try head()
    let count = hasBody ? answer.header("Content-Length").flatMap { Int($0) } ?? 0 : 0
    while arrived.count < count { try readMore() }
    answer.body = String(decoding: arrived.prefix(count), as: UTF8.self)
    arrived.removeFirst(count)
    return answer
  }

  func head() throws -> Answer {
    let text = try text(upTo: "\r\n\r\n")
    var answer = Answer()
    answer.head = text
    answer.status = Int(text.dropFirst(9).prefix(3)) ?? 0
    return answer
  }

  /// Waits for a text and gives everything up to its end.
  func text(upTo end: String) throws -> String {
    let pattern = Array(end.utf8)
    while true {
      if let range = arrived.firstRange(of: pattern) {
        let text = String(decoding: arrived[..<range.upperBound], as: UTF8.self)
        arrived.removeFirst(range.upperBound)
        return text
      }
      try readMore()
    }
  }

  /// Waits for the other side to end the connection.
  func waitForEnd() {
    while (try? readMore()) != nil {}
  }

  private func readMore() throws {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    var count = 0
    repeat { count = system_read(descriptor, &chunk, chunk.count) } while count < 0 && errno == EINTR
    guard count > 0 else { throw Failure() }
    arrived += chunk[..<count]
  }
}
