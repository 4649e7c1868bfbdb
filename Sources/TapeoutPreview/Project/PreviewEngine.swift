package import TapeoutDisk
package import TapeoutForecast
package import TapeoutModel
import TapeoutReporting
import TapeoutSite
package import TapeoutWorkspace

/// Reads a project again whenever it is asked to, and keeps what can be shown of it.
///
/// One refresh follows another; each reads the disk as it then is, so none can be forgotten.
package actor PreviewEngine {
  package struct Options: Sendable {
    package var analysis: Analysis.Options
    package var forecast: Forecast.Settings
    /// What a click on a place in a file opens.
    package var editor: Editor
    /// Today, asked for at each refresh: a preview runs for days.
    package var today: @Sendable () -> Day

    package init(
      analysis: Analysis.Options, forecast: Forecast.Settings, editor: Editor, today: @escaping @Sendable () -> Day
    ) {
      self.analysis = analysis
      self.analysis.isReusable = true
      self.forecast = forecast
      self.editor = editor
      self.today = today
    }
  }

  private let project: Project
  private var options: Options
  private var analysis: Analysis?
  private var templates: TemplateSet?
  private var memory = ForecastMemory()
  private var edition: Edition?
  private var panel: FindingsPanel?
  /// What the newest edition was made of, where it was shown before its percentiles were drawn.
  private var undrawn: Undrawn?

  private struct Undrawn: Sendable {
    let read: ReadProject
    let analysis: Analysis
    let templates: TemplateSet
  }

  package init(_ project: Project, _ options: Options) {
    self.project = project
    self.options = options
  }

  /// What a refresh came to.
  package struct Outcome: Sendable {
    /// The last whole site; nil before the first.
    package var edition: Edition?
    /// What is wrong with the files as they are now.
    package var panel: FindingsPanel
  }

  /// Reads what has changed.
  ///
  /// - Parameter isEarly: whether a first edition may come before its percentiles, which ``draw()`` adds.
  package func refresh(isEarly: Bool = false) async -> Outcome {
    do throws(OperationalError) {
      return try await refreshed(isEarly)
    } catch {
      // A folder that is gone for a moment, as while a branch is switched: what was shown before stays.
      let panel = FindingsPanel(failure: error)
      self.panel = panel
      return Outcome(edition: edition, panel: panel)
    }
  }

  private func refreshed(_ isEarly: Bool) async throws(OperationalError) -> Outcome {
    options.analysis.today = options.today()
    let read = try await ReadProject(project, options.analysis, reusing: analysis)
    // While the rules look at the plan. Where they stop it, it was for nothing.
    let isUndrawn = isEarly && edition == nil
    async let preparing =
      isUndrawn
      ? SitePreparation(undrawn: read) : SitePreparation(read, options.forecast, from: memory)
    let templates = try TemplateLoader.load(project, reusing: self.templates)
    let next = try await Analysis(read, reusing: analysis)
    let isUnchanged = next.isTakenOver && self.templates?.hasSameFiles(as: templates) ?? false
    analysis = next
    self.templates = templates
    let shown = FindingsPanel(next, templates, editor: options.editor, root: project.root)
    let isSame = isUnchanged && panel?.text == shown.text
    panel = shown
    let prepared = await preparing
    memory = prepared.memory ?? memory
    if isSame, let edition { return Outcome(edition: edition, panel: shown) }
    guard shown.errors == 0 else { return Outcome(edition: edition, panel: shown) }
    undrawn = isUndrawn ? Undrawn(read: read, analysis: next, templates: templates) : nil
    return Outcome(edition: addEdition(next, prepared, templates, isDrawing: isUndrawn), panel: shown)
  }

  private func addEdition(
    _ analysis: Analysis, _ prepared: SitePreparation, _ templates: TemplateSet, isDrawing: Bool
  ) -> Edition {
    let edition = Edition(
      number: (self.edition?.number ?? 0) + 1, assembly: SiteAssembly(analysis, prepared, templates),
      analysis: analysis, settings: options.forecast, root: project.root, isDrawing: isDrawing)
    self.edition = edition
    return edition
  }

  /// Draws the percentiles of an edition that was shown without them.
  ///
  /// - Returns: nil where nothing is left to draw.
  package func draw() async -> Outcome? {
    guard let undrawn else { return nil }
    let prepared = await SitePreparation(undrawn.read, options.forecast, from: memory)
    // A refresh may have come in between: a new edition has its own, and a broken plan keeps the old one.
    guard self.undrawn != nil, let panel else { return nil }
    self.undrawn = nil
    memory = prepared.memory ?? memory
    return Outcome(edition: addEdition(undrawn.analysis, prepared, undrawn.templates, isDrawing: false), panel: panel)
  }
}
