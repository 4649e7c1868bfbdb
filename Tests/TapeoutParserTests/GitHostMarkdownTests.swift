import TapeoutTestSupport
import Testing

@testable import TapeoutParser

@Suite("What Git hosts add to Markdown")
struct GitHostMarkdownTests {
  private func html(_ text: String, hasAnchors: Bool = false) -> String {
    let front = "---\na: b\n---\n"
    let html = BodyRenderer.html(
      Array((front + text).utf8), from: front.utf8.count, hasAnchors: hasAnchors, resolve: { to, _ in to })
    return String(decoding: html.filter { $0 != 0x0A }, as: UTF8.self)
  }

  @Test(
    "A bare web address is a link, without what closes the sentence around it",
    arguments: [
      ("see https://example.org/a_b_c.\n", "see |https://example.org/a_b_c|."),
      ("(https://example.org/x(y)z) and\n", "(|https://example.org/x(y)z|) and"),
      ("http://example.org?a=1&b=2, so\n", "|http://example.org?a=1&amp;b=2|, so"),
      ("https://example.org/2026-03-05/x\n", "|https://example.org/2026-03-05/x|"),
      ("https://例え.jp/道 x\n", "|https://例え.jp/道| x"), ("\"https://a.b\"\n", "&quot;|https://a.b|&quot;"),
      ("*https://a.b*\n", "<em>|https://a.b|</em>"),
    ])
  func addresses(text: String, expected: String) {
    var parts = expected.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    let address = parts[1]
    parts[1] = "<a href=\"\(address)\">\(address)</a>"
    #expect(html(text) == "<p>\(parts.joined())</p>")
  }

  @Test(
    "What is no web address, is part of a word, or is code or a link already stays as it is",
    arguments: [
      "javascript://x", "xhttps://a.b", "https://", "https:///a", "ftp://a.b", "www.example.org", "https:// a",
      "éhttps://a.b",
    ])
  func noAddresses(text: String) {
    #expect(html(text + "\n") == "<p>\(text)</p>")
  }

  @Test("Links and code keep what they hold")
  func held() {
    #expect(html("`https://a.b`\n") == "<p><code>https://a.b</code></p>")
    #expect(html("[https://a.b](x)\n") == "<p><a href=\"x\">https://a.b</a></p>")
    #expect(html("<https://a.b>\n") == "<p><a href=\"https://a.b\">https://a.b</a></p>")
    #expect(html("    https://a.b\n") == "<pre><code>https://a.b</code></pre>")
    #expect(html("`~~a~~`\n") == "<p><code>~~a~~</code></p>")
  }

  @Test(
    "Two tildes strike out, within one block and whole elements",
    arguments: [
      ("~~a~~ b\n", "<p><del>a</del> b</p>"), ("x~~a *b* c~~.\n", "<p>x<del>a <em>b</em> c</del>.</p>"),
      ("~~a~~ ~~b~~\n", "<p><del>a</del> <del>b</del></p>"), ("*~~a~~*\n", "<p><em><del>a</del></em></p>"),
      ("a ~~ b ~~ c\n", "<p>a ~~ b ~~ c</p>"), ("~~a\n\nb~~\n", "<p>~~a</p><p>b~~</p>"),
      ("~~a *b~~ c*\n", "<p>~~a <em>b~~ c</em></p>"), ("~~~~\n", "<pre><code></code></pre>"),
      ("a~b~c\n", "<p>a~b~c</p>"),
      ("x ~~~a~~~ y\n", "<p>x ~~~a~~~ y</p>"), ("~~a ~~\n", "<p>~~a ~~</p>"),
      ("- ~~a\n- b~~\n", "<ul><li>~~a</li><li>b~~</li></ul>"),
    ])
  func strikethrough(text: String, expected: String) {
    #expect(html(text) == expected)
  }

  @Test("A footnote goes to the end, numbered as it is referred to, and both lead to each other")
  func footnotes() {
    let text = "One[^b] two[^a] one again[^b].\n\n[^a]: Note *a*.\n[^b]: Note b,\non.\n\nMore.\n"
    #expect(
      html(text, hasAnchors: true)
        == "<p>One<sup><a href=\"#text-note-1\" id=\"text-mark-1\" aria-label=\"Note 1\">1</a></sup> "
        + "two<sup><a href=\"#text-note-2\" id=\"text-mark-2\" aria-label=\"Note 2\">2</a></sup> one again"
        + "<sup><a href=\"#text-note-1\" aria-label=\"Note 1\">1</a></sup>.</p><p>More.</p><ol class=\"notes\">"
        + "<li id=\"text-note-1\">Note b,on. <a href=\"#text-mark-1\" aria-label=\"Back to the text\">↩</a></li>"
        + "<li id=\"text-note-2\">Note <em>a</em>. <a href=\"#text-mark-2\" aria-label=\"Back to the text\">↩</a></li></ol>"
    )
    #expect(html("a[^1]\n\n[^1]: Long note\n") == "<p>a<sup>1</sup></p><ol class=\"notes\"><li>Long note</li></ol>")
  }

  @Test("A mark without a note, and a note without a mark, are not lost")
  func strayFootnotes() {
    #expect(html("a[^1]\n") == "<p>a[^1]</p>")
    #expect(html("`[^1]`\n\n[^1]: A note\n") == "<p><code>[^1]</code></p><ol class=\"notes\"><li>A note</li></ol>")
    #expect(html("[^1]: https://a.b\n\nx[^1]\n").contains("<a href=\"https://a.b\">^1</a>"))
  }

  @Test("Headings get ids from their words, each its own, where a page asks for it")
  func headings() {
    #expect(
      html("# Open points\n\n## Open *points* & more!\n\n## 道\n\n## Open points\n\n## !?\n", hasAnchors: true)
        == "<h1 id=\"text-open-points\">Open points</h1><h2 id=\"text-open-points-more\">Open <em>points</em> &amp; more!</h2>"
        + "<h2 id=\"text-道\">道</h2><h2 id=\"text-open-points-2\">Open points</h2><h2>!?</h2>")
    #expect(html("# a\n") == "<h1>a</h1>")
  }

  @Test(
    "Marks without end cost no more than one pass", arguments: ["~~a ", "[^1", "https://a(", "[^1]: a\n[^", "<p>[^"])
  func cost(piece: String) {
    // About as many brackets as a body may have: see Docs/limits.md.
    let body = "First.\n\n" + String(repeating: piece, count: 900)
    #expect(html(body, hasAnchors: true).utf8.starts(with: "<p>First.</p>".utf8))
  }
}
