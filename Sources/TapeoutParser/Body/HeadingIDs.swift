/// Gives the headings of rendered HTML ids, so that a link can lead to one: `Open points` is `text-open-points`.
///
/// The first part keeps them apart from the ids of the page around the text.
enum HeadingIDs {
  private static let prefix = "text-"
  private static let longest = 80

  /// - Parameter html: as libcmark writes it: `<` and `>` only around tags.
  /// - Complexity: linear.
  static func mark(_ html: [UInt8]) -> [UInt8] {
    html.withUnsafeBufferPointer { bytes in
      var result: [UInt8] = []
      var taken = 0
      var used: [String: Int] = [:]
      var index = 0
      while index + 4 < bytes.count {
        defer { index += 1 }
        guard bytes[index] == UInt8(ascii: "<"), bytes[index + 1] == UInt8(ascii: "h"),
          (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(bytes[index + 2]), bytes[index + 3] == UInt8(ascii: ">"),
          let slug = slug(bytes, index + 4)
        else { continue }
        let count = used[slug, default: 0] + 1
        used[slug] = count
        result += bytes[taken..<(index + 3)]
        result += " id=\"\(prefix)\(slug)\(count > 1 ? "-\(count)" : "")\"".utf8
        taken = index + 3
      }
      return taken > 0 ? result + bytes[taken...] : html
    }
  }

  /// A letter in lower case, or a digit; nil for all else: the properties of other scalars cost a search each.
  private static func asciiLetterOrDigit(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "a"..."z", "0"..."9": scalar
    case "A"..."Z": Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value) | 0x20)
    default: nil
    }
  }

  /// The words of a heading, in lower case with hyphens between them; nil where it has none.
  private static func slug(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> String? {
    var text: [UInt8] = []
    var index = start
    while index < bytes.count, !bytes.holds("</h", at: index) {
      switch bytes[index] {
      // Tags within the heading, and entities, which stand for signs.
      case UInt8(ascii: "<"): while index < bytes.count, bytes[index] != UInt8(ascii: ">") { index += 1 }
      case UInt8(ascii: "&"):
        while index < bytes.count, bytes[index] != UInt8(ascii: ";") { index += 1 }
        text.append(0x20)
      default: text.append(bytes[index])
      }
      index += 1
    }
    var slug = ""
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if slug.utf8.count > longest { break }
      if let letter = asciiLetterOrDigit(scalar) {
        slug.unicodeScalars.append(letter)
      } else if !scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        slug += scalar.properties.lowercaseMapping
      } else if !slug.isEmpty, slug.utf8.last != UInt8(ascii: "-") {
        slug += "-"
      }
    }
    if slug.utf8.last == UInt8(ascii: "-") { slug.removeLast() }
    return slug.isEmpty ? nil : slug
  }
}
