package import TapeoutModel
import TapeoutParser

/// What another id, or another chip, means for the files of a plan: one file or folder that moves, and every place that
/// names it. A function of the plan and its texts; nothing is written.
///
/// Names are followed below `after`, `delays`, `launch`, `from`, `to`, `design_partner`, `foundry`, `packaging`,
/// `renamed` and `changes`, in waivers, and in the links and pictures of every body. Prose that mentions a name is left as it is.
package struct Renaming: Sendable {
  /// A file whose text changes.
  package struct EditedFile: Sendable {
    /// From the root, before the move.
    package let path: String
    package let old: [UInt8]
    /// By their places in the old text; none overlap.
    package let edits: [ContentEdit]
    package let new: [UInt8]
  }

  package let change: NameChange
  /// In the order of their paths. What only moves is not among them.
  package private(set) var files: [EditedFile] = []

  package var move: PathMove { change.move }

  /// - Parameters:
  ///   - sources: what the plan was read from.
  ///   - missing: paths of the files among them that only stand for one that is not there.
  /// - Throws: where the name cannot be given, or a file that may name it cannot be read whole.
  package init(
    _ change: NameChange, in plan: Plan, _ sources: SourceSet, missing: Set<ExactString> = []
  ) throws(EditRefusal) {
    self.change = change
    try change.check(plan, sources)
    try Renaming.checkReadability(change, plan, sources, missing)
    var references = NameReferences(change, sources)
    try references.visit(plan)
    for file in references.edits.keys.sorted() {
      let source = sources[file]
      let edits = (references.edits[file] ?? []).sorted { $0.range.lowerBound < $1.range.lowerBound }
      guard let new = edits.applied(to: source.bytes) else {
        throw EditRefusal("\(source.path) names \(change.oldName) in a way that cannot be followed.")
      }
      if new != source.bytes {
        files.append(EditedFile(path: source.path, old: source.bytes, edits: edits, new: new))
      }
    }
  }

  /// A file of which something is not understood may name what gets another name, and nobody would see it.
  private static func checkReadability(
    _ change: NameChange, _ plan: Plan, _ sources: SourceSet, _ missing: Set<ExactString>
  ) throws(EditRefusal) {
    let name = Array(change.oldID.utf8)
    func check(_ origin: Origin, _ body: Body) throws(EditRefusal) {
      let isPartlyUnread = origin.isDamaged || !origin.unread.isDisjoint(with: NameReferences.fields)
      let file = sources[origin.file]
      if file.isUnread, missing.contains(file.path) { return }
      let start = body.links.isEmpty ? body.range.map { Int($0.start) } : nil
      // A body that is too much to read has no links, for all that is known.
      let mayBeUnread = start.map { LinkDestination.any(in: file.bytes, from: $0) } ?? false
      guard isPartlyUnread || mayBeUnread else { return }
      let moves = change.move.concerns(file.path)
      if file.isUnread {
        throw EditRefusal(
          "\(file.path) cannot be read, and may name \(change.oldName).",
          advice: "Run `tapeout check` and mend it first.")
      }
      guard moves && origin.isDamaged || file.bytes.contains(name) else { return }
      if isPartlyUnread {
        // What is wrong with the front matter as a whole is said in its own words.
        if origin.isDamaged { _ = try EditableDocument(path: file.path, bytes: file.bytes) }
        throw EditRefusal(
          "\(file.path) cannot be read whole, and may name \(change.oldName).",
          advice: "Run `tapeout check` and mend it first.")
      }
      if let start {
        let reading = BodyReader.read(file.bytes, from: start, file: origin.file)
        if let finding = reading.findings.first(where: { $0.rule == "oversized-file" }) {
          throw EditRefusal(
            "\(file.path) is not read whole, and may name \(change.oldName): \(finding.headline).",
            advice: finding.advice)
        }
      }
    }
    try check(plan.program.origin, plan.program.body)
    for partner in plan.partners { try check(partner.origin, partner.body) }
    for chip in plan.chips { try check(chip.origin, chip.body) }
    for index in plan.milestones.indices { try check(plan.milestones[index].origin, plan.milestones[index].body) }
    for risk in plan.risks { try check(risk.origin, risk.body) }
    for report in plan.reports { try check(report.origin, report.body) }
    for scenario in plan.scenarios { try check(scenario.origin, scenario.body) }
  }
}
