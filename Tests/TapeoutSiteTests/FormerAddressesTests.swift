import TapeoutModel
import TapeoutSite
import TapeoutTestSupport
import Testing

@Suite("Pages at former addresses")
struct FormerAddressesTests {
  private static let renamed: [String: String] = [
    "program.md":
      "---\ntitle: Program\nlaunch: 2030\nstatus_date: 2026-01-15\nsite: https://silicon.example.com\n---\n",
    "partners/tsmc.md": "---\ntitle: The <Fab>\nrole: foundry\nrenamed: [umc, acme]\n---\n",
    "chips/custom-1/chip.md":
      "---\ntitle: Chip\nkind: custom\ndesign_partner: broadcom\nfoundry: tsmc\npackaging: tsmc\nrenamed: [c1]\n---\n",
    "chips/custom-1/milestones/kickoff.md":
      "---\ntitle: Kickoff\nkind: kickoff\nbaseline: 2020-01-10\nactual: 2020-01-10\naccepted: 2020-01-11\n"
      + "renamed: [start, c1/begin, other/kickoff, launch]\n---\n",
    "chips/custom-1/risks/respin.md":
      "---\ntitle: Respin\nprobability: 30%\nowner: Lead\ndelays: {launch: 8w}\nrenamed: [spin, c1/respin]\n---\n",
  ]

  @Test("Each old address of a chip, a milestone, a partner and a risk leads on, and none hides what exists")
  func addresses() async throws {
    let folder = try TemporaryFolder()
    try folder.writeProgram(Self.renamed)
    let site = try await folder.site()
    for (path, target) in [
      ("chips/c1.html", "chips/custom-1.html"), ("chips/c1/kickoff.html", "chips/custom-1/kickoff.html"),
      ("chips/c1/start.html", "chips/custom-1/kickoff.html"), ("chips/c1/begin.html", "chips/custom-1/kickoff.html"),
      ("chips/custom-1/start.html", "chips/custom-1/kickoff.html"),
      ("chips/other/kickoff.html", "chips/custom-1/kickoff.html"),
      ("chips/c1/tape-out.html", "chips/custom-1/tape-out.html"), ("partners/umc.html", "partners/tsmc.html"),
    ] {
      let page = try #require(site[path], "\(path)")
      let root = String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
      #expect(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=\(root)\(target)\">"), "\(page)")
      #expect(page.contains("<a href=\"\(root)\(target)\">"), "\(page)")
      #expect(page.contains("<link rel=\"canonical\" href=\"https://silicon.example.com/\(target)\">"))
      #expect(site[target] != nil)
    }
    // Names that exist are theirs.
    #expect(site["partners/acme.html"]?.contains("refresh") == false)
    #expect(site["chips/custom-1/launch.html"]?.contains("refresh") == false)
    #expect(site["partners/umc.html"]?.contains("The &lt;Fab&gt;") == true)
    #expect(site["chips/custom-1.html"]?.contains("<span id=\"risk-spin\"></span>") == true)
    #expect(site["sitemap.xml"]?.contains("/c1") == false)
    // What others show or subscribed to goes on.
    #expect(site["badges/c1.svg"] == site["badges/custom-1.svg"])
    #expect(site["badges/c1/start.svg"] == site["badges/custom-1/kickoff.svg"])
    #expect(site["chips/c1.ics"] == site["chips/custom-1.ics"])
    #expect(site["partners/umc.ics"] == site["partners/tsmc.ics"])
  }

  @Test("Without former ids there is nothing more")
  func none() async throws {
    let folder = try TemporaryFolder()
    try folder.writeProgram()
    #expect(try await folder.site().values.allSatisfy { !$0.contains("http-equiv=\"refresh\"") })
  }
}
