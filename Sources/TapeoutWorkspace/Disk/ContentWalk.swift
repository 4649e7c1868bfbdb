import TapeoutDisk
import TapeoutModel

/// Everything below `Content/`, in the order of the paths' bytes.
///
/// The folders of one depth are listed on all cores. A core has one folder open at a time, and the folders still to
/// visit are a list, so neither depth nor width can exhaust the stack or the file descriptors.
struct ContentWalk {
  struct Found: Sendable {
    /// From the root, as the disk has it.
    var bytes: [UInt8]
    /// From the root, as it is shown: bytes that are not UTF-8 as `\xE9`.
    var path: String
    /// Why it is not read, where that shows already.
    var reason: UnreadableReason?

    /// Its name ends in `.md`, in any case: a file called `NOTES.MD` is meant as content too.
    var isMarkdown: Bool {
      bytes.count > 3 && bytes[bytes.count - 3] == UInt8(ascii: ".")
        && bytes[bytes.count - 2] | 0x20 == UInt8(ascii: "m") && bytes[bytes.count - 1] | 0x20 == UInt8(ascii: "d")
    }
  }

  private(set) var found: [Found] = []

  /// Something in a folder.
  private enum Child: Sendable {
    case found(Found)
    /// A folder to be visited: its place among all folders, once it has one.
    case folder([UInt8], place: Int)
  }

  /// - Parameter base: the open root folder.
  init(from base: Int32, isSerial: Bool = false) async throws(OperationalError) {
    var folders: [[Child]] = [[]]
    var level: [(path: [UInt8], place: Int)] = [(Array("Content".utf8), 0)]
    var depth = 0
    while !level.isEmpty {
      depth += 1
      let listings = await level.map(\.path).concurrentMap(chunkSize: 8, isSerial: isSerial) { [depth] path in
        ContentWalk.children(of: path, depth, from: base)
      }
      var next: [(path: [UInt8], place: Int)] = []
      for (place, listing) in zip(level.map(\.place), listings) {
        var children = try listing.get()
        for index in children.indices {
          guard case .folder(let path, _) = children[index] else { continue }
          children[index] = .folder(path, place: folders.count)
          next.append((path, folders.count))
          folders.append([])
        }
        folders[place] = children
      }
      level = next
    }
    gather(folders)
  }

  /// Puts what the folders hold in order, each folder's at its place.
  private mutating func gather(_ folders: [[Child]]) {
    var open = [(folder: 0, next: 0)]
    while let (folder, next) = open.popLast() {
      guard next < folders[folder].count else { continue }
      open.append((folder, next + 1))
      switch folders[folder][next] {
      case .found(let file): found.append(file)
      case .folder(_, let place): open.append((place, 0))
      }
    }
  }

  private static func children(
    of folder: [UInt8], _ depth: Int, from base: Int32
  ) -> Result<[Child], OperationalError> {
    do throws(OperationalError) {
      return .success(
        try list(folder, from: base).map { entry in
          let path = folder + [UInt8(ascii: "/")] + entry.name
          if let reason = reason(path, entry.kind, depth) {
            return .found(Found(bytes: path, path: shown(path), reason: reason))
          }
          return entry.kind == .file
            ? .found(Found(bytes: path, path: String(decoding: path, as: UTF8.self))) : .folder(path, place: 0)
        })
    } catch {
      return .failure(error)
    }
  }

  private static func reason(_ path: [UInt8], _ kind: FolderListing.Kind, _ depth: Int) -> UnreadableReason? {
    if String(validating: path, as: UTF8.self) == nil { return .nameNotUTF8 }
    switch kind {
    case .link: return .link
    case .special: return .special
    case .folder: return depth > ContentLoader.deepestFolder ? .tooDeep : nil
    case .file: return nil
    }
  }

  private static func list(_ path: [UInt8], from base: Int32) throws(OperationalError) -> [FolderListing.Entry] {
    do {
      return try FolderListing(of: cString(path), from: base).entries
    } catch {
      // Gone between two looks: as if the folder above had been listed a moment later.
      if error.isAbsence, path.count > 7 { return [] }
      throw OperationalError(
        "The folder \(shown(path)) cannot be read: \(error).",
        advice: "Nothing was checked, because the plan would lack everything in that folder.")
    }
  }
}
