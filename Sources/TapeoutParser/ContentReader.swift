package import TapeoutModel

/// What was read from `Content/`: the plan, and everything that is wrong with the files as such.
package struct ReadResult: Sendable {
  package let plan: Plan
  /// Every file that findings may point into: the given ones, and an empty stand-in for each that is missing.
  package let sources: SourceSet
  package let findings: [Finding]
}

/// Bytes to plan: reads every Markdown file below `Content/`.
package enum ContentReader {
  /// Files a task: enough to outweigh starting one.
  private static let chunk = 64

  /// Reads all files on all cores and puts the plan together. Never fails: what is wrong becomes a finding.
  ///
  /// - Parameters:
  ///   - sources: every Markdown file, with paths from the root.
  ///   - attachments: paths of all other files, for links.
  ///   - isSerial: one core only; the result is the same.
  package static func read(
    _ sources: SourceSet, attachments: [String] = [], isSerial: Bool = false
  ) async -> ReadResult {
    let (sources, missing) = completed(sources)
    let (program, programFindings) = readProgram(sources)
    var kinds: [String: MilestoneKind] = [:]
    for kind in MilestoneKind.builtIn + program.kinds { kinds[kind.name] = kind }
    let parser = DocumentParser(kinds: kinds)
    let documents = await sources.ids.concurrentMap(chunkSize: chunk, isSerial: isSerial) { file in
      // The program has been read already: its kinds are needed for the rest.
      file == program.origin.file ? Document() : parser.parse(sources[file], file)
    }
    let sorted = attachments.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let plan = PlanAssembler.assemble(documents, program: program, attachments: sorted)
    let findings = programFindings + documents.flatMap(\.findings) + missing
    return ReadResult(plan: plan, sources: sources, findings: findings)
  }

  private static func readProgram(_ sources: SourceSet) -> (Program, [Finding]) {
    let parser = DocumentParser(kinds: [:])
    for file in sources.ids where sources[file].path == "Content/program.md" {
      let document = parser.parse(sources[file], file)
      if case .program(let program) = document.content { return (program, document.findings) }
    }
    var absent = Origin(file: FileID(0))
    absent.isDamaged = true
    return (Program(origin: absent), [])
  }

  /// The files with an unread stand-in for program.md and each chip.md that is missing, and a finding for each.
  private static func completed(_ sources: SourceSet) -> (SourceSet, [Finding]) {
    let paths = Set(sources.files.map(\.path))
    var missing = paths.contains("Content/program.md") ? [] : ["Content/program.md"]
    var last = ""
    for file in sources.files {
      guard let chip = chipFolder(of: file.path), chip != last else { continue }
      last = chip
      if !paths.contains("\(chip)/chip.md") { missing.append("\(chip)/chip.md") }
    }
    if missing.isEmpty { return (sources, []) }
    let standIns = missing.map { SourceFile(path: $0, bytes: [], isUnread: true) }
    let completed = SourceSet(sources.files + standIns)
    let findings = completed.ids.compactMap { file -> Finding? in
      guard missing.contains(completed[file].path) else { return nil }
      let isProgram = completed[file].path == "Content/program.md"
      return Finding(
        "missing-file", at: SourceRange(startOf: file),
        isProgram ? "There is no program.md" : "There is no chip.md in this chip’s folder",
        advice: isProgram
          ? "Create it with front matter that holds title: and launch:."
          : "Create it with front matter that holds title: and kind:, or rename the folder to the chip it belongs to.")
    }
    return (completed, findings)
  }

  /// `Content/chips/ID` for a milestone or a risk in it.
  private static func chipFolder(of path: String) -> String? {
    switch ContentPath(path) {
    case .milestone(let chip, _), .risk(let chip, _): "Content/chips/\(chip)"
    default: nil
    }
  }
}
