import TapeoutDisk
import TapeoutJSON
import TapeoutLanguage
import TapeoutModel
import TapeoutSystem
import TapeoutTestSupport
import TapeoutWorkspace
import Testing

@Suite("Diagnostics while somebody types")
struct DiagnosticsTests {
  private static let launch = "Content/chips/custom-1/milestones/launch.md"

  private static func program() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in exampleProgram { try folder.write("Content/\(path)", text) }
    return folder
  }

  /// What `tapeout check` finds in each file: rule, headline and place.
  private static func expected(_ root: String, _ overlay: [String: [UInt8]]) async throws -> [String: [String]] {
    let options = Analysis.Options(today: Editor.today)
    let analysis = try await Analysis(of: Project(root: root), options, overlay: overlay)
    var found: [String: [String]] = [:]
    for finding in analysis.findings {
      let file = analysis.sources[finding.range.file]
      let text = DocumentText(file.bytes, encoding: .utf16, isOpen: overlay[file.path] != nil)
      let range = text.positions(finding.range.offsets)
      let severity = finding.severity == .error ? 1 : finding.severity == .warning ? 2 : 4
      found[DocumentURI.uri("\(root)/\(file.path)"), default: []].append(
        "\(severity) \(finding.rule) \(range.lowerBound) \(range.upperBound) \(finding.headline)")
    }
    return found
  }

  private static func shown(_ editor: Editor) -> [String: [String]] {
    editor.diagnostics.filter { !$0.value.isEmpty }.mapValues { items in
      items.map { item in
        let range = Range<TextPosition>(item["range"])
        let lines = (item["message"]?.string ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        return "\(item["severity"]?.int ?? 0) \(item["code"]?.string ?? "") "
          + "\(range.map { "\($0.lowerBound) \($0.upperBound)" } ?? "") \(lines[0])"
      }
    }
  }

  @Test("Random edits of open and closed documents always show what a check of the same bytes finds", arguments: 0..<4)
  func random(_ seed: Int) async throws {
    let folder = try DiagnosticsTests.program()
    let editor = try await Editor.open(folder.path)
    var random = SeededGenerator(seed: UInt64(seed))
    let paths =
      exampleProgram.keys.sorted().map { "Content/\($0)" } + [
        "Content/chips/custom-1/milestones/new.md", "Content/chips/custom-2/chip.md", "Content/stray.md",
      ]
    let pieces = [
      "", "\n", "forecast: 2029-13-01\n", "after: {launch: 1w}\n", "owner: é😀 team\n", "---\n", "\t", "kind: review\n",
      "title: X\n", "{", "\"", "- [-] waived\n", "[x](nowhere.md)", "😀", "\r\n", "TBD", "2w", "tape-out", ":", "#",
    ]
    var open: [String: DocumentText] = [:]
    for step in 1...Effort.rounds(60) {
      let path = paths.randomElement(using: &random)!
      let absolute = "\(folder.path)/\(path)"
      if var document = open[path], Int.random(in: 0..<12, using: &random) > 0 {
        let bounds = document.bytes.indices.filter { document.bytes[$0] & 0xC0 != 0x80 } + [document.bytes.count]
        let start = bounds.randomElement(using: &random)!
        let near = bounds.filter { $0 >= start && $0 <= start + 12 }
        let range = document.position(start)..<document.position(near.randomElement(using: &random)!)
        let text = pieces.randomElement(using: &random)!
        document.replace(range, with: text)
        editor.change(absolute, [["range": range.json, "text": .string(text)]], version: step)
        open[path] = document
      } else if open[path] != nil {
        open[path] = nil
        editor.close(absolute)
      } else {
        let text = exampleProgram[String(path.dropFirst(8))] ?? "---\ntitle: New\nkind: review\n---\n"
        open[path] = DocumentText(Array(text.utf8), encoding: .utf16, isOpen: true)
        editor.open(absolute, text, version: step)
      }
      // Several changes may come before an analysis is made, or while one runs.
      if Bool.random(using: &random) { editor.start() }
      guard Int.random(in: 0..<3, using: &random) > 0 else { continue }
      try await editor.settle()
      let expected = try await DiagnosticsTests.expected(folder.path, open.mapValues(\.bytes))
      #expect(DiagnosticsTests.shown(editor) == expected, "seed \(seed), step \(step)")
      for path in open.keys {
        let uri = DocumentURI.uri("\(folder.path)/\(path)")
        #expect(editor.diagnostics[uri] != nil, "an open document is told that nothing was found")
      }
    }
  }

  @Test("A diagnostic has its rule, a link to it, what to do, related places and the version of its text")
  func parts() async throws {
    let folder = try DiagnosticsTests.program()
    let editor = try await Editor.open(folder.path)
    let path = "\(folder.path)/\(DiagnosticsTests.launch)"
    editor.open(path, "---\ntitle: 😀 Launch\nkind: launch\ntitle: Twice\nowner: x\n---\n", version: 7)
    try await editor.settle()
    let uri = DocumentURI.uri(path)
    let found = try #require(editor.diagnostics[uri]?.first { $0["code"] == "duplicate-key" })
    #expect(found["codeDescription"]?["href"] == "file:///rules.md#duplicate-key")
    #expect(found["source"] == "tapeout" && found["severity"] == 1)
    #expect(found["range"] == ["start": ["line": 3, "character": 0], "end": ["line": 3, "character": 5]])
    #expect(found["message"]?.string?.contains("Keep one of the two.") == true)
    #expect(found["relatedInformation"]?.array?.first?["location"]?["uri"] == .string(uri))
    #expect(editor.versions[uri] == 7)
  }

  @Test("What is found in a text that is another by now is not told")
  func stale() async throws {
    let folder = try DiagnosticsTests.program()
    let editor = try await Editor.open(folder.path)
    let path = "\(folder.path)/\(DiagnosticsTests.launch)"
    let uri = DocumentURI.uri(path)
    editor.open(path, "---\ntitle: Launch\nkind: launch\nforecast: 2029-99\n---\n", version: 1)
    editor.start()
    #expect(editor.isBusy)
    editor.change(path, exampleProgram["chips/custom-1/milestones/launch.md"]!, version: 2)
    try await editor.finishAnalysis()
    #expect(editor.diagnostics[uri] == nil)
    try await editor.settle()
    #expect(editor.diagnostics[uri] == [] && editor.versions[uri] == 2)
  }

  @Test("Files outside the project, and files that are no content, have none")
  func outside() async throws {
    let folder = try DiagnosticsTests.program()
    let elsewhere = try TemporaryFolder()
    let editor = try await Editor.open(folder.path)
    for path in [
      "\(elsewhere.path)/a.md", "\(folder.path)/README.md", "\(folder.path)/Content/picture.txt",
      "\(folder.path)/Content/.hidden.md",
    ] {
      editor.open(path, "---\ntitle: [\n---\n")
      editor.change(path, "text", version: 2)
      try await editor.settle()
      #expect(editor.diagnostics[DocumentURI.uri(path)] ?? [] == [], "\(path)")
      let hover = editor.request(
        "textDocument/hover",
        ["textDocument": ["uri": .string(DocumentURI.uri(path))], "position": ["line": 0, "character": 0]])
      #expect(hover?["result"] == .null && hover?["error"] == nil)
      editor.close(path)
    }
  }

  @Test("A change on the disk shows once it is told of, and a root that vanishes takes everything back")
  func disk() async throws {
    let folder = try TemporaryFolder()
    for (path, text) in exampleProgram { try folder.write("plan/Content/\(path)", text) }
    let editor = try await Editor.open("\(folder.path)/plan")
    #expect(editor.diagnostics.isEmpty)
    try folder.write("plan/\(DiagnosticsTests.launch)", "no front matter")
    editor.notify("workspace/didChangeWatchedFiles", ["changes": []])
    try await editor.settle()
    let uri = DocumentURI.uri("\(folder.path)/plan/\(DiagnosticsTests.launch)")
    #expect(editor.diagnostics[uri]?.first?["code"] == "missing-front-matter")

    try folder.makeFolder("gone")
    #expect(rename("\(folder.path)/plan", "\(folder.path)/gone/plan") == 0)
    editor.notify("workspace/didChangeWatchedFiles", ["changes": []])
    try await editor.settle()
    #expect(editor.diagnostics[uri] == [])
    #expect(editor.received.contains { $0["method"] == "window/showMessage" })
    let answer = editor.request(
      "textDocument/hover", ["textDocument": ["uri": .string(uri)], "position": ["line": 0, "character": 0]])
    #expect(answer?["error"]?["code"] == -32803)
  }
}
