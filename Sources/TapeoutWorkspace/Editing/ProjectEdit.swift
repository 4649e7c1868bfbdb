package import TapeoutDisk
package import TapeoutEditing
import TapeoutHistory
package import TapeoutModel
import TapeoutRules

/// Changes of a project's files that are looked at first and then made together or not at all.
package struct ProjectEdit: Sendable {
  /// The project as the disk has it; where its findings are still looked for, ``findingsBefore`` waits for them.
  package let before: Analysis
  private let judging: Task<[Finding], Never>?
  /// By path before any move.
  private var documents: [String: EditableDocument] = [:]
  /// Files that are replaced as a whole, by path before any move: their front matter need not be readable.
  private var texts: [String: [UInt8]] = [:]
  /// Files and folders that go elsewhere.
  package private(set) var moves: [PathMove] = []

  /// A file before and after.
  package struct ChangedFile: Sendable {
    package let path: String
    /// The same where it does not move.
    package let newPath: String
    package let old: [UInt8]
    package let new: [UInt8]
    /// Whether the disk has no such file yet.
    package let isNew: Bool
  }

  /// - Parameter before: reusable, so that the changed plan is read fast.
  package init(_ before: Analysis) { self.init(before, judging: nil) }

  private init(_ before: Analysis, judging: Task<[Finding], Never>?) {
    self.before = before
    self.judging = judging
  }

  /// Reads a project to change it. What is wrong with it is looked for meanwhile: only who compares waits for it.
  ///
  /// - Throws: where the machine fails.
  package init(
    of project: Project, _ options: Analysis.Options, progress: @Sendable (Analysis.Stage) -> Void = { _ in }
  ) async throws(OperationalError) {
    var options = options
    options.isReusable = true
    let unjudged = try await UnjudgedProject(
      try await ReadProject(project, options, progress: progress), progress: progress)
    if options.isSerial {
      self.init(await unjudged.judged(progress: progress))
    } else {
      self.init(unjudged.analysis, judging: Task { await unjudged.judged().findings })
    }
  }

  /// What was wrong before anything was changed.
  package var findingsBefore: [Finding] {
    get async { await judging?.value ?? before.findings }
  }

  // MARK: Changing

  /// Changes a file; what was changed in it before counts.
  package mutating func change(
    _ path: String, _ change: (inout EditableDocument) throws(EditRefusal) -> Void
  ) throws(EditRefusal) {
    var document: EditableDocument
    if let known = documents[path] {
      document = known
    } else {
      document = try EditableDocument(
        path: path, bytes: try bytes(of: path), adding: before.plan.program.fields)
    }
    try change(&document)
    documents[path] = document
  }

  /// Replaces a file's text as a whole, or makes a file that every plan has and this one lacks.
  package mutating func replace(_ path: String, with bytes: [UInt8]) {
    documents[path] = nil
    texts[path] = bytes
  }

  package mutating func move(_ move: PathMove) { moves.append(move) }

  /// Gives something another id, or moves it to another chip, and follows its name in every file.
  package mutating func rename(_ change: NameChange) throws(EditRefusal) {
    let renaming = try Renaming(change, in: before.plan, before.sources, missing: before.missingFiles)
    for file in renaming.files { replace(file.path, with: file.new) }
    move(renaming.move)
  }

  private func bytes(of path: String) throws(EditRefusal) -> [UInt8] {
    if let text = texts[path] { return text }
    guard let file = before.sources.files.first(where: { $0.path.utf8.elementsEqual(path.utf8) }) else {
      throw EditRefusal("There is no file \(path).")
    }
    if file.isUnread {
      throw EditRefusal("\(path) cannot be read, so it is not changed.", advice: "Run `tapeout check`.")
    }
    return file.bytes
  }

  /// The files that are another text or lie elsewhere afterwards, in the order of their old paths.
  package var changes: [ChangedFile] {
    before.sources.files.compactMap { file in
      let text = documents[file.path]?.bytes ?? texts[file.path]
      let path = moves.path(of: file.path)
      // Nearly all files stay as they are.
      guard text != nil || path != file.path else { return nil }
      // A stand-in for a file that is missing does not move; it becomes one where it gets a text.
      let isNew = file.isUnread && text != nil && !isOnDisk(file.path)
      let new = text ?? file.bytes
      guard new != file.bytes || path != file.path, !file.isUnread || isNew else { return nil }
      return ChangedFile(path: file.path, newPath: path, old: file.bytes, new: new, isNew: isNew)
    }
  }

  private func isOnDisk(_ path: String) -> Bool { before.files.contains { $0.utf8.elementsEqual(path.utf8) } }

  /// Files beside the Markdown that lie elsewhere afterwards, in the order of their old paths.
  package var movedAttachments: [PathMove] {
    before.plan.attachments.compactMap { path in
      let new = moves.path(of: path)
      return new == path ? nil : PathMove(from: path, to: new)
    }
  }

  // MARK: Looking at it

  /// The project as it will be. Nothing is written.
  package func analyzed() async throws(OperationalError) -> Analysis {
    var overlay: [String: [UInt8]] = [:]
    for change in changes { overlay[change.newPath] = change.new }
    return try await before.updated(overlay: overlay, moves: moves, isDiskUnchanged: true, isReusable: false)
  }

  /// Findings of the changed project that were not there before: more of a rule in a file than there were, or another
  /// one about how something is written.
  package func newFindings(in after: Analysis) async -> [Finding] {
    var counts: [Key: Int] = [:]
    var headlines: [Key: Int] = [:]
    for finding in await findingsBefore {
      let path = moves.path(of: before.sources[finding.range.file].path)
      counts[Key(finding, path), default: 0] += 1
      headlines[Key(finding, path, finding.headline), default: 0] += 1
    }
    var new: [Finding] = []
    // Those that say the same come first off the old ones.
    var others: [Finding] = []
    for finding in after.findings {
      let path = after.sources[finding.range.file].path
      let key = Key(finding, path, finding.headline)
      if let count = headlines[key], count > 0 {
        headlines[key] = count - 1
        counts[Key(finding, path), default: 0] -= 1
      } else {
        others.append(finding)
      }
    }
    for finding in others {
      let key = Key(finding, after.sources[finding.range.file].path)
      if let count = counts[key], count > 0, RuleSet.rule(named: finding.rule)?.group != .file {
        counts[key] = count - 1
      } else {
        new.append(finding)
      }
    }
    return new
  }

  private struct Key: Hashable {
    let rule: RuleName
    let severity: Severity
    let path: ExactString
    let headline: String

    init(_ finding: Finding, _ path: String, _ headline: String = "") {
      rule = finding.rule
      severity = finding.severity
      self.path = ExactString(path)
      self.headline = headline
    }
  }

  // MARK: Making it

  /// Makes all changes on the disk, or none.
  package func write() throws(OperationalError) {
    let changes = changes.filter { $0.old != $0.new }
    let replacements = changes.filter { !$0.isNew }.map { (path: $0.path, old: $0.old, new: $0.new) }
    let creations = changes.filter(\.isNew).map { (path: $0.newPath, text: $0.new) }
    try FileTransaction(
      root: before.project.root, replacements: replacements, creations: creations,
      moves: moves.map { (from: $0.from, to: $0.to) }
    ).commit()
  }
}

extension Analysis {
  /// Paths of the files that only stand for one that is not there.
  package var missingFiles: Set<ExactString> {
    // Few are unread, so the disk's are looked through only then.
    let unread = sources.files.filter(\.isUnread).map { ExactString($0.path) }
    return unread.isEmpty ? [] : Set(unread).subtracting(files.map { ExactString($0) })
  }

  /// Whether Git knows a milestone's file, so that its earlier texts need not be kept in it.
  package func isUnderVersionControl(_ milestone: MilestoneID) -> Bool { history?.versions[milestone] != nil }
}
