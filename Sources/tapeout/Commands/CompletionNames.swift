import TapeoutDisk
import TapeoutEditing
import TapeoutModel
import TapeoutSystem

/// Names that a shell offers while a command is typed, from the names of files alone.
enum CompletionNames {
  /// Fields where something is named already, else what may be named.
  static func forSet(_ words: [String], _ prefix: String) -> [String] {
    let names = words.drop { $0 != "set" }.dropFirst().filter { !$0.utf8.contains(UInt8(ascii: "=")) && $0 != prefix }
    guard let target = names.first(where: { $0.utf8.first != UInt8(ascii: "-") }) else { return targets(words) }
    return fields(of: target, words)
  }

  /// Everything with fields: milestones and risks with their chip.
  static func targets(_ words: [String]) -> [String] { ["program"] + renamable(words) }

  /// Every id.
  static func renamable(_ words: [String]) -> [String] {
    partners(words) + chips(words) + movable(words)
  }

  /// Milestones and risks, with their chip.
  static func movable(_ words: [String]) -> [String] { milestones(words) + inChips("risks", words) }

  static func milestones(_ words: [String]) -> [String] { inChips("milestones", words) }

  static func partners(_ words: [String]) -> [String] {
    project(words).map { stems(in: "Content/partners", $0) } ?? []
  }

  static func scenarios(_ words: [String]) -> [String] {
    project(words).map { stems(in: "Content/scenarios", $0) } ?? []
  }

  static func chips(_ words: [String]) -> [String] {
    project(words).map { folders(in: "Content/chips", $0) } ?? []
  }

  /// Chips with a slash behind them, for something new in one.
  static func places(_ words: [String]) -> [String] { chips(words).map { $0 + "/" } }

  /// Milestones with an equals sign behind them: those of the chip that was named without it.
  static func lengths(_ words: [String]) -> [String] {
    let chip = words.lazy.compactMap { word -> String? in
      guard let slash = word.utf8.firstIndex(of: UInt8(ascii: "/")), !word.utf8.contains(UInt8(ascii: "=")) else {
        return nil
      }
      return String(word[..<slash])
    }.first
    return milestones(words).map { name in
      let id = MilestoneID(parsing: name, chip: "")
      return (id.map { $0.chip == chip ? $0.milestone : name } ?? name) + "="
    }
  }

  private static func inChips(_ folder: String, _ words: [String]) -> [String] {
    guard let project = project(words) else { return [] }
    return folders(in: "Content/chips", project).flatMap { chip in
      stems(in: "Content/chips/\(chip)/\(folder)", project).map { "\(chip)/\($0)" }
    }
  }

  /// `forecast=` for each field that such a file may have.
  private static func fields(of target: String, _ words: [String]) -> [String] {
    let isMilestone = target.utf8.contains(UInt8(ascii: "/"))
    var paths = ["Content/program.md"]
    if target != "program", let project = project(words) {
      let parts = target.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
      let chip = parts[0]
      paths =
        isMilestone && parts.count == 2
        ? ["Content/chips/\(chip)/milestones/\(parts[1]).md", "Content/chips/\(chip)/risks/\(parts[1]).md"]
        : ["Content/chips/\(chip)/chip.md", "Content/partners/\(chip).md"]
      paths = paths.filter { access(project.path($0), F_OK) == 0 }
    }
    return paths.first.map { EditableDocument.fieldNames(at: $0).map { $0 + "=" } } ?? []
  }

  private static func project(_ words: [String]) -> Project? {
    if let option = words.firstIndex(where: { $0 == "--root" }), option + 1 < words.count {
      return try? Project(root: words[option + 1])
    }
    return try? Project(around: ".")
  }

  private static func entries(in folder: String, _ project: Project) -> [FolderListing.Entry] {
    let path = cString(Array(project.path(folder).utf8))
    return (try? FolderListing(of: path, from: AT_FDCWD))?.entries ?? []
  }

  private static func folders(in folder: String, _ project: Project) -> [String] {
    entries(in: folder, project).filter { $0.kind == .folder }.compactMap { String(validating: $0.name, as: UTF8.self) }
      .filter(ContentID.isValid)
  }

  private static func stems(in folder: String, _ project: Project) -> [String] {
    entries(in: folder, project).filter { $0.kind == .file && $0.name.suffix(3).elementsEqual(".md".utf8) }
      .compactMap { String(validating: $0.name.dropLast(3), as: UTF8.self) }.filter(ContentID.isValid)
  }
}
