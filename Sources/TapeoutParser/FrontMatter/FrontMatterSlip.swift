import TapeoutModel

/// A slip that people make in YAML, in plain words, with the lines it spoils.
struct FrontMatterSlip {
  var finding: Finding
  /// Bytes of the lines to read on without.
  var lines: Range<Int>
  /// Fields whose values stand on those lines.
  var fields: Set<String>

  /// What is wrong where libyaml stopped; nil where every line is blank already.
  static func found(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ failure: FrontMatterReader.Failure, _ file: FileID
  ) -> FrontMatterSlip? {
    let finder = SlipFinder(bytes: bytes, range: range, file: file)
    return failure.problem == .syntax ? finder.syntaxSlip(failure) : finder.refusal(failure)
  }
}

private struct SlipFinder {
  let bytes: UnsafeBufferPointer<UInt8>
  let range: Range<Int>
  let file: FileID

  /// libyaml notices a slip late: on its line, on the next one, or where a quote that began earlier never ends.
  func syntaxSlip(_ failure: FrontMatterReader.Failure) -> FrontMatterSlip? {
    let all = lines()
    guard !all.isEmpty else { return nil }
    let at = all.lastIndex { $0.start <= failure.start } ?? 0
    let from = failure.context.flatMap { context in all.lastIndex { $0.start <= context } } ?? at
    var candidates = [at]
    if from != at { candidates.insert(from, at: failure.detail == "found unexpected end of stream" ? 0 : 1) }
    if let before = all[..<at].lastIndex(where: { !$0.isBlank }), !candidates.contains(before) {
      candidates.append(before)
    }
    for candidate in candidates {
      if let finding = all[candidate].slip(file) { return slip(finding, candidate, all) }
    }
    guard let first = candidates.first(where: { !all[$0].isBlank }) else { return nil }
    let line = all[first]
    let finding = Finding(
      "yaml-syntax", at: SourceRange(file, line.contentStart, line.end),
      "This line cannot be read as YAML",
      advice: "Write one `name: value` a line, and put quotes around a value that holds special characters."
    )
    return slip(finding, first, all)
  }

  func refusal(_ failure: FrontMatterReader.Failure) -> FrontMatterSlip? {
    let all = lines()
    guard let at = all.lastIndex(where: { $0.start <= failure.start }), !all[at].isBlank else { return nil }
    let line = all[at]
    let place = SourceRange(file, failure.start, max(failure.end, failure.start + 1))
    let quote = line.quotingFix(file).map { [$0] } ?? []
    let (headline, advice): (String, String) =
      switch failure.problem {
      case .alias: ("A value that starts with * is a YAML alias, and aliases are not read", "Put the text in quotes.")
      case .anchor: ("A value that starts with & is a YAML anchor, and anchors are not read", "Put the text in quotes.")
      case .tag: ("A value that starts with ! is a YAML tag, and tags are not read", "Put the text in quotes.")
      case .mergeKey: ("The merge key << is not read", "Write the fields out.")
      case .collectionKey: ("A list or a map cannot be the name of a field", "Put quotes around the name.")
      case .secondDocument: ("A second YAML document begins inside the front matter", "Remove this line.")
      case .tooDeep:
        (
          "Values are nested more than \(FrontMatterReader.deepest) deep",
          "Front matter never needs this depth; flatten it."
        )
      case .tooMany, .syntax:
        (
          "The front matter holds more than \(FrontMatterReader.mostNodes) values",
          "Move prose and tables below the closing --- line."
        )
      }
    let finding = Finding("yaml-syntax", at: place, headline, advice: advice, fixes: quote)
    if failure.problem == .tooDeep || failure.problem == .tooMany {
      // Nothing after such a bomb is worth reading.
      return FrontMatterSlip(finding: finding, lines: range, fields: Set(all.compactMap(\.key)))
    }
    return slip(finding, at, all)
  }

  private func slip(_ finding: Finding, _ index: Int, _ all: [FrontMatterLine]) -> FrontMatterSlip {
    let line = all[index]
    var fields: Set<String> = []
    if let key = line.key { fields.insert(key) }
    if line.indent > 0, let parent = all[..<index].last(where: { !$0.isBlank && $0.indent == 0 })?.key {
      fields.insert(parent)
    }
    // What hangs below a spoilt field goes with it.
    var end = index + 1
    while end < all.count, !all[end].isBlank, all[end].indent > line.indent { end += 1 }
    return FrontMatterSlip(finding: finding, lines: line.start..<all[end - 1].end, fields: fields)
  }

  private func lines() -> [FrontMatterLine] {
    var lines: [FrontMatterLine] = []
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start
      while end < range.upperBound, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      lines.append(FrontMatterLine(bytes: bytes, start: start, end: end))
      start = end + 1
    }
    return lines
  }
}
