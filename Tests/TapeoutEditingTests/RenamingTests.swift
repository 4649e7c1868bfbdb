import TapeoutEditing
import TapeoutModel
import TapeoutParser
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@Suite("Renaming in random plans")
struct RenamingTests {
  private static let statusDate = Day(unchecked: 2026, 1, 15)
  private static let pictures = ["Content/chips/a/die shot (1).png"]

  private func read(_ files: [String: String], pictures: [String] = RenamingTests.pictures) async -> ReadResult {
    await ContentReader.read(
      SourceSet(files.map { SourceFile(path: $0.key, text: $0.value) }), attachments: pictures)
  }

  /// The files afterwards, as the disk would have them.
  private func renamed(_ files: [String: String], _ change: NameChange) async throws -> [String: String] {
    let read = await read(files, pictures: [])
    let renaming = try Renaming(change, in: read.plan, read.sources)
    var texts = files
    for file in renaming.files {
      #expect(file.edits.applied(to: file.old) == file.new)
      texts[file.path] = String(decoding: file.new, as: UTF8.self)
    }
    return Dictionary(uniqueKeysWithValues: texts.map { (renaming.move.path(of: $0.key), $0.value) })
  }

  private func randomChange(_ program: RandomProgram, _ random: inout SeededGenerator) -> NameChange {
    let id = ["new", "tape-out-b0", "x"].randomElement(using: &random) ?? "new"
    // What could not be had again would not come back.
    let milestone =
      program.milestones.filter { $0.milestone != "yes" && $0.milestone != "2026" }.randomElement(using: &random)
      ?? program.milestones[0]
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1: return .chip(program.chips.randomElement(using: &random) ?? "a", to: id)
    case 2: return .partner(program.partners.randomElement(using: &random) ?? "fab", to: id)
    case 3:
      guard let risk = program.risks.randomElement(using: &random) else { break }
      return .risk(risk, to: RiskID(chip: risk.chip, risk: id))
    default: break
    }
    return .milestone(milestone, to: MilestoneID(chip: milestone.chip, milestone: id))
  }

  private func inverse(_ change: NameChange) -> NameChange {
    switch change {
    case .milestone(let old, let new): .milestone(new, to: old)
    case .risk(let old, let new): .risk(new, to: old)
    case .chip(let old, let new): .chip(new, to: old)
    case .partner(let old, let new): .partner(new, to: old)
    }
  }

  private func withoutFormerIDs(_ files: [String: String]) throws -> [String: String] {
    try files.mapKeysAndValues { path, text in
      guard FieldTable(at: path)?["renamed"] != nil else { return text }
      var document = try EditableDocument(path: path, bytes: Array(text.utf8))
      try document.apply(document.removing("renamed"))
      return String(decoding: document.bytes, as: UTF8.self)
    }
  }

  /// Where every link of every page leads, page by page.
  private func targets(_ read: ReadResult) -> [String: [ContentLink]] {
    var targets: [String: [ContentLink]] = [:]
    func visit(_ origin: Origin, _ body: Body) {
      let path = read.sources[origin.file].path
      targets[path] = body.links.map { ContentLink($0.destination, from: path) }
    }
    let plan = read.plan
    visit(plan.program.origin, plan.program.body)
    for partner in plan.partners { visit(partner.origin, partner.body) }
    for chip in plan.chips { visit(chip.origin, chip.body) }
    for milestone in plan.milestones { visit(milestone.origin, milestone.body) }
    for risk in plan.risks { visit(risk.origin, risk.body) }
    for report in plan.reports { visit(report.origin, report.body) }
    return targets
  }

  /// Where they should lead once something has moved.
  private func movedTargets(_ read: ReadResult, _ change: NameChange) -> [String: [ContentLink]] {
    var moved: [String: [ContentLink]] = [:]
    for (path, links) in targets(read) {
      moved[change.move.path(of: path)] = links.map { link in
        guard case .file(let path) = link else { return link }
        return ContentLink.file(change.move.path(of: path))
      }
    }
    return moved
  }

  /// What a milestone waits for, who is concerned, what it is waived until and when it is expected.
  private func facts(_ read: ReadResult, _ change: NameChange?) -> [MilestoneID: [String]] {
    let plan = read.plan
    let schedule = Schedule(plan, statusDate: RenamingTests.statusDate)
    func now(_ id: MilestoneID) -> MilestoneID { change?.name(of: id) ?? id }
    func party(_ index: PartnerIndex?) -> String { index.flatMap { plan.partners[$0].title?.value } ?? "nobody" }
    var facts: [MilestoneID: [String]] = [:]
    for index in plan.milestones.indices {
      let milestone = plan.milestones[index]
      var own = milestone.dependencies.map {
        "after \(now($0.predecessor.id)) \($0.predecessor.index != nil) \($0.duration?.likely.days ?? -1)"
      }
      own += ["from \(party(milestone.giver))", "to \(party(milestone.receiver))"]
      own += milestone.criteria.map { criterion in
        guard case .milestone(let until)? = criterion.waiver?.until else { return criterion.text }
        return "\(criterion.text) until \(now(until.id)) \(until.index != nil)"
      }
      own += [
        "\(schedule.milestones[index].expected?.description ?? "no date")", "\(schedule.milestones[index].health)",
      ]
      own.append("launch \(plan.chips[milestone.chip].launch == index)")
      own += plan.risks.flatMap { risk in risk.delays.filter { $0.milestone.index == index } }.map {
        "delayed \($0.duration?.likely.days ?? -1)"
      }
      facts[now(milestone.id)] = own
    }
    return facts
  }

  @Test("Only names differ afterwards: the same plan, links to the same files, no new finding")
  func same() async throws {
    var random = SeededGenerator(seed: 14)
    for _ in 0..<Effort.rounds(120) {
      let program = RandomProgram(&random)
      let change = randomChange(program, &random)
      let (before, files) = (await read(program.files), try await renamed(program.files, change))
      let pictures = RenamingTests.pictures.map(change.move.path)
      let after = await read(files, pictures: pictures)
      let difference = "\(change)\n\(program.files)\n\(files)"
      #expect(facts(before, change) == facts(after, nil), "\(difference)")
      #expect(movedTargets(before, change) == targets(after), "\(difference)")
      #expect(before.findings.count == after.findings.count, "\(difference)")
    }
  }

  @Test("There and back gives the same bytes but for renamed:")
  func back() async throws {
    var random = SeededGenerator(seed: 15)
    for _ in 0..<Effort.rounds(120) {
      let program = RandomProgram(&random)
      let change = randomChange(program, &random)
      let there = try await renamed(program.files, change)
      let back = try await renamed(there, inverse(change))
      #expect(try withoutFormerIDs(back) == withoutFormerIDs(program.files), "\(change)")
      // And the second time there finds its own former id, which gives way.
      let again = try await renamed(back, change)
      #expect(try withoutFormerIDs(again) == withoutFormerIDs(there), "\(change)")
      let plan = await read(again).plan
      #expect(formerNames(of: change, plan).filter { $0 == change.oldName }.count == 1, "\(change)")
    }
  }

  private func formerNames(of change: NameChange, _ plan: Plan) -> [String] {
    switch change {
    case .milestone(_, let new):
      plan.milestones.filter { $0.id == new }.flatMap(\.formerIDs).map(\.id.description)
    case .risk(_, let new):
      plan.risks.filter { $0.id == new.risk && plan.chips[$0.chip].id == new.chip }.flatMap(\.formerIDs)
        .map { "\($0.chip)/\($0.risk)" }
    case .chip(_, let new): plan.chips.filter { $0.id == new }.flatMap(\.formerIDs).map(\.value)
    case .partner(_, let new): plan.partners.filter { $0.id == new }.flatMap(\.formerIDs).map(\.value)
    }
  }

  @Test("What goes to another chip is named with its new chip, and names its old one, in links as well")
  func moves() async throws {
    var random = SeededGenerator(seed: 16)
    for _ in 0..<Effort.rounds(120) {
      let program = RandomProgram(&random)
      let chip = program.chips.randomElement(using: &random) ?? "a"
      let change: NameChange
      if let risk = program.risks.randomElement(using: &random), Bool.random(using: &random) {
        let new = RiskID(chip: chip, risk: risk.risk)
        guard !program.risks.contains(new) else { continue }
        change = .risk(risk, to: new)
      } else {
        let old = program.milestones.randomElement(using: &random) ?? MilestoneID(chip: "a", milestone: "a")
        let new = MilestoneID(chip: chip, milestone: old.milestone)
        guard !program.milestones.contains(new) else { continue }
        change = .milestone(old, to: new)
      }
      let (before, files) = (await read(program.files), try await renamed(program.files, change))
      let after = await read(files)
      let difference = "\(change)\n\(program.files)\n\(files)"
      func names(_ facts: [MilestoneID: [String]]) -> [MilestoneID: [String]] {
        facts.mapValues {
          $0.filter {
            $0.utf8.starts(with: "after".utf8) || $0.utf8.starts(with: "delayed".utf8) || $0.contains(" until ")
          }
        }
      }
      #expect(names(facts(before, change)) == names(facts(after, nil)), "\(difference)")
      #expect(movedTargets(before, change) == targets(after), "\(difference)")
      #expect(formerNames(of: change, after.plan).contains(change.oldName), "\(difference)")
      let back = try await renamed(files, inverse(change))
      #expect(targets(await read(back)) == targets(before))
      #expect(facts(await read(back), nil) == facts(before, nil))
    }
  }

  @Test(
    "What cannot get the name is refused in a sentence",
    arguments: [
      (NameChange.milestone(.init(chip: "c", milestone: "a"), to: .init(chip: "c", milestone: "b")), "already"),
      (.milestone(.init(chip: "c", milestone: "a"), to: .init(chip: "c", milestone: "a")), "called c/a already"),
      (.milestone(.init(chip: "c", milestone: "a"), to: .init(chip: "c", milestone: "old-b")), "former id"),
      (.milestone(.init(chip: "c", milestone: "a"), to: .init(chip: "c", milestone: "Tape Out")), "cannot be the id"),
      (.milestone(.init(chip: "c", milestone: "a"), to: .init(chip: "c", milestone: "null")), "keyword"),
      (.milestone(.init(chip: "c", milestone: "a"), to: .init(chip: "c", milestone: "2026-03")), "date"),
      (.milestone(.init(chip: "c", milestone: "no"), to: .init(chip: "c", milestone: "x")), "There is no milestone"),
      (.chip("c", to: "con"), "devices"), (.chip("c", to: "d"), "in the way"), (.chip("c", to: "e"), "already"),
      (.partner("fab", to: "acme"), "already"), (.partner("fab", to: "../x"), "cannot be the id"),
    ])
  func refused(_ change: NameChange, _ words: String) async throws {
    let files = [
      "Content/program.md": "---\ntitle: P\n---\n", "Content/partners/fab.md": "---\ntitle: F\nrole: foundry\n---\n",
      "Content/partners/acme.md": "---\ntitle: A\nrole: customer\n---\n",
      "Content/chips/c/chip.md": "---\ntitle: C\nkind: custom\n---\n",
      "Content/chips/e/chip.md": "---\ntitle: E\nkind: custom\n---\n",
      "Content/chips/c/milestones/a.md": "---\ntitle: A\nkind: review\n---\n",
      "Content/chips/c/milestones/b.md": "---\ntitle: B\nkind: review\nrenamed: [old-b]\n---\n",
    ]
    let read = await read(files, pictures: ["Content/chips/d/picture.png"])
    do {
      _ = try Renaming(change, in: read.plan, read.sources)
      Issue.record("\(change) is not refused")
    } catch {
      #expect(error.summary.contains(words), "\(error.summary)")
    }
  }

  @Test(
    "A file that may hold the name and cannot be read whole stops it",
    arguments: [
      "---\ntitle: T\n<<<<<<< a\nkind: review\n=======\n>>>>>>> b\n---\nAfter old.\n",
      "---\ntitle: T\nkind: review\nafter: [old: 2w, {]\n---\n",
      "---\ntitle: T\nkind: review\nafter: [old]\n---\n",
      "---\ntitle: T\nkind: review\nafter:\n  old:2w: 1w\n---\n",
      "---\ntitle: T\nkind: review\n---\n\n" + String(repeating: "[a](old.md) ", count: 2100) + "\n",
    ])
  func unread(_ text: String) async throws {
    let change = NameChange.milestone(.init(chip: "c", milestone: "old"), to: .init(chip: "c", milestone: "new"))
    var files = [
      "Content/program.md": "---\ntitle: P\n---\n", "Content/chips/c/chip.md": "---\ntitle: C\nkind: custom\n---\n",
      "Content/chips/c/milestones/old.md": "---\ntitle: A\nkind: review\n---\n",
      "Content/chips/c/milestones/other.md": text,
    ]
    var read = await read(files)
    do {
      _ = try Renaming(change, in: read.plan, read.sources)
      Issue.record("is not refused")
    } catch {
      #expect(error.summary.contains("other.md"), "\(error.summary)")
    }
    // A stand-in for a file that is missing holds nothing.
    var without = files
    without["Content/program.md"] = nil
    without["Content/chips/c/milestones/other.md"] = nil
    read = await self.read(without)
    _ = try Renaming(change, in: read.plan, read.sources, missing: [ExactString("Content/program.md")])
    // A file that does not hold the name is nobody's business.
    files["Content/chips/c/milestones/other.md"] = text.replacing("old", with: "abc")
    read = await self.read(files)
    _ = try Renaming(change, in: read.plan, read.sources)
  }
}

extension Dictionary {
  fileprivate func mapKeysAndValues<Other>(_ transform: (Key, Value) throws -> Other) rethrows -> [Key: Other] {
    try Dictionary<Key, Other>(uniqueKeysWithValues: map { ($0.key, try transform($0.key, $0.value)) })
  }
}
