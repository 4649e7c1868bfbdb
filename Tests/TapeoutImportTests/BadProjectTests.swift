import TapeoutModel
import Testing

@testable import TapeoutImport

@Suite("A project file that cannot be trusted is refused with the place")
struct BadProjectTests {
  private func refusals(_ text: String) async -> [String] {
    let outcome = await ProjectXML.imported(text)
    #expect(outcome.files.isEmpty)
    return outcome.summary
  }

  private func refusals(ofTaskWith more: String) async -> [String] {
    var project = ProjectXML()
    project.task("One", ("2026-03-02T08:00", "2026-03-02T08:00"), hours: 0)
    project.task("Two", hours: 0, more: more)
    return await refusals(project.text)
  }

  @Test("Document types, cut files and other XML")
  func files() async {
    let laughs = """
      <?xml version="1.0"?>
      <!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
      <Project><Title>&lol2;</Title></Project>
      """
    #expect(await refusals(laughs) == ["import-file 2 The file declares a document type, and is not read."])
    var project = ProjectXML()
    project.task("One", ("2026-03-02T08:00", "2026-03-02T08:00"), hours: 0)
    let cut = String(decoding: project.text.utf8.dropLast(40), as: UTF8.self)
    #expect(await refusals(cut).first?.utf8.starts(with: "import-file 5 The file is no complete XML".utf8) == true)
    #expect(await refusals("<Project></Project>") == ["import-empty 1 The file holds no tasks."])
    #expect(await refusals("") == ["import-file 1 The file is empty."])
    // The 65th element, whose line it is.
    let deep = String(repeating: "<a>\n", count: 100_000)
    #expect(
      await refusals("<Project>\n" + deep)
        == ["import-file 65 The file nests elements deeper than a project file can."])
    #expect(await refusals("\u{D0}nonsense").count == 1)
  }

  @Test("Links to tasks that are not there, rings, and numbers that stand twice")
  func references() async {
    #expect(
      await refusals(ofTaskWith: ProjectXML.link(9)) == [
        "import-link 6 “Two” waits for task 9, which is not in the file."
      ])
    var ring = ProjectXML()
    ring.task("One", ("2026-03-02T08:00", "2026-03-02T08:00"), hours: 0, more: ProjectXML.link(2))
    ring.task("Two", ("2026-03-02T08:00", "2026-03-02T08:00"), hours: 0, more: ProjectXML.link(1))
    #expect(
      await refusals(ring.text) == ["import-cycle 5 Tasks wait for each other: “One” before “Two” before “One”."])
    #expect(
      await refusals(ofTaskWith: "</Task><Task><UID>1</UID><Name>Three</Name>") == [
        "import-number 6 Two tasks have the UID 1."
      ])
    var outline = ProjectXML()
    outline.task("Part of itself", ("2026-03-02T08:00", "2026-03-06T17:00"), hours: 0, more: ProjectXML.link(2))
    outline.task("Part", level: 2, ("2026-03-02T08:00", "2026-03-06T17:00"), hours: 0, more: ProjectXML.link(1))
    #expect(await refusals(outline.text).first?.utf8.starts(with: "import-cycle".utf8) == true)
  }

  @Test("Dates outside of our years, of another zone, or none; lengths below nothing")
  func values() async {
    #expect(
      await refusals(ofTaskWith: "<Start>0001-01-01T00:00:00</Start>")
        == ["import-date 6 0001-01-01T00:00:00 stands for a start: years run from 1900 to 2199 here."])
    #expect(await refusals(ofTaskWith: "<Deadline>9999-12-31T00:00:00</Deadline>").count == 1)
    #expect(
      await refusals(ofTaskWith: "<Finish>2026-03-01T00:00:00+08:00</Finish>")
        == [
          "import-date 6 2026-03-01T00:00:00+08:00 names a time zone, so its day depends on where one stands."
        ])
    #expect(
      await refusals(ofTaskWith: "<Finish>2026-02-30T00:00:00</Finish>") == [
        "import-date 6 “2026-02-30T00:00:00” is no date, but stands for a finish."
      ])
    #expect(
      await refusals(ofTaskWith: "<Duration>-PT8H0M0S</Duration>") == [
        "import-duration 6 A task takes less than no time: -PT8H0M0S."
      ])
    #expect(await refusals(ofTaskWith: "<Duration>8 h</Duration>").count == 1)
    #expect(
      await refusals(ofTaskWith: "<Start>2026-03-05T08:00:00</Start><Finish>2026-03-04T08:00:00</Finish>")
        == ["import-date 6 “Two” finishes on 2026-03-04, before it starts on 2026-03-05."])
  }

  @Test("A file without milestones says how to take its tasks")
  func nothing() async {
    var project = ProjectXML()
    project.task("Work", ("2026-03-02T08:00", "2026-03-06T17:00"), hours: 40)
    let outcome = await project.imported()
    #expect(outcome.summary == ["import-empty 1 None of the 1 tasks is a milestone."])
    #expect(
      outcome.errors.first?.advice
        == "Take all tasks with --tasks, or those of one level of the outline with --outline 2.")
  }

  @Test("A hub of thousands of links stays a hub")
  func hub() async {
    var project = ProjectXML()
    let day = ("2026-03-02T08:00", "2026-03-02T08:00")
    for number in 0..<400 { project.task("In \(number)", day, hours: 0) }
    project.task("Hub", day, hours: 8, more: (1...400).map { ProjectXML.link($0) }.joined())
    for number in 0..<400 { project.task("Out \(number)", day, hours: 0, more: ProjectXML.link(401)) }
    let outcome = await project.imported { $0.chip = "c" }
    #expect(outcome.milestones == 801)
    #expect(outcome.lines("hub.md").count > 400)
    #expect(outcome.lines("out-7.md").contains { $0.utf8.starts(with: "  hub:".utf8) })
  }
}
