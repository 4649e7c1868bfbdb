import TapeoutDisk
import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutSite
import TapeoutTestSupport
import TapeoutWorkspace

extension TemporaryFolder {
  /// A small program: one chip with a whole pipeline, two partners, a risk and a report.
  func writeProgram(_ more: [String: String] = [:]) throws {
    for (name, text) in exampleProgram.merging(more, uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }) {
      try write("Content/\(name)", text)
    }
  }

  /// The site as `tapeout build` makes it, by path.
  func site(isSerial: Bool = false) async throws -> [String: String] {
    let read = try await ReadProject(
      Project(root: path), Analysis.Options(today: Day(unchecked: 2026, 1, 15), isSerial: isSerial))
    var settings = Forecast.Settings()
    settings.samples = 500
    settings.isSerial = isSerial
    let templates = try TemplateLoader.load(read.project)
    let assembly = try await SiteAssembly(Analysis(read), SitePreparation(read, settings), templates)
    var files: [OutputFile] = []
    if isSerial {
      for unit in 0..<assembly.unitCount { files += try assembly.files(unit) }
    } else {
      files = try await withThrowingTaskGroup(of: [OutputFile].self) { group in
        for unit in 0..<assembly.unitCount { group.addTask { try assembly.files(unit) } }
        return try await group.reduce(into: []) { $0 += $1 }
      }
    }
    return Dictionary(files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }, uniquingKeysWith: { $0 + $1 })
  }
}

extension SiteAssembly {
  /// The files of one unit.
  func files(_ unit: Int) throws -> [OutputFile] {
    var files: [OutputFile] = []
    try makeFiles(unit) { files.append($0) }
    return files
  }
}

extension SiteBuilder {
  /// The files of one unit.
  func allFiles(_ unit: Int) -> [OutputFile] {
    var files: [OutputFile] = []
    makeFiles(unit) { files.append($0) }
    return files
  }
}
