package import TapeoutModel

/// What was read from `Content/`: the plan, and findings about the files as such.
package struct ReadResult: Sendable {
  package let plan: Plan
  /// Every file that findings may point into: the given ones, and an empty stand-in for each that is missing.
  package let sources: SourceSet
  package let findings: [Finding]
  /// What is kept for a later reading; nil where nobody asked for it.
  let kept: Kept?

  struct Kept: Sendable {
    let kinds: PlanKinds
    let attachments: [String]
    /// Parallel to the files of ``ReadResult/sources``.
    let documents: [Document]
  }

  /// The document of a file that this reading has read already, in the same place.
  func document(_ file: FileID, _ source: SourceFile) -> Document? {
    guard let kept, Int(file.index) < sources.files.count, sources[file].isSame(as: source) else {
      return nil
    }
    return kept.documents[Int(file.index)]
  }
}

/// Bytes to plan: reads every Markdown file below `Content/`.
package enum ContentReader {
  /// Files a stretch, which is a task: enough to outweigh starting one.
  private static let chunk = 64
  /// Files whose documents are held at once, before the plan takes what they say: those of a large plan would be a
  /// second one.
  package static let mostHeld = 1 << 14

  /// Reads all files on all cores and puts the plan together. Never fails: what is wrong becomes a finding.
  ///
  /// - Parameters:
  ///   - sources: every Markdown file, with paths from the root.
  ///   - attachments: paths of all other files, for links.
  ///   - faults: what is wrong with attachments, by path.
  ///   - isSerial: one core only; the result is the same.
  ///   - keepsDocuments: whether a later reading will be given this one.
  ///   - earlier: a reading whose files need not be read again where their bytes are the same.
  ///   - filesAtOnce: how many files’ documents are held at once; the result is the same.
  package static func read(
    _ sources: SourceSet, attachments: [String] = [], faults: [ExactString: AttachmentFault] = [:],
    isSerial: Bool = false,
    keepsDocuments: Bool = false, reusing earlier: ReadResult? = nil, filesAtOnce: Int = mostHeld
  ) async -> ReadResult {
    let strays = StrayAttachments(attachments)
    let all = strays.standIns.isEmpty ? sources : SourceSet(sources.files + strays.standIns)
    let (sources, missing) = completed(all)
    let sorted = attachments.sorted { $0.precedesInBytes($1) }
    if let earlier, earlier.kept?.attachments == sorted, earlier.plan.attachmentFaults == faults,
      earlier.sources.hasSameFiles(as: sources)
    {
      return earlier
    }
    let (program, programFindings) = readProgram(sources)
    let kinds = PlanKinds(of: program)
    let parser = DocumentParser(kinds)
    // Other kinds read the same files otherwise.
    let known = earlier?.kept?.kinds == kinds ? earlier : nil
    // Stretch by stretch, and never all in one array: documents are large, and the assembler takes them apart.
    let stretches = stride(from: 0, to: sources.files.count, by: chunk).map {
      $0..<min($0 + chunk, sources.files.count)
    }
    var kept: [Document] = []
    // Documents are large: an array of them that grows copies each several times.
    if keepsDocuments { kept.reserveCapacity(sources.files.count) }
    var assembler = PlanAssembler(program: program, attachments: sorted, fileCount: sources.files.count)
    var findings = programFindings
    var unread = strays.meantPaths
    var folders: [ExactString: StrayFolder] = [:]
    for first in stride(from: 0, to: stretches.count, by: max(1, filesAtOnce / chunk)) {
      let round = stretches[first..<min(first + max(1, filesAtOnce / chunk), stretches.count)]
      var documents = await Array(round).concurrentMap(chunkSize: 1, isSerial: isSerial) { stretch in
        stretch.map { place in
          let file = FileID(place)
          // The program has been read already: its kinds are needed for the rest.
          if file == program.origin.file { return Document() }
          if let document = known?.document(file, sources[file]) { return document }
          return parser.parse(sources[file], file)
        }
      }
      if keepsDocuments { for stretch in documents { kept += stretch } }
      // In place: to walk over the documents themselves would copy each of them.
      for stretch in documents.indices {
        for index in documents[stretch].indices {
          if let path = documents[stretch][index].meantPath { unread.append(path) }
          if let folder = documents[stretch][index].strayFolder.map(ExactString.init) {
            folders[folder]?.count += 1
            if folders[folder] != nil { continue }
            let own = findings.count..<(findings.count + documents[stretch][index].findings.count)
            folders[folder] = StrayFolder(findings: own)
          }
          findings += documents[stretch][index].findings
        }
      }
      assembler.take(&documents)
    }
    for folder in folders.values where folder.count > 1 {
      for index in folder.findings { findings[index].notes.append(.init("\(folder.count) files lie there")) }
    }
    findings += missing + strays.findings(in: sources)
    var plan = assembler.assembled()
    plan.unreadPaths = Set(unread.map(ExactString.init))
    plan.attachmentFaults = faults
    return ReadResult(
      plan: plan, sources: sources, findings: ReferenceFixes.checked(findings, plan, sources),
      kept: keepsDocuments ? ReadResult.Kept(kinds: kinds, attachments: sorted, documents: kept) : nil)
  }

  /// A folder whose wrong name is why its files are not read: that is said once, at the first of them.
  private struct StrayFolder {
    /// Those of its first file.
    let findings: Range<Int>
    /// Its files.
    var count = 1
  }

  private static func readProgram(_ sources: SourceSet) -> (Program, [Finding]) {
    let parser = DocumentParser(PlanKinds(of: Program?.none))
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
    var missing = sources.files.contains { $0.path == "Content/program.md" } ? [] : ["Content/program.md"]
    // Files are sorted by path, so those of one chip's folder follow each other.
    var index = 0
    while index < sources.files.count {
      guard let folder = chipFolder(of: sources.files[index].path) else {
        index += 1
        continue
      }
      let chipFile = folder + "chip.md"
      var hasChipFile = false
      var hasContent = false
      while index < sources.files.count, sources.files[index].path.utf8.starts(with: folder.utf8) {
        if sources.files[index].path == chipFile {
          hasChipFile = true
        } else if !hasContent {
          switch ContentPath(sources.files[index].path) {
          case .milestone, .risk: hasContent = true
          default: break
          }
        }
        index += 1
      }
      if hasContent && !hasChipFile { missing.append(chipFile) }
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

  /// `Content/chips/ID/` for a file below it.
  private static func chipFolder(of path: String) -> String? {
    let chips = "Content/chips/"
    guard path.utf8.starts(with: chips.utf8) else { return nil }
    let rest = path.utf8.dropFirst(chips.utf8.count)
    guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    return String(path[..<path.utf8.index(after: slash)])
  }
}
