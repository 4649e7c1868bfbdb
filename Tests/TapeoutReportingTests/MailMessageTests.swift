import TapeoutModel
import Testing

@testable import TapeoutReporting

@Suite("A report as a mail")
struct MailMessageTests {
  private func message(subject: String, text: String = "t", html: String = "<p>t</p>") -> [String] {
    let mail = MailMessage(
      subject: subject, from: nil, to: [], day: Day(unchecked: 2026, 6, 12), text: text, html: html)
    let bytes = mail.bytes()
    #expect(bytes == mail.bytes())
    var lines: [String] = []
    var line: [UInt8] = []
    for byte in bytes {
      if byte == 0x0A {
        #expect(line.last == 0x0D)
        lines.append(String(decoding: line.dropLast(), as: UTF8.self))
        line = []
      } else {
        line.append(byte)
      }
    }
    return lines
  }

  @Test("It is plain text beside HTML, in ASCII and short lines")
  func parts() {
    let lines = message(
      subject: "Report 3", text: "One ü\n\n. dot\nend ", html: String(repeating: "<p>長い</p>", count: 50))
    #expect(
      lines.prefix(6) == [
        "Subject: Report 3", "Date: Fri, 12 Jun 2026 08:00:00 +0000", "MIME-Version: 1.0", "X-Unsent: 1",
        "Content-Type: multipart/alternative; boundary=\"=_tapeout_2026-06-12\"", "",
      ])
    #expect(lines.contains("One =C3=BC") && lines.contains("=2E dot") && lines.contains("end=20"))
    #expect(lines.allSatisfy { $0.utf8.count <= 76 && $0.utf8.allSatisfy { $0 < 0x80 } })
    #expect(lines.filter { $0 == "--=_tapeout_2026-06-12" }.count == 2)
    #expect(lines.last == "--=_tapeout_2026-06-12--")
  }

  @Test(
    "No title begins a header of its own",
    arguments: [
      "a\r\nBcc: x@y", "a\nSubject: b", "a\u{2028}b", "a\u{85}b", "=?utf-8?Q?a?=",
      "日本語 " + String(repeating: "長", count: 90),
      "\u{202E}a", "\0", String(repeating: "long ", count: 60),
    ])
  func headers(subject: String) {
    let lines = message(subject: subject)
    let head = lines.prefix { !$0.isEmpty }
    #expect(head.filter { !$0.utf8.starts(with: " ".utf8) }.count == 5)
    #expect(head.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { (0x20..<0x7F).contains($0) } })
  }

  @Test("Addresses are those of one person")
  func addresses() {
    for address in ["ann@example.com", "a.b+c@x-y.example"] { #expect(MailMessage.isAddress(address)) }
    for address in ["", "a", "a@", "@b", "a@b@c", "a b@c", "a@b\nc", "a@b,c@d", "Ann <a@b>", "ä@b", ".a@b"] {
      #expect(!MailMessage.isAddress(address), "\(address)")
    }
  }

  @Test("The text of a report keeps its links and loses pictures, classes and scripts")
  func page() {
    var html = MailHTML()
    html.append(
      page: Array(
        "<p class=\"x\" onclick=\"y\">a <a href=\"https://e.example/?a&amp;b\" class=\"l\">b</a> <img src=\"https://t.example/p.gif\" alt=\"pic\" /><time>2026-01-01</time></p><script>x</script>"
          .utf8))
    #expect(
      html.text.contains(
        "<p style=\"margin:0 0 12px 0\">a <a href=\"https://e.example/?a&amp;b\" style=\"color:#0b5bd3\">b</a> pic2026-01-01</p>x"
      ))
    html.heading("<b>&\"'")
    #expect(html.text.contains("&lt;b&gt;&amp;&quot;&#39;</h2>"))
    for word in ["src=", "class=", "onclick", "url(", "<script", "<link", "<style"] {
      #expect(!html.text.contains(word))
    }
  }
}
