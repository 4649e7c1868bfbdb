import TapeoutModel

/// HTML as mail programs show it: tables, colours and sizes at each element, and nothing that is loaded from elsewhere.
struct MailHTML {
  private(set) var text = ""

  static let font = "font-family:Arial,Helvetica,sans-serif"
  private static let body = "\(font);font-size:14px;line-height:20px;color:#1b1e26"

  mutating func heading(_ words: String) {
    text +=
      "<h2 style=\"margin:24px 0 8px 0;\(MailHTML.font);font-size:17px;line-height:22px;color:#1b1e26\">"
      + "\(words.html)</h2>\n"
  }

  mutating func paragraph(_ words: String, isLarge: Bool = false) {
    let size = isLarge ? "font-size:17px;line-height:24px;font-weight:bold" : "font-size:14px;line-height:20px"
    text += "<p style=\"margin:0 0 12px 0;\(MailHTML.font);\(size);color:#1b1e26\">\(words.html)</p>\n"
  }

  mutating func link(_ words: String, to address: String) {
    text +=
      "<p style=\"margin:12px 0;\(MailHTML.body)\"><a href=\"\(address.html)\" style=\"color:#0b5bd3\">"
      + "\(words.html)</a></p>\n"
  }

  mutating func list(_ items: [String]) {
    text += "<ul style=\"margin:0 0 12px 0;padding:0 0 0 22px;\(MailHTML.body)\">\n"
    for item in items { text += "<li style=\"margin:0 0 4px 0\">\(item.html)</li>\n" }
    text += "</ul>\n"
  }

  /// - Parameter marks: by row, the health whose colour the row bears; nil for none.
  mutating func table(_ head: [String], _ rows: [[String]], marks: [Health?] = []) {
    text += "<table role=\"presentation\" width=\"100%\" cellpadding=\"6\" cellspacing=\"0\" border=\"0\""
    text += " style=\"border-collapse:collapse;margin:0 0 12px 0;\(MailHTML.body)\">\n<tr bgcolor=\"#eef0f3\">"
    for cell in head {
      text +=
        "<th align=\"left\" style=\"padding:6px 8px;font-size:12px;border-bottom:1px solid #c9ced6\">\(cell.html)</th>"
    }
    text += "</tr>\n"
    for (place, row) in rows.enumerated() {
      text += "<tr>"
      let mark = marks.indices.contains(place) ? marks[place] : nil
      for (column, cell) in row.enumerated() {
        let edge = column == 0 ? mark.map { ";border-left:4px solid \($0.color)" } ?? "" : ""
        // Dates and figures stay on one line.
        let wrap = cell.utf8.count <= 14 ? ";white-space:nowrap" : ""
        text +=
          "<td align=\"left\" valign=\"top\" style=\"padding:6px 8px;border-bottom:1px solid #e3e5ea\(wrap)\(edge)\">"
        text += "\(cell.html)</td>"
      }
      text += "</tr>\n"
    }
    text += "</table>\n"
  }

  // MARK: Texts of the plan

  /// How each element of a report’s text looks; any other is left out, and what it holds stays.
  private static let styles: [String: String] = [
    "p": "margin:0 0 12px 0", "ul": "margin:0 0 12px 0;padding:0 0 0 22px",
    "ol": "margin:0 0 12px 0;padding:0 0 0 22px",
    "li": "margin:0 0 4px 0", "h1": "margin:20px 0 8px 0;font-size:17px", "h2": "margin:20px 0 8px 0;font-size:17px",
    "h3": "margin:16px 0 8px 0;font-size:15px", "h4": "margin:16px 0 8px 0;font-size:14px",
    "h5": "margin:16px 0 8px 0;font-size:14px", "h6": "margin:16px 0 8px 0;font-size:14px",
    "table": "border-collapse:collapse;margin:0 0 12px 0", "thead": "", "tbody": "", "tr": "",
    "th": "padding:6px 8px;border-bottom:1px solid #c9ced6;text-align:left",
    "td": "padding:6px 8px;border-bottom:1px solid #e3e5ea;text-align:left;vertical-align:top",
    "blockquote": "margin:0 0 12px 0;padding:0 0 0 12px;border-left:3px solid #c9ced6",
    "pre": "margin:0 0 12px 0;padding:8px;background-color:#f4f5f7;font-family:Consolas,monospace;font-size:13px",
    "code": "font-family:Consolas,monospace;font-size:13px", "a": "color:#0b5bd3", "em": "", "strong": "", "br": "",
    "hr": "",
    "del": "",
  ]

  /// Appends the text of a report, given as the HTML of its page.
  mutating func append(page: [UInt8]) {
    text += "<div style=\"\(MailHTML.body)\">\n"
    var place = 0
    var result: [UInt8] = []
    while place < page.count {
      guard page[place] == UInt8(ascii: "<"), let end = page[place...].firstIndex(of: UInt8(ascii: ">")) else {
        result.append(page[place])
        place += 1
        continue
      }
      result += Array(MailHTML.tag(String(decoding: page[(place + 1)..<end], as: UTF8.self)).utf8)
      place = end + 1
    }
    text += String(decoding: result, as: UTF8.self) + "\n</div>\n"
  }

  /// A tag with our own style; a picture as its words.
  private static func tag(_ written: String) -> String {
    let isEnd = written.utf8.first == UInt8(ascii: "/")
    let name = String(
      decoding: written.utf8.dropFirst(isEnd ? 1 : 0).prefix {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
      },
      as: UTF8.self)
    if name == "img" { return attribute("alt", of: written) ?? "" }
    guard let style = styles[name] else { return "" }
    if isEnd { return "</\(name)>" }
    var tag = "<\(name)"
    if name == "a", let address = attribute("href", of: written) { tag += " href=\"\(address)\"" }
    if name == "table" { tag += " cellpadding=\"6\" cellspacing=\"0\" border=\"0\"" }
    if !style.isEmpty { tag += " style=\"\(style)\"" }
    return tag + ">"
  }

  /// As it stands there, with its entities.
  private static func attribute(_ name: String, of tag: String) -> String? {
    let bytes = Array(tag.utf8)
    guard let start = bytes.firstRange(of: Array(" \(name)=\"".utf8)),
      let end = bytes[start.upperBound...].firstIndex(of: UInt8(ascii: "\""))
    else { return nil }
    return String(decoding: bytes[start.upperBound..<end], as: UTF8.self)
  }

  /// The whole document.
  func document(title: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(title.html)</title>
    </head>
    <body style="margin:0;padding:0;background-color:#ffffff">
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff"><tr><td align="center">
    <table role="presentation" width="680" cellpadding="0" cellspacing="0" border="0" style="width:680px;max-width:100%"><tr>
    <td align="left" style="padding:16px;\(MailHTML.body)">
    \(text)</td></tr></table>
    </td></tr></table>
    </body>
    </html>

    """
  }
}

extension Health {
  /// As the site colours it.
  fileprivate var color: String {
    switch self {
    case .dropped, .planned: "#6a6e77"
    case .done: "#2b2f3a"
    case .onTrack: "#1570e6"
    case .atRisk: "#b87700"
    case .late: "#a8140a"
    case .blocked: "#6b1f8f"
    }
  }
}

extension String {
  /// The text in HTML, with what is hidden made visible.
  fileprivate var html: String {
    var result = ""
    for scalar in printable.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
