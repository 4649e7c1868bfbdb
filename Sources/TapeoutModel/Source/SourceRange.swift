/// A stretch of one content file, in bytes.
///
/// Lines and columns are worked out from the bytes only where a person reads them, so that carrying a
/// range with every value costs twelve bytes.
public struct SourceRange: Hashable, Sendable {
  /// Place of the file in the ``SourceSet`` that the plan was read from.
  public let file: FileID
  /// Offset of the first byte.
  public let start: Int32
  /// Offset after the last byte.
  public let end: Int32

  public init(_ file: FileID, _ start: Int, _ end: Int) {
    self.file = file
    self.start = Int32(start)
    self.end = Int32(end)
  }

  /// The very beginning of a file: for what is missing from it as a whole.
  public init(startOf file: FileID) {
    self.init(file, 0, 0)
  }

  public var offsets: Range<Int> { Int(start)..<Int(end) }
}

/// Place of a file in its ``SourceSet``.
public struct FileID: Hashable, Comparable, Sendable {
  public let index: Int32

  public init(_ index: Int) { self.index = Int32(index) }

  public static func < (lhs: FileID, rhs: FileID) -> Bool { lhs.index < rhs.index }
}

/// A value and where it was written.
public struct Located<Value> {
  public var value: Value
  public var range: SourceRange

  public init(_ value: Value, at range: SourceRange) {
    self.value = value
    self.range = range
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
extension Located: Sendable where Value: Sendable {}
