extension String {
  /// The characters that no reader sees and no writing needs, in their order: each with its place, before all others.
  ///
  /// Joiners and selectors of a variant belong to the character before them where scripts and emoji are written with
  /// them, and marks of direction to a text that holds letters written from right to left; elsewhere, they are hidden.
  ///
  /// - Complexity: linear; a text of ASCII alone is only looked through.
  public var hiddenCharacters: [(place: String.Index, scalar: Unicode.Scalar)] {
    if isAll({ $0 < 0x80 }) { return [] }
    var found: [(place: String.Index, scalar: Unicode.Scalar)] = []
    var previous: Unicode.Scalar?
    var isRightToLeft: Bool?
    for place in unicodeScalars.indices {
      let scalar = unicodeScalars[place]
      var isHidden = false
      if scalar.isVariation {
        isHidden = !(previous?.takesVariation(scalar) ?? false)
      } else if scalar.isJoiner {
        isHidden = !(previous?.takesJoiner ?? false)
      } else if scalar.isDirectionMark {
        let holds = isRightToLeft ?? unicodeScalars.contains(where: \.isRightToLeft)
        isRightToLeft = holds
        isHidden = !holds
      } else if scalar.value >= 0x80, !scalar.isSeenFormat {
        isHidden = scalar.isHidden
      }
      if isHidden { found.append((place, scalar)) }
      previous = scalar
    }
    return found
  }
}

extension Unicode.Scalar {
  fileprivate var isJoiner: Bool { value == 0x200C || value == 0x200D }

  /// Marks of direction that act on nothing but their neighbours.
  fileprivate var isDirectionMark: Bool { value == 0x200E || value == 0x200F || value == 0x61C }

  /// Signs of Arabic, Syriac, Kaithi and Egyptian, which are “format” and yet seen.
  fileprivate var isSeenFormat: Bool {
    switch value {
    case 0x600...0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, 0x13430...0x1343F: true
    default: false
    }
  }

  fileprivate var isVariation: Bool { value >= 0x180B && properties.isVariationSelector }

  /// Blocks of Hebrew, Arabic and the other scripts written from right to left.
  fileprivate var isRightToLeft: Bool {
    switch value {
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF: !isDirectionMark
    default: false
    }
  }

  /// Letters of Latin, Greek and Cyrillic have no variants and are joined to nothing.
  private var isPlainLetter: Bool {
    switch value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x52F, 0x1D00...0x1DBF, 0x1E00...0x1FFF: true
    default: false
    }
  }

  private var isBase: Bool { !properties.isWhitespace && !isHidden && !isVariation && !isPlainLetter }

  /// Whether the selector may follow, as in `#` and `☎` with U+FE0F, or a Chinese character with U+E0100.
  public func takesVariation(_ selector: Unicode.Scalar) -> Bool {
    selector.value >= 0xE0100 ? properties.isIdeographic : isBase
  }

  /// Whether a joiner may follow: after letters of scripts that join, their marks, and emoji.
  fileprivate var takesJoiner: Bool {
    value == 0xFE0F || (value >= 0x80 && isBase)
  }
}
