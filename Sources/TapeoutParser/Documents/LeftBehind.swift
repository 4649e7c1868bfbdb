import TapeoutModel

/// The name of a file that an editor, a sync program or a merge made of a content file's.
struct LeftBehind {
  enum Kind {
    /// The content itself, under a name that is not read.
    case content
    /// The cloud has it, and this disk does not.
    case placeholder
    /// Another version beside the content.
    case copy
    /// The content itself, called as a milestone mostly is, but without any ending.
    case nameless
  }

  let kind: Kind
  /// The name of the content file without its ending.
  let stem: String

  /// Endings of Markdown beside `.md`, and what saving as text makes of them.
  private static let otherEndings = [
    "md ", "markdown", "mdown", "mdwn", "mkd", "mkdn", "mdtxt", "mdtext", "mdx", "rmd", "qmd", "md.txt", "markdown.txt",
    "md.md",
  ]
  /// What takes content away and leaves a sign in its place.
  private static let placeholders = [
    "md.icloud", "md.cloud", "md.cloudf", "md.download", "md.part", "md.crdownload", "md.lnk", "md.url", "md.webloc",
  ]
  private static let copies = [
    "md.orig", "md.bak", "md.backup", "md.old", "md.rej", "md.tmp", "md.temp", "md.save", "md.mine", "md.theirs",
    "md.conflict", "md.1", "md.2",
  ]

  /// Nil where a name is none of these.
  init?(_ name: String) {
    let lower = name.lowercased()
    if lower.utf8.starts(with: ".".utf8) {
      // iCloud hides the name of what it took away behind a dot: `.bring-up.md.icloud`.
      guard let stem = LeftBehind.stem(String(lower.dropFirst()), before: ["md.icloud"]) else { return nil }
      self.init(.placeholder, stem)
    } else if let stem = LeftBehind.stem(lower, before: LeftBehind.otherEndings) {
      self.init(.content, stem)
    } else if let stem = LeftBehind.stem(lower, before: LeftBehind.placeholders) {
      self.init(.placeholder, stem)
    } else if let stem = LeftBehind.stem(lower, before: LeftBehind.copies) {
      self.init(.copy, stem)
    } else if MilestoneKind.builtIn.contains(where: { $0.name == name }) {
      self.init(.nameless, name)
    } else {
      return nil
    }
  }

  private init(_ kind: Kind, _ stem: String) {
    self.kind = kind
    self.stem = stem
  }

  /// A Markdown file whose name is another one's with a sync program's addition; nil where it is not.
  ///
  ///     LeftBehind(copy: "tape-out (Anna’s conflicted copy 2026-05-01)")?.stem   // "tape-out"
  init?(copy stem: String) {
    let scalars = Array(stem.lowercased().unicodeScalars)
    if scalars.starts(with: "~$".unicodeScalars) {
      self.init(.copy, LeftBehind.text(scalars.dropFirst(2)))
      return
    }
    // What was added begins with the first blank, dot or underscore.
    guard let end = scalars.firstIndex(where: { " ._（".unicodeScalars.contains($0) }), end > 0 else { return nil }
    let added = LeftBehind.text(scalars[end...])
    guard LeftBehind.words.contains(where: { added.holds($0) }) || LeftBehind.isCounter(scalars[end...]) else {
      return nil
    }
    self.init(.copy, LeftBehind.text(scalars[..<end]))
  }

  /// What sync programs, file managers and merges add.
  private static let words = [
    "conflict", "konflikt", "conflit", "冲突", "copy", "kopie", "copie", "副本", "_base_", "_local_", "_remote_",
    "_backup_",
  ]

  /// ` (1)`, ` 2`
  private static func isCounter(_ added: ArraySlice<Unicode.Scalar>) -> Bool {
    let inner = added.filter { !" ()（）".unicodeScalars.contains($0) }
    return !inner.isEmpty && inner.count <= 3 && inner.allSatisfy { ("0"..."9").contains($0) }
  }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  private static func stem(_ name: String, before endings: [String]) -> String? {
    for ending in endings {
      let end = ("." + ending).utf8
      if name.utf8.count > end.count, name.utf8.suffix(end.count).elementsEqual(end) {
        return String(Substring(name.utf8.dropLast(end.count)))
      }
    }
    return nil
  }

  func headline(_ path: String) -> String {
    switch kind {
    case .content, .nameless: "Nothing is read from \(path): the names of content files end in .md"
    case .placeholder: "\(path) stands for a file that is in the cloud and not on this disk, so the plan lacks it"
    case .copy: "\(path) looks like a copy that a program left behind, and nothing is read from it"
    }
  }

  /// - Parameter name: of the content file.
  func advice(_ name: String) -> String {
    switch kind {
    case .content, .nameless: "Rename it to \(name)."
    case .placeholder: "Let the sync program download \(name), then check again."
    case .copy: "Put what is right in it into \(name), then delete it."
    }
  }
}

extension String {
  /// Whether another text is part of it, by bytes.
  fileprivate func holds(_ other: String) -> Bool {
    let bytes = Array(utf8)
    let wanted = Array(other.utf8)
    return bytes.count >= wanted.count
      && (0...(bytes.count - wanted.count)).contains { bytes[$0..<($0 + wanted.count)].elementsEqual(wanted) }
  }
}
