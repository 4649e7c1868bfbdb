/// A change of one file as a value: bytes that take the place of a stretch of it.
package struct ContentEdit: Hashable, Sendable {
  /// In bytes of the file as it was.
  package let range: Range<Int>
  package let bytes: [UInt8]

  package init(replacing range: Range<Int>, with bytes: [UInt8]) {
    self.range = range
    self.bytes = bytes
  }

  package init(replacing range: Range<Int>, with text: String) {
    self.init(replacing: range, with: Array(text.utf8))
  }

  package init(inserting text: String, at offset: Int) {
    self.init(replacing: offset..<offset, with: text)
  }

  /// The smallest edit that makes one text another, between whole characters.
  package init(from old: [UInt8], to new: [UInt8]) {
    var start = zip(old, new).prefix { $0 == $1 }.count
    while start > 0, start < old.count, old[start] & 0xC0 == 0x80 { start -= 1 }
    while start > 0, start < new.count, new[start] & 0xC0 == 0x80 { start -= 1 }
    let most = min(old.count, new.count) - start
    var end = zip(old.reversed(), new.reversed()).prefix(most).prefix { $0 == $1 }.count
    while end > 0, old[old.count - end] & 0xC0 == 0x80 { end -= 1 }
    self.init(replacing: start..<(old.count - end), with: Array(new[start..<(new.count - end)]))
  }

  package func applied(to file: [UInt8]) -> [UInt8] {
    Array(file[..<range.lowerBound]) + bytes + Array(file[range.upperBound...])
  }

  /// The edit that brings back the bytes that this one replaces in `file`.
  package func inverse(in file: [UInt8]) -> ContentEdit {
    ContentEdit(replacing: range.lowerBound..<(range.lowerBound + bytes.count), with: Array(file[range]))
  }
}

extension Array<ContentEdit> {
  /// The file with all of these edits made, each counted in the file as it was.
  ///
  /// Nil where two of them overlap or insert at the same place, because the result would depend on their order.
  package func applied(to file: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var end = 0
    var last: ContentEdit?
    for edit in sorted(by: { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) })
    {
      if edit == last { continue }
      if let last, edit.range.lowerBound < last.range.upperBound || edit.range.lowerBound == last.range.lowerBound {
        return nil
      }
      result += file[end..<edit.range.lowerBound]
      result += edit.bytes
      end = edit.range.upperBound
      last = edit
    }
    return result + file[end...]
  }
}

/// Why a file is not changed: a fact about the file or the wish, said before anything is written.
package struct EditRefusal: Error, Hashable, Sendable {
  /// One sentence that stands alone.
  package let summary: String
  /// What to do about it, in the imperative.
  package let advice: String?

  package init(_ summary: String, advice: String? = nil) {
    self.summary = summary
    self.advice = advice
  }
}
