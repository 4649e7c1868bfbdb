import TapeoutModel

/// Formats that are read, recognised by what a file holds.
enum ForeignFormat {
  case mspdi
  /// Primavera’s export file.
  case xer
  /// A table, a checklist or a diagram.
  case text

  /// - Returns: nil where none fits; a finding says what to do instead.
  init?(_ bytes: [UInt8], into findings: inout ImportFindings) {
    func refuse(_ headline: String, advice: String) {
      findings.fail("import-file", at: 0..<0, headline, advice: advice)
    }
    let known: [(start: [UInt8], headline: String, advice: String)] = [
      (
        [0xD0, 0xCF, 0x11, 0xE0], "The file is one of Microsoft’s binary formats, such as .mpp, and is not read.",
        "Open it in Microsoft Project, and save it as XML."
      ),
      (
        Array("PK".utf8), "The file is a zip archive or a workbook, and is not read.",
        "Save the table as CSV, or the plan as Microsoft Project XML."
      ),
      (Array("%PDF".utf8), "The file is a PDF, and is not read.", "Export the plan as XML or CSV."),
    ]
    if bytes.allSatisfy({ $0 <= 0x20 }) {
      refuse("The file is empty.", advice: "Save the plan again in the other tool.")
      return nil
    }
    for format in known where bytes.starts(with: format.start) {
      refuse(format.headline, advice: format.advice)
      return nil
    }
    if bytes.starts(with: "ERMHDR".utf8) { self = .xer } else { self = ForeignFormat.isXML(bytes) ? .mspdi : .text }
  }

  /// Whether the first sign is `<`, in UTF-8 or UTF-16, and does not begin the HTML that pages of Markdown begin with.
  private static func isXML(_ bytes: [UInt8]) -> Bool {
    let blanks: [UInt8] = [0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0, 0x20, 0x0A, 0x0D, 0x09]
    guard let start = bytes.prefix(64).firstIndex(where: { !blanks.contains($0) }), bytes[start] == UInt8(ascii: "<")
    else { return false }
    let tags = ["!--", "p", "h1", "div", "details", "img", "a", "br", "center", "table", "span"]
    let name = bytes[(start + 1)...].prefix { ![0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: ">")].contains($0) }
    guard tags.contains(where: { name.elementsEqual($0.utf8) }) else { return true }
    return bytes.prefix(4096).firstRange(of: Array("Project".utf8)) != nil && !name.starts(with: "p".utf8)
  }
}
