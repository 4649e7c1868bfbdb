import TapeoutModel

extension String {
  /// The text with a `'` put before everything in it that a spreadsheet would take for a formula: a sign that begins a
  /// formula, at the start of the text or of a part behind a separator, spaces and quotation marks aside.
  ///
  /// The comma needs no such care: a cell that holds one is quoted, which every reader of commas heeds. Where another
  /// sign separates cells, the quotation marks do not stand at the start of the part, so they protect nothing.
  ///
  /// - Precondition: the text is on one line, without tabs.
  var withoutFormulas: String {
    // Most texts are one part that begins with a letter or a digit.
    if let first = utf8.first, first.isPlain, isAll(\.separatesNoCells) { return self }
    var result = String.UnicodeScalarView()
    /// What stands between a separator and the first sign of its part.
    var margin = String.UnicodeScalarView()
    var isAtStart = true
    for scalar in unicodeScalars {
      guard isAtStart || scalar.separatesCells else {
        result.append(scalar)
        continue
      }
      if scalar.separatesCells {
        result.append(contentsOf: margin)
        result.append(scalar)
        margin = String.UnicodeScalarView()
        isAtStart = true
      } else if scalar.isMargin {
        margin.append(scalar)
      } else {
        if scalar.beginsFormula { result.append("'") }
        result.append(contentsOf: margin)
        result.append(scalar)
        margin = String.UnicodeScalarView()
        isAtStart = false
      }
    }
    result.append(contentsOf: margin)
    return String(result)
  }
}

extension UInt8 {
  fileprivate var isPlain: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }

  /// Whether no cell ends at such a byte, whatever separates cells; true within characters beyond ASCII.
  fileprivate var separatesNoCells: Bool { self != UInt8(ascii: ";") && self != UInt8(ascii: "|") }
}

extension Unicode.Scalar {
  /// Separates cells where the system's or the user's settings say so; tabs are spaces by now.
  fileprivate var separatesCells: Bool { self == ";" || self == "|" }

  /// Spaces, quotation marks, and what shows nothing: spreadsheets skip or strip some of them.
  fileprivate var isMargin: Bool { self == "\"" || properties.isWhitespace || isHidden }

  /// Begins a formula: the four signs, their full-width and their small forms.
  fileprivate var beginsFormula: Bool {
    switch self {
    case "=", "+", "-", "@": true
    case "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    case "\u{FE66}", "\u{FE62}", "\u{FE63}", "\u{FE6B}": true
    default: false
    }
  }
}
