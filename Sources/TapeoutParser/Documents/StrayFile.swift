import TapeoutModel

/// A file below `Content/` from which nothing is read, though its name or its place says that it was meant as content.
struct StrayFile: Equatable {
  var headline: String
  var advice: String
  /// Where the content was meant to lie, from the root; nil where that cannot be told.
  var meant: String?
  /// The folder whose name is the cause, from the root: its files have one finding together.
  var folder: String?

  init(headline: String, advice: String, meant: String? = nil) {
    self.headline = headline
    self.advice = advice
    self.meant = meant
  }

  init(_ file: LeftBehind, path: String, meant: String?) {
    self.init(headline: file.headline(path), advice: file.advice(file.stem + ".md"), meant: meant)
  }

  /// A file whose name ends in `.MD`.
  init(otherCase path: String) {
    self.init(
      headline: "\(path) is Markdown, but its name does not end in .md", advice: "Rename it to end in .md.",
      meant: String(Substring(path.utf8.dropLast(3))) + ".md")
  }

  /// What is wrong with a file whose name does not end in `.md`; nil where it is an attachment.
  ///
  /// - Parameter path: from the root.
  init?(notMarkdown path: String) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
    let folder = String(path[..<slash])
    let name = String(path[slash...])
    guard let file = LeftBehind(name) else { return nil }
    let meant = folder + file.stem + ".md"
    switch ContentPath(meant) {
    case .unexpected(let stray):
      // Beside the content there may be anything.
      guard stray.meant != nil else { return nil }
      self.init(file, path: path, meant: stray.meant)
    default: self.init(file, path: path, meant: meant)
    }
    if file.kind == .copy { self.meant = nil }
  }

  /// A Markdown file where no content lies.
  ///
  /// - Parameter parts: of the path, below `Content/`.
  init(misplaced path: String, _ parts: [String]) {
    self.init(
      headline: "Nothing is read from \(path): no content lies there",
      advice: "Content holds program.md, partners/ID.md, chips/ID/chip.md, chips/ID/milestones/ID.md, "
        + "chips/ID/risks/ID.md, reports/DATE.md and scenarios/ID.md; move other notes out of Content.")
    if let right = StrayFile.corrected(parts) {
      takeCorrection(right, of: parts)
    } else if parts[0] == "chips" {
      takePlace(inChips: parts)
    } else if parts.count > 2, parts[0] == "partners" || parts[0] == "scenarios", let name = parts.last {
      meant = "Content/\(parts[0])/\(name)"
      advice = "Move it to \(parts[0])/: the folders below it are not read."
    } else if parts.count == 2, let folder = StrayFile.folderOfChip(parts[0]) {
      advice = "Move it to chips/ID/\(folder)/: each belongs to a chip."
    }
  }

  private mutating func takeCorrection(_ right: [String], of parts: [String]) {
    guard let at = parts.indices.first(where: { !right[$0].utf8.elementsEqual(parts[$0].utf8) }) else { return }
    meant = "Content/" + right.joined(separator: "/")
    guard at < parts.count - 1 else {
      advice = "Rename the file to \(right[at])."
      return
    }
    let folder = "Content/" + parts[...at].joined(separator: "/")
    headline = "Nothing is read from the folder \(folder): no content lies there"
    advice = "Rename the folder \(parts[at]) to \(right[at]), or move its files there."
    self.folder = folder
  }

  private mutating func takePlace(inChips parts: [String]) {
    guard let name = parts.last else { return }
    switch parts.count {
    case 2:
      let id = String(Substring(name.utf8.dropLast(3)))
      meant = "Content/chips/\(id)/chip.md"
      advice = "Move it to chips/\(id)/chip.md if it is a chip."
    case 3:
      meant = "Content/chips/\(parts[1])/milestones/\(name)"
      advice =
        "Move it to chips/\(parts[1])/milestones/ if it is a milestone, to chips/\(parts[1])/risks/ if it is a risk."
    default:
      guard let folder = StrayFile.folderOfChip(parts[2]) else { return }
      meant = "Content/chips/\(parts[1])/\(folder)/\(name)"
      advice = "Move it to chips/\(parts[1])/\(folder)/: the folders below it are not read."
    }
  }

  private static func folderOfChip(_ name: String) -> String? { suggestion(for: name, among: ["milestones", "risks"]) }

  /// The parts of a path with the names of folders and of the fixed files put right; nil where that makes no content
  /// of it either.
  private static func corrected(_ parts: [String]) -> [String]? {
    var right = parts
    switch parts.count {
    case 1: right[0] = suggestion(for: parts[0], among: ["program.md"]) ?? parts[0]
    case 2: right[0] = suggestion(for: parts[0], among: ["partners", "reports", "scenarios"]) ?? parts[0]
    case 3:
      right[0] = suggestion(for: parts[0], among: ["chips"]) ?? parts[0]
      right[2] = suggestion(for: parts[2], among: ["chip.md"]) ?? parts[2]
    case 4:
      right[0] = suggestion(for: parts[0], among: ["chips"]) ?? parts[0]
      right[2] = folderOfChip(parts[2]) ?? parts[2]
    default: return nil
    }
    let isSame = zip(right, parts).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
    if isSame { return nil }
    if case .unexpected = ContentPath("Content/" + right.joined(separator: "/")) { return nil }
    return right
  }
}
