package import TapeoutDisk
import TapeoutExchange
package import TapeoutForecast
import TapeoutHistory
import TapeoutModel
import TapeoutParser
package import TapeoutPublish
import TapeoutSchedule
package import TapeoutSite
package import TapeoutTemplates

/// A project's site, ready to be written: pages from the site's builder, with what Workspace adds to them.
package struct SiteAssembly: Sendable {
  package let forecast: Forecast
  private let builder: SiteBuilder
  private let downloads: SiteDownloads

  /// Prepares every page.
  ///
  /// - Parameters:
  ///   - analysis: without errors.
  ///   - prepared: from the same plan.
  ///   - templates: without findings.
  ///   - site: where the site will be published, stronger than what program.md says.
  package init(_ analysis: Analysis, _ prepared: SitePreparation, _ templates: TemplateSet, site: String? = nil) {
    let plan = analysis.plan
    let forecast = prepared.forecast
    let schedule = analysis.schedule.downgradingHealth(using: forecast, plan)
    let sources = analysis.sources
    let address = (site ?? plan.program.site?.value).map { $0.utf8.last == UInt8(ascii: "/") ? $0 : $0 + "/" }
    let content = SiteContent(
      plan: plan, schedule: schedule, forecast: forecast, tornados: prepared.tornados,
      findings: SiteFindings(analysis.findings, sources), site: address, scenarios: prepared.scenarios,
      history: analysis.history ?? PlanHistory(), trend: analysis.trend.weighing(schedule), places: prepared.places,
      body: { body, use, resolve in
        guard let range = body.range else { return [] }
        if let excerpt = use.excerpt {
          return BodyRenderer.html(excerpt, of: sources[range.file].bytes, from: Int(range.start), resolve: resolve)
        }
        return BodyRenderer.html(
          sources[range.file].bytes, from: Int(range.start), headingShift: use.headingShift,
          omitsCriteria: use.omitsCriteria, hasAnchors: use.hasAnchors, resolve: resolve)
      },
      text: { body in
        body.range.map { String(decoding: sources[$0.file].bytes[$0.offsets], as: UTF8.self) } ?? ""
      },
      sourcePath: { sources[$0].path })
    self.forecast = forecast
    builder = SiteBuilder(content, templates)
    downloads = SiteDownloads(
      ExportContent(
        plan: plan, schedule: schedule, forecast: forecast, launches: content.launches,
        firstBaseline: { content.baselines[$0].firstIfReplaced }, order: content.places.order, sources: sources,
        site: address, scenarios: content.scenarios,
        revision: PlanRevision(analysis.history)),
      analysis.findings,
      pagePaths: { [builder] in builder.pagePaths }, changeFeed: builder.changeFeed,
      workbookChanges: {
        PlanWorkbook.changes(in: ChangeLog(plan, analysis.schedule, analysis.history ?? PlanHistory()))
      })
  }

  /// The files beside the Markdown that pages link to.
  package var attachments: [AttachedFile] {
    builder.attachments.map { path in
      AttachedFile(source: path, output: Plan.path(attachment: path), isCleaned: AttachmentType(path) == .svg)
    }
  }

  package var unitCount: Int { 1 + builder.unitCount }

  /// Makes the files of one unit, each handed over before the next.
  package func makeFiles(
    _ unit: Int, _ deliver: (OutputFile) throws(OperationalError) -> Void
  ) throws(OperationalError) {
    // The downloads first: they take long, and at the end one core would wait for the other.
    if unit == 0 { try downloads.makeFiles(deliver) } else { try builder.makeFiles(unit - 1, deliver) }
  }
}

extension SiteAssembly {
  /// The file at a path of the site, made for whoever asks for it alone; nil where there is none.
  ///
  /// Attachments are not among these: see ``attachments``.
  package func file(at path: String) -> OutputFile? { builder.file(at: path) ?? downloads.file(at: path) }

  /// The page that shows what a content file is about, below the site's root; nil where there is none.
  ///
  /// - Parameter file: from the project's root.
  package func page(showing file: String) -> String? { builder.page(showing: file) }

  /// A page that is no part of the site, with the layout of those that are.
  package func extraPage(_ body: Markup, at path: String, title: String, subject: String) -> OutputFile {
    builder.extraPage(body, at: path, title: title, subject: subject)
  }

  /// The page for what is not there, with addresses that begin at the root of the server.
  package var notFoundPage: OutputFile { builder.notFoundPage(root: "/") }
}

extension SiteFindings {
  /// - Parameter findings: without errors, in their order.
  fileprivate init(_ findings: [Finding], _ sources: SourceSet) {
    func places(_ severity: Severity) -> [Int] { findings.indices.filter { findings[$0].severity == severity } }
    let (warnings, hints) = (places(.warning), places(.hint))
    self.init()
    self.warnings = warnings.count
    self.hints = hints.count
    shown = (warnings + hints).prefix(SiteFindings.mostShown).map { SiteFinding(findings[$0], sources) }
  }
}

extension SiteFinding {
  fileprivate init(_ finding: Finding, _ sources: SourceSet) {
    let file = finding.range.file
    let position = sources.position(finding.range.start, in: file)
    self.init(
      rule: finding.rule.description, severity: finding.severity, headline: finding.headline, advice: finding.advice,
      notes: finding.notes.map(\.text), file: file, place: "\(sources[file].path):\(position.line):\(position.column)",
      excerpt: SiteFinding.line(at: Int(finding.range.start), in: sources[file].bytes))
  }

  /// The line of a file around a byte, at most 200 bytes of it.
  private static func line(at offset: Int, in bytes: [UInt8]) -> String {
    var start = min(offset, bytes.count)
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    var end = start
    while end < bytes.count, end - start < 200, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
