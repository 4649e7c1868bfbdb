import TapeoutModel

/// One file cut into front matter and body, once it is known to be text.
package struct SourceText {
  /// Between the opening and the closing line; empty where there is nothing between them.
  let frontMatter: Range<Int>
  /// Byte offset of the first body line.
  let bodyStart: Int

  /// The greatest sizes that are read, in bytes.
  static let largestFile = 1 << 20
  static let largestFrontMatter = 64 << 10

  /// Whether a file's bytes are what Git LFS leaves where the file itself was not fetched.
  package static func isLargeFilePointer(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count <= largestPointer else { return false }
    return ["version https://git-lfs.github.com/spec/", "version https://hawser.github.com/spec/"].contains {
      bytes.starts(with: $0.utf8)
    }
  }

  /// A pointer has three lines, and is at most this long by its specification.
  package static let largestPointer = 1024
}

/// Cuts a file in two, or says what keeps it from being read.
struct SourceTextReader {
  let file: FileID
  let bytes: UnsafeBufferPointer<UInt8>

  func read() -> Result<SourceText, Rejection> {
    if bytes.count > SourceText.largestFile { return rejected(tooLarge) }
    if let finding = encodingProblem { return rejected(finding) }
    if let conflict = conflictMarkers { return rejected(conflict) }
    if SourceText.isLargeFilePointer(bytes) { return rejected(largeFilePointer) }
    let start = byteOrderMarkLength
    guard let opening = line(at: start), isDelimiter(opening.content, "---") else {
      return rejected(missingFrontMatter(at: start))
    }
    var next = opening.next
    while let line = line(at: next) {
      if isDelimiter(line.content, "---") || isDelimiter(line.content, "...") {
        let range = opening.next..<next
        if range.count > SourceText.largestFrontMatter { return rejected(largeFrontMatter(range)) }
        return .success(SourceText(frontMatter: range, bodyStart: line.next))
      }
      next = line.next
    }
    return rejected(unclosed(opening))
  }

  /// A file that cannot be read at all.
  struct Rejection: Error {
    let finding: Finding
  }

  private func rejected(_ finding: Finding) -> Result<SourceText, Rejection> { .failure(Rejection(finding: finding)) }

  // MARK: Lines

  private struct Line {
    /// Without the line end.
    let content: Range<Int>
    let next: Int
  }

  private func line(at start: Int) -> Line? {
    guard start < bytes.count else { return nil }
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    var next = end
    if next < bytes.count, bytes[next] == 0x0D { next += 1 }
    if next < bytes.count, bytes[next] == 0x0A, next == end || bytes[end] == 0x0D { next += 1 }
    return Line(content: start..<end, next: next)
  }

  private func isDelimiter(_ line: Range<Int>, _ delimiter: StaticString) -> Bool {
    guard line.count >= 3 else { return false }
    for index in 0..<3 where bytes[line.lowerBound + index] != delimiter.utf8Start[index] { return false }
    for index in line.dropFirst(3) where bytes[index] != 0x20 && bytes[index] != 0x09 { return false }
    return true
  }

  private var byteOrderMarkLength: Int {
    bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
  }

  // MARK: Encoding

  private var encodingProblem: Finding? {
    if bytes.count >= 2, (bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF) {
      return utf16
    }
    if let bad = firstInvalidByte {
      return Finding(
        "invalid-encoding", at: SourceRange(file, bad, bad + 1),
        "The byte 0x\(hexadecimal(bytes[bad])) here is not UTF-8",
        advice: "Save the file as UTF-8; it was probably written as Latin-1 or Windows-1252."
      )
    }
    if let null = first(0, from: 0) {
      if bytes.count > 1, bytes[0] == 0 || bytes[1] == 0 { return utf16 }
      return Finding(
        "invalid-encoding", at: SourceRange(file, null, null + 1),
        "The file holds a NUL byte, so it is not a text",
        advice: "Delete the byte, or move the file out of Content if it is not Markdown."
      )
    }
    return nil
  }

  private var utf16: Finding {
    Finding(
      "invalid-encoding", at: SourceRange(startOf: file),
      "The file is written in UTF-16, and only UTF-8 is read",
      advice: "Save it again as UTF-8 (in the editor: Save with encoding)."
    )
  }

  private var firstInvalidByte: Int? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  private func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return byte < 16 ? "0\(digits)" : digits
  }

  // MARK: Conflict markers

  /// Both halves of an unresolved merge: an opening marker and a closing one after it.
  private var conflictMarkers: Finding? {
    guard let opening = marker(UInt8(ascii: "<"), from: 0) else { return nil }
    guard let closing = marker(UInt8(ascii: ">"), from: opening.upperBound) else { return nil }
    return Finding(
      "conflict-marker", at: SourceRange(file, opening.lowerBound, opening.upperBound),
      "The file still holds both sides of a Git merge conflict",
      advice: "Keep one side, delete the lines that start with <<<<<<<, ======= and >>>>>>>, and commit again.",
      notes: [.init("the conflict ends here", at: SourceRange(file, closing.lowerBound, closing.upperBound))]
    )
  }

  /// The next line that starts with seven of `byte` and a space.
  private func marker(_ byte: UInt8, from start: Int) -> Range<Int>? {
    var index = start
    while let next = first(byte, from: index), next + 7 < bytes.count {
      index = next
      let atLineStart = index == 0 || bytes[index - 1] == 0x0A || bytes[index - 1] == 0x0D
      var end = index
      while end < bytes.count, bytes[end] == byte { end += 1 }
      if atLineStart, end - index == 7, end < bytes.count, bytes[end] == 0x20, let line = line(at: index) {
        return line.content
      }
      index = end
    }
    return nil
  }

  /// The next place of a byte, looked for eight bytes at a time: most files hold neither NUL nor `<`.
  ///
  /// A word has a zero byte exactly where subtracting 1 from each borrows from its top bit (Mycroft 1987).
  private func first(_ byte: UInt8, from start: Int) -> Int? {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return nil }
    let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
    var index = start
    while index &+ 8 <= bytes.count {
      let word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ pattern
      if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0 { break }
      index &+= 8
    }
    while index < bytes.count {
      if bytes[index] == byte { return index }
      index += 1
    }
    return nil
  }

  // MARK: What to say

  private var tooLarge: Finding {
    Finding(
      "oversized-file", at: SourceRange(startOf: file),
      "The file has \(bytes.count) bytes, and at most 1 MiB is read",
      advice: "Move tables and logs into an attachment and link to it."
    )
  }

  private func largeFrontMatter(_ range: Range<Int>) -> Finding {
    Finding(
      "oversized-file", at: SourceRange(file, range.lowerBound, range.lowerBound),
      "The front matter has \(range.count) bytes, and at most 64 KiB is read",
      advice: "Move prose below the closing --- line."
    )
  }

  private var largeFilePointer: Finding {
    Finding(
      "unreadable-file", at: SourceRange(startOf: file),
      "The file is a Git LFS pointer: the text itself is not here",
      advice: "Run `git lfs pull` in the repository, or check it out with Git LFS installed.")
  }

  private func missingFrontMatter(at start: Int) -> Finding {
    let guess = FrontMatterGuess(bytes, from: start, file: file)
    return Finding(
      "missing-front-matter", at: SourceRange(file, start, line(at: start)?.content.upperBound ?? start),
      guess.headline, advice: guess.advice, fixes: guess.fixes)
  }

  private func unclosed(_ opening: Line) -> Finding {
    Finding(
      "missing-front-matter", at: SourceRange(file, opening.content.lowerBound, opening.content.upperBound),
      "The front matter that opens here is never closed",
      advice: "Put a line --- after its last field."
    )
  }
}
