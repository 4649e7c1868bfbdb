import TapeoutTestSupport
import Testing

@testable import TapeoutSite

@Suite("Pictures of others")
struct SVGCleanerTests {
  private static let head = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">"

  private func clean(_ text: String) throws -> String {
    String(decoding: try SVGCleaner.clean(Array(text.utf8)), as: UTF8.self)
  }

  /// What comes out of the parts of a picture.
  private func inside(_ parts: String) throws -> String {
    let text = try clean("<svg>\(parts)</svg>")
    let end = "</svg>\n"
    #expect(text.utf8.starts(with: SVGCleanerTests.head.utf8) && text.hasSuffix(end))
    return String(text.dropFirst(SVGCleanerTests.head.count).dropLast(end.count))
  }

  @Test(
    "What draws stays as it is",
    arguments: [
      "<g id=\"a\" class=\"b\" transform=\"scale(2) rotate(3)\"><path d=\"M0 0L1 1\"></path></g>",
      "<text x=\"1\">a &lt;b&gt; &amp; c é</text>",
      "<linearGradient id=\"g\"><stop offset=\"0\" stop-color=\"#fff\"></stop></linearGradient>",
      "<rect fill=\"url(#g)\" style=\"fill:url(#g);stroke:rgb(1,2,3)\"></rect>",
      "<rect fill=\"url(&quot;#g&quot;)\"></rect>",
      "<use xlink:href=\"#g\"></use><use href=\"#g\"></use>",
      "<image href=\"data:image/png;base64,iVBO+/=\"></image>",
      "<style>*{stroke-linejoin: round} .a &gt; .b{fill:url(#g)}</style>",
      "<title>A &amp; B</title><desc>c</desc>",
    ])
  func kept(parts: String) throws {
    #expect(try inside(parts) == parts)
  }

  @Test(
    "What acts, leads elsewhere or is unknown is left out, and what stands beside it stays",
    arguments: [
      ("<script>alert(1)</script>", ""), ("<script href=\"x.js\"/>", ""), ("<SCRIPT>x</SCRIPT>", ""),
      ("<foreignObject><body><p onclick=\"x\">b</p></body></foreignObject><g/>", "<g></g>"),
      ("<g onload=\"x\" ONCLICK=\"y\" onfocusin = 'z'></g>", "<g></g>"),
      ("<a href=\"javascript:x\"><text>t</text></a>", "<text>t</text>"),
      ("<a><script>x</script>t</a>", "t"),
      ("<animate attributeName=\"href\" to=\"javascript:x\"/><set/><handler>x</handler>", ""),
      ("<iframe src=\"x\"/><audio/><video/><object/><embed/><link/><meta/>", ""),
      ("<s:script xmlns:s=\"http://www.w3.org/2000/svg\">x</s:script>", ""),
      ("<metadata><r:RDF xmlns:r=\"x\">y</r:RDF></metadata>", ""),
      ("<use href=\"http://x/y.svg#a\"/><use xlink:href=\" #a\"/>", "<use></use><use></use>"),
      ("<use href=\"data:image/svg+xml;base64,PHN2Zz4=\"/>", "<use></use>"),
      ("<image href=\"https://x/y.png\"/><image href=\"data:image/svg+xml,x\"/>", "<image></image><image></image>"),
      ("<image href=\"data:image/png;base64,x&quot; onload=&quot;y\"/>", "<image></image>"),
      ("<rect fill=\"url(http://x)\"/><rect fill=\"URL( 'http://x' )\"/>", "<rect></rect><rect></rect>"),
      ("<rect style=\"fill:u\\72l(http://x)\"/><rect style=\"a:image-set(x)\"/>", "<rect></rect><rect></rect>"),
      ("<style>@import 'x';</style><style>a{b:url(x)}</style>", ""),
      ("<style>a<script>x</script>{}</style>", "<style>a{}</style>"),
      ("<g xmlns=\"http://www.w3.org/1999/xhtml\"><script>x</script></g>", "<g></g>"),
      ("<!-- <script> --><?xml-stylesheet href=\"x\"?><g/>", "<g></g>"),
      ("<text><![CDATA[<script>x</script>]]></text>", "<text>&lt;script&gt;x&lt;/script&gt;</text>"),
      ("<text>&#60;script&#x3e;</text>", "<text>&lt;script&gt;</text>"),
      ("<g id=\"&quot;&gt;&lt;script&gt;\"/>", "<g></g>"),
      ("<g data-x=\"1\" inkscape:label=\"2\" id='3'/>", "<g id=\"3\"></g>"),
      ("<switch><foreignObject>a</foreignObject><text>b</text></switch>", "<switch><text>b</text></switch>"),
    ])
  func cleaned(parts: String, expected: String) throws {
    #expect(try inside(parts) == expected)
  }

  @Test(
    "Declarations of a file's start are passed over",
    arguments: [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "\u{FEFF}", "<!-- a -->\n",
      "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/x[.dtd\">",
    ])
  func declarations(start: String) throws {
    #expect(
      try clean(start + "<svg xmlns=\"x\" width=\"3\"><g/></svg> \n")
        == SVGCleanerTests.head.dropLast() + " width=\"3\"><g></g></svg>\n")
  }

  @Test(
    "What cannot be told apart for sure is refused",
    arguments: [
      ("", "holds no <svg>"), ("text", "is no well-formed XML"), ("<html/>", "does not begin with <svg>"),
      ("<svg:svg xmlns:svg='http://www.w3.org/2000/svg'/>", "does not begin with <svg>"),
      ("<svg>", "is no well-formed XML"),
      ("<svg></g>", "is no well-formed XML"), ("<svg/><svg/>", "is no well-formed XML"),
      ("<svg/>x", "is no well-formed XML"),
      ("<svg a=1/>", "is no well-formed XML"), ("<svg a='1' a='2'/>", "is no well-formed XML"),
      ("<svg a='<'/>", "is no well-formed XML"), ("<svg>&nbsp;</svg>", "is no well-formed XML"),
      ("<svg>&#0;</svg>", "is no well-formed XML"), ("<svg>&#xD800;</svg>", "is no well-formed XML"),
      ("<svg>\u{0}</svg>", "is no well-formed XML"), ("<svg><!-- ", "is no well-formed XML"),
      ("<svg a='1'b='2'/>", "is no well-formed XML"), ("<svg <g/></svg>", "is no well-formed XML"),
      ("<!DOCTYPE svg [<!ENTITY a \"<script>\">]><svg>&a;</svg>", "declares entities of its own"),
      ("<?xml version='1.0' encoding='UTF-7'?><svg/>", "is not encoded in UTF-8"),
      (String(repeating: "<g>", count: 300), "does not begin with <svg>"),
      ("<svg>" + String(repeating: "<g>", count: 300), "has more than 256 elements in one another"),
    ])
  func refused(text: String, reason: String) {
    let refusal = #expect(throws: SVGCleaner.Refusal.self) { try clean(text) }
    #expect(refusal?.reason == reason)
  }

  @Test("Bytes that are no UTF-8, and too many of them, are refused")
  func bytes() {
    #expect(throws: SVGCleaner.Refusal.self) {
      try SVGCleaner.clean(Array("<svg>".utf8) + [0xFF] + Array("</svg>".utf8))
    }
    #expect(throws: SVGCleaner.Refusal.self) { try SVGCleaner.clean([0xFE, 0xFF] + Array("<svg/>".utf8)) }
    let large = Array("<svg>".utf8) + [UInt8](repeating: 0x20, count: SVGCleaner.largest) + Array("</svg>".utf8)
    #expect(throws: SVGCleaner.Refusal.oversized) { try SVGCleaner.clean(large) }
  }

  @Test("Whatever comes out is clean already, and holds no word that acts")
  func random() {
    var generator = SeededGenerator(seed: 7)
    let parts = [
      "<svg", "<g", "<script", "<style", "<a", ">", "/>", "</svg>", "</g>", "</script>", "</style>", "</a>", " ", "\n",
      "x", "é",
      " onload=\"x\"", " href=\"javascript:x\"", " href='#a'", " fill=\"url(#a)\"", " style='fill:url(x)'", "&lt;",
      "&#60;",
      "&quot;", "<!--", "-->", "<![CDATA[", "]]>", "<?x ?>", "'", "\"", "=", "<foreignObject>", "</foreignObject>",
      "\u{0301}",
    ]
    var cleaned = 0
    for _ in 0..<Effort.rounds(20_000) {
      var text = "<svg>"
      for _ in 0..<Int.random(in: 0..<10, using: &generator) { text += parts.randomElement(using: &generator) ?? "" }
      text += "</svg>"
      guard let once = try? SVGCleaner.clean(Array(text.utf8)) else { continue }
      cleaned += 1
      #expect((try? SVGCleaner.clean(once)) == once, "\(text)")
      let output = String(decoding: once, as: UTF8.self)
      for word in ["<script", "<a", "<foreign", " onload=", "javascript", "url(x", "<!", "<?"] {
        #expect(
          !output.utf8.split(separator: UInt8(ascii: ">"), omittingEmptySubsequences: true)
            .contains { tag in
              guard let start = tag.lastIndex(of: UInt8(ascii: "<")) else { return false }
              return String(decoding: tag[start...], as: UTF8.self).contains(word)
            }, "\(text) -> \(output)")
      }
    }
    #expect(cleaned > 500)
  }
}
