import TapeoutEditing
import TapeoutImport
import TapeoutModel
import TapeoutParser

/// A plan of another tool made of random bytes: refused with places, or taken over as files that can be read.
enum FuzzedImport {
  /// The first byte chooses which tasks come over, and what is there already.
  static func run(_ bytes: [UInt8]) async throws {
    guard let first = bytes.first else { return }
    let file = Array(bytes.dropFirst())
    var options = ImportOptions(today: Day(unchecked: 2026, 6, 1))
    options.selection = [nil, .milestones, .tasks, .outline(1), .outline(2)][Int(first & 7) % 5]
    options.dates = first & 8 == 0 ? nil : .dayMonthYear
    options.zone = first & 16 == 0 ? nil : .utc
    if first & 32 != 0 { options.chip = "c" }
    if first & 64 != 0 {
      options.existing = [
        SourceFile(path: "Content/program.md", text: "---\ntitle: P\nlaunch: TBD\n---\n"),
        SourceFile(path: "Content/chips/c/chip.md", text: "---\ntitle: C\nkind: in-house\n---\n"),
      ]
      options.chips = ["c": ["tape-out"]]
    }
    let outcome = await Importer.run(path: "plan", bytes: file, options)
    for finding in outcome.errors {
      try require(finding.range.isInside(outcome.sources), "“\(finding.headline)” lies outside of the file")
    }
    for note in outcome.notes {
      try require(note.offset <= file.count, "“\(note.what)” lies outside of the file")
    }
    guard outcome.errors.isEmpty else {
      return try require(outcome.files.isEmpty, "files are made of what was refused")
    }
    try require(!outcome.files.isEmpty, "nothing is made of what was not refused")
    let again = await Importer.run(path: "plan", bytes: file, options)
    try require(outcome.files == again.files, "two imports make different files")
    try require(Set(outcome.files.map(\.path)).count == outcome.files.count, "a file is made twice")
    let made = outcome.files.map { SourceFile(path: $0.path, text: $0.text) }
    let result = await ContentReader.read(SourceSet((options.existing ?? []) + made), isSerial: true)
    let rules = Set(unreadable)
    if let finding = result.findings.first(where: { rules.contains($0.rule.description) }) {
      let path = result.sources[finding.range.file].path
      throw FuzzTarget.Violation("\(path): \(finding.rule): \(finding.headline)")
    }
  }

  /// Errors of the file group, and references that lead nowhere: what no file that was made may have.
  private static let unreadable = [
    "conflict-marker", "duplicate-key", "invalid-date", "invalid-duration", "invalid-encoding", "invalid-id",
    "missing-field", "missing-file", "missing-front-matter", "oversized-file", "unknown-field", "unknown-kind",
    "unreadable-file", "unsafe-link", "wrong-type", "yaml-syntax", "unknown-milestone", "unknown-partner",
    "self-dependency", "id-clash", "broken-link", "missing-attachment",
  ]
}
