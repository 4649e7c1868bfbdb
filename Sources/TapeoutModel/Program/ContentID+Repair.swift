extension ContentID {
  /// The id that was probably meant: lower case, hyphens for what stands between words, no `.md`, accents written
  /// out. Nil where nothing is left or a letter has no spelling in ASCII: half a name helps nobody.
  ///
  ///     ContentID.repaired("Tape Out.md", allowsSlash: false)   // "tape-out"
  ///     ContentID.repaired("Früh", allowsSlash: false)          // "frueh"
  public static func repaired(_ text: String, allowsSlash: Bool) -> String? {
    let hyphen = UInt8(ascii: "-")
    let slash = UInt8(ascii: "/")
    var bytes: [UInt8] = []
    for scalar in stem(of: text) {
      switch spelling(of: scalar, after: bytes.last) {
      case .word(let letters): bytes += letters
      case .gap where allowsSlash && scalar == "/" && !bytes.isEmpty && !bytes.contains(slash):
        if bytes.last == hyphen { bytes.removeLast() }
        bytes.append(slash)
      case .gap:
        if let last = bytes.last, last != hyphen, last != slash { bytes.append(hyphen) }
      case .nothing: break
      case .unknown: return nil
      }
      if bytes.count >= longest { break }
    }
    while let last = bytes.last, last == hyphen || last == slash { bytes.removeLast() }
    return bytes.isEmpty ? nil : String(decoding: bytes.prefix(longest), as: UTF8.self)
  }

  /// Without `.md` at its end, in any case.
  private static func stem(of text: String) -> ArraySlice<Unicode.Scalar> {
    let scalars = Array(text.unicodeScalars)
    let ending = scalars.suffix(3).map { $0.properties.lowercaseMapping }
    return scalars.count > 3 && ending == [".", "m", "d"] ? scalars.dropLast(3) : scalars[...]
  }

  private enum Spelling {
    case word([UInt8])
    /// What stands between words.
    case gap
    /// Nothing that is read aloud.
    case nothing
    case unknown
  }

  private static func spelling(of scalar: Unicode.Scalar, after last: UInt8?) -> Spelling {
    if scalar.isASCII {
      let byte = UInt8(scalar.value)
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): return .word([byte | 0x20])
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .word([byte])
      default: return .gap
      }
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark:
      // A decomposed umlaut reads as the composed one does.
      let isUmlaut = scalar.value == 0x308 && last.map { "aou".utf8.contains($0) } ?? false
      return isUmlaut ? .word([UInt8(ascii: "e")]) : .nothing
    case .format: return .nothing
    case .lowercaseLetter, .uppercaseLetter: return latin(scalar)
    case .decimalNumber:
      return scalar.properties.numericValue.map { .word(Array(String(Int($0)).utf8)) } ?? .unknown
    case .otherLetter, .modifierLetter, .titlecaseLetter, .spacingMark, .enclosingMark, .letterNumber, .otherNumber:
      return .unknown
    default: return .gap
    }
  }

  /// The spelling that a letter's Unicode name gives: `LATIN SMALL LETTER U WITH DIAERESIS`.
  private static func latin(_ scalar: Unicode.Scalar) -> Spelling {
    guard let name = scalar.properties.name,
      name.utf8.starts(with: "LATIN ".utf8) || name.utf8.starts(with: "FULLWIDTH LATIN ".utf8)
    else { return .unknown }
    let words = name.split(separator: " ").map(String.init)
    guard let at = words.firstIndex(where: { $0 == "LETTER" || $0 == "LIGATURE" }), at + 1 < words.count else {
      return .unknown
    }
    let letter = words[at + 1]
    switch letter {
    case "SHARP": return .word(Array("ss".utf8))
    case "DOTLESS": return .word(Array("i".utf8))
    case "THORN": return .word(Array("th".utf8))
    case "ETH": return .word(Array("d".utf8))
    case "A", "O", "U":
      return .word(Array((letter.lowercased() + (words.last == "DIAERESIS" ? "e" : "")).utf8))
    default: return letter.utf8.count <= 2 ? .word(Array(letter.lowercased().utf8)) : .unknown
    }
  }
}
