package import TapeoutModel

/// Colours of a terminal, or none.
package struct TextStyle {
  package let isColored: Bool

  package init(isColored: Bool) { self.isColored = isColored }

  package static let plain = TextStyle(isColored: false)

  package func bold(_ text: String) -> String { styled(text, "1") }
  /// Gutters, arrows and labels.
  package func quiet(_ text: String) -> String { styled(text, "1;34") }
  package func added(_ text: String) -> String { styled(text, "32") }
  package func removed(_ text: String) -> String { styled(text, "31") }

  package func severity(_ severity: Severity, _ text: String) -> String {
    switch severity {
    case .error: styled(text, "1;31")
    case .warning: styled(text, "1;33")
    case .hint: styled(text, "1;36")
    }
  }

  private func styled(_ text: String, _ code: String) -> String {
    isColored && !text.isEmpty ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
  }
}
