import TapeoutModel
import TapeoutTestSupport
import Testing

@testable import TapeoutExchange

@Suite("The feed and the site map")
struct AtomFeedTests {
  private func feed(_ fixture: ExportFixture) async -> String { text(AtomFeed.text(await fixture.content())) }

  @Test("What happened is there, newest first, and nothing that is still to come")
  func entries() async {
    var fixture = ExportFixture.usual
    fixture.builder.add("later", actual: "2026-02-01")
    let feed = await feed(fixture)
    let ids = pieces(feed, "<id>").dropFirst().map { pieces($0, "</id>")[0] }
    #expect(
      ids == [
        "tag:tapeout.invalid,2026:feed", "tag:tapeout.invalid,2026:c/start/accepted",
        "tag:tapeout.invalid,2026:c/start/done",
      ])
    #expect(feed.contains("<title>c: start is accepted by foundry</title>"))
    #expect(feed.contains("Done on 2026-01-05, 1 day later than its baseline of 2026-W01. Handoff: acme to foundry."))
    #expect(
      feed.contains(
        "<updated>2026-01-08T00:00:00Z</updated>\n<link rel=\"alternate\" type=\"text/html\" href=\"index.html\"/>"))
    #expect(!feed.contains("rel=\"self\""))
  }

  @Test("Ids go by the host that the program names, links by where the site is published")
  func addresses() async {
    var fixture = ExportFixture.usual
    fixture.builder.program.site = Located("https://me@Status.example.com:80/x", at: ExportFixture.nowhere)
    fixture.site = "https://copy.example.com/a&b"
    let feed = await feed(fixture)
    #expect(feed.contains("<id>tag:status.example.com,2026:c/start/done</id>"))
    #expect(feed.contains("href=\"https://copy.example.com/a&amp;b/chips/c/start.html\""))
    #expect(
      feed.contains(
        "<link rel=\"self\" type=\"application/atom+xml\" href=\"https://copy.example.com/a&amp;b/feed.xml\"/>"))
  }

  @Test(
    "The host of an address, or nothing",
    arguments: [
      ("https://a.example/x", "a.example"), ("http://u:p@H.example:8080?x", "h.example"), ("https://[::1]/", ""),
      ("https://é.example/", ""), ("none", ""), ("https://", ""),
    ])
  func host(address: String, host: String) {
    #expect(AtomWriter.host(of: address) == host)
  }

  @Test("A vague date that has begun counts up to the status date")
  func vague() async {
    var fixture = ExportFixture()
    fixture.builder.add("m", actual: "2026-01")
    let feed = await feed(fixture)
    #expect(feed.contains("<updated>2026-01-15T00:00:00Z</updated>") && feed.contains("Done on 2026-01."))
  }

  @Test("At most fifty entries, the newest")
  func most() async {
    var fixture = ExportFixture()
    for day in 0..<60 { fixture.builder.add("m\(day)", actual: "\(Day(unchecked: 2025, 10, 1) + day)") }
    let feed = await feed(fixture)
    #expect(pieces(feed, "<entry>").count == 51)
    #expect(feed.contains("m59 is done") && feed.contains("m10 is done") && !feed.contains("m9 is done"))
  }

  @Test("Whatever is in a title, it is text", arguments: hostileTitles)
  func hostile(title: String) async {
    var fixture = ExportFixture()
    fixture.builder.add("m", actual: "2026-01-01")
    let plain = await feed(fixture)
    fixture.titles["m"] = title
    fixture.chipTitle = title
    let feed = await feed(fixture)
    for sign in ["<", ">"] { #expect(pieces(feed, sign).count == pieces(plain, sign).count) }
    #expect(feed.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0xFFFE) })
  }

  @Test("More pages than a site map may hold are in several")
  func sitemap() {
    let one = Sitemap.files(["", "a.html"], site: "https://example.com/&/")
    #expect(one.map(\.path) == ["sitemap.xml"])
    #expect(
      text(one[0].text).contains(
        "<url><loc>https://example.com/&amp;/</loc></url>\n<url><loc>https://example.com/&amp;/a.html</loc>"))
    let three = Sitemap.files(["", "a", "b", "c", "d"], site: "https://example.com/", limit: 2)
    #expect(three.map(\.path) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"])
    #expect(text(three[0].text).contains("<sitemap><loc>https://example.com/sitemap-3.xml</loc></sitemap>"))
    #expect(text(three[3].text).contains("<loc>https://example.com/d</loc>") && !text(three[3].text).contains("/c<"))
  }
}
