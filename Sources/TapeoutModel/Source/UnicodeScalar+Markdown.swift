extension Unicode.Scalar {
  /// May begin or end something in Markdown, so that a text which is to be shown as it is has a backslash before it.
  public var isMarkdownSign: Bool {
    switch self {
    case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "&", "~", "#", "!": true
    default: false
    }
  }
}
