/// Everything below `Content/`, in the order of the paths' bytes.
///
/// One folder is open at a time and the folders still to visit are a list, so neither depth nor width
/// can exhaust the stack or the file descriptors.
struct ContentWalk {
  struct Found: Sendable {
    /// From the root, as the disk has it.
    var bytes: [UInt8]
    /// From the root, as it is shown: bytes that are not UTF-8 as `\xE9`.
    var path: String
    /// Why it is not read, where that shows already.
    var obstacle: Obstacle?

    /// Its name ends in `.md`, in any case: a file called `NOTES.MD` is meant as content too.
    var isMarkdown: Bool {
      bytes.count > 3 && bytes[bytes.count - 3] == UInt8(ascii: ".")
        && bytes[bytes.count - 2] | 0x20 == UInt8(ascii: "m") && bytes[bytes.count - 1] | 0x20 == UInt8(ascii: "d")
    }
  }

  private(set) var found: [Found] = []

  /// - Parameter base: the open root folder.
  init(from base: Int32) throws(MachineFailure) {
    var waiting: [(path: [UInt8], kind: FolderListing.Kind, depth: Int)] = [(Array("Content".utf8), .folder, 0)]
    while let (path, kind, depth) = waiting.popLast() {
      if let obstacle = ContentWalk.obstacle(path, kind, depth) {
        found.append(Found(bytes: path, path: shown(path), obstacle: obstacle))
      } else if kind == .file {
        found.append(Found(bytes: path, path: String(decoding: path, as: UTF8.self)))
      } else {
        let entries = try ContentWalk.list(path, from: base)
        for entry in entries.reversed() {
          waiting.append((path + [UInt8(ascii: "/")] + entry.name, entry.kind, depth + 1))
        }
      }
    }
  }

  private static func obstacle(_ path: [UInt8], _ kind: FolderListing.Kind, _ depth: Int) -> Obstacle? {
    if String(validating: path, as: UTF8.self) == nil { return .nameNotUTF8 }
    switch kind {
    case .link: return .link
    case .special: return .special
    case .folder: return depth > ContentLoader.deepestFolder ? .tooDeep : nil
    case .file: return nil
    }
  }

  private static func list(_ path: [UInt8], from base: Int32) throws(MachineFailure) -> [FolderListing.Entry] {
    do {
      return try FolderListing(of: cString(path), from: base).entries
    } catch {
      // Gone between two looks: as if the folder above had been listed a moment later.
      if error.isAbsence, path.count > 7 { return [] }
      throw MachineFailure(
        "The folder \(shown(path)) cannot be read: \(error).",
        advice: "Nothing was checked, because the plan would lack everything in that folder.")
    }
  }
}

/// The bytes with the NUL that ends a string in C.
func cString(_ bytes: [UInt8]) -> [CChar] {
  [CChar](unsafeUninitializedCapacity: bytes.count + 1) { buffer, count in
    for (index, byte) in bytes.enumerated() { buffer[index] = CChar(bitPattern: byte) }
    buffer[bytes.count] = 0
    count = bytes.count + 1
  }
}

/// A path for people: bytes that are not UTF-8 appear as `\xE9`.
func shown(_ path: [UInt8]) -> String {
  if let path = String(validating: path, as: UTF8.self) { return path }
  var text = ""
  for byte in path {
    if byte < 0x80 {
      text.unicodeScalars.append(Unicode.Scalar(byte))
    } else {
      text += "\\x" + String(byte, radix: 16, uppercase: true)
    }
  }
  return text
}
