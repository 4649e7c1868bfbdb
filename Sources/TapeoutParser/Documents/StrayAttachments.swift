import TapeoutModel

/// The files that are no Markdown by their names, but were meant as content: nothing of it is passed over in silence.
struct StrayAttachments {
  private let strays: [(path: String, file: StrayFile)]

  /// - Parameter attachments: paths from the root.
  init(_ attachments: [String]) {
    strays = attachments.compactMap { path in StrayFile(notMarkdown: path).map { (path, $0) } }
  }

  /// Unread files for findings to point at.
  var standIns: [SourceFile] { strays.map { SourceFile(path: $0.path, bytes: [], isUnread: true) } }

  var meantPaths: [String] { strays.compactMap(\.file.meant) }

  /// - Parameter sources: with the stand-ins among them.
  func findings(in sources: SourceSet) -> [Finding] {
    guard !strays.isEmpty else { return [] }
    var files: [ExactString: StrayFile] = [:]
    for stray in strays { files[ExactString(stray.path)] = stray.file }
    return sources.ids.compactMap { id in
      guard let file = files[ExactString(sources[id].path)] else { return nil }
      return Finding("unexpected-file", at: SourceRange(startOf: id), file.headline, advice: file.advice)
    }
  }
}
