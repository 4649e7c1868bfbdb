import TapeoutSystem

/// What a folder holds, without following a link.
package struct FolderListing {
  package enum Kind: Hashable, Sendable {
    case file, folder, link, special
  }

  package struct Entry: Hashable, Sendable {
    /// As the disk has it: any bytes but NUL and `/`.
    package var name: [UInt8]
    package var kind: Kind
  }

  /// Sorted so that walking the entries in turn, folders at their place, visits paths in the order of their bytes.
  package let entries: [Entry]

  /// Lists a folder.
  ///
  /// - Parameters:
  ///   - path: from `base`, itself not a link.
  ///   - base: an open folder.
  ///   - isComplete: whether to list what is no content, too.
  package init(of path: [CChar], from base: Int32, isComplete: Bool = false) throws(SystemError) {
    let descriptor = openat(base, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError.last }
    guard let stream = fdopendir(descriptor) else {
      let error = SystemError.last
      close(descriptor)
      throw error
    }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while true {
      errno = 0
      guard let next = readdir(stream) else {
        if errno != 0 { throw SystemError.last }
        break
      }
      let name = FolderListing.name(of: next)
      guard isComplete ? !FolderListing.isDots(name) : !FolderListing.isIgnored(name) else { continue }
      guard let kind = try FolderListing.kind(of: next, in: descriptor) else { continue }
      entries.append(Entry(name: name, kind: kind))
    }
    self.entries = entries.sorted { $0.precedes($1) }
  }

  /// The placeholder of a file that iCloud keeps elsewhere is content that is missing here. Other dot files and folders (`.git`, `.obsidian`, `.DS_Store`, vim's swap files) and what editors leave behind
  /// (`tape-out.md~`, `#tape-out.md#`) are no content.
  private static func isIgnored(_ name: some BidirectionalCollection<UInt8>) -> Bool {
    (name.first == UInt8(ascii: ".") && !name.ends(in: ".md.icloud")) || name.last == UInt8(ascii: "~")
      || (name.first == UInt8(ascii: "#") && name.last == UInt8(ascii: "#"))
  }

  /// Whether a file at this path would not be listed, because it or a folder above it is no content.
  package static func ignoresPart(of path: String) -> Bool {
    path.utf8.split(separator: UInt8(ascii: "/")).contains { isIgnored($0) }
  }

  /// The folder itself or the one above it.
  private static func isDots(_ name: [UInt8]) -> Bool {
    name.count <= 2 && name.allSatisfy { $0 == UInt8(ascii: ".") }
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      Array(bytes.prefix { $0 != 0 })
    }
  }

  /// Nil where the entry is gone by now.
  private static func kind(of entry: UnsafeMutablePointer<dirent>, in folder: Int32) throws(SystemError) -> Kind? {
    switch Int(entry.pointee.d_type) {
    case Int(DT_REG): return .file
    case Int(DT_DIR): return .folder
    case Int(DT_LNK): return .link
    case Int(DT_UNKNOWN): break  // Some file systems do not say.
    default: return .special
    }
    var status = stat()
    let result = withUnsafePointer(to: &entry.pointee.d_name) { name in
      name.withMemoryRebound(to: CChar.self, capacity: 256) { fstatat(folder, $0, &status, AT_SYMLINK_NOFOLLOW) }
    }
    guard result == 0 else {
      let error = SystemError.last
      if error.isAbsence { return nil }
      throw error
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .special
    }
  }
}

extension FolderListing.Entry {
  /// A folder sorts with the slash that follows it in every path below it.
  fileprivate func precedes(_ other: FolderListing.Entry) -> Bool {
    let common = min(name.count, other.name.count)
    for index in 0..<common where name[index] != other.name[index] { return name[index] < other.name[index] }
    return next(common) < other.next(common)
  }

  /// What follows the first `count` bytes in a path; -1 at its end.
  private func next(_ count: Int) -> Int {
    count < name.count ? Int(name[count]) : kind == .folder ? Int(UInt8(ascii: "/")) : -1
  }
}

extension BidirectionalCollection<UInt8> {
  fileprivate func ends(in ending: StaticString) -> Bool {
    let ending = UnsafeBufferPointer(start: ending.utf8Start, count: ending.utf8CodeUnitCount)
    return count >= ending.count && suffix(ending.count).elementsEqual(ending)
  }
}
