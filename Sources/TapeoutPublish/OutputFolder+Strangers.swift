package import TapeoutDisk
import TapeoutSystem

extension OutputFolder {
  /// Looks whether the folder is for a site: it is missing or empty, bears our list, or is the project's own `Public`.
  ///
  /// Names that begin with a dot (`.git`, `.nojekyll`) and `CNAME` belong to whoever serves the site.
  ///
  /// - Parameter expected: paths below the folder that may be there, asked for once, and only where it matters.
  /// - Returns: the names in the folder itself, those of folders with a slash at their end, where something else lies
  ///   in it; nil where nothing does.
  package func strangers(expected: () -> Set<[UInt8]>) throws(OperationalError) -> [String]? {
    if isOwn { return nil }
    do throws(SystemError) {
      let folder: OpenFolder
      do throws(SystemError) {
        folder = try OpenFolder(Array(path.utf8))
      } catch {
        if error.code == ENOENT { return nil }
        throw error
      }
      // Whether it is truly ours, and whole, is judged when it is read.
      if try folder.file(SiteManifest.name) != nil { return nil }
      let entries = try folder.entries().filter { entry in
        !OutputFolder.isServers(entry.name) && !(entry.name == OutputFolder.domain && entry.kind == .file)
      }
      var files: Set<[UInt8]>?
      var waiting = Array(entries.reversed().map { (path: $0.name, kind: $0.kind) })
      while let (path, kind) = waiting.popLast() {
        if kind == .folder {
          for entry in try folder.entries(path).reversed() where !OutputFolder.isServers(entry.name) {
            waiting.append((path + [UInt8(ascii: "/")] + entry.name, entry.kind))
          }
          continue
        }
        let known = files ?? expected()
        files = known
        if !known.contains(path) {
          return entries.map { shown($0.name) + ($0.kind == .folder ? "/" : "") }
        }
      }
      return nil
    } catch {
      throw OperationalError("The output folder \(path) cannot be read: \(error).")
    }
  }

  /// Where GitHub Pages looks for the name of a site's domain.
  private static let domain = Array("CNAME".utf8)

  private static func isServers(_ name: [UInt8]) -> Bool { name.first == UInt8(ascii: ".") }
}
