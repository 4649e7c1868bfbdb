import TapeoutEditing
package import TapeoutJSON
import TapeoutModel
import TapeoutParser

/// What can be done at a place with one choice.
extension LanguageWorkspace {
  /// `textDocument/codeAction`.
  ///
  /// - Parameter only: the kinds that the client asks for, each with all below it; nil for all.
  package func codeActions(_ path: String, _ range: Range<TextPosition>, only: [String]?) -> JSONValue {
    guard let text = text(at: path), FieldTable(at: path) != nil else { return .null }
    var actions = fixes(at: range, of: text, in: path)
    if let all = fixAll(path, text) { actions.append(all) }
    if let document = try? EditableDocument(path: path, bytes: text.bytes) {
      actions += MilestoneActions(self, path, text, document).actions(at: range)
    }
    let wanted = actions.filter { action in only.map { $0.contains { action.kind.isSameOrBelow($0) } } ?? true }
    return .array(wanted.map { $0.json(self) })
  }

  // MARK: Fixes

  private func fixes(at range: Range<TextPosition>, of text: DocumentText, in path: String) -> [CodeAction] {
    guard isCurrent(path), let file = snapshot.file(at: path) else { return [] }
    let lines = range.lowerBound.line...range.upperBound.line
    var actions: [CodeAction] = []
    for (finding, diagnostic) in zip(snapshot.findings(in: file), diagnostics(of: file)) {
      let own = text.positions(finding.range.offsets)
      guard lines.overlaps(own.lowerBound.line...own.upperBound.line) else { continue }
      for fix in finding.fixes {
        let edits = self.edits(fix)
        guard edits.allSatisfy({ isCurrent($0.path) }) else { continue }
        actions.append(
          CodeAction(
            title: fix.title.capitalizedFirst, kind: "quickfix", edits: edits, diagnostic: diagnostic,
            isPreferred: finding.fixes.count == 1 && !fix.isGuess))
      }
    }
    return actions
  }

  private func edits(_ fix: Fix) -> [CodeAction.Edit] {
    fix.edits.map { edit in
      let source = snapshot.sources[edit.range.file]
      return (source.path, edit.range.offsets, edit.text.withLineEnds(of: source.bytes))
    }
  }

  /// All safe fixes of a document that do not touch each other.
  private func fixAll(_ path: String, _ text: DocumentText) -> CodeAction? {
    guard isCurrent(path), let file = snapshot.file(at: path) else { return nil }
    var all: [ContentEdit] = []
    for finding in snapshot.findings(in: file) {
      guard finding.fixes.count == 1, !finding.fixes[0].isGuess,
        finding.fixes[0].edits.allSatisfy({ $0.range.file == file })
      else { continue }
      let more = edits(finding.fixes[0]).map { ContentEdit(replacing: $0.range, with: $0.text) }
      if (all + more).applied(to: text.bytes) != nil { all += more }
    }
    var once: [ContentEdit] = []
    for edit in all where !once.contains(edit) { once.append(edit) }
    guard !once.isEmpty else { return nil }
    return CodeAction(
      title: "Apply all safe fixes of this file", kind: "source.fixAll.tapeout",
      edits: once.map { (path, $0.range, String(decoding: $0.bytes, as: UTF8.self)) })
  }
}

/// One thing that can be done.
struct CodeAction {
  typealias Edit = (path: String, range: Range<Int>, text: String)

  var title: String
  var kind: String
  var edits: [Edit]
  var diagnostic: JSONValue?
  var isPreferred = false

  func json(_ workspace: LanguageWorkspace) -> JSONValue {
    [
      "title": .string(title), "kind": .string(kind), "edit": workspace.workspaceEdit(edits),
      "diagnostics": diagnostic.map { [$0] },
      "isPreferred": isPreferred && workspace.client.hasPreferredActions ? true : nil,
    ]
  }
}

extension String {
  /// With the line ends of a file.
  fileprivate func withLineEnds(of bytes: [UInt8]) -> String {
    guard let end = bytes.firstIndex(of: 0x0A), end > 0, bytes[end - 1] == 0x0D else { return self }
    return String(decoding: utf8.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }, as: UTF8.self)
  }

  var capitalizedFirst: String {
    guard let first = unicodeScalars.first else { return self }
    return first.properties.uppercaseMapping + String(String.UnicodeScalarView(unicodeScalars.dropFirst()))
  }

  /// Whether a kind of action is this one or one below it: `refactor.rewrite` is below `refactor`.
  fileprivate func isSameOrBelow(_ kind: String) -> Bool {
    guard utf8.starts(with: kind.utf8) else { return false }
    return kind.isEmpty || utf8.count == kind.utf8.count
      || utf8.dropFirst(kind.utf8.count).first == UInt8(ascii: ".")
  }
}
