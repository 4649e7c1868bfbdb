package import TapeoutModel
import TapeoutWording

/// A mail as RFC 5322 has it: a text, and the same as HTML. Equal values give equal bytes.
package struct MailMessage {
  package var subject: String
  package var from: String?
  package var to: [String]
  /// It is dated in the morning of this day, in Greenwich.
  package var day: Day
  package var text: String
  package var html: String

  package init(subject: String, from: String?, to: [String], day: Day, text: String, html: String) {
    (self.subject, self.from, self.to, self.day, self.text, self.html) = (subject, from, to, day, text, html)
  }

  /// Whether a text is the address of one person, which begins no other header: `ann@example.com`.
  package static func isAddress(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    return parts.count == 2 && text.utf8.count <= 254
      && parts.allSatisfy { part in
        !part.isEmpty && part.first != UInt8(ascii: ".")
          && part.allSatisfy {
            (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || "!#$%&'*+-/=?^_`{|}~.".utf8.contains($0)
          }
      }
  }

  package func bytes() -> [UInt8] {
    let boundary = "=_tapeout_\(day)"
    let (year, month, date) = day.civil
    var lines: [String] = []
    if let from { lines.append("From: \(from)") }
    if !to.isEmpty { lines.append("To: \(to.joined(separator: ",\r\n "))") }
    lines.append("Subject: \(MailMessage.encoded(header: subject))")
    lines.append(
      "Date: \(Wording.weekdays[day.weekday - 1]), \(date) \(Wording.months[month - 1]) \(year) 08:00:00 +0000")
    // Outlook opens it as a draft that can be sent.
    lines += ["MIME-Version: 1.0", "X-Unsent: 1"]
    lines += ["Content-Type: multipart/alternative; boundary=\"\(boundary)\"", "", "This mail has two parts."]
    // The last part is the one that readers prefer.
    for (type, text) in [("plain", text), ("html", html)] {
      lines += ["--\(boundary)", "Content-Type: text/\(type); charset=utf-8"]
      lines += ["Content-Transfer-Encoding: quoted-printable", ""]
      lines.append(MailMessage.quotedPrintable(text))
    }
    lines += ["--\(boundary)--", ""]
    return Array(lines.joined(separator: "\r\n").utf8)
  }

  // MARK: Encodings

  /// A text in a header: on one line, in ASCII (RFC 2047), in lines of at most 76 signs.
  static func encoded(header text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ", "\t", "\n", "\u{B}", "\u{C}", "\r", "\u{85}", "\u{2028}", "\u{2029}":
        if plain.last != " " { plain.append(" ") }
      // Joiners that scripts and emoji are written with.
      case "\u{200C}", "\u{200D}": plain.append(scalar)
      default: if !scalar.isHidden { plain.append(scalar) }
      }
    }
    let line = String(plain)
    // What looks encoded is encoded, so that it is read as it is.
    if line.utf8.count < 60, line.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }),
      Array(line.utf8).firstRange(of: Array("=?".utf8)) == nil
    {
      return line
    }
    var words: [String] = []
    var word = ""
    var length = 0
    for scalar in plain {
      // Each character stays whole within a word.
      let part = String(scalar).utf8.map { byte -> String in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          String(Unicode.Scalar(byte))
        case 0x20: "_"
        default: "=" + hexadecimal(byte)
        }
      }.joined()
      if length + part.utf8.count > 54 {
        words.append(word)
        (word, length) = ("", 0)
      }
      word += part
      length += part.utf8.count
    }
    words.append(word)
    return words.map { "=?utf-8?Q?\($0)?=" }.joined(separator: "\r\n ")
  }

  /// RFC 2045, section 6.7.
  static func quotedPrintable(_ text: String) -> String {
    var result: [UInt8] = []
    var column = 0
    func put(_ part: [UInt8]) {
      // A line has at most 76 signs, the mark that it goes on among them.
      if column + part.count > 75 {
        result += Array("=\r\n".utf8)
        column = 0
      }
      result += part
      column += part.count
    }
    let bytes = Array(text.utf8)
    for (place, byte) in bytes.enumerated() {
      let isLast = place + 1 == bytes.count || bytes[place + 1] == 0x0A
      switch byte {
      case 0x0A:
        result += Array("\r\n".utf8)
        column = 0
      case 0x20, 0x09: put(isLast ? Array("=\(hexadecimal(byte))".utf8) : [byte])
      // A dot that begins a line ends the mail for some servers.
      case UInt8(ascii: ".") where column == 0: put(Array("=2E".utf8))
      case 0x21...0x3C, 0x3E...0x7E: put([byte])
      default: put(Array("=\(hexadecimal(byte))".utf8))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    return String(decoding: [digits[Int(byte >> 4)], digits[Int(byte & 15)]], as: UTF8.self)
  }
}
