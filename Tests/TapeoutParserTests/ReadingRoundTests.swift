import TapeoutModel
import TapeoutParser
import TapeoutTestSupport
import Testing

@Suite("Reading very many files")
struct ReadingRoundTests {
  /// More files than one stretch has: chips whose milestones sort otherwise by path than by id (`-` comes before `.`),
  /// risks, and two folders whose wrong names are said once each.
  private static let sources: SourceSet = {
    var files = [
      "program.md": "---\ntitle: P\nlaunch: 2026\n---\n", "partners/acme.md": "---\ntitle: A\nrole: x\n---\n",
    ]
    for chip in 0..<30 {
      files["chips/c\(chip)/chip.md"] = "---\ntitle: C\nkind: custom\n---\n"
      for name in ["tape-out", "tape-out-review", "tape-out-a", "tape", "launch"] {
        files["chips/c\(chip)/milestones/\(name).md"] =
          "---\ntitle: \(name) \(chip)\nkind: review\nafter: {tape-out: 1w, c\(29 - chip)/tape: 2w}\n---\n"
      }
      files["chips/c\(chip)/risks/r.md"] = "---\ntitle: R\nprobability: 10%\ndelays: {launch: 1w}\n---\n"
      files["chip/c\(chip)/milestones/a.md"] = "---\ntitle: A\nkind: review\n---\n"
      files["chips/c1/milestone/m\(chip).md"] = "---\ntitle: A\nkind: review\n---\n"
    }
    return SourceSet(files.map { SourceFile(path: "Content/\($0.key)", text: $0.value) })
  }()

  @Test(
    "However many documents are held at once, the plan and the findings are the same", arguments: [1, 64, 128, 200])
  func rounds(_ filesAtOnce: Int) async {
    let whole = await ContentReader.read(ReadingRoundTests.sources, keepsDocuments: true)
    let read = await ContentReader.read(
      ReadingRoundTests.sources, keepsDocuments: true, filesAtOnce: filesAtOnce)
    #expect(whole.findings == read.findings && whole.findings.count > 2)
    #expect(whole.plan.milestones.map(\.id) == read.plan.milestones.map(\.id))
    #expect(whole.plan.milestones.map(\.dependencies) == read.plan.milestones.map(\.dependencies))
    #expect(whole.plan.risks.map(\.chip) == read.plan.risks.map(\.chip))
    #expect(whole.plan.unreadPaths == read.plan.unreadPaths)
    let gathered = read.findings.filter { $0.rule == "unexpected-file" }
    #expect(gathered.count == 2 && gathered.allSatisfy { $0.notes.map(\.text) == ["30 files lie there"] })
    // A later reading is given all documents, and comes to the same.
    let again = await ContentReader.read(
      SourceSet(
        ReadingRoundTests.sources.files + [SourceFile(path: "Content/partners/z.md", text: "---\ntitle: Z\n---\n")]),
      keepsDocuments: true, reusing: read, filesAtOnce: filesAtOnce)
    #expect(again.plan.milestones.map(\.id) == read.plan.milestones.map(\.id))
  }

  @Test("Milestones stand in the order of their ids, each whole, with its own title and links")
  func order() async {
    let plan = await ContentReader.read(ReadingRoundTests.sources).plan
    let ids = plan.milestones.map(\.id)
    #expect(ids == ids.sorted() && ids.count == 150)
    for milestone in plan.milestones {
      #expect(milestone.displayTitle == "\(milestone.id.milestone) \(milestone.id.chip.dropFirst())")
      #expect(plan.chips[milestone.chip].id == milestone.id.chip)
      for dependency in milestone.dependencies {
        #expect(dependency.predecessor.index.map { plan.milestones[$0].id } == dependency.predecessor.id)
      }
    }
  }
}
