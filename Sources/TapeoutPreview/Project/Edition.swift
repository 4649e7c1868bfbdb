import Synchronization
import TapeoutDisk
import TapeoutForecast
import TapeoutModel
import TapeoutPublish
import TapeoutSite
package import TapeoutWorkspace

/// A whole site as the files were at one moment. Its pages are made when somebody asks for them.
package final class Edition: Sendable {
  /// Counts from 1; a new one for every change that shows.
  package let number: Int
  package let analysis: Analysis
  /// Whether percentiles are still being drawn: its pages lack them.
  package let isDrawing: Bool
  /// Of the forecast, for what is supposed.
  let settings: Forecast.Settings
  private let assembly: SiteAssembly
  private let root: String
  /// Hashes of what all pages load: a page exchanges its styles where the first differs, and loads itself again where
  /// the second does.
  let styles: String
  let script: String
  private let attachments = Mutex<[String: AttachedFile]?>(nil)

  init(
    number: Int, assembly: SiteAssembly, analysis: Analysis, settings: Forecast.Settings, root: String,
    isDrawing: Bool = false
  ) {
    self.number = number
    self.isDrawing = isDrawing
    self.assembly = assembly
    self.analysis = analysis
    self.settings = settings
    self.root = root
    func hash(_ names: [String]) -> String {
      let bytes = names.flatMap { assembly.file(at: $0)?.bytes ?? [] }
      return String(ContentHash(bytes[...]).value, radix: 36)
    }
    styles = hash(["site.css", "print.css", TemplateSet.customStyle])
    script = hash(["site.js"])
  }

  /// A file of the site; nil where there is none at the path.
  func file(at path: String) -> OutputFile? {
    if let file = assembly.file(at: path) { return file }
    guard let attached = attached(path), let bytes = try? attached.contents(below: root) else { return nil }
    return OutputFile(path: path, bytes: bytes)
  }

  /// The page that shows what a content file is about; nil where there is none.
  func page(showing file: String) -> String? { assembly.page(showing: file) }

  /// When each chip will launch. Worked out anew each time.
  var launches: IndexedArray<ChipIndex, LaunchAnswer> { analysis.launches(analysis.schedule, assembly.forecast) }

  var whatIfPage: OutputFile {
    assembly.extraPage(
      WhatIfPage.body, at: WhatIfPage.path, title: "What if", subject: "what would become of the launches")
  }

  var notFoundPage: OutputFile { assembly.notFoundPage }

  private func attached(_ path: String) -> AttachedFile? {
    guard path.utf8.starts(with: "files/".utf8) else { return nil }
    return attachments.withLock { known in
      if known == nil {
        known = Dictionary(assembly.attachments.map { ($0.output, $0) }, uniquingKeysWith: { first, _ in first })
      }
      return known?[path]
    }
  }
}
