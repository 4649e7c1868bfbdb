extension Unicode.Scalar {
  /// Shows nothing, or changes how what follows is shown: controls (C0, C1, DEL), bidirectional and other
  /// invisible formatting, line and paragraph separators.
  ///
  /// Selectors of a glyph's variant stay: they belong to the character before them.
  public var isHidden: Bool {
    if value < 0x20 { return true }
    if value < 0x7F { return false }
    if value < 0xA0 { return true }
    // Latin, kana, Chinese characters and Hangul: nothing in these blocks is hidden, and looking it up takes longer.
    switch value {
    case 0xC0...0x2FF, 0x3041...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3: return false
    default: break
    }
    switch properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator, .surrogate, .control: return true
    default: return properties.isDefaultIgnorableCodePoint && !properties.isVariationSelector
    }
  }
}
