package import TapeoutDisk
import TapeoutSystem

/// A program run to its end: no shell, nothing inherited but what is named, and never longer than it is given.
package struct ChildProcess {
  /// Absolute.
  package let program: String
  package let arguments: [String]
  /// All of its environment, each as `NAME=value`.
  package let environment: [String]

  /// How a run ended.
  package enum End: Hashable, Sendable {
    case exited(Int32)
    case killed(signal: Int32)
    case tookTooLong
    /// The taker of its output had enough.
    case stopped
    case notStarted(SystemError)
  }

  package struct Outcome: Sendable {
    package let end: End
    /// What it wrote to standard error, at most 4 KiB of it: words of another program about files of other people.
    package let errors: String

    package var isSuccess: Bool { end == .exited(0) }

    /// Whether it failed for want of memory, processes or file descriptors: that says nothing about what it was asked.
    package var isStarved: Bool {
      switch end {
      case .notStarted(let error): [EAGAIN, ENOMEM, EMFILE, ENFILE].contains(error.code)
      case .exited(let status): status != 0 && Outcome.wordsOfWant.contains { errors.utf8.holds($0) }
      // Nobody but the kernel, or whoever watches over the machine, ends it like that.
      case .killed(let signal): signal == SIGKILL
      case .tookTooLong, .stopped: false
      }
    }

    /// Of git, of the C library in English, and of the program that loads both.
    private static let wordsOfWant: [StaticString] = [
      "ut of memory", "annot allocate memory", "esource temporarily unavailable", "oo many open files",
      "unable to create thread", "failed to map segment", "mmap failed",
    ]
  }

  /// Runs the program and waits for its end.
  ///
  /// - Parameters:
  ///   - input: what it reads on standard input.
  ///   - deadline: when to kill it.
  ///   - take: gets its output in pieces, as they come; false ends the run.
  package func run(
    input: [UInt8] = [], until deadline: Deadline, take: (UnsafeRawBufferPointer) -> Bool
  ) -> Outcome {
    guard let pipes = Pipes() else { return Outcome(end: .notStarted(SystemError.last), errors: "") }
    defer { pipes.close() }
    let process: pid_t
    switch spawn(pipes) {
    case .success(let id): process = id
    case .failure(let error): return Outcome(end: .notStarted(error), errors: "")
    }
    pipes.closeChildEnds()
    var conversation = Conversation(pipes: pipes, input: input)
    let interruption = conversation.hold(until: deadline, take)
    // Its children, too: it was made the first of a group.
    if interruption != nil { kill(-process, SIGKILL) }
    pipes.close()
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    let end = interruption ?? (signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal: signal))
    return Outcome(end: end, errors: String(decoding: conversation.errors, as: UTF8.self))
  }

  private func spawn(_ pipes: Pipes) -> Result<pid_t, SystemError> {
    var process = pid_t()
    let code = withCStrings([program] + arguments) { argumentList in
      withCStrings(environment) { variables in
        system_spawn(
          &process, program, argumentList, variables, pipes.childInput, pipes.childOutput, pipes.childErrors)
      }
    }
    return code == 0 ? .success(process) : .failure(SystemError(code: code))
  }
}

/// A moment by the clock that no one can set back.
package struct Deadline: Sendable {
  private let nanoseconds: UInt64

  package init(secondsFromNow seconds: Double) {
    nanoseconds = Deadline.now + UInt64(max(seconds, 0) * 1e9)
  }

  /// Milliseconds until then; 0 afterwards.
  package var milliseconds: Int32 {
    let now = Deadline.now
    return now >= nanoseconds ? 0 : Int32(clamping: (nanoseconds - now) / 1_000_000 + 1)
  }

  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}

/// A list of C strings that ends with nil.
private func withCStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let copies = strings.map { strdup($0) }
  defer { for copy in copies { free(copy) } }
  return body(copies + [nil])
}

extension String.UTF8View {
  /// Whether the words stand somewhere in the text.
  func holds(_ words: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount)
    var rest = self[...]
    while !rest.isEmpty {
      if rest.starts(with: wanted) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
