import TapeoutTestSupport
import TapeoutModel
import Testing

@testable import TapeoutParser

@Suite("Rendering a body")
struct BodyRendererTests {
  private func html(_ text: String, shift: Int = 0, omitsCriteria: Bool = false, front: String = "---\na: b\n---\n")
    -> String
  {
    let bytes = Array((front + text).utf8)
    let html = BodyRenderer.html(bytes, from: front.utf8.count, headingShift: shift, omitsCriteria: omitsCriteria) {
      destination, _ in destination.utf8.starts(with: "gone".utf8) ? nil : "/at/\(destination)"
    }
    return String(decoding: html, as: UTF8.self)
  }

  /// Without the line breaks between tags.
  private func flat(_ html: String) -> String {
    String(decoding: html.utf8.filter { $0 != 0x0A }, as: UTF8.self)
  }

  @Test(
    "CommonMark comes out as libcmark writes it",
    arguments: [
      (
        "a *b* **c** `d<` \\* &amp; \"e\"\nf  \ng\n",
        "<p>a <em>b</em> <strong>c</strong> <code>d&lt;</code> * &amp; &quot;e&quot;f<br />g</p>"
      ),
      ("- a\n- b\n", "<ul><li>a</li><li>b</li></ul>"),
      ("3. a\n\n4. b\n", "<ol start=\"3\"><li><p>a</p></li><li><p>b</p></li></ol>"),
      (
        "> q\n\n---\n\n```x\n<y>\n```\n",
        "<blockquote><p>q</p></blockquote><hr /><pre><code class=\"language-x\">&lt;y&gt;</code></pre>"
      ),
      ("", ""), ("\n\n", ""),
    ])
  func commonMark(text: String, expected: String) {
    #expect(flat(html(text)) == expected)
  }

  @Test(
    "A day stands in an element that never wraps, unless it is code, an address, no day at all, or part of a word",
    arguments: [
      ("on 2026-03-05.\n", "<p>on <time>2026-03-05</time>.</p>"),
      ("[x 2026-03-05](2026-03-05.md)\n", "<p><a href=\"/at/2026-03-05.md\">x <time>2026-03-05</time></a></p>"),
      ("`2026-03-05`\n", "<p><code>2026-03-05</code></p>"),
      ("2026-02-30 12026-03-05 2026-03-055 v2026-03-05 a/2026-03-05\n", nil),
    ])
  func days(text: String, expected: String?) {
    #expect(flat(html(text)) == expected ?? "<p>\(flat(text))</p>")
  }

  @Test("Headings move down, to the sixth level at most")
  func headings() {
    #expect(flat(html("# a\n\n##### b\n\nc\n===\n", shift: 2)) == "<h3>a</h3><h6>b</h6><h3>c</h3>")
  }

  @Test(
    "Links lead where the resolver says, or lose their link and keep their text",
    arguments: [
      (
        "[a](b.md) ![c](d.png \"t\")",
        "<p><a href=\"/at/b.md\">a</a> <img src=\"/at/d.png\" alt=\"c\" title=\"t\" /></p>"
      ),
      ("[a *b*](gone.md) c", "<p>a <em>b</em> c</p>"),
      ("![a *b*](gone.png)", "<p>a <em>b</em></p>"),
      ("[![i](d.png)](gone.md)", "<p><img src=\"/at/d.png\" alt=\"i\" /></p>"),
      ("![a [b](c) d](gone.png)", "<p>a <a href=\"/at/c\">b</a> d</p>"),
      ("[x](javascript:alert(1)) [y](//h) ![z](https://h/p.png) [w](data:,x)", "<p>x y z w</p>"),
      ("[x](&#106;avascript&colon;alert(1)) [y](feed:x) [z](/\\\\h)", "<p>x y z</p>"),
      ("[x](a\"onmouseover=\"b)", "<p><a href=\"/at/a%22onmouseover=%22b\">x</a></p>"),
      ("<https://a.b> [r]\n\n[r]: u", "<p><a href=\"/at/https://a.b\">https://a.b</a> <a href=\"/at/u\">r</a></p>"),
    ])
  func links(text: String, expected: String) {
    #expect(flat(html(text)) == expected)
  }

  @Test(
    "Raw HTML is left out without a trace",
    arguments: [
      ("a <b onclick=x>c</b> <!-- d --> e", "<p>a c  e</p>"),
      ("<script>\nx\n</script>\n\ny", "<p>y</p>"),
      ("<div>\n\n*z*\n\n</div>", "<p><em>z</em></p>"),
      (
        "| <i>a</i> |\n|---|\n| <img src=x onerror=y> |",
        "<div class=\"tw\" role=\"region\" aria-label=\"Table\" tabindex=\"0\"><table>"
          + "<thead><tr><th scope=\"col\">a</th></tr></thead><tbody><tr><td></td></tr></tbody></table></div>"
      ),
    ])
  func rawHTML(text: String, expected: String) {
    #expect(flat(html(text)) == expected)
  }

  @Test(
    "Task items carry their state as a class and as a word",
    arguments: [
      (
        "- [x] a *b*\n- [ ] c\n- d\n",
        "<ul class=\"tasks\"><li class=\"task task-met\"><span class=\"vh\">Done: </span>a <em>b</em></li>"
          + "<li class=\"task task-open\"><span class=\"vh\">Open: </span>c</li><li>d</li></ul>"
      ),
      (
        "# Exit criteria\n- [X] a\n- [!] b\n- [-] c\n",
        "<h1>Exit criteria</h1><ul class=\"tasks\"><li class=\"task task-met\"><span class=\"vh\">Met: </span>a</li>"
          + "<li class=\"task task-failing\"><span class=\"vh\">Failing: </span>b</li>"
          + "<li class=\"task task-waived\"><span class=\"vh\">Waived: </span>c</li></ul>"
      ),
      (
        "2. [x] a\n\n   b\n3. [ ]\n",
        "<ol class=\"tasks\" start=\"2\"><li class=\"task task-met\"><span class=\"vh\">Done: </span>"
          + "<p>a</p><p>b</p></li>"
          + "<li class=\"task task-open\"><span class=\"vh\">Open: </span><p></p></li></ol>"
      ),
      (
        "- [x] a\n  - [ ] b\n    - c\n",
        "<ul class=\"tasks\"><li class=\"task task-met\"><span class=\"vh\">Done: </span>a<ul class=\"tasks\">"
          + "<li class=\"task task-open\"><span class=\"vh\">Open: </span>b<ul><li>c</li></ul></li></ul></li></ul>"
      ),
      (
        "- [x] a\n\n[x]: /u\n",
        "<ul class=\"tasks\"><li class=\"task task-met\"><span class=\"vh\">Done: </span> a</li></ul>"
      ),
      ("- [x](a)\n- [?] b\n", "<ul><li><a href=\"/at/a\">x</a></li><li>[?] b</li></ul>"),
    ])
  func tasks(text: String, expected: String) {
    #expect(flat(html(text)) == expected)
  }

  @Test("The exit criteria can be left out, down to the next heading of their level")
  func omitsCriteria() {
    let text =
      "# A\n\nx\n\n## Exit criteria\n\n- [x] a\n\n### Group\n\n|a|\n|-|\n\n"
      + "## Notes\n\ny [r]\n\n# Exit criteria\n\n[r]: u\n"
    #expect(flat(html(text, omitsCriteria: true)) == "<h1>A</h1><p>x</p><h2>Notes</h2><p>y <a href=\"/at/u\">r</a></p>")
  }

  @Test("Criteria left out by their lines and by the tree leave the same text")
  func omitsCriteriaByLines() throws {
    let pieces = [
      "## Exit criteria\n", "# exit criteria:\n", "### Exit criteria #\n", " ## Exit criteria\n",
      "Exit criteria\n===\n",
      "## *Exit* criteria\n", "- # Exit criteria\n", "> ## Exit criteria\n", "    ## Exit criteria\n",
      "##Exit criteria\n",
      "## Notes\n", "# A\n", "### Group\n", "  ## B\n", "C\n---\n", "D\n==\n", "##\n", "####### no\n", "\\## no\n",
      "- [x] a\n", "- [-] b (waived by C until 2026-05-01: d)\n", "  - [ ] e\n", "1. f\n", "   g\n", "text\n",
      "*e* [l](u) [r]\n",
      "\n", "\n\n", "```\n", "~~~ x\n", "- ```\n", "<div>\n", "</div>\n", "<!-- c\n", "-->\n", "[r]: /u\n", "> q\n",
      "---\n", "-\n",
      "|a|\n|-|\n|b|\n", "\ttab\n", "a\r\n", "b\r", "`code\n", "over`\n", "&#35;# Exit criteria\n",
    ]
    var random = SeededGenerator(seed: 1)
    var cut = 0
    for _ in 0..<Effort.rounds(20_000) {
      let text = (0..<Int.random(in: 1...14, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      let bytes = Array(text.utf8)
      // Where there is a link definition, which shows nothing, lines alone do not tell.
      let byTree = html("[zz]: /u\n\n" + text, omitsCriteria: true)
      try #require(html(text, omitsCriteria: true) == byTree, "\(text.debugDescription)")
      cut += bytes.withUnsafeBufferPointer { bytes in
        var scan = BodyScan(bytes, from: 0, skipsProse: false)
        return scan.leaveOutCriteria(bytes) ? 1 : 0
      }
    }
    #expect(cut > 500)
  }

  // MARK: Tables

  /// The rows of the tables in a body: cells with `|` between them, alignment in brackets, the header first.
  private func rows(_ text: String) -> [String] {
    var rows: [String] = []
    for row in flat(html(text)).split(separator: "<tr>").dropFirst() {
      var cells: [String] = []
      for cell in row.split(separator: "</tr>")[0].split(separator: "<t").dropFirst(0) {
        let inner = cell.split(separator: "</t")[0].split(
          separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
        let alignment = ["left", "center", "right"].first { inner[0].contains("class=\"\($0)\"") }
        cells.append((alignment.map { "[\($0)]" } ?? "") + (inner.count > 1 ? inner[1] : ""))
      }
      rows.append(cells.joined(separator: "|"))
    }
    return rows
  }

  @Test(
    "Pipe tables become tables as on GitHub",
    arguments: [
      BodyCase("| a | b |\n|---|---|\n| c | d |\n", "a|b", "c|d"),
      BodyCase("a | b\n:-- | --:\nc | d", "[left]a|[right]b", "[left]c|[right]d"),
      BodyCase("|a|\n|:-:|\n|b|c|\n||\nlazy\n\nafter", "[center]a", "[center]b", "[center]", "[center]lazy"),
      BodyCase("|a|b|\n|-|-|\n|c|\n", "a|b", "c|"),
      BodyCase("|a \\| b|`c \\| d`|\n|-|-|\n|\\\\|x|\n", "a | b|<code>c | d</code>", "\\|x"),
      BodyCase(
        "| *a* | [l](m) ![p](q) |\n|-|-|\n| `x | y` |\n",
        "<em>a</em>|<a href=\"/at/m\">l</a> <img src=\"/at/q\" alt=\"p\" />", "`x|y`"),
      BodyCase("|a & b|\"<\"|'&lt;|\n|-|-|-|\n", "a &amp; b|&quot;&lt;&quot;|'&lt;"),
      BodyCase("| # a # | - b | 1. c | > d | ## |\n|-|-|-|-|-|\n", "# a #|- b|1. c|&gt; d|##"),
      BodyCase("|a|\r\n|-|\r\n|b|\r\n", "a", "b"),
      BodyCase("> - |a|b|\n>   |-|-|\n>   |c|*d*|\n", "a|b", "c|<em>d</em>"),
      BodyCase("|[r]|\n|-|\n|[s]|\n\n[r]: u\n> [s]: v\n", "<a href=\"/at/u\">r</a>", "<a href=\"/at/v\">s</a>"),
      BodyCase("|a|b|\n|---|\n|c|d|\n"),
      BodyCase("|a|\n|b|\n"),
      BodyCase("a\n---\nb\n"),
      BodyCase("|a|\n|--x|\n"),
      BodyCase("    |a|\n    |-|\n"),
      BodyCase("|a|\n\n|-|\n"),
      BodyCase("|a\u{338}|\"\u{338}|<\u{338}|\n|-|-|-|\n", "a\u{338}|&quot;\u{338}|&lt;\u{338}"),
    ])
  func tables(_ item: BodyCase) {
    #expect(rows(item.text) == item.expected)
  }

  @Test("Lines before a table stay a paragraph, lists and quotes around it stay too")
  func aroundTables() {
    let table =
      "<div class=\"tw\" role=\"region\" aria-label=\"Table\" tabindex=\"0\"><table>"
      + "<thead><tr><th scope=\"col\">h</th></tr></thead></table></div>"
    #expect(flat(html("a *b\n     - c*\n|h|\n|-|\n")) == "<p>a <em>b- c</em></p>\(table)")
    #expect(flat(html("[r]: u\n|h|\n|-|\n\n|h|\n|-|\n")) == "\(table)\(table)")
    #expect(
      flat(html("> x\n> |h|\n> |-|\n\n- y\n  |h|\n  |-|\n- z\n"))
        == "<blockquote><p>x</p>\(table)</blockquote><ul><li>y\(table)</li><li>z</li></ul>")
    #expect(
      flat(html("- [x] t\n\n  |h|\n  |-|\n"))
        == "<ul class=\"tasks\"><li class=\"task task-met\"><span class=\"vh\">Done: </span><p>t</p>\(table)</li></ul>")
    #expect(
      flat(html("- |h|\n  |-|\n- [ ] t\n"))
        == "<ul class=\"tasks\"><li>\(table)</li>"
        + "<li class=\"task task-open\"><span class=\"vh\">Open: </span>t</li></ul>"
    )
  }

  // MARK: Safety

  @Test("Whatever a body holds, no script gets out", arguments: BodyDefenceTests.snippets)
  func safety(snippet: String) {
    var random = SeededGenerator(seed: UInt64(snippet.utf8.count) &* 977)
    let parts =
      BodyDefenceTests.snippets + [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:x)", "\"onload=\"x", "'",
        "![a](data:x)", "<svg/onload=x>",
      ]
    for _ in 0..<40 {
      var text = snippet
      for _ in 0..<(random.next() % 16) { text += parts[Int(random.next() % UInt64(parts.count))] }
      let page = html(text)
      for danger in ["<script", "<svg", "<b>", "<!--", "href=\"javascript", "src=\"data", "src=\"http"] {
        #expect(!page.contains(danger), "\(text.debugDescription)")
      }
      #expect(page.hasBalancedTags, "\(text.debugDescription) \(page)")
    }
  }

  @Test("No body takes long to render", arguments: BodyDefenceTests.pathological.map(NamedText.init))
  func time(input: NamedText) {
    let text = String(decoding: input.text.utf8.prefix(256 << 10), as: UTF8.self)
    let elapsed = ThreadTime.measure { _ = html(text) }
    #expect(elapsed < .seconds(10) * Sanitizer.slowness, "\(input.name)")
  }
}

extension String {
  /// Whether every tag that is opened is closed, in order.
  fileprivate var hasBalancedTags: Bool {
    let void = ["br", "hr", "img"]
    var open: [Substring] = []
    for part in split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
      guard let tag = part.split(separator: ">").first, let name = tag.split(separator: " ").first else { return false }
      if name.utf8.first == UInt8(ascii: "/") {
        guard let last = open.popLast(), last == name.dropFirst() else { return false }
      } else if !void.contains(String(name)) {
        open.append(name)
      }
    }
    return open.isEmpty
  }

  @Test(
    "One paragraph can be taken out: what stands below In short, else the first; or the response to a risk",
    arguments: [
      (
        "First.\n\n## In short\n\n- a\n\nThe *answer* [x](y.md) 2026-01-02.\n\nMore.\n",
        "<p>The <em>answer</em> <a href=\"y.md\">x</a> <time>2026-01-02</time>.</p>\n", ""
      ),
      ("# IN SHORT\n\n# Other\n\nSecond.\n", "<p>Second.</p>\n", ""),
      ("| a | b |\n|---|---|\n| 1 | 2 |\n\nText\n", "<p>Text</p>\n", ""),
      (
        "First.\n\n**Response:** act <script>x</script>.\n\nMitigation: more\n", "<p>First.</p>\n",
        "<p><strong>Response:</strong> act x.</p>\n"
      ),
      ("- only a list\n", "", ""),
    ])
  func excerpts(_ text: String, _ inShort: String, _ response: String) {
    func html(_ excerpt: Body.Excerpt) -> String {
      String(
        decoding: BodyRenderer.html(excerpt, of: Array(text.utf8), from: 0) { destination, _ in destination },
        as: UTF8.self)
    }
    #expect(html(.inShort) == inShort)
    #expect(html(.response) == response)
  }
}
