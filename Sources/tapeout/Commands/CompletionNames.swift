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

  /// Every id: milestones and risks with their chip.
  static func targets(_ words: [String]) -> [String] {
    guard let project = project(words) else { return [] }
    var names = ["program"] + stems(in: "Content/partners", project)
    for chip in folders(in: "Content/chips", project) {
      names.append(chip)
      names += stems(in: "Content/chips/\(chip)/milestones", project).map { "\(chip)/\($0)" }
      names += stems(in: "Content/chips/\(chip)/risks", project).map { "\(chip)/\($0)" }
    }
    return names
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
