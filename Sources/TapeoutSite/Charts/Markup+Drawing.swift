import TapeoutTemplates

extension Markup.StringInterpolation {
  /// The drawing as it stands on a page.
  mutating func appendInterpolation(_ drawing: Drawing) { drawing.write(to: &markup) }
}
