import TapeoutDisk
import TapeoutForecast
import TapeoutModel
import TapeoutSite
import TapeoutTestSupport
import TapeoutWorkspace

/// A whole project: files are read, scheduled, judged, drawn and made into pages.
///
/// Once on one core and once on all: both have to come to the same.
enum FuzzedProject {
  /// A folder whose `Content/` holds nothing but attachments: what is read is laid over it.
  private static let project: Project = {
    do {
      let folder = try TemporaryFolder()
      try folder.write("Content/plan.pdf", "%PDF-1.4\n")
      try folder.write("Content/chips/custom-1/floorplan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n")
      kept = folder
      return try Project(root: folder.path)
    } catch {
      fatalError("\(error)")
    }
  }()
  nonisolated(unsafe) private static var kept: TemporaryFolder?

  private static let ownTemplates = TemplateSet()

  /// The files of `Content/`, one after the other, each below a line `=== PATH`; PATH is from `Content/`.
  static func runContent(_ bytes: [UInt8]) async throws {
    let files = overlay(bytes)
    let (findings, pages) = try await made(files, ownTemplates, isSerial: true)
    // Threads cost more than a small plan: one of four is enough to see a difference.
    guard bytes.reduce(UInt8(0), &+).isMultiple(of: 4) else { return }
    let (sameFindings, samePages) = try await made(files, ownTemplates, isSerial: false)
    try require(findings == sameFindings, "one core and all find different things")
    for (path, page) in pages.sorted(by: { $0.key < $1.key }) {
      try require(samePages[path] == page, "\(path) differs between one core and all")
    }
    try require(pages.count == samePages.count, "one core and all make different pages")
  }

  /// One file of `Templates/`; the first byte chooses which.
  static func runTemplate(_ bytes: [UInt8]) async throws {
    guard let first = bytes.first else { return }
    let names = TemplateSet.fileNames
    let name = names[Int(first) % names.count]
    let file = SourceFile(path: "Templates/\(name)", bytes: Array(bytes.dropFirst()))
    let templates = TemplateSet(replacing: [(name, file)])
    try templates.findings.requirePlaces(in: templates.sources)
    try require(templates.findings == TemplateSet(replacing: [(name, file)]).findings, "two readings differ")
    guard templates.findings.isEmpty else { return }
    _ = try await made(smallProgram, templates, isSerial: true)
  }

  static let smallProgram: [String: [UInt8]] = Dictionary(
    uniqueKeysWithValues: exampleProgram.filter { !$0.key.utf8.elementsEqual("program.md".utf8) }.map {
      ("Content/\($0.key)", Array($0.value.utf8))
    } + [
      (
        "Content/program.md",
        Array("---\ntitle: \"<x-pwned onclick=1>\\\"'\"\nlaunch: 2030\nstatus_date: 2026-01-15\n---\n".utf8)
      )
    ])

  /// All findings; all pages and downloads by path, where no error stands against them.
  private static func made(
    _ files: [String: [UInt8]], _ templates: TemplateSet, isSerial: Bool
  ) async throws -> ([Finding], [String: [UInt8]]) {
    let options = Analysis.Options(today: Day(unchecked: 2026, 1, 15), isSerial: isSerial)
    let read = try await ReadProject(project, options, overlay: files)
    let analysis = try await Analysis(read)
    try analysis.findings.requirePlaces(in: analysis.sources)
    guard analysis.findings.allSatisfy({ $0.severity != .error }) else { return (analysis.findings, [:]) }
    var settings = Forecast.Settings()
    settings.samples = 32
    settings.isSerial = isSerial
    let assembly = SiteAssembly(analysis, await SitePreparation(read, settings), templates)
    var pages: [String: [UInt8]] = [:]
    for unit in 0..<assembly.unitCount {
      try assembly.makeFiles(unit) { pages[$0.path] = $0.bytes }
    }
    for (path, page) in pages.sorted(by: { $0.key < $1.key })
    where path.utf8.suffix(5).elementsEqual(".html".utf8) || path.utf8.suffix(4).elementsEqual(".svg".utf8) {
      try page.requireInert(path)
    }
    return (analysis.findings, pages)
  }

  private static func overlay(_ bytes: [UInt8]) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    var path: String?
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.starts(with: "=== ".utf8) {
        path = "Content/" + String(decoding: line.dropFirst(4), as: UTF8.self)
      } else if let path {
        files[path, default: []] += line + [0x0A]
      }
    }
    return files
  }

  /// Files as ``runContent(_:)`` takes them.
  static func archive(_ files: [String: String]) -> [UInt8] {
    files.sorted { $0.key < $1.key }.flatMap { Array("=== \($0)\n\($1)\n".utf8) }
  }
}
