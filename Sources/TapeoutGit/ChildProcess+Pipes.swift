import TapeoutDisk
import TapeoutSystem

extension ChildProcess {
  /// What leads from us to the child and back: sockets, which can be written without a SIGPIPE.
  package final class Pipes {
    package private(set) var input: Int32 = -1
    package private(set) var output: Int32 = -1
    package private(set) var errors: Int32 = -1
    package private(set) var childInput: Int32 = -1
    package private(set) var childOutput: Int32 = -1
    package private(set) var childErrors: Int32 = -1

    /// Nil, with `errno` set, where there are no descriptors left.
    package init?() {
      guard Pipes.makePair(&input, &childInput), Pipes.makePair(&output, &childOutput),
        Pipes.makePair(&errors, &childErrors)
      else { return nil }
      for descriptor in [input, output, errors] {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
      }
    }

    deinit { close() }

    /// Closed in every program that another thread may start meanwhile.
    private static func makePair(_ ours: inout Int32, _ child: inout Int32) -> Bool {
      var ends: [Int32] = [-1, -1]
      guard system_socket_pair(&ends) == 0 else { return false }
      (ours, child) = (ends[0], ends[1])
      return true
    }

    package func closeInput() { Pipes.shut(&input) }

    package func closeChildEnds() {
      Pipes.shut(&childInput)
      Pipes.shut(&childOutput)
      Pipes.shut(&childErrors)
    }

    package func close() {
      let error = errno
      closeInput()
      Pipes.shut(&output)
      Pipes.shut(&errors)
      closeChildEnds()
      errno = error
    }

    private static func shut(_ descriptor: inout Int32) {
      guard descriptor >= 0 else { return }
      _ = system_close(descriptor)
      descriptor = -1
    }
  }

  /// Input and output at once, so that neither side waits for the other for ever.
  package struct Conversation {
    package let pipes: Pipes
    package let input: [UInt8]
    package private(set) var errors: [UInt8] = []
    private var written = 0
    private var isOutputOpen = true
    private var areErrorsOpen = true

    private static let mostErrors = 4096

    package init(pipes: Pipes, input: [UInt8]) {
      self.pipes = pipes
      self.input = input
      if input.isEmpty { pipes.closeInput() }
    }

    /// Until the child closes its output and errors. Nil where it did, else what cut it short.
    package mutating func hold(until deadline: Deadline, _ take: (UnsafeRawBufferPointer) -> Bool) -> End? {
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
      defer { buffer.deallocate() }
      while isOutputOpen || areErrorsOpen {
        var waiting = [
          pollfd(fd: pipes.input, events: Int16(POLLOUT), revents: 0),
          pollfd(fd: isOutputOpen ? pipes.output : -1, events: Int16(POLLIN), revents: 0),
          pollfd(fd: areErrorsOpen ? pipes.errors : -1, events: Int16(POLLIN), revents: 0),
        ]
        let left = deadline.milliseconds
        guard left > 0 else { return .tookTooLong }
        let ready = poll(&waiting, 3, left)
        if ready < 0, errno != EINTR { return .notStarted(SystemError.last) }
        guard ready > 0 else { continue }
        if waiting[0].revents != 0 { writeInput() }
        if waiting[1].revents != 0 {
          switch read(pipes.output, buffer) {
          case 0?: isOutputOpen = false
          case let count?: if !take(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { return .stopped }
          case nil: break
          }
        }
        if waiting[2].revents != 0 {
          switch read(pipes.errors, buffer) {
          case 0?: areErrorsOpen = false
          case let count?: errors += buffer[..<min(count, Conversation.mostErrors - errors.count)]
          case nil: break
          }
        }
      }
      return nil
    }

    private mutating func writeInput() {
      let count = input[written...].withUnsafeBytes { system_send(pipes.input, $0.baseAddress, $0.count) }
      if count > 0 { written += count }
      let isRefused = count < 0 && errno != EAGAIN && errno != EINTR
      if isRefused || written == input.count { pipes.closeInput() }
    }

    /// The bytes that were there: 0 at the end, nil where there are none yet.
    private func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int? {
      let count = system_read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      return errno == EAGAIN || errno == EINTR ? nil : 0
    }
  }
}
