import TapeoutDisk

/// Files of one folder that follow each other in the order of paths.
struct FolderStretch: Sendable {
  /// Below the output folder; empty for that folder itself.
  let folder: [UInt8]
  private(set) var names: [[UInt8]] = []

  /// Enough to outweigh opening the folder, few enough to share out.
  private static let longest = 128

  /// - Parameter paths: in the order of their bytes.
  static func stretches(_ paths: some Sequence<[UInt8]>) -> [FolderStretch] {
    var stretches: [FolderStretch] = []
    var current = FolderStretch(folder: [])
    for path in paths {
      let slash = path.lastIndex(of: UInt8(ascii: "/"))
      let folder = slash.map { path[..<$0] } ?? []
      if folder != current.folder[...] || current.names.count >= longest {
        if !current.names.isEmpty { stretches.append(current) }
        current = FolderStretch(folder: Array(folder))
      }
      current.names.append(Array(path[(slash.map { $0 + 1 } ?? 0)...]))
    }
    if !current.names.isEmpty { stretches.append(current) }
    return stretches
  }

  func path(_ name: [UInt8]) -> [UInt8] { folder.isEmpty ? name : folder + [UInt8(ascii: "/")] + name }

  /// The folder in two sites; in the second it is made where it is missing.
  func open(in old: OpenFolder, and next: OpenFolder) throws(SystemError) -> (OpenFolder, OpenFolder) {
    if folder.isEmpty { return (old, next) }
    try next.makeFolders(above: folder)
    try next.makeFolder(folder)
    return (try OpenFolder(folder, in: old), try OpenFolder(folder, in: next))
  }

  func remove(from site: OpenFolder) throws(SystemError) {
    let open = folder.isEmpty ? site : try OpenFolder(folder, in: site)
    for name in names { try open.remove(name) }
  }
}
