import TapeoutDisk
import TapeoutJSON
import TapeoutLanguage
import TapeoutModel
import TapeoutWorkspace

extension Session {
  // MARK: Beginning

  mutating func initialize(_ request: Request) {
    guard request.params.object != nil else {
      return fail(request, .invalidParams, saying: "`initialize` takes an object.")
    }
    let params = request.params
    client = ClientCapabilities(params["capabilities"])
    parent = params["processId"]?.int
    for folder in params["workspaceFolders"]?.array ?? [] { if let uri = folder["uri"]?.string { add(folder: uri) } }
    if folders.isEmpty, let uri = params["rootUri"]?.string { add(folder: uri) }
    if folders.isEmpty, let path = params["rootPath"]?.string { add(folder: DocumentURI.uri(path)) }
    if let text = params["initializationOptions"]?["statusDate"]?.string {
      guard let date = try? PlanDate(parsing: text), date.precision == .day else {
        return fail(request, .invalidParams, saying: "`statusDate` is not a day such as 2026-01-15.")
      }
      settings.options.statusDate = date.first
    }
    if let rules = params["initializationOptions"]?["rulesDocument"]?.string { settings.rulesURI = rules }
    phase = .running
    succeed(
      request,
      [
        "capabilities": capabilities,
        "serverInfo": ["name": "tapeout", "version": .string(ToolVersion.current)],
      ])
  }

  private mutating func add(folder uri: String) {
    if let path = DocumentURI.path(uri) { folders[path] = uri.withoutSlash }
  }

  private var capabilities: JSONValue {
    [
      "positionEncoding": .string(client.encoding.rawValue),
      "textDocumentSync": ["openClose": true, "change": 2, "save": ["includeText": false]],
      "completionProvider": ["triggerCharacters": [":", " ", "/", "-", "(", "[", "{", ","]],
      "hoverProvider": true,
      "definitionProvider": true,
      "referencesProvider": true,
      "documentHighlightProvider": true,
      "documentSymbolProvider": true,
      "workspaceSymbolProvider": true,
      "foldingRangeProvider": true,
      "codeActionProvider": client.hasCodeActionLiterals
        ? ["codeActionKinds": ["quickfix", "refactor.rewrite", "source.fixAll.tapeout"]] : nil,
      "codeLensProvider": ["resolveProvider": false],
      "documentLinkProvider": ["resolveProvider": false],
      "inlayHintProvider": true,
      "renameProvider": client.canPrepareRename ? ["prepareProvider": true] : true,
      "executeCommandProvider": ["commands": [.string(LanguageWorkspace.openCommand)]],
      "workspace": ["workspaceFolders": ["supported": true, "changeNotifications": true]],
    ]
  }

  /// Loads the projects of the client's folders.
  mutating func start() {
    for folder in folders.keys.sorted(by: { $0.precedesInBytes($1) }) { load(folder: folder) }
  }

  private mutating func load(folder: String) {
    do throws(OperationalError) {
      _ = open(try Project(around: folder))
    } catch {
      // A folder may hold more than plans; one whose Content/ cannot be opened is told.
      log(error.summary)
    }
  }

  /// The place of a project among those that are open; it is opened where it is not.
  mutating func open(_ project: Project) -> Int {
    if let known = projects.firstIndex(where: { $0.project == project }) { return known }
    let (folder, uri) = spelling(of: project)
    projects.append(ProjectSession(project, folder: folder, rootURI: uri))
    perform(.watch(project))
    if client.hasProgress {
      let place = projects.count - 1
      projects[place].progress.token = "tapeout-load-\(place)"
      let id = ask("window/workDoneProgress/create", ["token": .string(projects[place].progress.token)])
      projects[place].progress.state = .requested(id)
    }
    return projects.count - 1
  }

  /// A project's folder as the client spells it, where one of the client's folders leads to it or to a folder above.
  private func spelling(of project: Project) -> (folder: String, uri: String) {
    for (folder, uri) in folders.sorted(by: { $0.key.precedesInBytes($1.key) }) {
      let real = resolved(folder)
      if real == project.root { return (folder, uri) }
      if project.root.utf8.starts(with: (real == "/" ? real : real + "/").utf8) {
        let rest = String(Substring(project.root.utf8.dropFirst(real == "/" ? 0 : real.utf8.count)))
        return (folder + rest, uri + DocumentURI.escaped(rest))
      }
    }
    return (project.root, DocumentURI.uri(project.root == "/" ? "" : project.root))
  }

  mutating func didChangeFolders(_ params: JSONValue) {
    for folder in params["event"]?["removed"]?.array ?? [] {
      guard let uri = folder["uri"]?.string, let path = DocumentURI.path(uri) else { continue }
      folders[path] = nil
      let real = resolved(path)
      for index in projects.indices.reversed()
      where projects[index].project.root == real && projects[index].documents.isEmpty {
        for uri in projects[index].marked.sorted() { publish([], of: uri, version: nil) }
        for request in projects[index].waiting { fail(request, .requestFailed, saying: "The folder was closed.") }
        projects.remove(at: index)
      }
    }
    for folder in params["event"]?["added"]?.array ?? [] {
      guard let uri = folder["uri"]?.string, let path = DocumentURI.path(uri) else { continue }
      folders[path] = uri.withoutSlash
      load(folder: path)
    }
  }

  // MARK: Ending

  mutating func shutDown(_ request: Request) {
    phase = .shutDown
    for index in projects.indices {
      for waiting in projects[index].waiting { fail(waiting, .requestCancelled, saying: "The server shuts down.") }
      projects[index].waiting = []
    }
    succeed(request, .null)
  }
}

extension String {
  /// Without a slash at its end.
  fileprivate var withoutSlash: String {
    utf8.last == UInt8(ascii: "/") ? String(Substring(utf8.dropLast())) : self
  }
}
