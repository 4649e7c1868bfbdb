extension GitRepository {
  /// Every commit of the first-parent line that touched `Content/`, oldest first, and back through the folders that it
  /// lay in before. All paths are written as if it had always lain where it lies now.
  package func commits() throws(Unreadable) -> [GitLog.Commit] { try followedLog().commits }

  /// The folders of the repository in which `Content/` lay before, the newest first.
  package func formerFolders() throws(Unreadable) -> [[UInt8]] { try followedLog().formerFolders }

  private func followedLog() throws(Unreadable) -> (commits: [GitLog.Commit], formerFolders: [[UInt8]]) {
    var folders: [[UInt8]] = []
    var newer: [GitLog.Commit] = []
    var place = prefix
    var tip = head
    for _ in 0..<GitRepository.mostMoves {
      var commits = try log(of: place, endingIn: tip)
      // Before the move, something else may have lain at this place.
      let beginning = commits.firstIndex { $0.adds(place + "program.md".utf8) } ?? 0
      guard beginning < commits.count, let parent = commits[beginning].firstParent,
        let (former, changes) = try move(to: place, in: commits[beginning].id, after: parent)
      else { return (commits.map { $0.moved(from: place, to: prefix) } + newer, folders) }
      commits.removeFirst(beginning)
      commits[0].changes = changes
      newer = [commits[0]] + commits.dropFirst().map { $0.moved(from: place, to: prefix) } + newer
      place = former
      tip = parent
      folders.append(former)
    }
    return (newer, folders)
  }

  /// More moves than anybody makes.
  private static let mostMoves = 16

  /// The commits that touched a folder, oldest first, with the paths of the repository.
  private func log(of folder: [UInt8], endingIn tip: ObjectID) throws(Unreadable) -> [GitLog.Commit] {
    guard let folder = path(of: folder) else { return [] }
    var log = GitLog()
    var commits: [GitLog.Commit] = []
    // Comparing files for renames needs their bytes. Where some are missing, only equal files count as renamed.
    for similarity in [GitRepository.renameSimilarity, 100] {
      let arguments =
        ["log", "--first-parent", "-m", "--reverse", "--date=raw", "--format=tformat:%H %cd %P"]
        + GitRepository.rawDifferences(similarity: similarity)
        + ["--no-show-signature", "--no-notes", "--no-mailmap", "--no-follow", "--end-of-options", tip.digits]
        + ["--", folder]
      let outcome = git.run(arguments, in: root) { piece in
        log.take(piece) { commits.append($0) }
      }
      if outcome.isSuccess { break }
      let isFinal = outcome.end == .tookTooLong || outcome.isStarved
      if similarity == 100 || !commits.isEmpty || isFinal { throw GitRepository.trouble(outcome) }
      log = GitLog()
    }
    log.finish { commits.append($0) }
    if log.isMalformed { throw .unclear }
    return commits
  }

  private static func rawDifferences(similarity: Int) -> [String] {
    [
      "--raw", "--no-abbrev", "-z", "-M\(similarity)%", "-l2000", "--no-relative", "--no-ext-diff", "--no-textconv",
      "--no-color",
    ]
  }

  /// A folder of the repository (empty, or ending with a slash) as seen from where git is run; nil where its name is
  /// not UTF-8.
  func path(of folder: [UInt8]) -> String? {
    if folder == prefix { return "Content/" }
    let depth = prefix.dropLast("Content/".utf8.count).count { $0 == UInt8(ascii: "/") }
    guard let name = String(validating: folder, as: UTF8.self) else { return nil }
    let path = String(repeating: "../", count: depth) + name
    return path.isEmpty ? "." : path
  }

  // MARK: Moves

  /// Where a folder lay before the commit that made it, and what that commit changed, paths as if it had always lain
  /// where `Content/` lies now. Nil where it lay nowhere else.
  ///
  /// It lay where most of its renamed files come from with the same names below it.
  private func move(
    to folder: [UInt8], in commit: ObjectID, after parent: ObjectID
  ) throws(Unreadable) -> (former: [UInt8], changes: [GitLog.Change])? {
    var log = GitLog()
    var read: [GitLog.Commit] = []
    let arguments =
      ["diff-tree", "-r"] + GitRepository.rawDifferences(similarity: GitRepository.renameSimilarity)
      + ["--end-of-options", parent.digits, commit.digits]
    log.begin(GitLog.Commit(id: commit, firstParent: parent, time: 0))
    let outcome = git.run(arguments, in: root) { piece in
      log.take(piece) { read.append($0) }
    }
    if outcome.end == .tookTooLong || outcome.isStarved { throw GitRepository.trouble(outcome) }
    guard outcome.isSuccess else { return nil }
    log.finish { read.append($0) }
    guard !log.isMalformed, let changes = read.first?.changes else { return nil }
    var votes: [[UInt8]: Int] = [:]
    for change in changes where change.isRename {
      guard let old = change.old, let new = change.new, new.starts(with: folder) else { continue }
      let name = new.dropFirst(folder.count)
      if old.count >= name.count, old.suffix(name.count) == name {
        let former = Array(old.dropLast(name.count))
        if former.isEmpty || former.last == UInt8(ascii: "/") { votes[former, default: 0] += 1 }
      }
    }
    votes[folder] = nil
    guard let most = votes.values.max(),
      let former = votes.keys.filter({ votes[$0] == most }).min(by: { $0.lexicographicallyPrecedes($1) })
    else { return nil }
    return (
      former,
      changes.compactMap { change in
        var change = change
        change.old = change.old.flatMap { $0.moved(from: former, to: prefix) }
        change.new = change.new.flatMap { $0.moved(from: folder, to: prefix) }
        let isUnmoved = change.old == change.new && !change.changesBytes && change.oldMode == change.newMode
        return isUnmoved || (change.old == nil && change.new == nil) ? nil : change
      }
    )
  }
}

extension GitLog.Commit {
  /// Whether a file lies at a path from this commit on.
  fileprivate func adds(_ path: [UInt8]) -> Bool { changes.contains { $0.new == path && $0.old != path } }

  fileprivate func moved(from folder: [UInt8], to other: [UInt8]) -> GitLog.Commit {
    guard folder != other else { return self }
    var moved = self
    for index in changes.indices {
      moved.changes[index].old = changes[index].old.flatMap { $0.moved(from: folder, to: other) }
      moved.changes[index].new = changes[index].new.flatMap { $0.moved(from: folder, to: other) }
    }
    return moved
  }
}

extension [UInt8] {
  /// A path below one folder as that below another; nil where it lies elsewhere.
  fileprivate func moved(from folder: [UInt8], to other: [UInt8]) -> [UInt8]? {
    starts(with: folder) ? other + dropFirst(folder.count) : nil
  }
}
