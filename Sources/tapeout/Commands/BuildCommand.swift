import ArgumentParser
import Foundation
import TapeoutModel
import TapeoutSchedule
import TapeoutSite
import TapeoutWorkspace

struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "build", abstract: "TEMP")
  @Option var output = "Public"
  @OptionGroup var project: ProjectOptions
  @OptionGroup var history: HistoryOptions
  @OptionGroup var forecast: ForecastOptions

  func run() async throws {
    let run = try await AnalysisRun(project, history: history.reading)
    let templates = try TemplateLoader.load(run.analysis.project)
    for f in templates.findings { print(templates.sources[f.range.file].path, templates.sources.position(f.range.start, in: f.range.file), f.headline, f.advice ?? "") }
    guard templates.findings.isEmpty else { return }
    let assembly = await SiteAssembly(run.analysis, forecast.settings(isSerial: project.jobs == 1), templates)
    for unit in 0..<assembly.unitCount {
      for file in try assembly.files(unit) {
        let url = URL(filePath: output + "/" + file.path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: url)
      }
    }
  }
}
