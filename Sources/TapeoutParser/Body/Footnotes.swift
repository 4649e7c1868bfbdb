/// Makes footnotes of rendered HTML, as Git hosts do: `text[^1]`, and below it a paragraph `[^1]: The note.`
///
/// Markdown reads a note of a single word as the address of a link: such a mark leads there.
struct Footnotes {
  private static let longestLabel = 60

  private let hasAnchors: Bool
  /// What each note says, by its label.
  private var notes: [String: [UInt8]] = [:]
  private var labels: [String] = []
  /// Where the paragraphs with notes stand.
  private var paragraphs: [Range<Int>] = []
  /// The label of each note that is referred to, in order.
  private var order: [String] = []
  private var numbers: [String: Int] = [:]

  /// - Parameters:
  ///   - html: as libcmark writes it: `<` and `>` only around tags.
  ///   - hasAnchors: whether marks and notes may lead to each other, which needs ids that the page has once.
  /// - Complexity: linear.
  static func mark(_ html: [UInt8], hasAnchors: Bool) -> [UInt8] {
    html.withUnsafeBufferPointer { bytes in
      var footnotes = Footnotes(hasAnchors: hasAnchors)
      footnotes.gather(bytes)
      return footnotes.notes.isEmpty ? html : footnotes.marked(bytes)
    }
  }

  private init(hasAnchors: Bool) { self.hasAnchors = hasAnchors }

  // MARK: Notes

  private mutating func gather(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<"), bytes.holds("<p>[^", at: index) else {
        index += 1
        continue
      }
      var end = index
      while end < bytes.count, !bytes.holds("</p>", at: end) { end += 1 }
      if gatherNotes(bytes, (index + 3)..<end) {
        paragraphs.append(index..<min(end + 4, bytes.count))
      }
      index = max(end, index + 1)
    }
  }

  /// Takes the notes of one paragraph, each at the beginning of a line; false where it begins with none.
  private mutating func gatherNotes(_ bytes: UnsafeBufferPointer<UInt8>, _ text: Range<Int>) -> Bool {
    guard var (label, start) = Footnotes.definition(bytes, text.lowerBound, before: text.upperBound) else {
      return false
    }
    func end(_ end: Int) {
      if notes[label] == nil {
        labels.append(label)
        notes[label] = Array(bytes[start..<end])
      }
    }
    for index in text where bytes[index] == 0x0A {
      guard let next = Footnotes.definition(bytes, index + 1, before: text.upperBound) else { continue }
      end(index)
      (label, start) = next
    }
    end(text.upperBound)
    return true
  }

  /// The label of a note that begins at `start`, and where its text does.
  private static func definition(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, before end: Int
  ) -> (label: String, text: Int)? {
    guard let (label, close) = label(bytes, start), close + 1 < end, bytes[close] == UInt8(ascii: ":"),
      bytes[close + 1] == 0x20
    else { return nil }
    return (label, close + 2)
  }

  /// What stands in `[^…]`, and the place behind it.
  private static func label(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> (String, Int)? {
    guard bytes.holds("[^", at: start) else { return nil }
    var end = start + 2
    while end < bytes.count, end - start < longestLabel, bytes[end] > 0x20, bytes[end] != UInt8(ascii: "]"),
      bytes[end] != UInt8(ascii: "<"), bytes[end] != UInt8(ascii: "[")
    {
      end += 1
    }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "]"), end > start + 2 else { return nil }
    return (String(decoding: bytes[(start + 2)..<end], as: UTF8.self), end + 1)
  }

  // MARK: Writing

  private mutating func marked(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var taken = 0
    var tags = InlineTags(bytes)
    var nextParagraph = paragraphs[...]
    while let index = tags.next() {
      // The notes themselves go to the end.
      if let paragraph = nextParagraph.first, paragraph.contains(index) {
        result += bytes[taken..<paragraph.lowerBound]
        taken = paragraph.upperBound
        tags.skip(to: taken)
        nextParagraph = nextParagraph.dropFirst()
        continue
      }
      guard bytes[index] == UInt8(ascii: "["), let (label, end) = Footnotes.label(bytes, index), notes[label] != nil
      else { continue }
      result += bytes[taken..<index]
      addReference(label, to: &result)
      taken = end
      tags.skip(to: end)
    }
    result += bytes[taken...]
    addNotes(to: &result)
    return result
  }

  private mutating func addReference(_ label: String, to result: inout [UInt8]) {
    let isFirst = numbers[label] == nil
    if isFirst {
      order.append(label)
      numbers[label] = order.count
    }
    let number = numbers[label] ?? 0
    guard hasAnchors else {
      result += "<sup>\(number)</sup>".utf8
      return
    }
    let id = isFirst ? " id=\"text-mark-\(number)\"" : ""
    result += "<sup><a href=\"#text-note-\(number)\"\(id) aria-label=\"Note \(number)\">\(number)</a></sup>".utf8
  }

  /// Those that nothing refers to come last: what somebody wrote is not lost.
  private func addNotes(to result: inout [UInt8]) {
    result += "<ol class=\"notes\">\n".utf8
    for (place, label) in (order + labels.filter { numbers[$0] == nil }).enumerated() {
      let isReferred = place < order.count
      result += (hasAnchors ? "<li id=\"text-note-\(place + 1)\">" : "<li>").utf8
      result += notes[label] ?? []
      if hasAnchors, isReferred {
        result += " <a href=\"#text-mark-\(place + 1)\" aria-label=\"Back to the text\">↩</a>".utf8
      }
      result += "</li>\n".utf8
    }
    result += "</ol>\n".utf8
  }
}
