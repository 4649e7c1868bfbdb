import TapeoutDisk
import TapeoutForecast
import TapeoutModel
import TapeoutSite
import TapeoutTestSupport
import TapeoutWorkspace
import Testing

@Suite("One file of a site")
struct SiteLookupTests {
  private func assembly(_ extra: [String: String] = [:]) async throws -> (SiteAssembly, TemporaryFolder) {
    let folder = try TemporaryFolder()
    for (path, text) in exampleProgram { try folder.write("Content/\(path)", text) }
    for (path, text) in extra { try folder.write("Content/\(path)", text) }
    let read = try await ReadProject(
      Project(root: folder.path), Analysis.Options(today: Day(unchecked: 2026, 1, 20)))
    var settings = Forecast.Settings()
    settings.samples = 300
    return (try await SiteAssembly(Analysis(read), SitePreparation(read, settings), TemplateSet()), folder)
  }

  @Test("Every file that a build writes can be made alone, with the same bytes")
  func everyFile() async throws {
    let (assembly, folder) = try await assembly([
      "program.md":
        "---\ntitle: Program\nlaunch: 2030\nstatus_date: 2026-01-15\nsite: https://plan.example\n---\n",
      "chips/custom-1/risks/respin.md":
        "---\ntitle: Respin\nprobability: 20%\nowner: x\ndelays: {tape-out: 4w..8w..12w}\n---\n",
      "reports/2026-01-10.md": "---\ntitle: Ten\n---\n\nText\n", "reports/2026-01-15.md": "---\ntitle: Fifteen\n---\n",
      // Its history could be taken for another milestone's picture.
      "chips/custom-1/milestones/tape-out-history.md":
        "---\ntitle: T\nkind: review\nowner: x\nbaseline: 2029-01-02\nforecast: 2029-02-03\n---\n",
    ])
    defer { withExtendedLifetime(folder) {} }
    var count = 0
    for unit in 0..<assembly.unitCount {
      try assembly.makeFiles(unit) { file in
        count += 1
        #expect(assembly.file(at: file.path)?.bytes == file.bytes, "\(file.path)")
      }
    }
    #expect(count > 50)
  }

  @Test(
    "Paths that a build does not write are not there",
    arguments: [
      "", "/", "index", "INDEX.html", "chips/custom-1", "chips/custom-1.html/", "chips//custom-1.html",
      "chips/custom-1/none.html", "charts/custom-1/none.svg", "badges/none.svg", "site.css.map", "notfound.html",
      "partners/none.html", "reports/2026-01-01.html", "plan.xml", "layout.mustache", "README.md",
    ])
  func noFile(_ path: String) async throws {
    let (assembly, folder) = try await assembly()
    defer { withExtendedLifetime(folder) {} }
    #expect(assembly.file(at: path) == nil)
  }
}
