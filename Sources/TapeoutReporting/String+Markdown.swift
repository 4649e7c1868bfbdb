import TapeoutModel

extension String {
  /// The text as itself in Markdown: what would be markup is escaped, what is hidden is made visible.
  var markdown: String {
    var text = ""
    for scalar in printable.unicodeScalars {
      if scalar.isMarkdownSign { text += "\\" }
      text.unicodeScalars.append(scalar)
    }
    return text
  }
}
