/// One file below `Content/`: its path from the root (`Content/program.md`, always with `/`) and its bytes.
public struct SourceFile: Sendable {
  public let path: String
  public let bytes: [UInt8]
  /// Its bytes could not be had (too large, no permission, a link): a finding says so already, and the
  /// file counts as there, so that links to it are not called unknown.
  public let isUnread: Bool

  public init(path: String, bytes: [UInt8], isUnread: Bool = false) {
    self.path = path
    self.bytes = bytes
    self.isUnread = isUnread
  }

  /// Whether reading both comes to the same.
  public func isSame(as other: SourceFile) -> Bool {
    isUnread == other.isUnread && path == other.path && bytes == other.bytes
  }

  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}

/// Every file that was met, readable or not, sorted by path, so that a ``FileID`` orders as its path does.
public struct SourceSet: Sendable {
  public let files: [SourceFile]

  /// Sorts by the paths' bytes: the same everywhere, whatever the locale or the disk's order.
  public init(_ files: [SourceFile]) {
    let isSorted = zip(files, files.dropFirst()).allSatisfy { $0.path.precedesInBytes($1.path) }
    self.files = isSorted ? files : files.sorted { $0.path.precedesInBytes($1.path) }
  }

  /// Whether both hold the same files with the same bytes. Linear in the bytes, but for those that both share in memory.
  public func hasSameFiles(as other: SourceSet) -> Bool {
    files.count == other.files.count && zip(files, other.files).allSatisfy { $0.isSame(as: $1) }
  }

  @inlinable public subscript(id: FileID) -> SourceFile { _read { yield files[Int(id.index)] } }

  public var ids: [FileID] { files.indices.map(FileID.init) }

  /// The line and column of a byte offset in a file.
  public func position(_ offset: Int32, in file: FileID) -> SourcePosition {
    SourcePosition(offset: Int(offset), in: self[file].bytes)
  }
}

/// A place as an editor shows it: both counted from 1, columns in Unicode scalars.
public struct SourcePosition: Hashable, Sendable {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Works out the place of a byte. Lines end at LF, CRLF or CR, as editors count; NEL, LS and PS do
  /// not end one. A byte-order mark takes no column. Linear in the offset.
  public init(offset: Int, in bytes: [UInt8]) {
    let end = min(max(offset, 0), bytes.count)
    var line = 1
    var lineStart = 0
    var index = 0
    while index < end {
      let byte = bytes[index]
      index += 1
      if byte == 0x0A || (byte == 0x0D && !(index < bytes.count && bytes[index] == 0x0A)) {
        line += 1
        lineStart = index
      }
    }
    if lineStart == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { lineStart = 3 }
    var column = 1
    if lineStart < end {
      for byte in bytes[lineStart..<end] where byte & 0xC0 != 0x80 { column += 1 }
    }
    self.init(line: line, column: column)
  }
}
