package import TapeoutJSON
package import TapeoutModel

/// Findings as the protocol has them.
extension LanguageWorkspace {
  /// What `tapeout check` says of a file, for its text as the analysis read it.
  package func diagnostics(of file: FileID) -> [JSONValue] {
    let source = snapshot.sources[file]
    let isOpen = documents[source.path] != nil
    let text = DocumentText(source.bytes, encoding: client.encoding, isOpen: isOpen)
    return snapshot.findings(in: file).map { diagnostic($0, text) }
  }

  /// Files with findings, in their order.
  package var filesWithFindings: [FileID] {
    var files: [FileID] = []
    for finding in snapshot.findings where files.last != finding.range.file { files.append(finding.range.file) }
    return files
  }

  private func diagnostic(_ finding: Finding, _ text: DocumentText) -> JSONValue {
    let rule = finding.rule.description
    let notes = finding.notes.filter { $0.range == nil || !client.hasRelatedInformation }
    let places = finding.notes.compactMap { note in note.range.flatMap { related(note, $0) } }
    var message = finding.headline
    for note in notes { message += "\n" + noteText(note) }
    if let advice = finding.advice { message += "\n" + advice }
    return [
      "range": text.json(finding.range.offsets),
      "severity": .integer(finding.severity.number),
      "code": .string(rule),
      "codeDescription": client.hasCodeDescription ? rulesURI.map { ["href": .string("\($0)#\(rule)")] } : nil,
      "source": "tapeout",
      "message": .string(message),
      "relatedInformation": places.isEmpty || !client.hasRelatedInformation ? nil : .array(places),
    ]
  }

  private func related(_ note: Finding.Note, _ range: SourceRange) -> JSONValue? {
    let source = snapshot.sources[range.file]
    let text = DocumentText(source.bytes, encoding: client.encoding, isOpen: documents[source.path] != nil)
    return [
      "location": ["uri": .string(uri(of: source.path)), "range": text.json(range.offsets)],
      "message": .string(note.text),
    ]
  }

  private func noteText(_ note: Finding.Note) -> String {
    guard let range = note.range else { return note.text }
    let place = snapshot.sources.position(range.start, in: range.file)
    return "\(note.text): \(snapshot.sources[range.file].path):\(place.line):\(place.column)"
  }
}

extension Severity {
  fileprivate var number: Int {
    switch self {
    case .error: 1
    case .warning: 2
    case .hint: 4
    }
  }
}
