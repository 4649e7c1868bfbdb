import TapeoutSystem
import TapeoutTestSupport

/// One run of the built binary: what it printed and how it ended.
struct Run {
  var output = ""
  var errors = ""
  /// The exit status; nil where a signal ended the run.
  var status: Int32?

  /// Where standard output leads.
  enum Sink {
    case file
    /// A terminal of 80 columns; standard error leads there, too.
    case terminal
    /// A pipe whose reader has gone away.
    case brokenPipe
    /// A disk without room.
    case fullDisk
  }

  /// Runs `tapeout` and waits for its end.
  ///
  /// - Parameters:
  ///   - folder: the working folder.
  ///   - environment: all of it, beside a usual TERM and PATH.
  ///   - wrapper: a command that runs the binary, such as `["setpriv", "--reuid=65534"]`.
  ///   - limit: what to tell the shell's `ulimit` before, such as `-n 4`.
  init(
    _ arguments: [String], in folder: String, environment: [String: String] = [:], to sink: Sink = .file,
    wrapper: [String] = [], limit: String = ""
  ) throws {
    let scratch = try TemporaryFolder()
    let pipes = try Pipes(sink, scratch)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipes.output, 1)
    posix_spawn_file_actions_adddup2(&actions, pipes.errors, 2)

    let usual = ["TERM": "xterm-256color", "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"]
    let variables = usual.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }
    let binary = try Run.binary()
    var process = pid_t()
    // The shell changes the folder, for this process only, and then becomes the binary.
    let script = "cd \"$1\" && shift && \(limit.isEmpty ? "" : "ulimit \(limit) && ")exec \"$@\""
    let shell = ["sh", "-c", script, "sh", folder] + wrapper + [binary]
    let failure = withCStrings(shell + arguments) { argumentList in
      withCStrings(variables.sorted()) { posix_spawn(&process, "/bin/sh", &actions, nil, argumentList, $0) }
    }
    guard failure == 0 else { throw Failure(description: String(cString: strerror(failure))) }
    pipes.closeChildEnds()
    let shown = pipes.readTerminal()
    var result: Int32 = 0
    while waitpid(process, &result, 0) < 0, errno == EINTR {}
    status = result & 0x7F == 0 ? (result >> 8) & 0xFF : nil
    output = sink == .terminal ? shown : try contents("\(scratch.path)/output")
    errors = try contents("\(scratch.path)/errors")
  }

  init(
    _ arguments: String..., in folder: String, environment: [String: String] = [:], to sink: Sink = .file
  ) throws {
    try self.init(arguments, in: folder, environment: environment, to: sink)
  }

  /// The binary lies beside the bundle of the tests.
  private static func binary() throws -> String {
    var folder = CommandLine.arguments.first ?? ""
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      if access("\(folder)/tapeout", X_OK) == 0 { return "\(folder)/tapeout" }
    }
    throw Failure(description: "There is no tapeout beside \(CommandLine.arguments.first ?? "nothing")")
  }
}

private struct Failure: Error {
  let description: String
}

/// The descriptors that a run writes to.
private struct Pipes {
  let output: Int32
  let errors: Int32
  private var terminal: Int32 = -1

  init(_ sink: Run.Sink, _ scratch: TemporaryFolder) throws {
    func file(_ name: String) -> Int32 {
      open("\(scratch.path)/\(name)", O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    }
    let standIn = file("output")
    let errorFile = file("errors")
    switch sink {
    case .file: (output, errors) = (standIn, errorFile)
    case .fullDisk: (output, errors) = (open("/dev/full", O_WRONLY | O_CLOEXEC), errorFile)
    case .brokenPipe:
      var ends: [Int32] = [0, 0]
      pipe(&ends)
      close(ends[0])
      (output, errors) = (ends[1], errorFile)
    case .terminal:
      terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
      output = open(Pipes.unlockedName(of: terminal), O_WRONLY | O_NOCTTY | O_CLOEXEC)
      errors = output
    }
    guard output >= 0, errors >= 0 else { throw Failure(description: "no descriptor for \(sink)") }
  }

  /// The path of the terminal's other side. Swift's Glibc hides `grantpt` and its kin, so Linux is asked directly.
  private static func unlockedName(of terminal: Int32) -> String {
    #if os(Linux)
      var unlocked: Int32 = 0
      var number: Int32 = -1
      _ = ioctl(terminal, 0x4004_5431, &unlocked)  // TIOCSPTLCK
      _ = ioctl(terminal, 0x8004_5430, &number)  // TIOCGPTN
      return "/dev/pts/\(number)"
    #else
      grantpt(terminal)
      unlockpt(terminal)
      return ptsname(terminal).map { String(cString: $0) } ?? ""
    #endif
  }

  func closeChildEnds() {
    close(output)
    if errors != output { close(errors) }
  }

  /// All that a terminal is shown until the last writer goes; nothing where there is no terminal.
  func readTerminal() -> String {
    guard terminal >= 0 else { return "" }
    defer { close(terminal) }
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(terminal, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      text += chunk[..<count]
    }
    return String(decoding: text, as: UTF8.self)
  }
}

private func contents(_ path: String) throws -> String {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw Failure(description: "\(path): \(String(cString: strerror(errno)))") }
  defer { close(descriptor) }
  var text: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count <= 0 { break }
    text += chunk[..<count]
  }
  return String(decoding: text, as: UTF8.self)
}

/// A list of C strings that ends with nil.
private func withCStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let copies = strings.map { strdup($0) }
  defer { for copy in copies { free(copy) } }
  return body(copies + [nil])
}
