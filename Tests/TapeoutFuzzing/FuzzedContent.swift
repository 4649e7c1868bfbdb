import TapeoutModel
import TapeoutParser

/// One file of random bytes among others that are in order.
enum FuzzedContent {
  /// Where the file lies: a place for every kind, and one where nothing belongs.
  private static let paths = [
    "chips/custom-1/milestones/tape-out.md", "program.md", "chips/custom-1/chip.md", "partners/tsmc.md",
    "chips/custom-1/risks/respin.md", "reports/2026-01-15.md", "notes.md",
  ]

  private static let surroundings = [
    "program.md": "---\ntitle: Program\nlaunch: 2026\n---\n",
    "partners/acme.md": "---\ntitle: Acme\nrole: customer\n---\n",
    "partners/tsmc.md": "---\ntitle: TSMC\nrole: foundry\n---\n",
    "chips/custom-1/chip.md": "---\ntitle: Chip\nkind: custom\nfoundry: tsmc\n---\n",
    "chips/custom-1/milestones/launch.md": "---\ntitle: Launch\nkind: launch\nafter: {tape-out: 9w}\n---\n",
  ]

  /// A whole file; the first byte chooses its kind.
  static func runFile(_ bytes: [UInt8]) async throws {
    guard let first = bytes.first else { return }
    try await run(Array(bytes.dropFirst()), at: paths[Int(first) % paths.count])
  }

  /// What stands between the lines of three hyphens; the first byte chooses the kind of file.
  static func runFrontMatter(_ bytes: [UInt8]) throws {
    guard let first = bytes.first else { return }
    let text = Array("---\n".utf8) + bytes.dropFirst() + Array("\n---\n".utf8)
    try parse(text, at: paths[Int(first) % paths.count])
  }

  /// The text of an exit criterion that was waived: no part of it is lost or comes from elsewhere.
  static func runWaiver(_ bytes: [UInt8]) throws {
    let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
    guard let waiver = WaiverText(text, chip: "custom-1") else { return }
    for part in [waiver.by, waiver.untilText, waiver.reason].compactMap(\.self) {
      try require(!part.isEmpty && text.firstRange(of: Array(part.utf8)) != nil, "\(part) does not stand in the text")
    }
    try require(waiver.item.utf8.count <= text.count, "the item is longer than the text")
    if waiver.until != nil { try require(waiver.untilText != nil, "there is a date that nobody wrote") }
  }

  /// Reads one file alone, twice.
  private static func parse(_ bytes: [UInt8], at path: String) throws {
    let sources = SourceSet([SourceFile(path: "Content/\(path)", bytes: bytes)])
    let parser = DocumentParser(PlanKinds(of: nil))
    let findings = parser.parse(sources.files[0], FileID(0)).findings
    try findings.requirePlaces(in: sources)
    try require(findings == parser.parse(sources.files[0], FileID(0)).findings, "two readings find different things")
  }

  /// Reads one file among the others, twice, and writes the bodies.
  private static func run(_ bytes: [UInt8], at path: String) async throws {
    var files = surroundings.mapValues { Array($0.utf8) }
    files[path] = bytes
    let sources = SourceSet(files.map { SourceFile(path: "Content/\($0.key)", bytes: $0.value) })
    let result = await ContentReader.read(sources, isSerial: true)
    let again = await ContentReader.read(sources, isSerial: true)
    try result.findings.requirePlaces(in: result.sources)
    try require(result.findings == again.findings, "two readings come to different findings")
    for milestone in result.plan.milestones {
      let body = milestone.body
      guard let range = body.range else { continue }
      try require(range.isInside(result.sources), "a body lies outside its file")
      let html = BodyRenderer.html(
        result.sources[range.file].bytes, from: Int(range.start), headingShift: 1, omitsCriteria: true
      ) { _, _ in nil }
      try html.requireInert()
    }
  }
}

extension [Finding] {
  /// Every place lies inside its file, and the edits of a fix do not overlap.
  func requirePlaces(in sources: SourceSet) throws {
    for finding in self {
      let ranges = [finding.range] + finding.notes.compactMap(\.range) + finding.fixes.flatMap(\.edits).map(\.range)
      for range in ranges {
        try require(
          range.isInside(sources),
          "\(finding.rule) at \(range.start)..<\(range.end) of \(sources.files[Int(range.file.index)].path)")
      }
      for fix in finding.fixes {
        let edits = fix.edits.map(\.range).sorted { ($0.file, $0.start, $0.end) < ($1.file, $1.start, $1.end) }
        for (edit, next) in zip(edits, edits.dropFirst()) where edit.file == next.file {
          try require(edit.end <= next.start, "two edits of a fix of \(finding.rule) overlap")
        }
      }
    }
  }
}

extension SourceRange {
  func isInside(_ sources: SourceSet) -> Bool {
    0..<sources.files.count ~= Int(file.index) && start >= 0 && start <= end && end <= sources[file].bytes.count
  }
}

extension [UInt8] {
  /// No start tag stands here that only text from a file could have brought.
  func requireInert(_ name: String = "a body") throws {
    let mark = Array("<x-pwned".utf8)
    try withUnsafeBytes { bytes in
      guard bytes.count >= mark.count else { return }
      for start in 0...(bytes.count - mark.count) where bytes[start] == mark[0] {
        let isMark = mark.indices.allSatisfy { bytes[start + $0] == mark[$0] }
        try require(!isMark, "\(name) holds text of a file as HTML")
      }
    }
  }
}
