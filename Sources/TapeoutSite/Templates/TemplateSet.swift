import Mustache
package import TapeoutModel

/// The templates of a site: ours, each of which a file of the same name in `Templates/` may replace.
package struct TemplateSet: Sendable {
  /// Every template, ours as `built in: NAME`.
  package let sources: SourceSet
  /// What is wrong with them: with any of these, nothing can be rendered.
  package let findings: [Finding]
  private let library: MustacheLibrary
  private let assets: [String: [UInt8]]

  /// Largest template that is read, in bytes.
  package static let largestFile = 1 << 20

  /// Names of the files that make up a set, as they are called in `Templates/`.
  package static var fileNames: [String] { builtIn.map(\.name) }

  /// - Parameter replacements: the user's files by name (`page.mustache`, `site.css`), with paths for findings. Files
  ///   with names of their own are partials.
  package init(replacing replacements: [(name: String, file: SourceFile)] = []) {
    var chosen: [String: SourceFile] = [:]
    for (name, bytes) in TemplateSet.builtIn { chosen[name] = SourceFile(path: "built in: \(name)", bytes: bytes) }
    for (name, file) in replacements { chosen[name] = file }
    let sources = SourceSet(Array(chosen.values))
    var files: [String: FileID] = [:]
    var assets: [String: [UInt8]] = [:]
    let places = Dictionary(uniqueKeysWithValues: sources.ids.map { (sources[$0].path, $0) })
    for (name, file) in chosen {
      if let template = name.droppingSuffix(".mustache") {
        files[template] = places[file.path]
      } else {
        assets[name] = file.bytes
      }
    }
    var findings = TemplateLinter.lint(sources, files, pages: TemplateSet.pages)
    var library = MustacheLibrary()
    _ = PageEscaping.isRegistered
    for (name, file) in files.sorted(by: { $0.value < $1.value }) where findings.isEmpty {
      guard let text = String(validating: sources[file].bytes, as: UTF8.self) else {
        findings.append(
          Finding(
            "template-syntax", at: SourceRange(startOf: file), "The template is not UTF-8",
            advice: "Save it as UTF-8."))
        continue
      }
      do {
        try library.register(PageEscaping.pragma + text, named: name)
      } catch {
        // Our own reading is stricter, so this is not expected; a hole is an error all the same.
        findings.append(
          Finding(
            "template-syntax", at: SourceRange(startOf: file), "The template cannot be read: \(error)",
            advice: "Compare it with the built-in one."))
      }
    }
    self.sources = sources
    self.findings = findings
    self.library = library
    self.assets = assets
  }

  /// The templates that are rendered, with what they may speak of.
  static let pages: [(name: String, shape: ContextShape)] = [
    ("layout", Layout.fields.shape), ("portfolio", PortfolioPage.fields.shape), ("chip", ChipPage.fields.shape),
    ("milestone", MilestonePage.fields.shape), ("partners", PartnersPage.fields.shape),
    ("partner", PartnerPage.fields.shape), ("calendar", CalendarPage.fields.shape),
    ("changes", ChangesPage.fields.shape), ("risks", RisksPage.fields.shape), ("reports", ReportsPage.fields.shape),
    ("report", ReportPage.fields.shape),
    ("program", ProgramPage.fields.shape), ("findings", FindingsPage.fields.shape),
    ("method", MethodPage.fields.shape), ("search", SearchPage.fields.shape),
    ("notfound", NotFoundPage.fields.shape),
  ]

  /// A page of the template `name`. Only for sets without findings.
  func render(_ context: some TemplateContext, _ name: String) -> Markup {
    Markup(trusted: library.render(context, withTemplate: name) ?? "")
  }

  /// A stylesheet or script.
  func asset(_ name: String) -> [UInt8] { assets[name] ?? [] }
}

extension String {
  fileprivate func droppingSuffix(_ suffix: String) -> String? {
    guard utf8.count > suffix.utf8.count, utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) else { return nil }
    return String(decoding: utf8.dropLast(suffix.utf8.count), as: UTF8.self)
  }
}
