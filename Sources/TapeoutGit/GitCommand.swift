import TapeoutDisk
import TapeoutSystem

/// The git program, run so that neither the repository nor its configuration can make it do more than read.
///
/// The user's and the system's configuration stay in force, because only they can say which folders are safe
/// (`safe.directory`); every setting that would run another program or change what is printed is overruled.
package struct GitCommand: Sendable {
  /// Where git lies; nil where no absolute folder of PATH holds it.
  private let program: String?
  private let environment: [String]
  package let deadline: Deadline

  /// - Parameters:
  ///   - variables: the environment of the process.
  ///   - deadline: when whatever is still running is killed.
  package init(variables: [String: String], deadline: Deadline) {
    program = GitCommand.find(in: variables["PATH"] ?? "")
    // Nothing that begins with GIT_: a hook that runs us has set GIT_DIR to another repository.
    let kept = ["HOME", "PATH", "SUDO_UID", "TMPDIR", "XDG_CONFIG_HOME"].compactMap { name in
      variables[name].map { "\(name)=\($0)" }
    }
    environment =
      kept + [
        "GIT_ALLOW_PROTOCOL=", "GIT_NO_LAZY_FETCH=1", "GIT_NO_REPLACE_OBJECTS=1", "GIT_OPTIONAL_LOCKS=0",
        "GIT_TERMINAL_PROMPT=0", "LANG=C", "LC_ALL=C",
      ]
    self.deadline = deadline
  }

  package var isThere: Bool { program != nil }

  /// A relative entry of PATH would run a `git` that lies in the content folder.
  private static func find(in path: String) -> String? {
    for entry in path.utf8.split(separator: UInt8(ascii: ":")) where entry.first == UInt8(ascii: "/") {
      let candidate = String(decoding: entry, as: UTF8.self) + "/git"
      var status = stat()
      if stat(candidate, &status) == 0, status.st_mode & S_IFMT == S_IFREG, access(candidate, X_OK) == 0 {
        return candidate
      }
    }
    return nil
  }

  private static let settings = [
    "--no-pager", "--literal-pathspecs", "--no-replace-objects", "--no-optional-locks",
    "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.pager=cat",
    "-c", "core.sshCommand=false", "-c", "core.askPass=", "-c", "protocol.allow=never",
    "-c", "log.showRoot=true", "-c", "log.follow=false", "-c", "diff.orderFile=/dev/null",
    // Names of authors are not asked for, and a file of other names could be a pipe that nobody writes to.
    "-c", "log.mailmap=false", "-c", "i18n.logOutputEncoding=UTF-8",
    // A folder that only looks like a repository, such as one that somebody committed below Content/, is none.
    "-c", "safe.bareRepository=explicit",
  ]

  /// Runs git in a folder.
  ///
  /// - Parameter take: gets its output in pieces; false ends the run.
  package func run(
    _ arguments: [String], in folder: String, input: [UInt8] = [], take: (UnsafeRawBufferPointer) -> Bool
  ) -> ChildProcess.Outcome {
    guard let program else { return .init(end: .notStarted(SystemError(code: ENOENT)), errors: "") }
    let process = ChildProcess(
      program: program, arguments: ["-C", folder] + GitCommand.settings + arguments, environment: environment)
    return process.run(input: input, until: deadline, take: take)
  }

  /// Runs git in a folder and collects what it says, at most so many bytes.
  package func output(
    _ arguments: [String], in folder: String, limit: Int = 1 << 16
  ) -> (bytes: [UInt8], outcome: ChildProcess.Outcome) {
    var bytes: [UInt8] = []
    let outcome = run(arguments, in: folder) { piece in
      bytes += piece
      return bytes.count <= limit
    }
    return (bytes, outcome)
  }
}
