import Synchronization
package import TapeoutDisk
import TapeoutJSON
import TapeoutModel
import TapeoutSite

/// A site that is served while its files are edited.
package final class Preview: Sendable {
  private let engine: PreviewEngine
  private let guardian: RequestGuard
  private let shown = Mutex<Shown?>(nil)
  private let server = Mutex<HTTPServer?>(nil)
  /// Tells this run from the one before it, so that a page that comes back notices.
  package let session = String(UInt64.random(in: .min ... .max), radix: 36)

  private struct Shown: Sendable {
    var edition: Edition?
    var panel: FindingsPanel
    /// Hash of the panel.
    var panelHash: UInt64
  }

  /// - Parameter hosts: names under which a tunnel makes this server known.
  package init(_ engine: PreviewEngine, allowing hosts: [String] = []) {
    self.engine = engine
    guardian = RequestGuard(allowing: hosts)
  }

  /// Reads the project and tells all pages, if anything that they show has changed.
  ///
  /// - Returns: what the files come to now.
  @discardableResult
  package func refresh() async -> PreviewEngine.Outcome { show(await engine.refresh()) }

  /// Reads the project for the first time. Its pages come before their percentiles, which ``draw()`` adds.
  package func begin() async -> PreviewEngine.Outcome { show(await engine.refresh(isEarly: true)) }

  /// Draws the percentiles that pages lack, and tells them.
  ///
  /// - Returns: nil where none were missing.
  @discardableResult
  package func draw() async -> PreviewEngine.Outcome? { await engine.draw().map(show) }

  private func show(_ outcome: PreviewEngine.Outcome) -> PreviewEngine.Outcome {
    let next = Shown(
      edition: outcome.edition, panel: outcome.panel, panelHash: ContentHash(outcome.panel.text[...]).value)
    let (isNew, old) = shown.withLock { shown in
      let old = shown
      shown = next
      return (old.map { $0.panelHash != next.panelHash || $0.edition !== next.edition } ?? true, old)
    }
    if isNew { tell(next) }
    // To free a large plan takes as long as to read a part of it: not while pages wait to be told.
    withExtendedLifetime(old) {}
    return outcome
  }

  /// Begins to answer.
  ///
  /// - Parameter port: where it is taken, the next free one is; 0 for any.
  /// - Returns: the port.
  package func serve(port: Int) throws(OperationalError) -> Int {
    let server = try HTTPServer(port: port) { [self] in answer($0) }
    self.server.withLock { $0 = server }
    if let shown = shown.withLock({ $0 }) { tell(shown) }
    return server.port
  }

  package func stop() {
    let running = server.withLock { server in
      defer { server = nil }
      return server
    }
    running?.stop()
  }

  /// How many pages listen for changes.
  package var listenerCount: Int { server.withLock { $0?.listenerCount ?? 0 } }

  private func tell(_ shown: Shown) {
    server.withLock { $0 }?.send(state(shown))
  }

  /// What a page must know to see whether it is still right: one line of JSON.
  private func state(_ shown: Shown) -> [UInt8] {
    JSONWriter.document { json in
      json.add("session", session)
      json.add("edition", shown.edition?.number ?? 0)
      json.add("drawing", shown.edition?.isDrawing ?? false)
      json.add("panel", String(shown.panelHash, radix: 36))
      json.add("errors", shown.panel.errors)
      json.add("warnings", shown.panel.warnings)
      json.add("hints", shown.panel.hints)
    }.filter { $0 != 0x0A }
  }

  // MARK: Answers

  package func answer(_ request: HTTPRequest) -> HTTPAnswer {
    if let refusal = guardian.refusal(of: request) { return .response(refusal) }
    guard let target = RequestTarget(request.target) else {
      return .response(HTTPResponse(status: 400, "The address cannot be read."))
    }
    guard let shown = shown.withLock({ $0 }) else {
      return .response(HTTPResponse(status: 503, "The plan has not been read yet."))
    }
    if let name = target.path.droppingPrefix("-/") {
      if name == "events" { return .events }
      return .response(own(name, items: target.items, of: shown) ?? HTTPResponse(status: 404, "There is nothing here."))
    }
    return .response(page(target, shown))
  }

  /// What the preview adds to the site.
  private func own(_ name: String, items: [RequestTarget.Item], of shown: Shown) -> HTTPResponse? {
    if name == "panel" { return HTTPResponse(type: "text/html; charset=utf-8", shown.panel.text) }
    if name == "state" { return json(state(shown)) }
    if name == "page" { return page(showing: items, shown.edition) }
    if name == "what-if" || name == "what-if-choices" {
      guard let edition = shown.edition else {
        return HTTPResponse(status: 503, "There is no plan without errors yet.")
      }
      return name == "what-if" ? answer(items, edition) : json(WhatIfPage.choices(edition))
    }
    return PreviewAsset.bytes(name).map { HTTPResponse(file: name, $0) }
  }

  /// Leads to the page that shows a content file, named by its path from the root.
  private func page(showing items: [RequestTarget.Item], _ edition: Edition?) -> HTTPResponse? {
    guard let file = items.first(where: { $0.name.utf8.elementsEqual("file".utf8) })?.value,
      let path = edition?.page(showing: file)
    else { return nil }
    var response = HTTPResponse(status: 302, "The page is \(path).")
    response.headers.append(.init("Location", "/" + path))
    return response
  }

  private func answer(_ items: [RequestTarget.Item], _ edition: Edition) -> HTTPResponse {
    let texts = items.filter { $0.name.utf8.elementsEqual("suppose".utf8) }.map(\.value)
    do throws(OperationalError) {
      return json(try WhatIfAnswer(edition, texts, edition.settings).json())
    } catch {
      return HTTPResponse(status: 400, [error.summary, error.advice].compactMap { $0 }.joined(separator: " "))
    }
  }

  private func json(_ bytes: [UInt8]) -> HTTPResponse { HTTPResponse(type: "application/json", bytes) }

  private func page(_ target: RequestTarget, _ shown: Shown) -> HTTPResponse {
    guard let edition = shown.edition else {
      return HTTPResponse(status: 503, file: "index.html", framed(PreviewAsset.emptyPage, nil))
    }
    if target.path == WhatIfPage.path {
      return HTTPResponse(file: "index.html", framed(edition.whatIfPage.bytes, edition))
    }
    guard let file = edition.file(at: target.path.isEmpty ? "index.html" : target.path) else {
      return HTTPResponse(
        status: 404, file: "404.html", framed(edition.notFoundPage.bytes, edition))
    }
    let isPage = file.path.utf8.suffix(5).elementsEqual(".html".utf8)
    guard isPage else { return HTTPResponse(file: file.path, file.bytes) }
    var response = HTTPResponse(file: file.path, framed(file.bytes, edition))
    // The browser asks for these while the page is still on its way.
    let own = ["</site.css>; rel=preload; as=style", "</site.js>; rel=preload; as=script"]
    response.headers.append(.init("Link", own.joined(separator: ", ")))
    return response
  }

  private func framed(_ page: [UInt8], _ edition: Edition?) -> [UInt8] {
    PreviewFrame.around(page, session: session, edition: edition)
  }
}

extension String {
  fileprivate func droppingPrefix(_ prefix: String) -> String? {
    utf8.starts(with: prefix.utf8) ? String(decoding: utf8.dropFirst(prefix.utf8.count), as: UTF8.self) : nil
  }
}
