import TapeoutModel
@testable import TapeoutTemplates
import TapeoutTestSupport
import Testing

@testable import TapeoutSite

@Suite("Page map")
struct PageMapTests {
  @Test(
    "Names of files become addresses that mean the same",
    arguments: [
      ("a/b.png", "a/b.png"), ("a b.png", "a%20b.png"), ("100%.png", "100%25.png"), ("a?b#c.png", "a%3Fb%23c.png"),
      ("流片.pdf", "%E6%B5%81%E7%89%87.pdf"), ("javascript:x", "javascript%3Ax"), ("\"'<>&", "%22%27%3C%3E%26"),
      ("a\u{301}", "a%CC%81"),
    ])
  func encoding(path: String, address: String) {
    #expect(path.percentEncoded == address)
  }

  @Test("Links in bodies lead to pages and to attachments that are there, and nowhere else")
  func links() async throws {
    let body = """
      [a](launch.md) [b](../chip.md) [c](../../../program.md) [d](../../../../etc/passwd) [e](picture.png) [f](gone.png)
      [g](a%20b.pdf) [h](https://example.com/) [i](#top) [j](/etc/passwd) [k](%2e%2e/%2e%2e/%2e%2e/%2e%2e/x.md)
      [l](../risks/respin.md) [m](..\\..\\x.md) [n](mailto:a@example.com) [o](picture.png/../../../../../x)
      """
    let folder = try TemporaryFolder()
    let risk = "---\ntitle: Respin\nowner: Lab\nprobability: 10%\ndelays: {launch: 1w}\n---\n"
    try folder.writeProgram([
      "chips/custom-1/milestones/kickoff.md":
        "---\ntitle: Kickoff\nkind: kickoff\nbaseline: 2020-01-10\nactual: 2020-01-10\n---\n\n\(body)\n",
      "chips/custom-1/risks/respin.md": risk, "chips/custom-1/milestones/picture.png": "x",
      "chips/custom-1/milestones/a b.pdf": "x",
    ])
    let page = try #require(try await folder.site()["chips/custom-1/kickoff.html"])
    var addresses: [String: String] = [:]
    for link in page.components(of: "<a ").dropFirst() {
      let parts = link.components(of: "\"")
      if parts.count > 1, let text = link.components(of: ">").dropFirst().first?.components(of: "<").first,
        text.utf8.count == 1
      {
        addresses[text] = parts[1]
      }
    }
    #expect(
      addresses == [
        "a": "../../chips/custom-1/launch.html", "b": "../../chips/custom-1.html", "c": "../../program.html",
        "e": "../../files/chips/custom-1/milestones/picture.png",
        "g": "../../files/chips/custom-1/milestones/a%20b.pdf", "h": "https://example.com/", "i": "#text-top",
        "l": "../../chips/custom-1.html#risk-respin", "n": "mailto:a@example.com",
      ])
  }

  @Test("No path of a file in the site is empty, absolute or leads out of it")
  func paths() async throws {
    let folder = try TemporaryFolder()
    try folder.writeProgram()
    let site = try await folder.site()
    #expect(site.count > 30)
    for path in site.keys {
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      #expect(!parts.contains("") && !parts.contains(".") && !parts.contains(".."), "\(path)")
    }
  }
}

extension String {
  fileprivate func components(of separator: String) -> [String] {
    Array(utf8).split(separator: Array(separator.utf8), omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
