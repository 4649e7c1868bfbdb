import TapeoutModel

extension String {
  /// The text on one line, without what could steer its reader: line breaks and tabs become spaces, other controls and
  /// invisible formatting are left out, marks of direction among them, which also turn what stands beside the text.
  /// Joiners that scripts and emoji are written with stay.
  ///
  ///     "Tape-out\r\nDTSTART:1\u{7}".oneLine   // "Tape-out DTSTART:1"
  var oneLine: String {
    if isAll({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.onOneLine {
      // A run of selectors behind one character can hide any text.
      case .kept:
        if scalar.properties.isVariationSelector, !(result.last?.takesVariation(scalar) ?? false) { continue }
        result.append(scalar)
      // CR and LF are one line break.
      case .space: if result.last != " " { result.append(" ") }
      case .leftOut: break
      }
    }
    return String(result)
  }
}

extension Unicode.Scalar {
  /// What becomes of a scalar in a text that is put on one line.
  enum OnOneLine {
    case kept, leftOut
    /// A space, unless there is one before it.
    case space
  }

  var onOneLine: OnOneLine {
    switch self {
    case "\t", "\n", "\u{B}", "\u{C}", "\r", "\u{85}", "\u{2028}", "\u{2029}": .space
    // Joiners, and signs of Arabic and Syriac, which are "format" and yet seen.
    case "\u{200C}", "\u{200D}", "\u{600}"..."\u{605}", "\u{6DD}", "\u{70F}", "\u{890}", "\u{891}",
      "\u{8E2}":
      .kept
    // No character at all, and forbidden in XML.
    case "\u{FFFE}", "\u{FFFF}": .leftOut
    default: isHidden ? .leftOut : .kept
    }
  }
}
