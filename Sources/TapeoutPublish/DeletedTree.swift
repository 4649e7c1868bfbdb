import TapeoutDisk

/// Deletes folders with everything in them.
enum DeletedTree {
  /// One folder is open at a time, however deep they lie. No link is followed.
  static func delete(_ path: [UInt8], in base: OpenFolder) throws(SystemError) {
    var waiting = [path]
    var folders: [[UInt8]] = []
    while let folder = waiting.popLast() {
      folders.append(folder)
      try base.makeWritable(folder)
      for entry in try base.entries(folder) {
        let below = folder + [UInt8(ascii: "/")] + entry.name
        if entry.kind == .folder { waiting.append(below) } else { try base.remove(below) }
      }
    }
    for folder in folders.reversed() { try base.removeFolder(folder) }
  }
}
