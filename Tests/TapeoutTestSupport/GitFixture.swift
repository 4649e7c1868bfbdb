import TapeoutSystem

/// A repository that a test makes with the real Git, every commit on a day of its choice.
package struct GitFixture: Sendable {
  package let folder: TemporaryFolder
  /// Where `Content/` lies, from the folder; empty or ending with a slash.
  package let root: String

  package init(root: String = "") throws {
    folder = try TemporaryFolder()
    self.root = root
    try git("init -q -b main .")
  }

  /// The folder that holds `Content/`.
  package var projectPath: String {
    root.isEmpty ? folder.path : folder.path + "/" + root.dropLast()
  }

  /// Writes files below `Content/`.
  package func write(_ files: [String: String]) throws {
    for (name, text) in files { try folder.write("\(root)Content/\(name)", text) }
  }

  /// Writes files below `Content/`, deletes others, and commits all of it.
  ///
  /// - Parameters:
  ///   - day: the committer's and the author's, such as `2026-01-15`; at noon in UTC, where no time follows.
  ///   - author: any text: Git strips what it will not have.
  package func commit(
    _ day: String, _ files: [String: String] = [:], deleting deleted: [String] = [], author: String = "Ada",
    message: String = "Change"
  ) throws {
    try write(files)
    for name in deleted { unlink("\(folder.path)/\(root)Content/\(name)") }
    try shell(
      "git add -A . && git commit -q --allow-empty --allow-empty-message -m \"$MESSAGE\"",
      environment: dated(day) + ["MESSAGE=\(message)", "GIT_AUTHOR_NAME=\(author)"])
  }

  /// Runs git in the folder, its arguments as a shell reads them.
  package func git(_ arguments: String, day: String = "2026-01-01") throws {
    try shell("git \(arguments)", environment: dated(day))
  }

  private func dated(_ day: String) -> [String] {
    let time = day.utf8.count > 10 ? day : "\(day)T12:00:00Z"
    return ["GIT_AUTHOR_DATE=\(time)", "GIT_COMMITTER_DATE=\(time)"]
  }

  /// Runs a shell in the folder.
  package func shell(_ script: String, environment: [String] = []) throws {
    let usual = [
      "PATH=/usr/local/bin:/usr/bin:/bin", "HOME=\(folder.path)", "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=Ada",
      "GIT_AUTHOR_EMAIL=ada@example.org", "GIT_COMMITTER_NAME=Ada", "GIT_COMMITTER_EMAIL=ada@example.org",
    ]
    let names = Set(environment.map { $0.prefix { $0 != "=" } })
    let variables = usual.filter { !names.contains($0.prefix { $0 != "=" }) } + environment
    let arguments = ["sh", "-e", "-c", "cd \"$1\"\n\(script)", "sh", folder.path]
    var process = pid_t()
    let argumentList = arguments.map { strdup($0) } + [nil]
    let variableList = variables.map { strdup($0) } + [nil]
    defer { for text in argumentList + variableList { free(text) } }
    guard posix_spawn(&process, "/bin/sh", nil, nil, argumentList, variableList) == 0 else {
      throw TemporaryFolder.Failure(description: "/bin/sh cannot be run")
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else { throw TemporaryFolder.Failure(description: "ended with \(status): \(script)") }
  }
}
