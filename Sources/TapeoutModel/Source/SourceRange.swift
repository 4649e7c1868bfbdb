/// A stretch of one content file, in bytes.
///
/// Lines and columns are worked out from the bytes only where a person reads them, so that carrying a
/// range with every value costs twelve bytes.
package struct SourceRange: Hashable, Sendable {
  /// Place of the file in the ``SourceSet`` that the plan was read from.
  package let file: FileID
  /// Offset of the first byte.
  package let start: Int32
  /// Offset after the last byte.
  package let end: Int32

  package init(_ file: FileID, _ start: Int, _ end: Int) {
    self.file = file
    self.start = Int32(start)
    self.end = Int32(end)
  }

  /// The very beginning of a file: for what is missing from it as a whole.
  package init(startOf file: FileID) {
    self.init(file, 0, 0)
  }

  package var offsets: Range<Int> { Int(start)..<Int(end) }
}

/// Place of a file in its ``SourceSet``.
package struct FileID: Hashable, Comparable, Sendable {
  package let index: Int32

  package init(_ index: Int) { self.index = Int32(index) }

  package static func < (lhs: FileID, rhs: FileID) -> Bool { lhs.index < rhs.index }
}

/// A value and where it was written.
package struct Located<Value> {
  package var value: Value
  package var range: SourceRange

  package init(_ value: Value, at range: SourceRange) {
    self.value = value
    self.range = range
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
extension Located: Sendable where Value: Sendable {}
