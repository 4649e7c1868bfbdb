package import TapeoutModel
import TapeoutTemplates

/// The templates of a site: ours, each of which a file of the same name in `Templates/` may replace.
package struct TemplateSet: Sendable {
  /// Every template, ours as `built in: NAME`.
  package let sources: SourceSet
  /// What is wrong with them: with any of these, nothing can be rendered.
  package let findings: [Finding]
  private let replacementCount: Int
  private let program: TemplateProgram
  /// The pages' templates among the program's steps.
  private let pages: [String: Range<Int>]
  private let assets: [String: [UInt8]]
  /// The marks in what stands around every page.
  let layoutMarks: MarkSet

  /// Largest template that is read, in bytes.
  package static let largestFile = 1 << 20

  /// Names of the files that make up a set, as they are called in `Templates/`.
  package static var fileNames: [String] { builtIn.map(\.name) }

  /// - Parameter replacements: the user's files by name (`page.mustache`, `site.css`), with paths for findings. Files
  ///   with names of their own are partials; of those that mean nothing, a finding says so.
  package init(replacing replacements: [(name: String, file: SourceFile)] = []) {
    var chosen: [String: SourceFile] = [:]
    for (name, bytes) in TemplateSet.builtIn { chosen[name] = SourceFile(path: "built in: \(name)", bytes: bytes) }
    for (name, file) in replacements { chosen[name] = file }
    let sources = SourceSet(Array(chosen.values))
    let places = Dictionary(uniqueKeysWithValues: sources.ids.map { (sources[$0].path, $0) })
    var files: [String: FileID] = [:]
    var assets: [String: [UInt8]] = [:]
    for (name, file) in chosen {
      if let template = name.droppingSuffix(".mustache") {
        files[template] = places[file.path]
      } else {
        assets[name] = file.bytes
      }
    }
    let linted = TemplateLinter.lint(sources, files, pages: TemplateSet.pages)
    var findings = linted.findings
    // What a broken template includes is not known.
    findings += TemplateSet.unusedFiles(replacements, places, used: linted.used, isKnown: findings.isEmpty)
    var pages: [String: Range<Int>] = [:]
    var compiler = TemplateCompiler(files.mapValues { TemplateSet.text(sources[$0].bytes) })
    if findings.isEmpty {
      for page in TemplateSet.pages { pages[page.name] = compiler.compile(page.name, page.shape) }
    }
    self.sources = sources
    self.findings = findings
    replacementCount = replacements.count
    program = compiler.program
    self.pages = pages
    self.assets = assets
    layoutMarks = MarkSet(usedIn: program.text(of: pages["layout"] ?? 0..<0))
  }

  /// Whether both are made of the same files.
  package func hasSameFiles(as other: TemplateSet) -> Bool { sources.hasSameFiles(as: other.sources) }

  /// Whether a set with these files in place of ours would be the same.
  package func isMade(of replacements: [(name: String, file: SourceFile)]) -> Bool {
    replacements.count == replacementCount
      && replacements.allSatisfy { _, file in
        let index = sources.files.indices.firstPlace { !sources.files[$0].path.precedesInBytes(file.path) }
        return index < sources.files.count && sources.files[index].isSame(as: file)
      }
  }

  /// A template's text, without the mark that some editors put first.
  private static func text(_ bytes: [UInt8]) -> [UInt8] {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  /// The templates that are rendered, with what they may speak of.
  static let pages: [(name: String, shape: ContextShape)] = {
    // Of the other pages there is one for each chip, milestone, partner and report.
    let repeated: [String: [(name: String, shape: ContextShape)]] = [
      "portfolio": [
        ("chip", ChipPage.fields.shape), ("milestone", MilestonePage.fields.shape),
        ("chipslide", SlidePage.fields.shape),
      ],
      "partners": [("partner", PartnerPage.fields.shape)], "people": [("owner", OwnerPage.fields.shape)],
      "reports": [("report", ReportPage.fields.shape)],
    ]
    return [
      ("layout", Layout.fields.shape), ("moved", MovedPage.fields.shape), ("slideframe", SlideFrame.fields.shape),
    ]
      + SinglePage.all.flatMap { [($0.name, $0.shape)] + (repeated[$0.name] ?? []) }
  }()

  /// A page of the template `name`; nothing from a set with findings.
  ///
  /// - Parameter context: of the kind that ``pages`` names for it.
  func render(_ context: some TemplateContext, _ name: String) -> Markup {
    var html = Markup()
    html.reserveCapacity(16 << 10)
    program.render(pages[name] ?? 0..<0, context, into: &html)
    return html
  }

  /// Whether a file is ours, as it is.
  func isBuiltIn(_ name: String) -> Bool {
    TemplateSet.builtIn.first { $0.name == name }.map { $0.bytes == asset(name) } ?? false
  }

  /// The user's own stylesheet; nil where there is none.
  var customStyle: [UInt8]? { assets[TemplateSet.customStyle] }

  /// A stylesheet or script.
  func asset(_ name: String) -> [UInt8] { assets[name] ?? [] }
}
