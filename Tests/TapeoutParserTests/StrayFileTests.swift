import TapeoutModel
import TapeoutParser
import TapeoutTestSupport
import Testing

@Suite("Nothing below Content/ is passed over in silence")
struct StrayFileTests {
  private static let text = "---\ntitle: T\nkind: review\n---\n"

  private func findings(markdown: [String] = [], others: [String] = []) async -> [String] {
    var fixture = ContentFixture([
      "program.md": "---\ntitle: P\n---\n", "chips/x/chip.md": "---\ntitle: X\nkind: custom\n---\n",
    ])
    for path in markdown { fixture.files[path] = Self.text }
    fixture.attachments = others
    let result = await fixture.read()
    return result.findings.map { "\($0.rule) \($0.advice ?? "")" }
  }

  @Test(
    "Content under a name that is not read is reported",
    arguments: [
      ("chips/x/milestones/tape-out.markdown", "Rename it to tape-out.md."),
      ("chips/x/milestones/tape-out.md.txt", "Rename it to tape-out.md."),
      ("chips/x/risks/yield.mdx", "Rename it to yield.md."), ("partners/tsmc.MARKDOWN", "Rename it to tsmc.md."),
      ("reports/2026-01-16.mkd", "Rename it to 2026-01-16.md."), ("chips/x/chip.md.txt", "Rename it to chip.md."),
      ("program.markdown", "Rename it to program.md."), ("chips/x/milestones/tape-out", "Rename it to tape-out.md."),
      ("chips/x/milestone/tape-out.markdown", "Rename it to tape-out.md."),
      ("chips/x/milestones/.tape-out.md.icloud", "Let the sync program download tape-out.md, then check again."),
      ("chips/x/milestones/tape-out.md.orig", "Put what is right in it into tape-out.md, then delete it."),
      ("chips/x/milestones/tape-out.md.bak", "Put what is right in it into tape-out.md, then delete it."),
      ("partners/tsmc.md.tmp", "Put what is right in it into tsmc.md, then delete it."),
    ])
  func otherEndings(_ path: String, _ advice: String) async {
    #expect(await findings(others: [path]) == ["unexpected-file \(advice)"])
  }

  @Test(
    "Attachments are no content",
    arguments: [
      "chips/x/milestones/readme.txt", "chips/x/milestones/costs.csv", "chips/x/milestones/p.png", "logo.svg",
      "chips/x/notes.markdown.zip", "partners/LICENSE", "chips/x/milestones/.DS_Store", "docs/guide.md.pdf",
    ])
  func attachments(_ path: String) async {
    #expect(await findings(others: [path]) == [])
  }

  @Test(
    "Copies that programs make are no content",
    arguments: [
      "tape-out (Anna’s conflicted copy 2026-05-01)", "tape-out.sync-conflict-20260501-120000-ABCDEFG", "tape-out (1)",
      "tape-out - Copy", "tape-out copy", "tape-out 2", "tape-out_BASE_1234", "~$tape-out",
      "tape-out (SFConflict a 2026)",
    ])
  func copies(_ name: String) async {
    #expect(
      await findings(markdown: ["chips/x/milestones/\(name).md"])
        == ["unexpected-file Put what is right in it into tape-out.md, then delete it."])
  }

  @Test(
    "A folder that is one letter off is named with the right one, once for all its files",
    arguments: [
      ("chips/x/milestone", "Rename the folder milestone to milestones, or move its files there."),
      ("chips/x/Milestones", "Rename the folder Milestones to milestones, or move its files there."),
      ("chips/x/milestnoes", "Rename the folder milestnoes to milestones, or move its files there."),
      ("chips/x/risk", "Rename the folder risk to risks, or move its files there."),
      ("partner", "Rename the folder partner to partners, or move its files there."),
      ("Partners", "Rename the folder Partners to partners, or move its files there."),
      ("chip/x/milestones", "Rename the folder chip to chips, or move its files there."),
      ("milestones", "Move it to chips/ID/milestones/: each belongs to a chip."),
      ("chips/x/milestones/2026", "Move it to chips/x/milestones/: the folders below it are not read."),
    ])
  func folders(_ folder: String, _ advice: String) async {
    let found = await findings(markdown: ["\(folder)/a.md", "\(folder)/b.md"])
    #expect(Set(found) == ["unexpected-file \(advice)"])
    if advice.contains("Rename") { #expect(found.count == 1) }
  }

  @Test("Files with nearly the right name are told it")
  func names() async {
    #expect(await findings(markdown: ["chips/x/Chip.md"]) == ["unexpected-file Rename the file to chip.md."])
    #expect(await findings(markdown: ["programm.md"]) == ["unexpected-file Rename the file to program.md."])
  }

  @Test("A reference to a file that is not read is not called unknown as well")
  func references() async {
    let files = [
      "program.md": "---\ntitle: P\n---\n", "chips/x/chip.md": "---\ntitle: X\nkind: custom\n---\n",
      "chips/x/milestone/tape-out.md": Self.text, "chips/x/milestones/Bring up.md": Self.text,
    ]
    let plan = await ContentFixture(files, attachments: ["partners/.tsmc.md.icloud"]).read().plan
    #expect(plan.isUnread("Content/chips/x/milestones/tape-out.md"))
    #expect(plan.isUnread("Content/chips/x/milestones/bring-up.md"))
    #expect(plan.isUnread("Content/partners/tsmc.md"))
    #expect(!plan.isUnread("Content/partners/acme.md"))
    #expect(plan.hasUnreadContent(ofChip: "x"))
  }
}
