package import TapeoutDisk
package import TapeoutForecast
import TapeoutJSON
import TapeoutLanguage
import TapeoutModel
import TapeoutSchedule
package import TapeoutWorkspace

extension Session {
  /// How long nobody types before percentiles are drawn.
  private static let drawingPause = Duration.milliseconds(400)
  /// The share of time that is spent on looking at the disk where nobody tells of changes: a twentieth.
  private static let lookingShare = 20

  // MARK: Starting

  /// Starts what is due.
  ///
  /// - Returns: when the next thing will be due; nil where nothing will.
  package mutating func tick(_ now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    guard phase == .running else { return nil }
    var next: ContinuousClock.Instant?
    func note(_ time: ContinuousClock.Instant) { next = min(next ?? time, time) }
    for index in projects.indices where projects[index].running == nil {
      if projects[index].due == nil, let look = nextLook(index) {
        if look <= now { projects[index].change(after: .zero, looksAtDisk: true) } else { note(look) }
      }
      if let due = projects[index].due {
        if due <= now { begin(index) } else { note(due) }
      } else if projects[index].drawn != projects[index].analyzed, projects[index].snapshot != nil,
        let last = projects[index].lastEnd
      {
        if last + Session.drawingPause <= now { draw(index) } else { note(last + Session.drawingPause) }
      }
    }
    return next
  }

  /// When the disk is looked at for changes that nobody tells of: commits, and where files are not watched, those.
  private func nextLook(_ index: Int) -> ContinuousClock.Instant? {
    guard let last = projects[index].lastLook else { return nil }
    // Nobody tells that the whole folder went elsewhere.
    let isThere = !projects[index].isWatched || projects[index].project.isThere
    let least = projects[index].isWatched && isThere ? Duration.seconds(30) : .seconds(2)
    return last.at + max(least, last.took * Session.lookingShare)
  }

  /// Notes that changes of a project's files are told.
  package mutating func isWatching(_ project: Project) {
    guard let index = projects.firstIndex(where: { $0.project == project }) else { return }
    projects[index].isWatched = true
  }

  private mutating func begin(_ index: Int) {
    let (generation, looksAtDisk) = projects[index].begin()
    var options = settings.options
    options.today = settings.today()
    options.isReusable = true
    let project = projects[index]
    perform(
      .analyze(
        AnalysisJob(
          project: project.project, generation: generation, earlier: project.analysis, options: options,
          looksAtDisk: looksAtDisk, documents: project.documents, client: client, rootURI: project.rootURI,
          rulesURI: settings.rulesURI, published: project.published)))
  }

  private mutating func draw(_ index: Int) {
    guard let snapshot = projects[index].snapshot else { return }
    projects[index].drawn = projects[index].analyzed
    perform(
      .draw(
        DrawingJob(
          project: projects[index].project, generation: projects[index].analyzed, snapshot: snapshot,
          isSerial: settings.options.isSerial)))
  }

  // MARK: Ending

  /// Takes what an analysis came to.
  package mutating func finished(_ job: AnalysisJob, _ outcome: Result<AnalysisJob.Outcome, OperationalError>) {
    guard let index = projects.firstIndex(where: { $0.project == job.project }) else { return }
    projects[index].running = nil
    projects[index].lastEnd = .now
    guard phase == .running else { return }
    switch outcome {
    case .success(let outcome): succeeded(index, job, with: outcome)
    case .failure(let error): failed(index, error)
    }
    endProgress(index)
    let waiting = projects[index].waiting
    projects[index].waiting = []
    for request in waiting { serve(request) }
  }

  private mutating func succeeded(_ index: Int, _ job: AnalysisJob, with outcome: AnalysisJob.Outcome) {
    projects[index].failure = nil
    projects[index].analysis = outcome.analysis
    projects[index].snapshot = outcome.snapshot
    projects[index].analyzed = job.generation
    if job.looksAtDisk { projects[index].lastLook = (.now, outcome.took) }
    // What was found in texts that are others by now is not told.
    guard job.generation == projects[index].generation else { return }
    let workspace = projects[index].workspace(client, rulesURI: settings.rulesURI)
    for (path, items) in outcome.diagnostics {
      publish(items, of: workspace?.uri(of: path) ?? "", version: projects[index].documents[path]?.version)
      if let uri = workspace?.uri(of: path) { projects[index].mark(uri, !items.isEmpty) }
    }
    clear(index, workspace)
    projects[index].published = outcome.snapshot
    if outcome.hasNewDates { refresh(index) }
  }

  /// Lets the client ask again for what stands between the lines. Only those who have asked before have anything to be
  /// refreshed.
  private mutating func refresh(_ index: Int) {
    if client.canRefreshHints, projects[index].asked.contains("textDocument/inlayHint") {
      ask("workspace/inlayHint/refresh")
    }
    if client.canRefreshLenses, projects[index].asked.contains("textDocument/codeLens") {
      ask("workspace/codeLens/refresh")
    }
  }

  /// Takes diagnostics back where nothing is found any more.
  private mutating func clear(_ index: Int, _ workspace: LanguageWorkspace?) {
    let current = workspace.map { workspace in
      Set(workspace.filesWithFindings.map { workspace.uri(of: workspace.snapshot.sources[$0].path) })
    }
    for uri in projects[index].marked.sorted() where !(current?.contains(uri) ?? false) {
      publish([], of: uri, version: nil)
      projects[index].mark(uri, false)
    }
  }

  /// The plan cannot be read at all: what was said of it is taken back.
  private mutating func failed(_ index: Int, _ error: OperationalError) {
    let message = error.summary + (error.advice.map { " " + $0 } ?? "")
    if projects[index].failure != message { show(message) }
    projects[index].failure = message
    projects[index].analysis = nil
    projects[index].snapshot = nil
    projects[index].published = nil
    projects[index].lastLook = (.now, .zero)
    clear(index, nil)
  }

  mutating func publish(_ items: [JSONValue], of uri: String, version: Int?) {
    notify(
      "textDocument/publishDiagnostics",
      ["uri": .string(uri), "version": version.map { .integer($0) }, "diagnostics": .array(items)])
  }

  /// Takes percentiles that were drawn, unless the plan is another one by now.
  package mutating func finished(_ job: DrawingJob, _ forecast: Forecast) {
    guard let index = projects.firstIndex(where: { $0.project == job.project }),
      projects[index].analyzed == job.generation
    else { return }
    projects[index].snapshot?.take(forecast)
    if projects[index].snapshot?.schedule.milestones != job.snapshot.schedule.milestones { refresh(index) }
  }

  // MARK: Progress

  mutating func progressAnswered(_ id: RequestID, isAccepted: Bool) {
    guard let index = projects.firstIndex(where: { $0.progress.state == .requested(id) }) else { return }
    guard isAccepted else { return projects[index].progress.state = .over }
    projects[index].progress.state = .shown
    tell(index, ["kind": "begin", "title": "tapeout", "message": "Reading the plan", "cancellable": false])
  }

  /// Tells what the first analysis is busy with.
  package mutating func report(_ stage: Analysis.Stage, of job: AnalysisJob) {
    guard let index = projects.firstIndex(where: { $0.project == job.project }),
      projects[index].progress.state == .shown
    else { return }
    tell(index, ["kind": "report", "message": .string(stage.text)])
  }

  private mutating func endProgress(_ index: Int) {
    if projects[index].progress.state == .shown { tell(index, ["kind": "end"]) }
    projects[index].progress.state = .over
  }

  private mutating func tell(_ index: Int, _ value: JSONValue) {
    notify("$/progress", ["token": .string(projects[index].progress.token), "value": value])
  }
}

extension ProjectSession {
  /// Notes whether a file has diagnostics at the client.
  mutating func mark(_ uri: String, _ isMarked: Bool) {
    if isMarked { marked.insert(uri) } else { marked.remove(uri) }
  }
}
