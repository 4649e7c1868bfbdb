import TapeoutModel

/// The headings of a checklist, each with the blocks below it, and which of them are milestones.
struct ChecklistOutline {
  struct Section {
    /// Number signs of the heading; 0 for what stands before the first one.
    var level: Int
    var title: String
    var range: Range<Int>
    /// Place of the section around it; nil for the first.
    var parent: Int?
    var blocks: [ChecklistBlock] = []
    var hasItems = false
    /// Whether it or a section within it holds items.
    var holdsItems = false
  }

  private(set) var sections: [Section]
  /// Places of the sections that are milestones, each with the places of the sections whose items it has.
  private(set) var milestones: [(section: Int, parts: Range<Int>)] = []
  /// Places of the sections that are milestones, and of those right above one.
  private(set) var milestoneSections: Set<Int> = []
  private(set) var parentSections: Set<Int> = []

  /// - Parameters:
  ///   - name: of the file, for what stands below no heading.
  ///   - level: of the headings that are milestones; nil finds it.
  init(_ blocks: [ChecklistBlock], name: String, level: Int?) {
    sections = [Section(level: 0, title: name, range: 0..<0)]
    for block in blocks {
      guard case .heading(let level) = block.kind else {
        sections[sections.count - 1].blocks.append(block)
        continue
      }
      var parent = sections.count - 1
      while sections[parent].level >= level, let above = sections[parent].parent { parent = above }
      let title = ChecklistText.plain(block.text)
      sections.append(Section(level: level, title: title, range: block.range, parent: parent))
    }
    for place in sections.indices.reversed() {
      sections[place].hasItems = sections[place].blocks.contains { $0.holdsCriteria }
      if sections[place].hasItems { sections[place].holdsItems = true }
      if sections[place].holdsItems, let parent = sections[place].parent { sections[parent].holdsItems = true }
    }
    chooseMilestones(level ?? usualLevel)
    milestoneSections = Set(milestones.map(\.section))
    parentSections = Set(milestones.compactMap { sections[$0.section].parent })
  }

  /// The first level on which a heading names a kind of milestone; where none does, that of the first headings.
  private var usualLevel: Int {
    let holders = sections.dropFirst().filter(\.holdsItems)
    let named = holders.filter { ChecklistOutline.kind(of: $0.title) != nil }
    return (named.map(\.level).min() ?? holders.map(\.level).min()) ?? 1
  }

  private mutating func chooseMilestones(_ level: Int) {
    var place = 0
    while place < sections.count {
      let end = end(of: place)
      if sections[place].level >= level, sections[place].level > 0 {
        if sections[place].holdsItems { milestones.append((place, place..<end)) }
        place = end
      } else {
        if sections[place].hasItems { milestones.append((place, place..<place + 1)) }
        place += 1
      }
    }
  }

  /// The first section that does not lie within another.
  private func end(of place: Int) -> Int {
    var end = place + 1
    while end < sections.count, sections[end].level > sections[place].level { end += 1 }
    return end
  }

  /// The kind that a heading names, whatever it says of being a list; nil where it names none.
  static func kind(of title: String) -> String? {
    let fillers: Set = [
      "checklist", "check", "list", "exit", "criteria", "criterion", "readiness", "gate", "the", "for",
    ]
    let words = (ContentID.repaired(title, allowsSlash: false) ?? "").utf8.split(separator: UInt8(ascii: "-"))
      .map { String(decoding: $0, as: UTF8.self) }
    if let kind = kind(named: words[...]) { return kind }
    // “Hawk tape-out readiness”: some words of it, as many as may be.
    guard words.count <= 12, words.contains(where: fillers.contains) else {
      return words == ["review"] ? "review" : nil
    }
    for length in stride(from: words.count - 1, to: 0, by: -1) {
      for start in 0...(words.count - length) {
        if let kind = kind(named: words[start..<(start + length)]) { return kind }
      }
    }
    return nil
  }

  private static func kind(named words: ArraySlice<String>) -> String? {
    let kind = ImportedNames.kind(of: words.joined(separator: " "), chip: "")
    return kind == "review" ? nil : kind
  }
}

extension ChecklistBlock {
  /// Whether it becomes criteria. An entry of a table of contents, which only leads to a heading, does not.
  var holdsCriteria: Bool {
    switch kind {
    case .item(_, let box): box != nil || !isContentsEntry
    case .table(let rows): ChecklistTable(rows) != nil
    case .heading, .paragraph: false
    }
  }

  /// `[[_TOC_]]` and `[TOC]`, in whose place wikis show a table of contents.
  var isContentsMark: Bool { text.utf8.first == UInt8(ascii: "[") && text.lettersAndDigits == "toc" }

  /// `[Timing](#timing)` and nothing else.
  var isContentsEntry: Bool {
    let bytes = Array(text.utf8)
    guard bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: ")"),
      let place = bytes.firstRange(of: Array("](#".utf8))
    else { return false }
    return bytes[place.upperBound...].firstIndex(of: UInt8(ascii: ")")) == bytes.count - 1
  }
}
