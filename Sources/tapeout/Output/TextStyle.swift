import TapeoutModel

/// Colours of a terminal, or none.
struct TextStyle {
  let isColored: Bool

  static let plain = TextStyle(isColored: false)

  func bold(_ text: String) -> String { styled(text, "1") }
  /// Gutters, arrows and labels.
  func quiet(_ text: String) -> String { styled(text, "1;34") }
  func added(_ text: String) -> String { styled(text, "32") }

  func severity(_ severity: Severity, _ text: String) -> String {
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
