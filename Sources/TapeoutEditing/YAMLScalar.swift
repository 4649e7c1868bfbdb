package import TapeoutParser

/// Writes texts as YAML, in quotes exactly where they are needed.
package enum YAMLScalar {
  /// A text as it is written behind a colon or as a key.
  ///
  /// - Parameters:
  ///   - spelling: text gets quotes also where another reader of YAML would take it for a number, a date or a flag.
  ///   - isInFlow: inside brackets or braces, where commas and brackets mean something.
  package static func written(_ text: String, as spelling: FieldTable.Spelling, isInFlow: Bool = false) -> String {
    needsQuotes(text, as: spelling, isInFlow: isInFlow) ? doubleQuoted(text) : text
  }

  /// Whether YAML would read the text as something else, or as nothing, if it stood there without quotes.
  package static func needsQuotes(_ text: String, as spelling: FieldTable.Spelling, isInFlow: Bool = false) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.first, let last = scalars.last else { return true }
    if isNothing(text) || isBlank(first) || isBlank(last) || last == ":" { return true }
    if scalars.contains(where: { !isPlain($0) }) { return true }
    if startsOtherwise(scalars, isInFlow: isInFlow) { return true }
    if isTypographicQuote(first) && isTypographicQuote(last) && scalars.count > 1 { return true }
    for (index, scalar) in scalars.enumerated() {
      if isInFlow, ",[]{}".unicodeScalars.contains(scalar) { return true }
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      if scalar == ":", isBlank(next) || (isInFlow && next == "?") { return true }
      if scalar == "#", index > 0, isBlank(scalars[index - 1]) { return true }
    }
    return spelling == .text && ResolvedScalar.isNoText(text)
  }

  /// In double quotes, where everything can be written.
  package static func doubleQuoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where isPlain(scalar): result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x100: result += "\\x" + hexadecimal(scalar, digits: 2)
      case _ where scalar.value < 0x1_0000: result += "\\u" + hexadecimal(scalar, digits: 4)
      default: result += "\\U" + hexadecimal(scalar, digits: 8)
      }
    }
    return result + "\""
  }

  /// In single quotes; nil where these cannot hold it.
  package static func singleQuoted(_ text: String) -> String? {
    guard text.unicodeScalars.allSatisfy(isPlain) else { return nil }
    var result = "'"
    for scalar in text.unicodeScalars {
      if scalar == "'" { result += "'" }
      result.unicodeScalars.append(scalar)
    }
    return result + "'"
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar, digits: Int) -> String {
    let text = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(digits - text.utf8.count, 0)) + text
  }

  /// What the reader takes for an absent value.
  private static func isNothing(_ text: String) -> Bool { text == "~" || text == "null" }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

  /// Shown as it is by YAML 1.1 (section 4.1), and no line end: tabs, NEL, LS and PS are escaped.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x1_0000...0x10_FFFF: true
    default: false
    }
  }

  /// The first character means something else (YAML 1.1, section 4.4).
  private static func startsOtherwise(_ scalars: [Unicode.Scalar], isInFlow: Bool) -> Bool {
    let next = scalars.count > 1 ? scalars[1] : " "
    switch scalars[0] {
    case ",", "[", "]", "{", "}", "#", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`": return true
    case "-": return isBlank(next) || isDocumentMark(scalars)
    case "?", ":": return isInFlow || isBlank(next)
    case ".": return isDocumentMark(scalars)
    default: return false
    }
  }

  /// `---` or `...` with nothing or a blank behind it.
  private static func isDocumentMark(_ scalars: [Unicode.Scalar]) -> Bool {
    guard scalars.count >= 3, scalars[1] == scalars[0], scalars[2] == scalars[0] else { return false }
    return scalars.count == 3 || isBlank(scalars[3])
  }

  private static func isTypographicQuote(_ scalar: Unicode.Scalar) -> Bool { (0x2018...0x201F).contains(scalar.value) }
}
