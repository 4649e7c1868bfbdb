package import TapeoutDisk
package import TapeoutJSON
package import TapeoutLanguage
package import TapeoutModel
package import TapeoutWorkspace

/// What client and server have said to each other, and what follows from it. It starts no work and sends nothing by
/// itself: every event is answered with what is to be done.
package struct Session {
  package enum Effect {
    case send(JSONValue)
    case analyze(AnalysisJob)
    case draw(DrawingJob)
    /// Let it be told when the files of a project change.
    case watch(Project)
    case end(status: Int32)
  }

  enum Phase {
    case fresh, running, shutDown
  }

  package struct Settings: Sendable {
    /// How projects are analysed; reusable.
    package var options: Analysis.Options
    /// The day by the clock.
    package var today: @Sendable () -> Day
    /// The address of the rules document; nil where there is none.
    package var rulesURI: String?
    /// The address of a running preview of a project, with a slash at its end; nil where none runs.
    package var preview: @Sendable (Project) -> String?

    package init(
      options: Analysis.Options, today: @escaping @Sendable () -> Day, rulesURI: String? = nil,
      preview: @escaping @Sendable (Project) -> String? = { _ in nil }
    ) {
      self.options = options
      self.today = today
      self.rulesURI = rulesURI
      self.preview = preview
    }
  }

  var settings: Settings
  var phase = Phase.fresh
  var client = ClientCapabilities()
  /// The process that started us; nil where it did not say.
  package internal(set) var parent: Int?
  /// Folders that the client works on, as it spells them.
  var folders: [String: String] = [:]
  var projects: [ProjectSession] = []
  /// Open documents of no project, by address.
  var strangers: Set<String> = []
  private var lastRequest = 0
  /// What is to be done.
  private var effects: [Effect] = []

  package init(_ settings: Settings) { self.settings = settings }

  package mutating func takeEffects() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  // MARK: Sending

  mutating func perform(_ effect: Effect) { effects.append(effect) }

  mutating func send(_ message: JSONValue) { effects.append(.send(message)) }

  mutating func notify(_ method: String, _ params: JSONValue) {
    send(OutgoingMessage.notification(method, params))
  }

  /// Asks the client for something; what it answers matters only where somebody waits for it.
  @discardableResult
  mutating func ask(_ method: String, _ params: JSONValue? = nil) -> RequestID {
    lastRequest += 1
    let id = RequestID.text("tapeout-\(lastRequest)")
    send(OutgoingMessage.request(id, method: method, params: params))
    return id
  }

  mutating func log(_ message: String) { notify("window/logMessage", ["type": 2, "message": .string(message)]) }

  mutating func show(_ message: String) { notify("window/showMessage", ["type": 1, "message": .string(message)]) }

  // MARK: Receiving

  package mutating func receive(_ event: MessageFramer.Event) {
    switch event {
    case .broken(let reason):
      send(OutgoingMessage.failure(nil, ResponseError(.parseError, reason + ".")))
    case .message(let bytes):
      do throws(Message.Refusal) {
        try receive(Message(bytes))
      } catch {
        send(OutgoingMessage.failure(error.id, error.error))
      }
    }
  }

  private mutating func receive(_ message: Message) {
    switch message {
    case .request(let id, let method, let params): answer(Request(id: id, method: method, params: params))
    case .notification(let method, let params): take(method, params)
    case .response(let id, let result): progressAnswered(id, isAccepted: result != nil)
    }
  }

  /// What is to be done when the stream has ended: the client is gone.
  package mutating func close() { perform(.end(status: phase == .shutDown ? 0 : 1)) }

  private mutating func answer(_ request: Request) {
    switch phase {
    case .fresh where request.method == "initialize": initialize(request)
    case .fresh:
      fail(request, .serverNotInitialized, saying: "`\(request.method)` came before `initialize`.")
    case .shutDown: fail(request, .invalidRequest, saying: "`\(request.method)` came after `shutdown`.")
    case .running:
      switch request.method {
      case "initialize": fail(request, .invalidRequest, saying: "`initialize` came twice.")
      case "shutdown": shutDown(request)
      default: serve(request)
      }
    }
  }

  private mutating func take(_ method: String, _ params: JSONValue) {
    if method == "exit" { return close() }
    guard phase == .running else { return }
    switch method {
    case "initialized": start()
    case "textDocument/didOpen": didOpen(params)
    case "textDocument/didChange": didChange(params)
    case "textDocument/didClose": didClose(params)
    case "textDocument/didSave", "workspace/didChangeWatchedFiles": diskChanged()
    case "workspace/didChangeWorkspaceFolders": didChangeFolders(params)
    case "$/cancelRequest": cancel(params)
    // What a server does not know, it ignores.
    default: break
    }
  }

  mutating func succeed(_ request: Request, _ result: JSONValue) {
    send(OutgoingMessage.response(request.id, result))
  }

  mutating func fail(_ request: Request, _ code: ResponseError.Code, saying message: String) {
    send(OutgoingMessage.failure(request.id, ResponseError(code, message)))
  }

  private mutating func cancel(_ params: JSONValue) {
    guard let id = params["id"].flatMap(RequestID.init) else { return }
    for index in projects.indices {
      guard let place = projects[index].waiting.firstIndex(where: { $0.id == id }) else { continue }
      fail(projects[index].waiting.remove(at: place), .requestCancelled, saying: "The request was cancelled.")
    }
  }
}
