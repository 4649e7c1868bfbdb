extension Unicode.Scalar {
  /// Shows nothing, or changes how what follows is shown: controls (C0, C1, DEL), bidirectional and other
  /// invisible formatting, line and paragraph separators.
  ///
  /// Selectors of a glyph's variant stay: they belong to the character before them.
  package var isHidden: Bool {
    if value < 0x20 { return true }
    if value < 0x7F { return false }
    if value < 0xA0 { return true }
    switch properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator, .surrogate, .control: return true
    default: return properties.isDefaultIgnorableCodePoint && !properties.isVariationSelector
    }
  }
}
