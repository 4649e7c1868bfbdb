import TapeoutModel
import TapeoutTestSupport
import Testing

@Suite struct OwnerSlugsTests {
  @Test(
    "a slug keeps the letters and digits of every script",
    arguments: [
      ("Physical design lead", "physical-design-lead"),
      ("王小明", "王小明"),
      ("山田 太郎 (TSMC)", "山田-太郎-tsmc"),
      ("فريق التصميم", "فريق-التصميم"),
      ("डिज़ाइन टीम", "डिज़ाइन-टीम"),
      ("Jürgen Groß", "jürgen-gross"),
      ("R&D / DFT, team 2", "r-d-dft-team-2"),
      ("../../etc/passwd", "etc-passwd"),
      ("a\u{202E}b\u{200B}c", "abc"),
      ("<script>", "script"),
      ("🚀", "owner"),
      ("CON", "owner-con"),
      ("com1", "owner-com1"),
    ])
  func slug(name: String, expected: String) {
    #expect(OwnerSlugs.slugs(of: [name]) == [expected])
  }

  @Test("names with the same slug are told apart by a number, in the order of their bytes")
  func collisions() {
    let names = ["DFT Team", "DFT team", "DFT-team", "DFT-team-2"]
    #expect(OwnerSlugs.slugs(of: names) == ["dft-team", "dft-team-3", "dft-team-4", "dft-team-2"])
  }

  @Test("a composed and a decomposed letter do not share a file")
  func canonicalEquivalents() {
    let slugs = OwnerSlugs.slugs(of: ["Rene\u{301}", "Ren\u{e9}"])
    #expect(slugs == ["ren\u{e9}", "ren\u{e9}-2"])
  }

  @Test("a long name is cut between letters and still has an address of its own")
  func longNames() {
    let slugs = OwnerSlugs.slugs(of: [String(repeating: "設", count: 100), String(repeating: "設", count: 101)])
    #expect(slugs == [String(repeating: "設", count: 40), String(repeating: "設", count: 40) + "-2"])
  }

  @Test("ten thousand names with one slug take a moment")
  func manyCollisions() {
    let names = (0..<10_000).map { String(repeating: " ", count: $0 % 100) + String(repeating: "-", count: $0 / 100) }
    #expect(Set(OwnerSlugs.slugs(of: names)).count == 10_000)
  }
}

@Suite struct OwnersTests {
  @Test("an owner has the milestones and risks that name exactly them")
  func lists() {
    var plan = Plan(program: Program(origin: Origin(file: FileID(0))))
    for (id, owner) in [("a", "Lab"), ("b", "Design"), ("c", "Lab"), ("d", nil)] {
      var milestone = Milestone(
        origin: Origin(file: FileID(0)), id: MilestoneID(chip: "x", milestone: id), chip: ChipIndex(0))
      milestone.owner = owner.map { Located($0, at: SourceRange(startOf: FileID(0))) }
      plan.milestones.append(milestone)
    }
    var risk = Risk(origin: Origin(file: FileID(0)), id: "r", chip: ChipIndex(0))
    risk.owner = Located("Finance", at: SourceRange(startOf: FileID(0)))
    plan.risks.append(risk)

    let owners = Owners(plan)
    #expect(owners.all.map(\.name) == ["Design", "Finance", "Lab"])
    #expect(owners.all.map(\.milestones) == [[MilestoneIndex(1)], [], [MilestoneIndex(0), MilestoneIndex(2)]])
    #expect(owners.all.map(\.risks) == [[], [RiskIndex(0)], []])
    #expect(owners.index(of: "Lab") == OwnerIndex(2))
    #expect(owners.index(of: "lab") == nil)
  }
}
