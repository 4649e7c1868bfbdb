package import TapeoutModel
package import TapeoutParser

/// A handful of content files written in a test, read as the tool reads them.
package struct ContentFixture: Sendable {
  /// By path below `Content/`. Those that are no Markdown by their names are attachments.
  package var files: [String: String]
  package var attachments: [String] = []

  package init(_ files: [String: String], attachments: [String] = []) {
    self.files = files
    self.attachments = attachments
  }

  /// One milestone of a chip in a program with the usual parties.
  package init(milestone text: String, id: String = "tape-out") {
    self.init([
      "program.md": "---\ntitle: Program\nlaunch: 2026\n---\n",
      "partners/acme.md": "---\ntitle: Acme\nrole: customer\n---\n",
      "partners/broadcom.md": "---\ntitle: Broadcom\nrole: design-partner\n---\n",
      "partners/tsmc.md": "---\ntitle: TSMC\nrole: foundry\n---\n",
      "chips/custom-1/chip.md":
        "---\ntitle: Chip\nkind: custom\ndesign_partner: broadcom\nfoundry: tsmc\npackaging: tsmc\n---\n",
      "chips/custom-1/milestones/\(id).md": text,
    ])
  }

  package func read() async -> ReadResult {
    let markdown = files.filter { ["md", "MD"].contains(String(decoding: $0.key.utf8.suffix(2), as: UTF8.self)) }
    return await ContentReader.read(
      SourceSet(markdown.map { SourceFile(path: "Content/\($0.key)", text: $0.value) }),
      attachments: (attachments + files.keys.filter { markdown[$0] == nil }).map { "Content/\($0)" })
  }
}

extension ReadResult {
  /// Each finding as `rule path:line:column headline`.
  package var summary: [String] {
    findings.map { finding in
      let position = sources.position(finding.range.start, in: finding.range.file)
      return
        "\(finding.rule) \(sources[finding.range.file].path):\(position.line):\(position.column) \(finding.headline)"
    }
  }

  /// The text that a range covers.
  package func text(_ range: SourceRange) -> String {
    String(decoding: sources[range.file].bytes[range.offsets], as: UTF8.self)
  }

  /// The text of the file after every fix of `finding` is applied.
  package func applying(_ fix: Fix) -> String {
    guard let file = fix.edits.first?.range.file else { return "" }
    var bytes = sources[file].bytes
    for edit in fix.edits.sorted(by: { $0.range.start > $1.range.start }) {
      bytes.replaceSubrange(edit.range.offsets, with: Array(edit.text.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
