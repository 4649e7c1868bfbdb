import TapeoutDisk
import TapeoutModel
@testable import TapeoutTemplates
import TapeoutTestSupport
import TapeoutWorkspace
import Testing

@testable import TapeoutSite

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Template set")
struct TemplateSetTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Templates").path

  @Test("What is built in is what lies in Templates/, byte for byte")
  func builtIn() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: TemplateSetTests.folder).filter {
      $0 != "README.md"
    }
    #expect(names.sorted() == TemplateSet.builtIn.map(\.name))
    for (name, bytes) in TemplateSet.builtIn {
      #expect(try Data(contentsOf: URL(filePath: "\(TemplateSetTests.folder)/\(name)")) == Data(bytes), "\(name)")
    }
  }

  @Test("Every page’s template is there, and every partial is part of some page")
  func used() {
    let set = TemplateSet()
    let files = Dictionary(
      uniqueKeysWithValues: set.sources.ids.compactMap { id in
        set.sources[id].path.droppingSuffix(".mustache").map { ($0.dropFirst(10).description, id) }
      })
    let linted = TemplateLinter.lint(set.sources, files, pages: TemplateSet.pages)
    for page in TemplateSet.pages { #expect(files[page.name] != nil, "\(page.name)") }
    #expect(files.filter { !linted.used.contains($0.value) }.keys.sorted() == [])
  }

  @Test("A user’s file takes the place of one of ours, and a partial of the user’s own works in it")
  func replacing() async throws {
    let folder = try TemporaryFolder()
    try folder.writeProgram()
    let before = try await folder.site()
    try folder.write("Templates/notfound.mustache", "<h1>Gone</h1>{{>help}}")
    try folder.write("Templates/help.mustache", "<p><a href=\"{{.home}}\">Search</a></p>")
    try folder.write("Templates/README.md", "Ours.")
    try folder.write("Templates/.DS_Store", "x")
    try folder.write("Templates/layout.mustache~", "x")
    let after = try await folder.site()
    #expect(before.keys.sorted() == after.keys.sorted())
    #expect(before.keys.filter { before[$0] != after[$0] } == ["404.html"])
    #expect(after["404.html"]?.utf8.contains("<h1>Gone</h1><p><a href=\"index.html\">Search</a></p>") == true)
    try folder.write("Templates/site.css", "a{color:red}")
    #expect(try await folder.site()["site.css"] == "a{color:red}\n")
  }

  @Test(
    "A file that changes nothing is told, not passed over",
    arguments: [
      ("portfolo.mustache", "No template includes portfolo.mustache; did you mean portfolio.mustache?"),
      ("Portfolio.mustache", "No template includes Portfolio.mustache; did you mean portfolio.mustache?"),
      ("disclaimer.mustache", "No template includes disclaimer.mustache"),
      ("style.css", "Nothing in a site is made from Templates/style.css; did you mean site.css?"),
      ("logo.png", "Nothing in a site is made from Templates/logo.png"),
      ("*home.mustache", "A template cannot be called *home.mustache"),
      ("my part.mustache", "A template cannot be called my part.mustache"),
      ("partials/rows.mustache", "Nothing in a site is made from Templates/partials"),
    ])
  func unknown(name: String, headline: String) async throws {
    let folder = try TemporaryFolder()
    try folder.writeProgram()
    try folder.write("Templates/\(name)", "x")
    let set = try TemplateLoader.load(Project(root: folder.path))
    #expect(set.findings.map(\.headline) == [headline])
    #expect(set.findings.first?.rule == "template-file")
  }

  @Test("A set with findings renders nothing, whatever else is right in it")
  func refusing() {
    let set = TemplateSet(with: ["layout.mustache": "{{x}}"])
    #expect(!set.findings.isEmpty)
    for page in TemplateSet.pages { #expect(set.render(TextLine(text: "x"), page.name).isEmpty) }
  }

  @Test("Any number of threads render the same bytes, and so does one after the other")
  func threads() async throws {
    let folder = try TemporaryFolder()
    try folder.writeProgram()
    let serial = try await folder.site(isSerial: true)
    #expect(serial.count > 30)
    for _ in 0..<4 { #expect(try await folder.site() == serial) }
  }
}
