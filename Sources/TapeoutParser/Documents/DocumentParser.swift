package import TapeoutModel

/// Reads one file: bytes in, a typed document and findings out.
package struct DocumentParser: Sendable {
  /// Every kind that a milestone may have, by name: built in, and of the program's own.
  let kinds: [String: MilestoneKind]
  /// Whether those are all: what program.md defines is not known where it could not be read, and a kind that may be
  /// one of its own is then nobody's mistake.
  let isComplete: Bool
  let kindNames: [String]
  /// Fields of the program's own.
  let ownFields: [OwnField]
  let knowsOwnFields: Bool
  /// Names of the fields that a milestone may have.
  let milestoneFields: [String]

  package init(_ kinds: PlanKinds) {
    self.kinds = kinds.byName
    isComplete = kinds.isComplete
    kindNames = kinds.names
    ownFields = kinds.fields
    knowsOwnFields = kinds.knowsFields
    milestoneFields = FieldTable.milestone.names + kinds.fields.map(\.name)
  }

  package func parse(_ source: SourceFile, _ file: FileID) -> Document {
    let path = ContentPath(source.path)
    if case .unexpected(let stray) = path {
      let finding = Finding("unexpected-file", at: SourceRange(startOf: file), stray.headline, advice: stray.advice)
      return Document(
        findings: source.isUnread ? [] : [finding], meantPath: stray.meant, strayFolder: stray.folder)
    }
    // A document is large: handed on untouched it is not copied.
    if path.ids.allSatisfy(ContentID.isValid) { return read(source, file, path) }
    var document = read(source, file, path)
    document.findings.insert(contentsOf: path.ids.compactMap { invalidID($0, file) }, at: 0)
    document.meantPath = path.repaired
    return document
  }

  private func read(_ source: SourceFile, _ file: FileID, _ path: ContentPath) -> Document {
    var findings: [Finding] = []
    var origin = Origin(file: file)
    guard !source.isUnread else {
      origin.isDamaged = true
      return Document(content: damaged(path, origin), findings: findings)
    }
    return source.bytes.withUnsafeBufferPointer { bytes in
      switch SourceTextReader(file: file, bytes: bytes).read() {
      case .failure(let rejection):
        origin.isDamaged = true
        findings.append(rejection.finding)
        return Document(content: damaged(path, origin), findings: findings)
      case .success(let text):
        let recovered = FrontMatterRecovery(file: file, bytes: bytes, range: text.frontMatter).read()
        origin.isDamaged = recovered.isDamaged
        var chip = ""
        if case .milestone(let id, _) = path { chip = id }
        var isReport = false
        if case .report = path { isReport = true }
        let body = BodyReader.read(source.bytes, from: text.bodyStart, file: file, chip: chip, isReport: isReport)
        var reader = FieldReader(file: file, bytes: bytes, noun: path.noun, recovered: recovered)
        let content = read(path, origin, &reader, body)
        findings.append(contentsOf: reader.findings)
        findings.append(contentsOf: body.findings)
        return Document(content: content, findings: findings)
      }
    }
  }

  /// What is known of a file whose inside is not: that it is there.
  private func damaged(_ path: ContentPath, _ origin: Origin) -> Document.Content? {
    switch path {
    case .program: .program(Program(origin: origin))
    case .partner(let id): .partner(Partner(origin: origin, id: id))
    case .chip(let id): .chip(Chip(origin: origin, id: id))
    case .milestone(let chip, let id):
      .milestone(Milestone(origin: origin, id: MilestoneID(chip: chip, milestone: id), chip: ChipIndex(0)))
    case .risk(let chip, let id): .risk(Risk(origin: origin, id: id, chip: ChipIndex(0)), chip: chip)
    case .report(let day): .report(Report(origin: origin, day: day))
    case .scenario(let id): .scenario(Scenario(origin: origin, id: id))
    case .unexpected: nil
    }
  }

  private func read(
    _ path: ContentPath, _ origin: Origin, _ reader: inout FieldReader, _ body: BodyReading
  ) -> Document.Content? {
    switch path {
    case .program: .program(program(origin, &reader, body))
    case .partner(let id): .partner(partner(id, origin, &reader, body))
    case .chip(let id): .chip(chip(id, origin, &reader, body))
    case .milestone(let chip, let id):
      .milestone(milestone(MilestoneID(chip: chip, milestone: id), origin, &reader, body))
    case .risk(let chip, let id): .risk(risk(id, chip: chip, origin, &reader, body), chip: chip)
    case .report(let day): .report(report(day, origin, &reader, body))
    case .scenario(let id): .scenario(scenario(id, origin, &reader, body))
    case .unexpected: nil
    }
  }

  private func invalidID(_ id: String, _ file: FileID) -> Finding? {
    guard !ContentID.isValid(id) else { return nil }
    let meant = ContentID.repaired(id, allowsSlash: false)
    return Finding(
      "invalid-id", at: SourceRange(startOf: file),
      "“\(id)” cannot be an id: ids are lower-case letters, digits and hyphens",
      advice: meant.map { "Rename the file or folder to \($0)." } ?? "Rename the file or folder.")
  }
}

extension ContentPath {
  /// What the file is, for messages.
  var noun: String {
    switch self {
    case .program: "program"
    case .partner: "partner"
    case .chip: "chip"
    case .milestone: "milestone"
    case .risk: "risk"
    case .report: "report"
    case .scenario: "scenario"
    case .unexpected: "file"
    }
  }
}
