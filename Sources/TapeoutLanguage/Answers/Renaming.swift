import TapeoutEditing
package import TapeoutJSON
import TapeoutModel

/// Other ids, by the engine of `tapeout rename`.
extension LanguageWorkspace {
  /// `textDocument/prepareRename`: where the id stands that would change, and what it is; null where nothing has a name.
  package func prepareRename(_ path: String, at position: TextPosition) throws(ResponseError) -> JSONValue {
    guard let (target, range) = target(path, at: position), let text = text(at: path) else { return .null }
    let id = try subject(target).id
    // Of `chip/milestone` the part behind the slash.
    let isWritten = text.bytes[range].suffix(id.utf8.count).elementsEqual(id.utf8)
    let own = isWritten ? (range.upperBound - id.utf8.count)..<range.upperBound : range
    return ["range": text.json(own), "placeholder": .string(id)]
  }

  /// `textDocument/rename`: every place that names it, and the move of its file or folder.
  ///
  /// - Throws: where the name cannot be given, or the editor cannot move files: half of a rename would break the plan.
  package func rename(
    _ path: String, at position: TextPosition, to name: String
  ) throws(ResponseError) -> JSONValue {
    guard let target = target(path, at: position)?.target else {
      throw ResponseError(.requestFailed, "Nothing here has a name that could be changed.")
    }
    let subject = try subject(target)
    let renaming: Renaming
    do throws(EditRefusal) {
      let change = try NameChange(subject, to: name, in: plan)
      renaming = try Renaming(change, in: plan, snapshot.sources, missing: snapshot.missing)
    } catch {
      throw ResponseError(.requestFailed, [error.summary, error.advice].compactMap { $0 }.joined(separator: " "))
    }
    // A client that moves files takes them among document changes, whether or not it names these, too.
    guard client.canRenameFiles else {
      throw ResponseError(
        .requestFailed,
        "This editor cannot move files for a server. Run in a terminal: tapeout rename "
          + "\(renaming.change.oldName) \(renaming.change.newName)")
    }
    guard renaming.files.allSatisfy({ isCurrent($0.path) }) else {
      throw ResponseError(.contentModified, "The text has changed meanwhile: rename it again.")
    }
    return edit(renaming)
  }

  private func subject(_ target: Target) throws(ResponseError) -> NameChange.Subject {
    let (subject, noun, isThere): (NameChange.Subject, String, Bool)
    switch target {
    case .milestone(let id):
      (subject, noun, isThere) = (.milestone(id), "milestone", plan.milestoneIndex(of: id) != nil)
    case .chip(let id): (subject, noun, isThere) = (.chip(id), "chip", snapshot.chip(id) != nil)
    case .partner(let id): (subject, noun, isThere) = (.partner(id), "partner", snapshot.partner(id) != nil)
    case .risk(let chip, let id):
      subject = .risk(RiskID(chip: chip, risk: id))
      (noun, isThere) = ("risk", snapshot.risk(chip: chip, id: id) != nil)
    case .program: throw ResponseError(.requestFailed, "The program has no id; its title is text.")
    case .kind(let name):
      let isBuiltIn = MilestoneKind.builtIn.contains { $0.name == name }
      throw ResponseError(
        .requestFailed,
        isBuiltIn
          ? "The kind \(name) is built in." : "A kind is renamed by hand: in program.md and wherever it is used.")
    case .rule(let name): throw ResponseError(.requestFailed, "The names of rules, such as \(name), are permanent.")
    }
    guard isThere else { throw ResponseError(.requestFailed, "There is no \(noun) \(subject.id).") }
    return subject
  }

  // MARK: The edit

  private func edit(_ renaming: Renaming) -> JSONValue {
    let (change, move) = (renaming.change, renaming.move)
    let annotation: JSONValue? = client.hasChangeAnnotations ? "rename" : nil
    var changes: [JSONValue] = renaming.files.map { file in
      let text = text(at: file.path)
      let edits = file.edits.map { edit -> JSONValue in
        [
          "range": text?.json(edit.range), "newText": .string(String(decoding: edit.bytes, as: UTF8.self)),
          "annotationId": annotation,
        ]
      }
      return ["textDocument": versionedDocument(file.path), "edits": .array(edits)]
    }
    // Last: what is edited above is named by where it still lies.
    changes.append(
      [
        "kind": "rename", "oldUri": .string(uri(of: move.from)), "newUri": .string(uri(of: move.to)),
        "options": ["overwrite": false, "ignoreIfExists": false], "annotationId": annotation,
      ])
    let label = "Rename the \(change.noun) \(change.oldName) to \(change.newName)"
    return [
      "documentChanges": .array(changes),
      "changeAnnotations": annotation.map { _ in
        ["rename": ["label": .string(label), "needsConfirmation": true]]
      },
    ]
  }
}
