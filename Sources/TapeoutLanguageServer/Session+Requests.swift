import TapeoutJSON
import TapeoutLanguage

extension Session {
  /// Answers a request from the newest analysis, or keeps it until there is one.
  mutating func serve(_ request: Request) {
    switch request.method {
    case "workspace/symbol": return workspaceSymbols(request)
    case "workspace/executeCommand": return execute(request)
    default: break
    }
    guard Session.documentMethods.contains(request.method) else {
      return fail(request, .methodNotFound, saying: "There is no method `\(request.method)`.")
    }
    guard let uri = request.params["textDocument"]?["uri"]?.string else {
      return fail(request, .invalidParams, saying: "`textDocument.uri` is missing.")
    }
    guard let (index, path) = place(of: uri) else { return succeed(request, .null) }
    projects[index].asked.insert(request.method)
    if request.method == "textDocument/rename", projects[index].failure == nil, waits(request, index) { return }
    let isLinking = Session.linkingMethods.contains(request.method)
    let siteURL = isLinking ? settings.preview(projects[index].project) : nil
    guard let workspace = projects[index].workspace(client, rulesURI: settings.rulesURI, siteURL: siteURL) else {
      if let failure = projects[index].failure { return fail(request, .requestFailed, saying: failure) }
      return projects[index].waiting.append(request)
    }
    do throws(ResponseError) {
      succeed(request, try Session.answer(request.method, request.params, workspace, path))
    } catch {
      fail(request, error.code, saying: error.message)
    }
  }

  /// Whether a request has to wait: an edit of files that nobody has open is right only for the files as they are.
  private mutating func waits(_ request: Request, _ index: Int) -> Bool {
    guard !request.isFresh || projects[index].analyzed != projects[index].generation else { return false }
    if !request.isFresh { projects[index].change(after: .zero, looksAtDisk: true) }
    var request = request
    request.isFresh = true
    projects[index].waiting.append(request)
    return true
  }

  /// Those whose answers lead to pages.
  private static let linkingMethods: Set = ["textDocument/hover", "textDocument/documentLink"]

  private static let documentMethods: Set = [
    "textDocument/completion", "textDocument/hover", "textDocument/definition", "textDocument/references",
    "textDocument/documentHighlight", "textDocument/documentSymbol", "textDocument/foldingRange",
    "textDocument/codeAction", "textDocument/codeLens", "textDocument/documentLink", "textDocument/inlayHint",
    "textDocument/prepareRename", "textDocument/rename",
  ]

  private static func answer(
    _ method: String, _ params: JSONValue, _ workspace: LanguageWorkspace, _ path: String
  ) throws(ResponseError) -> JSONValue {
    switch method {
    case "textDocument/documentSymbol": return workspace.symbols(path)
    case "textDocument/foldingRange": return workspace.foldingRanges(path)
    case "textDocument/codeLens": return workspace.codeLenses(path)
    case "textDocument/documentLink": return workspace.documentLinks(path)
    case "textDocument/inlayHint": return workspace.inlayHints(path, try range(params))
    case "textDocument/codeAction":
      let only = params["context"]?["only"]?.array.map { $0.compactMap(\.string) }
      return workspace.codeActions(path, try range(params), only: only)
    default: break
    }
    guard let position = TextPosition(params["position"]) else {
      throw ResponseError(.invalidParams, "`position` is missing, or is none.")
    }
    switch method {
    case "textDocument/completion": return workspace.completion(path, at: position)
    case "textDocument/prepareRename": return try workspace.prepareRename(path, at: position)
    case "textDocument/rename":
      guard let name = params["newName"]?.string else {
        throw ResponseError(.invalidParams, "`newName` is missing.")
      }
      return try workspace.rename(path, at: position, to: name)
    case "textDocument/hover": return workspace.hover(path, at: position)
    case "textDocument/definition": return workspace.definition(path, at: position)
    case "textDocument/references":
      let includesDeclaration = params["context"]?["includeDeclaration"]?.bool ?? false
      return workspace.references(path, at: position, includesDeclaration: includesDeclaration)
    default: return workspace.highlights(path, at: position)
    }
  }

  private static func range(_ params: JSONValue) throws(ResponseError) -> Range<TextPosition> {
    guard let range = Range<TextPosition>(params["range"]) else {
      throw ResponseError(.invalidParams, "`range` is missing, or is none.")
    }
    return range
  }

  // MARK: The whole workspace

  private mutating func workspaceSymbols(_ request: Request) {
    guard let query = request.params["query"]?.string else {
      return fail(request, .invalidParams, saying: "`query` is missing.")
    }
    if let index = projects.firstIndex(where: { $0.snapshot == nil && $0.failure == nil }) {
      return projects[index].waiting.append(request)
    }
    let found = projects.compactMap { $0.workspace(client, rulesURI: settings.rulesURI)?.workspaceSymbols(query) }
    succeed(request, .array(found.flatMap { $0 }))
  }

  private mutating func execute(_ request: Request) {
    guard request.params["command"]?.string == LanguageWorkspace.openCommand,
      let uri = request.params["arguments"]?.array?.first?.string
    else { return fail(request, .invalidParams, saying: "There is no such command, or it lacks an address.") }
    if client.canShowDocument { ask("window/showDocument", ["uri": .string(uri), "takeFocus": true]) }
    succeed(request, .null)
  }
}
