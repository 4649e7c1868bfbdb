import TapeoutModel

extension String {
  /// The text as itself in Markdown: what would be markup is escaped, what is hidden is made visible.
  var markdown: String {
    var text = ""
    for scalar in printable.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "&", "~", "#", "!": text += "\\"
      default: break
      }
      text.unicodeScalars.append(scalar)
    }
    return text
  }
}
