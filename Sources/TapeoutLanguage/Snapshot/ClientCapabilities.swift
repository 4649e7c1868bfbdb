package import TapeoutJSON

/// What a client says that it can do. What it does not say, it cannot.
package struct ClientCapabilities: Hashable, Sendable {
  package private(set) var encoding = PositionEncoding.utf16
  package private(set) var hasMarkdownHover = false
  package private(set) var hasMarkdownCompletion = false
  package private(set) var hasHierarchicalSymbols = false
  package private(set) var hasRelatedInformation = false
  package private(set) var hasCodeDescription = false
  package private(set) var hasDocumentChanges = false
  package private(set) var canRenameFiles = false
  package private(set) var canPrepareRename = false
  package private(set) var hasChangeAnnotations = false
  package private(set) var hasCodeActionLiterals = false
  package private(set) var hasPreferredActions = false
  package private(set) var hasProgress = false
  package private(set) var canShowDocument = false
  package private(set) var canRefreshHints = false
  package private(set) var canRefreshLenses = false
  /// The most folding ranges of a document; nil for any number.
  package private(set) var foldingLimit: Int?

  package init() {}

  /// - Parameter value: the field `capabilities` of `initialize`, whatever it holds.
  package init(_ value: JSONValue?) {
    func flag(_ path: String...) -> Bool { at(path).flatMap(\.bool) ?? false }
    func words(_ path: String...) -> [String] { at(path)?.array?.compactMap(\.string) ?? [] }
    func at(_ path: [String]) -> JSONValue? { path.reduce(value) { $0?[$1] } }
    let encodings = words("general", "positionEncodings")
    // UTF-8 saves counting; the first that the client names is what it likes best.
    encoding = encodings.lazy.compactMap(PositionEncoding.init(rawValue:)).first ?? .utf16
    hasMarkdownHover = words("textDocument", "hover", "contentFormat").contains("markdown")
    hasMarkdownCompletion =
      words("textDocument", "completion", "completionItem", "documentationFormat").contains("markdown")
    hasHierarchicalSymbols = flag("textDocument", "documentSymbol", "hierarchicalDocumentSymbolSupport")
    hasRelatedInformation = flag("textDocument", "publishDiagnostics", "relatedInformation")
    hasCodeDescription = flag("textDocument", "publishDiagnostics", "codeDescriptionSupport")
    hasDocumentChanges = flag("workspace", "workspaceEdit", "documentChanges")
    canRenameFiles = words("workspace", "workspaceEdit", "resourceOperations").contains("rename")
    canPrepareRename = flag("textDocument", "rename", "prepareSupport")
    hasChangeAnnotations = at(["workspace", "workspaceEdit", "changeAnnotationSupport"])?.object != nil
    hasCodeActionLiterals = at(["textDocument", "codeAction", "codeActionLiteralSupport"])?.object != nil
    hasPreferredActions = flag("textDocument", "codeAction", "isPreferredSupport")
    hasProgress = flag("window", "workDoneProgress")
    canShowDocument = flag("window", "showDocument", "support")
    canRefreshHints = flag("workspace", "inlayHint", "refreshSupport")
    canRefreshLenses = flag("workspace", "codeLens", "refreshSupport")
    foldingLimit = at(["textDocument", "foldingRange", "rangeLimit"])?.int.map { max(0, $0) }
  }
}
