extension Unicode.Scalar {
  /// Shows nothing, or changes how what follows is shown: controls (C0, C1, DEL), bidirectional and other
  /// invisible formatting, line and paragraph separators.
  ///
  /// Selectors of a glyph's variant stay: they belong to the character before them.
  var isHidden: Bool {
    if value < 0x20 { return true }
    if value < 0x7F { return false }
    if value < 0xA0 { return true }
    switch properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator, .surrogate, .control: return true
    default: return properties.isDefaultIgnorableCodePoint && !properties.isVariationSelector
    }
  }

  /// `\u{202e}`
  var escaped: String { "\\u{" + String(value, radix: 16) + "}" }
}

extension String {
  /// The text with everything hidden made visible as `\u{..}`: what comes from a file cannot steer a terminal.
  var printable: String { escapingHidden { $0.escaped } }

  /// The text with hidden scalars written as `escape` says.
  func escapingHidden(_ escape: (Unicode.Scalar) -> String) -> String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    var result = ""
    result.reserveCapacity(utf8.count + 16)
    for scalar in unicodeScalars {
      if scalar.isHidden {
        result += escape(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
