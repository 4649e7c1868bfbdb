import TapeoutSystem
import TapeoutTestSupport
import Testing

/// What becomes of files beside the Markdown when a site is built.
@Suite("Attachments of a site")
struct AttachmentTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (name, text) in exampleProgram { try folder.write("Content/\(name)", text) }
  }

  private var site: FolderSnapshot { FolderSnapshot("\(folder.path)/Public") }

  private func build(_ body: String, _ arguments: String...) throws -> Run {
    try folder.write(
      "Content/chips/custom-1/chip.md", (exampleProgram["chips/custom-1/chip.md"] ?? "") + "\n\(body)\n")
    return try Run(["build", "--samples", "100", "--no-history"] + arguments, in: folder.path)
  }

  private func page() -> String { String(decoding: site["chips/custom-1.html"]?.bytes ?? [], as: UTF8.self) }

  private func check() throws -> String { try Run("check", "--no-history", in: folder.path).output }

  @Test(
    "What could be a page of its own is not published: its link goes, its text stays, and a finding says so",
    arguments: [
      "x.html", "x.HTM", "x.xhtml", "x.shtml", "x.xml", "x.js", "x.mjs", "x.css", "x.svgz", "x.mht", "x.php", "x.exe",
      "x.json",
      "x.png.html", "x", "x.", "x.txt.hta", "png",
    ])
  func refused(name: String) throws {
    try folder.write("Content/chips/custom-1/\(name)", "<script>alert(1)</script>")
    for body in ["See [the minutes](\(name)).", "See ![the minutes](\(name))."] {
      let run = try build(body)
      #expect(run.status == 0, "\(run.errors)")
      #expect(site.entries.keys.filter { $0.utf8.starts(with: "files/".utf8) } == [])
      #expect(page().contains("See the minutes."))
      #expect(try check().contains("Content/chips/custom-1/\(name) is not published: files of its type are not"))
    }
    #expect(try build("See [the minutes](\(name)).", "--strict").status == 1)
  }

  @Test(
    "What is on the list is published, whatever the case of its name",
    arguments: [
      "a.png", "a.PNG", "a.jpg", "a.jpeg", "a.webp", "a.avif", "a.gif", "a.pdf", "a.csv", "a.txt", "a.xlsx", "a.docx",
      "a.pptx", "a.zip", "a.html.zip", ".x.pdf",
    ])
  func published(name: String) throws {
    try folder.write("Content/chips/custom-1/\(name)", "bytes")
    let run = try build("See [it](\(name)).")
    #expect(run.status == (name == ".x.pdf" ? 1 : 0))
    if run.status == 0 {
      #expect(site["files/chips/custom-1/\(name)"]?.bytes == Array("bytes".utf8))
      #expect(try !check().contains("unpublished-attachment"))
    }
  }

  @Test("An SVG picture is published cleaned, and only where it is shown")
  func picture() throws {
    let picture = "<svg onload=\"alert(1)\" width=\"8\"><script>alert(1)</script><g id=\"die\"/></svg>"
    try folder.write("Content/chips/custom-1/die.svg", picture)
    #expect(try build("![The die](die.svg)").status == 0)
    let published = String(decoding: site["files/chips/custom-1/die.svg"]?.bytes ?? [], as: UTF8.self)
    #expect(published.contains("<g id=\"die\">") && published.contains("width=\"8\"") && !published.contains("alert"))
    #expect(page().contains("<img src=\"../files/chips/custom-1/die.svg\" alt=\"The die\""))
    #expect(try !check().contains("unpublished-attachment"))
    // Unchanged, it is taken over.
    let before = site["files/chips/custom-1/die.svg"]
    #expect(try build("![The die](die.svg) again").status == 0)
    #expect(site["files/chips/custom-1/die.svg"] == before)
    // As a link, it would be a page.
    #expect(try build("[The die](die.svg)").status == 0)
    #expect(site["files/chips/custom-1/die.svg"] == nil && !page().contains("die.svg"))
    #expect(
      try check().contains("die.svg is not published: an SVG picture is shown on a page, and is no page of its own"))
    #expect(try build("[![The die](die.svg)](die.svg)").status == 0)
    #expect(page().contains("<img src=") && !page().contains("href=\"../files"))
  }

  @Test(
    "One that cannot be cleaned is not published at all",
    arguments: ["<html><script>x</script></html>", "<svg>", "GIF89a", ""])
  func uncleanPicture(text: String) throws {
    try folder.write("Content/chips/custom-1/die.SVG", text)
    #expect(try build("![The die](die.SVG)").status == 0)
    #expect(site.entries.keys.filter { $0.utf8.starts(with: "files/".utf8) } == [])
    #expect(try check().contains("die.SVG is not published: it "))
  }

  @Test("A file of more than 64 MiB is not published", arguments: [(0, true), (1, false)])
  func oversized(more: Int, isPublished: Bool) throws {
    try folder.makeSparse("Content/chips/custom-1/die.zip", size: (64 << 20) + more)
    #expect(try build("[The die](die.zip)").status == 0)
    var status = stat()
    #expect((stat("\(folder.path)/Public/files/chips/custom-1/die.zip", &status) == 0) == isPublished)
    // What takes no room in Content/ takes none on the site.
    if isPublished { #expect(status.st_size == 64 << 20 && status.st_blocks < 1000) }
    #expect(try check().contains("die.zip is not published: it has more than 64 MiB") != isPublished)
  }
}
