import TapeoutDisk
import TapeoutJSON
import TapeoutLanguage
import TapeoutLanguageServer
import TapeoutModel
import TapeoutTestSupport
import TapeoutWorkspace

/// An editor in a test: it speaks to a session as over the wire, and lets it do its work at once.
final class Editor {
  var session: Session
  /// Everything that came, oldest first.
  private(set) var received: [JSONValue] = []
  /// What each file's diagnostics are by now.
  private(set) var diagnostics: [String: [JSONValue]] = [:]
  private(set) var versions: [String: Int] = [:]
  private(set) var status: Int32?
  private var lastID = 0
  private var jobs: [AnalysisJob] = []
  private var drawings: [DrawingJob] = []

  static let capabilities: JSONValue = [
    "general": ["positionEncodings": ["utf-16"]],
    "textDocument": [
      "hover": ["contentFormat": ["markdown"]],
      "publishDiagnostics": ["relatedInformation": true, "codeDescriptionSupport": true],
      "documentSymbol": ["hierarchicalDocumentSymbolSupport": true],
      "codeAction": ["codeActionLiteralSupport": [:], "isPreferredSupport": true],
    ],
    "workspace": ["workspaceEdit": ["documentChanges": true]],
  ]

  init(statusDate: Day? = nil) {
    let options = Analysis.Options(today: Editor.today, statusDate: statusDate, isReusable: true)
    session = Session(.init(options: options, today: { Editor.today }, rulesURI: "file:///rules.md"))
  }

  static let today = Day(unchecked: 2026, 3, 1)

  /// An editor that has a folder open, and its plan loaded.
  static func open(_ root: String, _ capabilities: JSONValue = Editor.capabilities) async throws -> Editor {
    let editor = Editor()
    editor.request("initialize", ["rootUri": .string(DocumentURI.uri(root)), "capabilities": capabilities])
    editor.notify("initialized", [:])
    try await editor.settle()
    return editor
  }

  // MARK: Sending

  @discardableResult
  func request(_ method: String, _ params: JSONValue? = nil) -> JSONValue? {
    lastID += 1
    let id = lastID
    send(["jsonrpc": "2.0", "id": .integer(id), "method": .string(method), "params": params])
    return answer(to: id)
  }

  func answer(to id: Int) -> JSONValue? { received.last { $0["id"] == .integer(id) && $0["method"] == nil } }

  func notify(_ method: String, _ params: JSONValue) {
    send(["jsonrpc": "2.0", "method": .string(method), "params": params])
  }

  func send(_ message: JSONValue) { send(.message(JSONWriter.compact(message))) }

  func send(_ event: MessageFramer.Event) {
    session.receive(event)
    take()
  }

  func close() {
    session.close()
    take()
  }

  private func take() {
    for effect in session.takeEffects() {
      switch effect {
      case .send(let message):
        received.append(message)
        guard message["method"] == "textDocument/publishDiagnostics", let uri = message["params"]?["uri"]?.string else {
          continue
        }
        diagnostics[uri] = message["params"]?["diagnostics"]?.array ?? []
        versions[uri] = message["params"]?["version"]?.int
      case .analyze(let job): jobs.append(job)
      case .draw(let job): drawings.append(job)
      case .watch(let project): session.isWatching(project)
      case .end(let status): self.status = status
      }
    }
  }

  // MARK: Work

  /// Starts what is due, as if nobody had typed for a moment.
  func start() {
    _ = session.tick(.now + .milliseconds(500))
    take()
  }

  /// Lets all analyses run that are due.
  func settle() async throws {
    start()
    while !jobs.isEmpty {
      try await finishAnalysis()
      start()
    }
  }

  var isBusy: Bool { !jobs.isEmpty }

  /// Lets the analysis run that was started first.
  func finishAnalysis() async throws {
    let job = jobs.removeFirst()
    do throws(OperationalError) {
      session.finished(job, .success(try await job.run { _ in }))
    } catch {
      session.finished(job, .failure(error))
    }
    take()
  }

  func drawPercentiles() async {
    start()
    for job in drawings { session.finished(job, await job.run()) }
    drawings = []
    take()
  }

  // MARK: Documents

  func open(_ path: String, _ text: String, version: Int = 1) {
    notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": .string(DocumentURI.uri(path)), "languageId": "markdown", "version": .integer(version),
          "text": .string(text),
        ]
      ])
  }

  /// Replaces the whole text.
  func change(_ path: String, _ text: String, version: Int) {
    change(path, [["text": .string(text)]], version: version)
  }

  func change(_ path: String, _ changes: JSONValue, version: Int) {
    notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": .string(DocumentURI.uri(path)), "version": .integer(version)],
        "contentChanges": changes,
      ])
  }

  func close(_ path: String) {
    notify("textDocument/didClose", ["textDocument": ["uri": .string(DocumentURI.uri(path))]])
  }

  /// The result of a request about a place, which is where `mark` begins in `text`, some characters on.
  func ask(
    _ method: String, _ path: String, _ text: String, at mark: String, plus offset: Int = 0,
    _ more: [(String, JSONValue)] = []
  ) -> JSONValue? {
    let document = DocumentText(Array(text.utf8), encoding: .utf16, isOpen: true)
    guard let place = text.firstRange(of: mark) else { return nil }
    let start = text.utf8.distance(from: text.startIndex, to: place.lowerBound) + offset
    var params = JSONObject([
      .init("textDocument", ["uri": .string(DocumentURI.uri(path))]),
      .init("position", document.position(start).json),
    ])
    for (name, value) in more { params[name] = value }
    return request(method, .object(params))?["result"]
  }
}
