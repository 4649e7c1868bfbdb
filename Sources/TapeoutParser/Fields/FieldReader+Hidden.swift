import TapeoutModel

extension FieldReader {
  /// Reports what no reader of a text sees: it may make two names look the same, or turn what is read.
  ///
  /// - Parameter what: how the text is called, at the start of a sentence.
  mutating func reportHidden(_ node: Int, _ what: String) {
    let hidden = tree[node].text.hiddenCharacters
    guard !hidden.isEmpty else { return }
    var kinds: [Unicode.Scalar] = []
    for (_, scalar) in hidden where !kinds.contains(scalar) { kinds.append(scalar) }
    let most = 3
    let list = kinds.prefix(most).map(FieldReader.described).joined(separator: ", ")
    let more = kinds.count > most ? " and \(kinds.count - most) more" : ""
    // As written in the file; where the text spells them as \u202E, the whole of it.
    let written = range(node)
    let places = writtenPlaces(in: written.offsets)
    let isAll = places.count == hidden.count
    report(
      "hidden-character", at: places.first ?? written,
      "\(what) holds \(hidden.count == 1 ? "a character" : "\(hidden.count) characters") that nobody sees: "
        + list + more,
      advice: "Delete \(hidden.count == 1 ? "it" : "them"), or type the text anew instead of pasting it.",
      fixes: isAll ? [Fix("delete what nobody sees", places.map { Fix.Edit(range: $0, text: "") })] : [])
  }

  private func writtenPlaces(in offsets: Range<Int>) -> [SourceRange] {
    let text = String(decoding: bytes[offsets], as: UTF8.self)
    return text.hiddenCharacters.map { place, scalar in
      let start = offsets.lowerBound + text.utf8.distance(from: text.startIndex, to: place)
      return SourceRange(file, start, start + UTF8.width(scalar))
    }
  }

  /// `U+202E (right-to-left override)`
  private static func described(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    let name: String? =
      switch scalar.value {
      case 0xE0000...0xE007F: "tag"
      default: scalar.properties.name?.lowercased()
      }
    return name.map { "\(code) (\($0))" } ?? code
  }
}
