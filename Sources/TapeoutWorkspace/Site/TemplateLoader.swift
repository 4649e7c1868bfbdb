package import TapeoutDisk
import TapeoutModel
package import TapeoutSite
import TapeoutSystem

/// Reads the folder `Templates/` beside `Content/`: each file in it takes the place of ours of the same name.
package enum TemplateLoader {
  /// The templates of a project: the built-in ones where it has none of its own.
  ///
  /// - Parameter earlier: templates of the same project, taken over where no file has changed since.
  /// - Throws: where a template cannot be read: a site half in another look is no site.
  package static func load(
    _ project: Project, reusing earlier: TemplateSet? = nil
  ) throws(OperationalError) -> TemplateSet {
    let base = open(project.root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard base >= 0 else { throw OperationalError("The folder \(project.root) cannot be opened: \(SystemError.last).") }
    defer { close(base) }
    let folder = Array("Templates".utf8)
    let entries: [FolderListing.Entry]
    do {
      entries = try FolderListing(of: cString(folder), from: base).entries
    } catch {
      if error.code == ENOENT { return templates([], reusing: earlier) }
      throw OperationalError("The folder Templates cannot be read: \(error).")
    }
    var replacements: [(name: String, file: SourceFile)] = []
    for entry in entries {
      let name = String(decoding: entry.name, as: UTF8.self)
      let path = "Templates/\(name)"
      switch TemplateSet.use(ofFile: name) {
      case .part: break
      case .none: continue
      case .unknown:
        replacements.append((name, SourceFile(path: path, bytes: [], isUnread: true)))
        continue
      }
      let reading = FileReading(
        cString(folder + [UInt8(ascii: "/")] + entry.name), from: base, limit: TemplateSet.largestFile)
      guard case .bytes(let bytes) = reading else { throw failure(path, reading) }
      replacements.append((name, SourceFile(path: path, bytes: bytes)))
    }
    return templates(replacements, reusing: earlier)
  }

  private static func templates(
    _ replacements: [(name: String, file: SourceFile)], reusing earlier: TemplateSet?
  ) -> TemplateSet {
    if let earlier, earlier.isMade(of: replacements) { return earlier }
    return TemplateSet(replacing: replacements)
  }

  private static func failure(_ path: String, _ reading: FileReading) -> OperationalError {
    switch reading {
    case .oversized: OperationalError("\(path) is larger than a template may be, 1 MiB.")
    case .failed(let error): OperationalError("\(path) cannot be read: \(error).")
    default:
      OperationalError(
        "\(path) is no regular file.", advice: "Put a copy of the file in its place: links are not followed.")
    }
  }
}
