import TapeoutDisk
import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutTestSupport
import TapeoutWorkspace
import Testing

@testable import TapeoutSite

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Template fuzz")
struct TemplateFuzzTests {
  private static let pieces = [
    "{{", "}}", "{{{", "}}}", "{{#", "{{^", "{{/", "{{>", "{{!", "{{.", "{{title}}", "{{.title}}", "{{{.title}}}",
    "{{.href}}",
    "{{#.hasRows}}", "{{/.hasRows}}", "{{>rows}}", "{{>layout}}", "\"", "'", "<", ">", "<script>", "</script>", "<!--",
    "-->",
    "=", "/", "\u{301}", "\u{600}", "\u{200D}", "\r\n", "\n", " ", "<a href=\"", " onclick=\"", "style='", "{", "}",
    "\u{FEFF}",
    "\0", "é", "<textarea>", "<p ", "{{&.title}}", "{{=| |=}}", "|.title|", ".", "#", "^", "&",
  ]

  private static func mutate(_ bytes: inout [UInt8], with generator: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let place = Int.random(in: 0...bytes.count, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes.insert(contentsOf: Array(pieces.randomElement(using: &generator)!.utf8), at: place)
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...12, using: &generator)))
      case 2:
        let other = Int.random(in: 0...bytes.count, using: &generator)
        let end = min(bytes.count, other + Int.random(in: 1...60, using: &generator))
        bytes.insert(contentsOf: Array(bytes[other..<end]), at: place)
      case 3: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &generator) }
      default: bytes.insert(UInt8(ascii: "{"), at: place)
      }
    }
  }

  @Test("Damaged templates never crash or hang; those with findings render nothing, and in others text stays text")
  func fuzz() async throws {
    let folder = try TemporaryFolder()
    let hostile = "<x-pwned onclick=1>\"'\u{301}</script>"
    let title = "title: \"<x-pwned onclick=1>\\\"'\\u0301</script>\"\n"
    try folder.writeProgram([
      "program.md": "---\n\(title)launch: 2030\nstatus_date: 2026-01-15\n---\n",
      "chips/custom-1/chip.md":
        "---\n\(title)kind: custom\ndesign_partner: broadcom\nfoundry: tsmc\npackaging: tsmc\n---\n",
    ])
    let read = try await ReadProject(
      Project(root: folder.path), Analysis.Options(today: Day(unchecked: 2026, 1, 15)))
    let analysis = try await Analysis(read)
    var settings = Forecast.Settings()
    settings.samples = 10
    let prepared = await SitePreparation(read, settings)
    #expect(analysis.findings.filter { $0.severity == .error }.isEmpty)
    #expect(analysis.plan.program.title?.value == hostile)
    let names = TemplateSet.fileNames.filter { $0.utf8.suffix(9).elementsEqual(".mustache".utf8) }
    var generator = SeededGenerator(seed: 7)
    var (clean, refused) = (0, 0)
    for round in 0..<Effort.rounds(100) {
      let name = names.randomElement(using: &generator)!
      var bytes = TemplateSet.builtIn.first { $0.name == name }?.bytes ?? []
      TemplateFuzzTests.mutate(&bytes, with: &generator)
      let set = TemplateSet(replacing: [(name, SourceFile(path: "Templates/\(name)", bytes: bytes))])
      if !set.findings.isEmpty {
        refused += 1
        for page in TemplateSet.pages { #expect(set.render(TextLine(text: "x"), page.name).isEmpty) }
        for finding in set.findings { #expect(Int(finding.range.end) <= set.sources[finding.range.file].bytes.count) }
      } else {
        clean += 1
        let assembly = SiteAssembly(analysis, prepared, set)
        for unit in 0..<assembly.unitCount {
          for file in try assembly.files(unit) where file.path.utf8.suffix(5).elementsEqual(".html".utf8) {
            #expect(
              file.bytes.firstRange(of: Array("<x-pwned".utf8)) == nil, "round \(round): \(name) lets a title through")
          }
        }
      }
    }
    #expect(clean > 0 && refused > 0, "\(clean) were clean, \(refused) refused")
  }

  @Test("Random tags and braces alone never crash the reader, and it loses no byte")
  func reader() {
    var generator = SeededGenerator(seed: 11)
    for round in 0..<4_000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...12, using: &generator) {
        text += TemplateFuzzTests.pieces.randomElement(using: &generator)!
      }
      let bytes = Array(text.utf8)
      var end = 0
      for tag in TemplateTag.read(bytes) {
        #expect(tag.range.lowerBound == end)
        end = tag.range.upperBound
      }
      #expect(end == bytes.count, "\(text)")
      if round.isMultiple(of: 40) { _ = TemplateSet(with: ["notfound.mustache": text]).findings }
    }
  }
}
