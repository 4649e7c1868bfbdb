package import TapeoutJSON
import TapeoutModel
import TapeoutParser

/// One project as an editor sees it: the newest analysis, with the texts of open documents over it.
package struct LanguageWorkspace: Sendable {
  package let snapshot: LanguageSnapshot
  package let client: ClientCapabilities
  /// The address of the project's folder, without a slash at its end, as the client spells it.
  package let rootURI: String
  /// Open documents of the project, by path from the root.
  package let documents: [String: OpenDocument]
  /// The address that the rules document is read at; nil where there is none.
  package var rulesURI: String?
  /// The address of a running preview, with a slash at its end; nil where none is known.
  package var siteURL: String?

  package init(
    _ snapshot: LanguageSnapshot, _ client: ClientCapabilities, rootURI: String, documents: [String: OpenDocument],
    rulesURI: String? = nil, siteURL: String? = nil
  ) {
    self.snapshot = snapshot
    self.client = client
    self.rootURI = rootURI
    self.documents = documents
    self.rulesURI = rulesURI
    self.siteURL = siteURL
  }

  var plan: Plan { _read { yield snapshot.plan } }

  // MARK: Texts

  /// The text at a path: what the editor shows, else what was read from the disk; nil where neither is there.
  package func text(at path: String) -> DocumentText? {
    if let open = documents[path] { return open.text }
    guard let file = snapshot.file(at: path), !snapshot.sources[file].isUnread else { return nil }
    return DocumentText(snapshot.sources[file].bytes, encoding: client.encoding, isOpen: false)
  }

  /// Whether the analysis has seen what the editor shows.
  func isCurrent(_ path: String) -> Bool {
    guard let open = documents[path] else { return true }
    return snapshot.file(at: path).map { snapshot.sources[$0].bytes == open.text.bytes } ?? false
  }

  // MARK: Addresses

  package func uri(of path: String) -> String {
    documents[path]?.uri ?? rootURI + DocumentURI.escaped("/" + path)
  }

  func location(_ path: String, _ range: Range<Int>) -> JSONValue? {
    guard let text = text(at: path) else { return nil }
    return ["uri": .string(uri(of: path)), "range": text.json(range)]
  }

  /// The page of a running preview that shows a content file; nil where none runs.
  ///
  /// The preview finds the page itself, since it knows where its pages are.
  func page(ofFile path: String) -> String? { siteURL.map { $0 + "-/page?file=" + DocumentURI.escaped(path) } }

  /// The page of something that is there.
  func page(of target: Target) -> String? {
    guard let path = target.path, snapshot.file(at: path) != nil else { return nil }
    return page(ofFile: path)
  }

  /// The edits of several files as the protocol has them.
  func workspaceEdit(_ edits: [(path: String, range: Range<Int>, text: String)]) -> JSONValue {
    var paths: [String] = []
    for edit in edits where !paths.contains(edit.path) { paths.append(edit.path) }
    func textEdits(_ path: String) -> JSONValue {
      guard let text = text(at: path) else { return [] }
      return .array(
        edits.filter { $0.path == path }.map { ["range": text.json($0.range), "newText": .string($0.text)] })
    }
    guard client.hasDocumentChanges else {
      let fields = paths.map { JSONObject.Field(uri(of: $0), textEdits($0)) }
      return ["changes": .object(JSONObject(fields))]
    }
    return [
      "documentChanges": .array(
        paths.map { path in ["textDocument": versionedDocument(path), "edits": textEdits(path)] })
    ]
  }

  /// A file as edits name it: with the version that the client has told; null where it has not.
  func versionedDocument(_ path: String) -> JSONValue {
    let version = documents[path]?.version.map { JSONValue.integer($0) } ?? .null
    return ["uri": .string(uri(of: path)), "version": version]
  }
}

/// A document that an editor has open.
package struct OpenDocument: Sendable {
  /// As the client spells it.
  package let uri: String
  /// As the client counts; nil where it does not.
  package var version: Int?
  package var text: DocumentText

  package init(uri: String, version: Int?, text: DocumentText) {
    self.uri = uri
    self.version = version
    self.text = text
  }
}

extension DocumentText {
  package func json(_ range: Range<Int>) -> JSONValue { positions(range).json }
}

extension TextPosition {
  package var json: JSONValue { ["line": .integer(line), "character": .integer(character)] }

  /// - Returns: nil where the value is no position: a number is missing, negative or not whole.
  package init?(_ value: JSONValue?) {
    guard let line = value?["line"]?.int, let character = value?["character"]?.int, line >= 0, character >= 0 else {
      return nil
    }
    self.init(line: line, character: character)
  }
}

extension Range<TextPosition> {
  package var json: JSONValue { ["start": lowerBound.json, "end": upperBound.json] }

  /// - Returns: nil where the value is no range, or ends before it begins.
  package init?(_ value: JSONValue?) {
    guard let start = TextPosition(value?["start"]), let end = TextPosition(value?["end"]), start <= end else {
      return nil
    }
    self = start..<end
  }
}
