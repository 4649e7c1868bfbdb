import TapeoutModel
import TapeoutParser

/// Every place of a plan's files that names something which gets another name, as edits.
struct NameReferences {
  private let change: NameChange
  private let sources: SourceSet
  private(set) var edits: [FileID: [ContentEdit]] = [:]

  /// Fields that name something.
  static let fields: Set = [
    "after", "delays", "launch", "from", "to", "design_partner", "foundry", "packaging", "renamed", "changes",
  ]

  init(_ change: NameChange, _ sources: SourceSet) {
    self.change = change
    self.sources = sources
  }

  mutating func visit(_ plan: Plan) throws(EditRefusal) {
    try visitLinks(plan.program.origin, plan.program.body)
    for partner in plan.partners {
      try visitLinks(partner.origin, partner.body)
      if case .partner(partner.id, _) = change { try rename(partner.origin, formerIDs: nil) }
    }
    for chip in plan.chips { try visit(chip) }
    for index in plan.milestones.indices { try visit(plan.milestones[index]) }
    for risk in plan.risks { try visit(risk, of: plan.chips[risk.chip].id) }
    for report in plan.reports { try visitLinks(report.origin, report.body) }
    for scenario in plan.scenarios { try visit(scenario) }
  }

  /// A scenario belongs to no chip, so every name in it has its chip.
  private mutating func visit(_ scenario: Scenario) throws(EditRefusal) {
    for change in scenario.changes {
      switch change {
      case .move(let reference, _, _): try follow(reference, in: ("", ""))
      case .risk(let reference, _):
        let new = self.change.name(of: reference.id)
        // The range holds the name alone, not the word before it or quotes around both.
        if new != reference.id { add(new.description, at: reference.range) }
      }
    }
    try visitLinks(scenario.origin, scenario.body)
  }

  private mutating func visit(_ chip: Chip) throws(EditRefusal) {
    let chips = chips(of: chip.origin, in: chip.id)
    if let launch = chip.statedLaunch { try follow(launch, in: chips) }
    for partner in [chip.designPartner, chip.foundry, chip.packaging] { try follow(partner) }
    try visitLinks(chip.origin, chip.body)
    if case .chip(chip.id, _) = change { try rename(chip.origin, formerIDs: nil) }
  }

  private mutating func visit(_ milestone: Milestone) throws(EditRefusal) {
    let chips = chips(of: milestone.origin, in: milestone.id.chip)
    for dependency in milestone.dependencies { try follow(dependency.predecessor, in: chips) }
    for partner in [milestone.from, milestone.to] { try follow(partner) }
    for index in milestone.criteria.indices where milestone.criteria[index].state == .waived {
      guard case .milestone(let reference) = milestone.criteria[index].waiver?.until else { continue }
      try follow(reference, in: chips, isText: true)
    }
    try visitLinks(milestone.origin, milestone.body, chip: milestone.id.chip)
    if isRenamed(milestone.origin, chips, hasFormerIDs: !milestone.formerIDs.isEmpty) {
      try rename(milestone.origin, formerIDs: chips)
    }
  }

  private mutating func visit(_ risk: Risk, of chip: String) throws(EditRefusal) {
    let chips = chips(of: risk.origin, in: chip)
    for delay in risk.delays { try follow(delay.milestone, in: chips) }
    try visitLinks(risk.origin, risk.body)
    if isRenamed(risk.origin, chips, hasFormerIDs: !risk.formerIDs.isEmpty) {
      try rename(risk.origin, formerIDs: chips)
    }
  }

  /// The chip of a file before and after.
  private typealias Chips = (old: String, new: String)

  private func chips(of origin: Origin, in chip: String) -> Chips {
    (chip, change.chip(ofFile: sources[origin.file].path, in: chip))
  }

  // MARK: Names

  /// - Parameter isText: whether it stands in a body, not in front matter.
  private mutating func follow(
    _ reference: MilestoneReference, in chips: Chips, isText: Bool = false
  ) throws(EditRefusal) {
    let new = change.name(of: reference.id)
    guard new != reference.id || chips.old != chips.new else { return }
    let written = String(decoding: bytes(of: reference.range), as: UTF8.self)
    guard isText else {
      let name = try scalar(at: reference.range)
      guard let text = NameChange.spelling(of: name.text, meaning: reference.id, to: new, in: chips) else { return }
      return add(name.spelled(text), at: reference.range)
    }
    guard MilestoneID(parsing: written, chip: chips.old) == reference.id else { throw unfollowed(reference.range) }
    guard let text = NameChange.spelling(of: written, meaning: reference.id, to: new, in: chips) else { return }
    add(text, at: reference.range)
  }

  private mutating func follow(_ partner: PartnerReference?) throws(EditRefusal) {
    guard let partner, case .partner(partner.id.value, let new) = change else { return }
    add(try scalar(at: partner.id.range).spelled(new), at: partner.id.range)
  }

  /// A name as it stands in front matter.
  private struct WrittenName {
    let text: String
    /// Of which kind its quotes are, if it has any.
    let quote: UInt8?

    /// Another name, in the same quotes.
    func spelled(_ name: String) -> String {
      guard let quote else { return YAMLScalar.written(name, as: .text) }
      let mark = String(decoding: [quote], as: UTF8.self)
      return mark + name + mark
    }
  }

  private func scalar(at range: SourceRange) throws(EditRefusal) -> WrittenName {
    let bytes = bytes(of: range)
    switch bytes.first {
    case UInt8(ascii: "|"), UInt8(ascii: ">"), nil: throw unfollowed(range)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return WrittenName(
        text: String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self), quote: bytes[bytes.startIndex])
    default: return WrittenName(text: String(decoding: bytes, as: UTF8.self), quote: nil)
    }
  }

  private func bytes(of range: SourceRange) -> ArraySlice<UInt8> { sources[range.file].bytes[range.offsets] }

  private mutating func add(_ text: String, at range: SourceRange) {
    edits[range.file, default: []].append(ContentEdit(replacing: range.offsets, with: text))
  }

  private func unfollowed(_ range: SourceRange) -> EditRefusal {
    let position = sources.position(range.start, in: range.file)
    return EditRefusal(
      "\(sources[range.file].path):\(position.line) names \(change.oldName) in a way that cannot be followed.",
      advice: "Write the name plainly there, on one line, and run the command again.")
  }

  // MARK: Former ids

  /// Whether a file in a chip's folder has a `renamed:` to change.
  private func isRenamed(_ origin: Origin, _ chips: Chips, hasFormerIDs: Bool) -> Bool {
    change.path == sources[origin.file].path || (hasFormerIDs && chips.old != chips.new)
  }

  /// Notes the old id below `renamed:`, where the file is that of what gets another; ids that it had in its former chip
  /// get that chip's name.
  ///
  /// - Parameter chips: nil where former ids have no chip.
  private mutating func rename(_ origin: Origin, formerIDs chips: Chips?) throws(EditRefusal) {
    let file = sources[origin.file]
    // A chip without chip.md has nowhere to say it.
    if file.isUnread { return }
    let document = try EditableDocument(path: file.path, bytes: file.bytes)
    guard let chips else {
      let (old, new) = (change.oldName, change.newName)
      edits[origin.file, default: []] += try document.changingFormerIDs(
        adding: ContentID.isValid(old) ? old : nil, dropping: { $0 == new }, respelling: { $0 })
      return
    }
    let own = change.path == file.path ? change : nil
    // One that was never valid is no former id either.
    let old = own.flatMap { MilestoneID(parsing: $0.oldName, chip: "") }
    let new = own.flatMap { MilestoneID(parsing: $0.newName, chip: "") }
    edits[origin.file, default: []] += try document.changingFormerIDs(
      adding: old.map { $0.chip == chips.new ? $0.milestone : $0.description },
      dropping: { name in new.map { MilestoneID(parsing: name, chip: chips.new) == $0 } ?? false },
      respelling: { name in
        guard let id = MilestoneID(parsing: name, chip: chips.old) else { return name }
        return NameChange.spelling(of: name, meaning: id, to: id, in: chips) ?? name
      })
  }

  // MARK: Links

  private mutating func visitLinks(_ origin: Origin, _ body: Body, chip: String = "") throws(EditRefusal) {
    guard let start = body.range?.start, !body.links.isEmpty else { return }
    let file = sources[origin.file]
    let rewriting = LinkRewriting(file.path, change.move)
    guard body.links.contains(where: { rewriting.changes($0.destination) }) else { return }
    switch rewriting.edits(in: file.bytes, from: Int(start), chip: chip) {
    case .success(let found): edits[origin.file, default: []] += found
    case .failure(let link): throw unfollowed(SourceRange(origin.file, Int(link.range.start), Int(link.range.end)))
    }
  }
}
