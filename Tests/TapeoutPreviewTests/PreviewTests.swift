import TapeoutDisk
import TapeoutForecast
import TapeoutModel
import TapeoutSystem
import TapeoutTestSupport
import TapeoutWorkspace
import Testing

@testable import TapeoutPreview

/// A preview of a small program in a folder of its own.
struct PreviewFixture {
  let folder: TemporaryFolder
  let preview: Preview

  static let tapeOut = "Content/chips/custom-1/milestones/tape-out.md"

  init(_ files: [String: String] = [:], editor: Editor = .site, isEarly: Bool = false) async throws {
    folder = try TemporaryFolder()
    for (path, text) in exampleProgram { try folder.write("Content/\(path)", text) }
    for (path, text) in files { try folder.write(path, text) }
    var settings = Forecast.Settings()
    settings.samples = 500
    let day = Day(unchecked: 2026, 1, 20)
    let options = PreviewEngine.Options(
      analysis: Analysis.Options(today: day), forecast: settings, editor: editor, today: { day })
    preview = Preview(PreviewEngine(try Project(root: folder.path), options))
    if isEarly { _ = await preview.begin() } else { await preview.refresh() }
  }

  func get(_ target: String) -> HTTPResponse {
    var request = HTTPRequest(target: Array(target.utf8))
    request.add("host".utf8, "localhost".utf8)
    guard case .response(let response) = preview.answer(request) else { return HTTPResponse(status: 0, "events") }
    return response
  }

  func text(_ target: String) -> String { String(decoding: get(target).body, as: UTF8.self) }

  /// A field of what pages are told.
  func state(_ name: String) -> String {
    let parts = text("/-/state").split(separator: "\"\(name)\":")
    return parts.count < 2 ? "" : String(parts[1].prefix { $0 != "," && $0 != "}" })
  }

  func tapeOut(_ title: String, baseline: String = "2029-02-21") -> String {
    "---\ntitle: \(title)\nkind: tape-out\nowner: Layout team\nbaseline: \(baseline)\n"
      + "after: {physical-verification: 3w}\n---\n\n## Exit criteria\n\n- [ ] Held\n"
  }
}

@Suite("A preview of a plan")
struct PreviewTests {
  @Test("Pages are the site's own, with the preview's script and leave to connect added")
  func pages() async throws {
    let fixture = try await PreviewFixture()
    let page = fixture.text("/")
    #expect(page.contains("connect-src 'self'"))
    #expect(page.contains("<script src=\"/-/preview.js\" data-session="))
    #expect(fixture.get("/index.html") == fixture.get("/"))
    #expect(fixture.text("/chips/custom-1/tape-out.html").contains("The tape-out"))
    #expect(fixture.get("/site.css").headers.contains(.init("Content-Type", "text/css; charset=utf-8")))
    #expect(!fixture.text("/site.js").contains("tapeout-preview"))
    #expect(fixture.text("/plan.json").contains("tapeout.plan/"))
  }

  @Test(
    "Nothing outside the site is there, however it is written",
    arguments: [
      "/../Content/program.md", "/Content/program.md", "/%2e%2e/Content/program.md", "/files/../Content/program.md",
      "/files/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/etc/passwd", "/chips/../index.html", "/./index.html",
      "/chips/custom-1/../custom-1.html", "/-/../index.html", "/-/nothing", "/index.html/", "/chips", "/chips/",
    ])
  func traversal(_ target: String) async throws {
    let fixture = try await PreviewFixture()
    #expect(fixture.get(target).status == 404)
    #expect(!fixture.text(target).contains("root:"))
    #expect(!fixture.text(target).contains("status_date: 2026"))
  }

  @Test("What is not there has a page with the site's look, from wherever it is asked for")
  func notFound() async throws {
    let fixture = try await PreviewFixture([
      "Content/program.md": exampleProgram["program.md", default: ""].replacing(
        "title:", with: "site: https://plan.example/\ntitle:")
    ])
    let page = fixture.get("/a/b/c.html")
    #expect(page.status == 404)
    #expect(String(decoding: page.body, as: UTF8.self).contains("href=\"/site.css\""))
    #expect(String(decoding: page.body, as: UTF8.self).contains("/-/preview.js"))
  }

  @Test("A save makes a new edition; one that changes nothing does not")
  func saving() async throws {
    let fixture = try await PreviewFixture()
    #expect(fixture.state("edition") == "1")
    await fixture.preview.refresh()
    #expect(fixture.state("edition") == "1")
    try fixture.folder.write(PreviewFixture.tapeOut, fixture.tapeOut("Reticles to TSMC"))
    await fixture.preview.refresh()
    #expect(fixture.state("edition") == "2")
    #expect(fixture.text("/chips/custom-1/tape-out.html").contains("Reticles to TSMC"))
    try fixture.folder.write("Content/.tape-out.md.swp", "what an editor keeps")
    await fixture.preview.refresh()
    #expect(fixture.state("edition") == "2")
  }

  @Test("The first pages come before their percentiles, say so, and get them in a second edition")
  func drawing() async throws {
    let fixture = try await PreviewFixture(isEarly: true)
    let page = "/chips/custom-1/tape-out.html"
    func dates(_ fixture: PreviewFixture) -> Bool {
      fixture.text("/plan.json").filter { $0 != " " }.contains("\"p80\":\"2029")
    }
    #expect(fixture.state("edition") == "1" && fixture.state("drawing") == "true")
    #expect(fixture.text(page).contains(" data-drawing defer>"))
    #expect(!dates(fixture))
    // What is supposed is compared with what the plan comes to, drawn or not.
    let early = fixture.text("/-/what-if?suppose=custom-1/tape-out%3D%2B3w")
    #expect(early.contains("\"name\":\"P80\""), "\(early)")
    await fixture.preview.draw()
    #expect(fixture.state("edition") == "2" && fixture.state("drawing") == "false")
    #expect(!fixture.text(page).contains("data-drawing"))
    #expect(dates(fixture))
    #expect(fixture.text("/-/what-if?suppose=custom-1/tape-out%3D%2B3w").utf8.count == early.utf8.count)
    #expect(await fixture.preview.draw() == nil)
    let whole = try await PreviewFixture()
    #expect(fixture.text("/plan.json") == whole.text("/plan.json"))
  }

  @Test("A save before the percentiles are drawn loses none of them")
  func drawingMeanwhile() async throws {
    let changed = try await PreviewFixture(isEarly: true)
    try changed.folder.write(PreviewFixture.tapeOut, changed.tapeOut("Reticles to TSMC"))
    await changed.preview.refresh()
    #expect(changed.state("drawing") == "false")
    #expect(await changed.preview.draw() == nil)
    let broken = try await PreviewFixture(isEarly: true)
    try broken.folder.write(PreviewFixture.tapeOut, broken.tapeOut("Other", baseline: "2026-02-30"))
    await broken.preview.refresh()
    #expect(broken.state("drawing") == "true" && broken.state("errors") == "1")
    await broken.preview.draw()
    #expect(broken.state("drawing") == "false" && broken.state("errors") == "1")
    #expect(broken.text("/chips/custom-1/tape-out.html").contains("The tape-out"))
  }

  @Test("A content file leads to the page that shows it")
  func pageOfFile() async throws {
    let fixture = try await PreviewFixture()
    func location(_ file: String) -> String? {
      fixture.get("/-/page?file=\(file)").headers.first { $0.name == "Location" }?.value
    }
    #expect(location(PreviewFixture.tapeOut) == "/chips/custom-1/tape-out.html")
    #expect(location("Content/program.md") == "/program.html")
    #expect(location("Content/chips/custom-1/chip.md") == "/chips/custom-1.html")
    for other in ["", "Content/nothing.md", "/etc/passwd", "https://example.org/", "Content/chips/../program.md"] {
      #expect(fixture.get("/-/page?file=\(other)").status == 404)
    }
    #expect(fixture.get("/-/page").status == 404)
  }

  @Test("A save that breaks the plan leaves the last good page, and says what is wrong until it is mended")
  func breaking() async throws {
    let fixture = try await PreviewFixture()
    let before = fixture.text("/chips/custom-1/tape-out.html")
    try fixture.folder.write(PreviewFixture.tapeOut, fixture.tapeOut("Other", baseline: "2026-02-30"))
    await fixture.preview.refresh()
    #expect(fixture.state("edition") == "1")
    #expect(fixture.state("errors") == "1")
    #expect(fixture.text("/chips/custom-1/tape-out.html") == before)
    let panel = fixture.text("/-/panel")
    #expect(panel.contains("There is no <time>2026-02-30</time>") || panel.contains("There is no 2026-02-30"))
    #expect(panel.contains("\(PreviewFixture.tapeOut):5:11"))
    #expect(panel.contains("^~~~~~~~~~"))
    try fixture.folder.write(PreviewFixture.tapeOut, fixture.tapeOut("Other"))
    await fixture.preview.refresh()
    #expect(fixture.state("errors") == "0")
    #expect(fixture.state("edition") == "2")
    #expect(fixture.text("/chips/custom-1/tape-out.html").contains("Other"))
  }

  @Test("As long as there has been no plan without errors, there is a page that says so, and it goes by itself")
  func brokenFromTheStart() async throws {
    let fixture = try await PreviewFixture([PreviewFixture.tapeOut: "---\nkind: tapeout\n---\n"])
    let page = fixture.get("/")
    #expect(page.status == 503)
    #expect(String(decoding: page.body, as: UTF8.self).contains("data-preview-empty"))
    #expect(fixture.state("edition") == "0")
    #expect(fixture.state("errors") != "0")
    try fixture.folder.write(PreviewFixture.tapeOut, fixture.tapeOut("Mended"))
    await fixture.preview.refresh()
    #expect(fixture.get("/").status == 200)
  }

  @Test("The worst comes first, and the counts count all")
  func order() async throws {
    let fixture = try await PreviewFixture([
      PreviewFixture.tapeOut: "---\ntitle: T\nkind: tape-out\nbaseline: 2026-02-30\nowner: x\n---\n"
    ])
    let panel = fixture.text("/-/panel")
    let error = try #require(panel.firstRange(of: "<li class=\"error\">"))
    let warning = try #require(panel.firstRange(of: "<li class=\"warning\">"))
    #expect(error.lowerBound < warning.lowerBound)
  }

  @Test("What a file says cannot act in the panel, nor hide in it")
  func escaping() async throws {
    let evil = "<script>alert(1)</script>\u{301}<img src=x onerror=alert(1)>\u{202E}"
    let fixture = try await PreviewFixture([
      PreviewFixture.tapeOut: "---\nkind: \"\(evil)\"\nbaseline: 2026-02-30\n---\n",
      "Templates/layout.mustache": "{{\(evil)}}{{{.nothing}}}<b>",
    ])
    let panel = fixture.text("/-/panel")
    #expect(panel.contains("&lt;script&gt;"))
    #expect(!panel.contains("<script"))
    #expect(!panel.contains("<img"))
    #expect(!panel.unicodeScalars.contains("\u{202E}"))
  }

  @Test("A template that is broken is told like content, and so is one that is mended")
  func templates() async throws {
    let fixture = try await PreviewFixture()
    let layout = fixture.text("/")
    try fixture.folder.write("Templates/search.mustache", "<p>{{.nothing}}</p>")
    await fixture.preview.refresh()
    #expect(fixture.state("errors") == "1")
    #expect(fixture.text("/-/panel").contains("Templates/search.mustache:1:"))
    #expect(fixture.text("/") == layout)
    try fixture.folder.write("Templates/search.mustache", "<p>{{.count}} pages</p>")
    await fixture.preview.refresh()
    #expect(fixture.state("errors") == "0")
    #expect(fixture.text("/search.html").contains("pages</p>"))
  }

  @Test("Styles of the user's own are told from those before by a mark on the page")
  func styles() async throws {
    let fixture = try await PreviewFixture()
    func mark() -> Substring? { fixture.text("/").split(separator: "data-styles=\"").last?.prefix { $0 != "\"" } }
    let before = mark()
    try fixture.folder.write("Templates/site.css", "body{color:red}")
    await fixture.preview.refresh()
    #expect(mark() != before)
    #expect(fixture.text("/site.css").contains("body{color:red}"))
  }

  @Test("A folder that is gone leaves the last good page, and one that is back goes on")
  func goneFolder() async throws {
    let fixture = try await PreviewFixture()
    let page = fixture.text("/")
    #expect(rename("\(fixture.folder.path)/Content", "\(fixture.folder.path)/Elsewhere") == 0)
    await fixture.preview.refresh()
    #expect(fixture.state("errors") == "1")
    #expect(fixture.text("/") == page)
    #expect(rename("\(fixture.folder.path)/Elsewhere", "\(fixture.folder.path)/Content") == 0)
    await fixture.preview.refresh()
    #expect(fixture.state("errors") == "0")
  }

  @Test("Files beside the Markdown are served where a page links to them, and no others")
  func attachments() async throws {
    let fixture = try await PreviewFixture([
      PreviewFixture.tapeOut: "---\ntitle: T\nkind: tape-out\nowner: x\nbaseline: 2029-02-21\n"
        + "after: {physical-verification: 3w}\n---\n\n[Plan](../plan%20b.pdf)\n\n## Exit criteria\n\n- [ ] Held\n",
      "Content/chips/custom-1/plan b.pdf": "%PDF-1.4 x", "Content/chips/custom-1/other.pdf": "%PDF-1.4 y",
    ])
    let file = fixture.get("/files/chips/custom-1/plan%20b.pdf")
    #expect(file.status == 200)
    #expect(file.headers.contains(.init("Content-Type", "application/pdf")))
    #expect(String(decoding: file.body, as: UTF8.self) == "%PDF-1.4 x")
    #expect(fixture.get("/files/chips/custom-1/other.pdf").status == 404)
  }

  @Test(
    "A place opens in the editor that was named",
    arguments: [
      ("vscode", "vscode://file{root}/Content/chips/custom-1/milestones/tape-out.md:2:7"),
      ("zed", "zed://file{root}/Content/chips/custom-1/milestones/tape-out.md:2:7"),
      ("idea", "idea://open?file={root}/Content/chips/custom-1/milestones/tape-out.md&amp;line=2&amp;column=7"),
      ("mine:{path}#{line}", "mine:{root}/Content/chips/custom-1/milestones/tape-out.md#2"),
    ])
  func editors(_ name: String, _ address: String) async throws {
    let editor = try #require(Editor(name))
    let fixture = try await PreviewFixture([PreviewFixture.tapeOut: "---\nkind: tapeout\n---\n"], editor: editor)
    #expect(fixture.text("/-/panel").contains("href=\"\(address.replacing("{root}", with: fixture.folder.path))\""))
  }

  @Test("Without an editor a place leads where program.md says that files are edited, and is no link without that")
  func editLink() async throws {
    let broken = [PreviewFixture.tapeOut: "---\nkind: tapeout\n---\n"]
    #expect(!(try await PreviewFixture(broken)).text("/-/panel").contains("<a "))
    var files = broken
    files["Content/program.md"] = exampleProgram["program.md", default: ""]
      .replacing("title:", with: "edit: https://git.example/edit/{path}\ntitle:")
    #expect(
      try await PreviewFixture(files).text("/-/panel")
        .contains("href=\"https://git.example/edit/chips/custom-1/milestones/tape-out.md\""))
  }

  @Test(
    "An address that would act in the page is no editor",
    arguments: [
      "javascript:{path}", "JavaScript:{path}", "data:text/html,{path}", "vs code://{path}", "{path}", "emacs:x",
      ":{path}", "nano",
    ])
  func noEditor(_ text: String) {
    #expect(Editor(text) == nil)
  }
}
