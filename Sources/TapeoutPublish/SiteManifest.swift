import TapeoutDisk
import TapeoutModel
import TapeoutSystem

/// The list of our files in an output folder, kept there as `.tapeout`: what is not in it is not ours.
struct SiteManifest: Hashable, Sendable {
  struct Entry: Hashable, Sendable {
    /// Below the output folder.
    var path: [UInt8]
    /// In bytes.
    var size: Int
    var hash: UInt64
    /// What the disk said of it when it was written: while it says the same, nobody has touched the file.
    var stamp: FileStamp
  }

  /// In the order of the paths' bytes.
  let entries: [Entry]

  static let name = Array(".tapeout".utf8)
  /// The first line: it tells our list from another program's file.
  private static let heading = Array("tapeout 1: the files of this site that `tapeout build` wrote\n".utf8)

  init(_ entries: [Entry] = []) {
    self.entries = entries.sorted { $0.path.precedes($1.path) }
  }

  /// - Parameter entries: in the order of the paths' bytes.
  init(sorted entries: [Entry]) { self.entries = entries }

  /// Whether both list the same files with the same contents, wherever the disk keeps them.
  func hasSameFiles(as other: SiteManifest) -> Bool {
    entries.count == other.entries.count
      && zip(entries, other.entries).allSatisfy { $0.hash == $1.hash && $0.size == $1.size && $0.path == $1.path }
  }

  /// What is listed for a path, by binary search.
  subscript(path: [UInt8]) -> Entry? {
    let place = entries.indices.firstPlace { !entries[$0].path.precedes(path) }
    return place < entries.count && entries[place].path == path ? entries[place] : nil
  }

  // MARK: Text

  /// A line a file: hash, size, inode, time and path, in which LF and `\` are written as `\n` and `\\`.
  func text(isSerial: Bool = false) async -> [UInt8] {
    let stretch = 2048
    let parts = await stride(from: 0, to: entries.count, by: stretch).map { $0 }
      .concurrentMap(chunkSize: 1, isSerial: isSerial) { start -> [UInt8] in
        let entries = entries[start..<min(start + stretch, entries.count)]
        var text: [UInt8] = []
        text.reserveCapacity(entries.reduce(0) { $0 + $1.path.count + 70 })
        for entry in entries { entry.append(to: &text) }
        return text
      }
    var text = SiteManifest.heading
    text.reserveCapacity(parts.reduce(text.count) { $0 + $1.count })
    for part in parts { text += part }
    return text
  }

  /// Nil where the text is not of our making, or cut short.
  init?(parsing text: [UInt8]) {
    guard text.starts(with: SiteManifest.heading) else { return nil }
    var entries: [Entry] = []
    var start = SiteManifest.heading.count
    while start < text.count {
      guard let end = text[start...].firstIndex(of: 0x0A), let entry = Entry(parsing: text[start..<end]),
        entries.last.map({ $0.path.precedes(entry.path) }) ?? true
      else { return nil }
      entries.append(entry)
      start = end + 1
    }
    self.entries = entries
  }
}

extension SiteManifest.Entry {
  private static let digits = Array("0123456789abcdef".utf8)

  fileprivate func append(to text: inout [UInt8]) {
    for shift in stride(from: 60, through: 0, by: -4) {
      text.append(SiteManifest.Entry.digits[Int(hash >> UInt64(shift) & 15)])
    }
    text.append(UInt8(ascii: " "))
    text.append(decimal: size)
    text.append(UInt8(ascii: " "))
    text.append(decimal: Int(bitPattern: UInt(stamp.inode)))
    text.append(UInt8(ascii: " "))
    text.append(decimal: stamp.changed)
    text.append(UInt8(ascii: " "))
    if path.contains(0x0A) || path.contains(UInt8(ascii: "\\")) {
      for byte in path {
        if byte == 0x0A || byte == UInt8(ascii: "\\") { text.append(UInt8(ascii: "\\")) }
        text.append(byte == 0x0A ? UInt8(ascii: "n") : byte)
      }
    } else {
      text += path
    }
    text.append(0x0A)
  }

  fileprivate init?(parsing line: ArraySlice<UInt8>) {
    let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].count == 16,
      let hash = UInt64(String(decoding: parts[0], as: UTF8.self), radix: 16),
      let size = Int(String(decoding: parts[1], as: UTF8.self)), size >= 0,
      let inode = Int(String(decoding: parts[2], as: UTF8.self)),
      let changed = Int(String(decoding: parts[3], as: UTF8.self))
    else { return nil }
    var path: [UInt8] = []
    path.reserveCapacity(parts[4].count)
    var isEscaped = false
    for byte in parts[4] {
      if isEscaped {
        path.append(byte == UInt8(ascii: "n") ? 0x0A : byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        path.append(byte)
      }
    }
    guard !isEscaped, path.isOutputPath else { return nil }
    let stamp = FileStamp(inode: UInt64(UInt(bitPattern: inode)), changed: changed)
    self.init(path: path, size: size, hash: hash, stamp: stamp)
  }
}

extension Array<UInt8> {
  /// Whether a file may be written there: parts joined by `/`, none of them empty, `.` or `..`, and no NUL.
  var isOutputPath: Bool {
    var length = 0
    var dots = 0
    for byte in self {
      if byte == 0 { return false }
      if byte == UInt8(ascii: "/") {
        if length == 0 || (length <= 2 && dots == length) { return false }
        (length, dots) = (0, 0)
      } else {
        length += 1
        dots += byte == UInt8(ascii: ".") ? 1 : 0
      }
    }
    return length > 0 && !(length <= 2 && dots == length)
  }

  /// The order of their bytes, as `lexicographicallyPrecedes` has it, many bytes at a time: paths begin alike.
  func precedes(_ other: [UInt8]) -> Bool {
    let order = withUnsafeBytes { mine in
      other.withUnsafeBytes { theirs in
        guard let left = mine.baseAddress, let right = theirs.baseAddress else { return 0 }
        return Int(memcmp(left, right, Swift.min(mine.count, theirs.count)))
      }
    }
    return order == 0 ? count < other.count : order < 0
  }

  /// The folders above a path, outermost first.
  var foldersAbove: [[UInt8]] {
    indices.filter { self[$0] == UInt8(ascii: "/") }.map { Array(self[..<$0]) }
  }
}
