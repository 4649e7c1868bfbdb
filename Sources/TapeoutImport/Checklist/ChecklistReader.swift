import TapeoutModel

/// Turns a checklist in Markdown into milestones with exit criteria.
enum ChecklistReader {
  /// The most bytes: what a content file may have.
  static let largest = 1 << 20

  /// - Parameters:
  ///   - name: of the file.
  ///   - level: of the headings that are milestones; nil finds it.
  /// - Returns: nil where nothing becomes a criterion; a finding says so.
  static func project(
    _ text: DecodedText, name: String, level: Int?, into findings: inout ImportFindings
  ) -> ForeignProject? {
    guard text.bytes.count <= largest else {
      findings.fail(
        "import-file", at: 0..<0, "The checklist has over \(largest >> 20) MiB.",
        advice: "Import it in parts: one file for each of its chapters.")
      return nil
    }
    let blocks = ChecklistScanner.blocks(of: text, into: &findings)
    let stem = ChecklistReader.stem(of: name)
    let outline = ChecklistOutline(blocks, name: stem.isEmpty ? "Checklist" : stem, level: level)
    guard !outline.milestones.isEmpty else {
      findings.fail(
        "import-empty", at: 0..<0, "The text holds no checklist: neither boxes nor bullets nor a table with a status.",
        advice: "Write its items as `- [ ] item`, or as a table with the columns Item, Status and Note.")
      return nil
    }
    var project = ForeignProject()
    var summaries: [Int: Int] = [:]
    let taken = Set(outline.milestones.flatMap(\.parts))
    for (section, parts) in outline.milestones {
      let parent = parent(of: section, outline, &summaries, &project)
      var task = ForeignTask(
        name: outline.sections[section].title, range: range(section, outline), number: "\(project.tasks.count + 1)")
      task.isMilestone = true
      task.parent = parent
      task.level = max(outline.sections[section].level, 1)
      task.kind = ChecklistOutline.kind(of: outline.sections[section].title)
      var criteria = ChecklistCriteria()
      for part in parts { criteria.add(outline.sections[part], isFirst: part == section, &findings) }
      task.markdown = criteria.body(&findings, task)
      project.tasks.append(task)
    }
    for (place, section) in outline.sections.enumerated() where !taken.contains(place) && summaries[place] == nil {
      guard let first = section.blocks.first ?? (place == 0 ? nil : ChecklistBlock(section)) else { continue }
      findings.count(
        at: first.range.lowerBound,
        "“\((place == 0 ? "the text before the first heading" : section.title).shortened(to: 60))”",
        because: "it holds no items")
    }
    return project
  }

  private static func range(_ section: Int, _ outline: ChecklistOutline) -> Range<Int> {
    let own = outline.sections[section]
    return own.level > 0 ? own.range : own.blocks.first?.range ?? 0..<0
  }

  /// The summary tasks of the headings around a milestone, made where they are not there.
  private static func parent(
    of section: Int, _ outline: ChecklistOutline, _ summaries: inout [Int: Int], _ project: inout ForeignProject
  ) -> Int? {
    var around: [Int] = []
    var place = isParent(section, outline) ? section : outline.sections[section].parent
    while let above = place, outline.sections[above].level > 0 {
      around.append(above)
      place = outline.sections[above].parent
    }
    var parent: Int?
    for place in around.reversed() {
      if let known = summaries[place] {
        parent = known
        continue
      }
      let own = outline.sections[place]
      var task = ForeignTask(name: own.title, range: own.range, number: "\(project.tasks.count + 1)")
      task.isSummary = true
      task.parent = parent
      task.level = own.level
      if !outline.milestoneSections.contains(place) {
        task.notes = own.blocks.filter { !$0.isItem }.map { ChecklistText.plain($0.text) }.joined(separator: "\n\n")
      }
      parent = project.tasks.count
      summaries[place] = project.tasks.count
      project.tasks.append(task)
    }
    return parent
  }

  /// Whether a heading with items of its own has milestones below it, too.
  private static func isParent(_ section: Int, _ outline: ChecklistOutline) -> Bool {
    outline.sections[section].level > 0 && outline.parentSections.contains(section)
  }

  /// `Docs/tape-out_checklist.md` as “tape out checklist”.
  private static func stem(of path: String) -> String {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last.map { Array($0) } ?? []
    let end = name.lastIndex(of: UInt8(ascii: ".")).flatMap { $0 > 0 ? $0 : nil } ?? name.count
    let words = name[..<end].map { "_-".utf8.contains($0) ? 0x20 : $0 }
    return String(decoding: words, as: UTF8.self).asTitle
  }
}

extension ChecklistBlock {
  fileprivate init(_ section: ChecklistOutline.Section) {
    self.init(kind: .paragraph, text: section.title, range: section.range)
  }
}
