import TapeoutModel
import TapeoutParser
import Testing

@Suite("Links, pictures and raw HTML in a body")
struct BodyLinkTests {
  @Test(
    "Every link and picture is found at its exact place",
    arguments: [
      BodyCase("See [a](b.md).\n", "link b.md | [a](b.md)"),
      BodyCase("ä [ü](<b c.md> \"t\") ö\n", "link b c.md | [ü](<b c.md> \"t\")"),
      BodyCase("![alt *x*](p.png)\n", "image p.png | ![alt *x*](p.png)"),
      BodyCase(
        "<https://a.b/c?d&amp;e> <m@n.org>\n", "link https://a.b/c?d&e | <https://a.b/c?d&amp;e>",
        "link mailto:m@n.org | <m@n.org>"),
      BodyCase(
        "[r] [s][r] [t][] ![r]\n\n[r]: /u 'x'\n[t]: v\n", "link /u | [r]", "link /u | [s][r]", "link v | [t][]",
        "image /u | ![r]"),
      BodyCase("[![i](p.png)](q.md)\n", "link q.md | [![i](p.png)](q.md)", "image p.png | ![i](p.png)"),
      BodyCase("![a [b](c) d](e)\n", "image e | ![a [b](c) d](e)", "link c | [b](c)"),
      BodyCase(
        "# Head [a](b) #\n\nHead [c](d)\nx [e](f)\n===\n", "link b | [a](b)", "link d | [c](d)", "link f | [e](f)"),
      BodyCase("x\n   [a](b)\n\t [c](d) [e](f)\n", "link b | [a](b)", "link d | [c](d)", "link f | [e](f)"),
      BodyCase("x\r\n  [a](b)\r\n[c](d)\r\n\r\n[e](f)\r\n", "link b | [a](b)", "link d | [c](d)", "link f | [e](f)"),
      BodyCase("x\r  [a](b)\r[c](d)\r\r[e](f)\r", "link b | [a](b)", "link d | [c](d)", "link f | [e](f)"),
      BodyCase(
        "> - x [a](b)\n>   [c](d)\nlazy [e](f)\n   lazy [g](h)\n", "link b | [a](b)", "link d | [c](d)",
        "link f | [e](f)", "link h | [g](h)"),
      BodyCase("> x\n>\t[a](b)\n>  > y\n> > [c](d)\n", "link b | [a](b)", "link d | [c](d)"),
      BodyCase("1. x\n\n   y\n   - [a](b)\n     [c](d)\n", "link b | [a](b)", "link d | [c](d)"),
      BodyCase("-\tx\n\t[a](b)\n\n\t[c](d)\n", "link b | [a](b)", "link d | [c](d)"),
      BodyCase("x `a\nb` [a](b) <!-- c\nd --> [c](d)\n", "link b | [a](b)", "link d | [c](d)"),
      BodyCase("[a](\nb\n\"t\") [c](d)\n[e](f)\n", "link b | [a](\nb\n\"t\")", "link d | [c](d)", "link f | [e](f)"),
      BodyCase("[a][r\ns] [c](d)\nx [e](f)\n\n[r s]: u\n", "link u | [a][r\ns]", "link d | [c](d)", "link f | [e](f)"),
      BodyCase("[a\nb](c) [\nd](e)\n[f](g)\n", "link c | [a\nb](c)", "link e | [\nd](e)", "link g | [f](g)"),
      BodyCase("\\[a](x) `[a](y)` [a](z)\n", "link z | [a](z)"),
      BodyCase("&lsqb;a](x) &amp; \\& [\\*b\\*](z)\n", "link z | [\\*b\\*](z)"),
      BodyCase("a\\\nb\\\r\n  c\n[d](e)\\\n[f](g)\n", "link e | [d](e)", "link g | [f](g)"),
      BodyCase(
        "x [a](\r\nb\r\n) [c](d)\r\n[e](f)\r\n", "link b | [a](\r\nb\r\n)", "link d | [c](d)", "link f | [e](f)"),
      BodyCase("[x]: u\na [a](b)\n===\n", "link b | [a](b)"),
      BodyCase("[r]: /u\n[s]: /v\n\"t\"\nsee [r] and\n[s]\n", "link /u | [r]", "link /v | [s]"),
      BodyCase("[](a) x [*b*](c)\n", "link a | [](a)", "link c | [*b*](c)"),
      BodyCase("![](p.png)![](q.png)\n", "image p.png | ![](p.png)", "image q.png | ![](q.png)"),
      BodyCase(
        "text<https://a.b>\nx\n  <https://c.d>\n", "link https://a.b | <https://a.b>",
        "link https://c.d | <https://c.d>"),
      BodyCase("    [code](x)\n\n```\n[code](x)\n```\n\n`[c](x)`\n"),
      BodyCase("prose\nprose\n\n- item\n\nprose\nprose\n\n[a](b)\n", "link b | [a](b)"),
      BodyCase(
        "[a](#x) [b](?y) [c]() [d](/e) [f](../g.md#h:i)\n", "link #x | [a](#x)", "link ?y | [b](?y)", "link  | [c]()",
        "link /e | [d](/e)", "link ../g.md#h:i | [f](../g.md#h:i)"),
    ])
  func links(_ item: BodyCase) {
    let read = ReadBody(item.text)
    #expect(read.links == item.expected)
    #expect(read.findings == [])
  }

  @Test(
    "A link in a table's cell is found where the cell has it",
    arguments: [
      BodyCase(
        "| A | B |\n|---|---|\n| [a](b) | x [c](d\\|e) `\\|` [f](g) |\n", "link b | [a](b)", "link d|e | [c](d\\|e)",
        "link g | [f](g)"),
      BodyCase(
        "> a [l](m)\n> | [h](i) |\n> |:-:|\n> | ` | [a](b)\nrow [c](d)\n", "link m | [l](m)", "link i | [h](i)",
        "link d | [c](d)"),
      BodyCase("|[r]|\n|-|\n|[x][r]|\n\n> [r]: /u\n", "link /u | [r]", "link /u | [x][r]"),
      BodyCase(
        "- | a |\r\n  | - |\r\n  | ![p](q.png) <https://a.b> |\r\n", "image q.png | ![p](q.png)",
        "link https://a.b | <https://a.b>"),
      BodyCase("| a |\n|---|---|\n| [a](b) |\n", "link b | [a](b)"),
      BodyCase("| # [a](b) # | - [c](d) |\n|-|-|\n", "link b | [a](b)", "link d | [c](d)"),
    ])
  func tableLinks(_ item: BodyCase) {
    #expect(ReadBody(item.text).links == item.expected)
  }

  @Test(
    "A link that leads anywhere but to http, https, mailto or a path is a finding, and no link",
    arguments: [
      "javascript:alert(1)", "JavaScript:x", "&#106;avascript:x", "javascript&colon;x", "<java\tscript:x>",
      "data:text/html,x",
      "vbscript:x", "feed:x", "blob:x", "file:///etc/passwd", "custom+x.y-z:1", "//host/x", "/\\\\host", "\\\\\\\\host",
      "a\\\\b",
      "<&#32;javascript:x>", "<&#10;javascript:x>", "<a&#x85;b>", "<a&#x7f;b>", "http:x", "https:/x", "https://",
      "https:///x", ":x", "a:b.md",
      "http\u{212A}:x", "ſ:x",
    ])
  func unsafeLinks(destination: String) {
    for mark in ["", "!"] {
      let link = "\(mark)[a](\(destination))"
      let read = ReadBody("é \(link) [ok](b)\n")
      #expect(read.findings == ["unsafe-link | \(link)"])
      #expect(read.links == ["link b | [ok](b)"])
    }
  }

  @Test("Any case of an allowed scheme passes; a picture from another site does not")
  func allowed() {
    let read = ReadBody("[a](HTTPS://x.y) [b](MailTo:z) ![c](https://x.y/z.png) ![d](d.png)\n")
    #expect(read.reading.body.links.map(\.destination) == ["HTTPS://x.y", "MailTo:z", "d.png"])
    #expect(read.findings == ["unsafe-link | ![c](https://x.y/z.png)"])
  }

  @Test(
    "Raw HTML is a finding at its place; a comment is not",
    arguments: [
      BodyCase("x <b>y</b> z\n", "raw-html | <b>"),
      BodyCase("x\n  <owner> y\n", "raw-html | <owner>"),
      BodyCase("x\n> a\n> b <i\n> c=\"d\">\n", "raw-html | <i"),
      BodyCase("<div>\nfoo\n</div>\n\nbar\n", "raw-html | <div>"),
      BodyCase("> <script>\n> x\n", "raw-html | <script>"),
      BodyCase("<!-- note -->\n\ntext <!-- more\n--> end\n\n<!--\n\nlong\n\n-->\n"),
      BodyCase("<!-- a --> <b>\n", "raw-html | <!-- a --> <b>"),
      BodyCase("<!-- a --> <!-- b -->\n"),
      BodyCase("a\n\n<!-- open\n\n- [x] b\n", "raw-html | <!-- open"),
      BodyCase("<?php x ?>\n\n<!DOCTYPE x>\n", "raw-html | <?php x ?>", "raw-html | <!DOCTYPE x>"),
      BodyCase("| a |\n|---|\n| x<br>y |\n", "raw-html | <br>"),
      BodyCase("`<b>` \\<b> &lt;b> a < b\n"),
    ])
  func rawHTML(_ item: BodyCase) {
    #expect(ReadBody(item.text).findings == item.expected)
  }

  @Test("A placeholder in angle brackets gets the fix that keeps it as text")
  func placeholder() {
    let read = ReadBody("ask <owner>\n")
    let edit = read.reading.findings.first?.fixes.first?.edits.first
    #expect(edit?.text == "\\")
    #expect(edit.map { read.slice($0.range) } == "")
  }
}
