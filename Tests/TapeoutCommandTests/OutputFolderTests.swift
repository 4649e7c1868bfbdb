import TapeoutSystem
import TapeoutTestSupport
import Testing

/// Which folders a site may be published in, when somebody names the wrong one.
@Suite("tapeout build --output")
struct OutputFolderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (name, text) in exampleProgram { try folder.write("p/Content/\(name)", text) }
  }

  private func build(_ arguments: String..., environment: [String: String] = [:]) throws -> Run {
    try Run(
      ["build", "--samples", "100", "--no-history"] + arguments, in: "\(folder.path)/p",
      environment: ["HOME": "\(folder.path)/home"].merging(environment) { $1 })
  }

  /// Expects that nothing on the disk changes.
  private func refused(_ part: String, _ arguments: String..., environment: [String: String] = [:]) throws {
    let before = FolderSnapshot(folder.path)
    let run = try Run(
      ["build", "--samples", "100", "--no-history"] + arguments, in: "\(folder.path)/p",
      environment: ["HOME": "\(folder.path)/home"].merging(environment) { $1 })
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.output == "")
    #expect(run.errors.contains(part), "\(run.errors)")
    #expect(run.errors.contains("help: Name "), "\(run.errors)")
    #expect(FolderSnapshot(folder.path) == before)
  }

  @Test("A full folder that was never a site is refused with what it holds, and taken with --adopt, once")
  func full() throws {
    try folder.write("mail/inbox/1.eml", "mail")
    try folder.write("mail/notes.txt", "notes")
    try folder.write("mail/.hidden", "dot")
    try folder.setMode("mail/notes.txt", 0o640)
    try folder.setMode("mail/inbox", 0o710)
    try refused("\(folder.path)/mail was never a site, and holds: inbox/, notes.txt.", "--output", "../mail")
    let before = FolderSnapshot("\(folder.path)/mail")
    let run = try build("--output", "../mail", "--adopt")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors == "\(folder.path)/mail becomes a site. What it holds stays in it: inbox/, notes.txt.\n")
    let after = FolderSnapshot("\(folder.path)/mail")
    for name in ["inbox/1.eml", "notes.txt", ".hidden"] { #expect(after[name] == before[name]) }
    #expect(after["inbox"]?.mode == before["inbox"]?.mode)
    #expect(after["index.html"] != nil)
    let again = try build("--output", "../mail", "--status-date", "2026-02-15")
    #expect(again.status == 0 && again.errors == "", "\(again.errors)")
  }

  @Test("A long list is cut, and names are shown as text")
  func longList() throws {
    for number in 100..<130 { try folder.write("mail/\(number).txt", "mail") }
    try folder.write(bytes: [], to: Array("mail/000\u{1B}[2J.txt".utf8))
    try refused("holds: 000\\u{1b}[2J.txt, 100.txt, ", "--output", "../mail")
    try refused("110.txt and 19 more.\n", "--output", "../mail")
  }

  @Test("Adopting overwrites nothing")
  func adoptedOccupied() throws {
    try folder.write("mail/index.html", "mine")
    try refused("never a site", "--output", "../mail")
    let before = FolderSnapshot(folder.path)
    let run = try build("--output", "../mail", "--adopt")
    #expect(run.status == 2)
    #expect(run.errors.contains("mail/index.html would be overwritten"))
    #expect(FolderSnapshot(folder.path) == before)
  }

  @Test(
    "The home folder, the root, the project and whatever holds them are refused, with --adopt, too",
    arguments: [
      "../home", "../home/", "../home/../home", "..", "../.", "/", "//", "/.", ".", "../link/../home", "Content",
      "Content/site",
      "Content/chips", "../p/Content/new", "Templates", "../home/docs/..",
    ])
  func never(name: String) throws {
    try folder.write("home/docs/letter.txt", "mine")
    try folder.makeLink("link", to: "home")
    try folder.makeFolder("p/Templates")
    try refused("The output folder", "--output", name, "--adopt")
    try refused("The output folder", "--output", name)
  }

  @Test(
    "So are links to them, and ways through links",
    arguments: ["../link", "../way/home", "../way/p", "../way/p/Content/x"])
  func links(name: String) throws {
    try folder.write("home/letter.txt", "mine")
    try folder.makeLink("link", to: "home")
    try folder.makeLink("way", to: folder.path)
    try refused("The output folder", "--output", name, "--adopt")
  }

  @Test("Without HOME, the system's record of it counts")
  func recordedHome() throws {
    guard let home = getpwuid(geteuid()).map({ String(cString: $0.pointee.pw_dir) }), access(home, F_OK) == 0 else {
      return
    }
    try refused("home folder", "--output", home, environment: ["HOME": ""])
  }

  @Test("Missing and empty folders, and those with names of servers only, need no word")
  func fine() throws {
    try folder.makeFolder("empty/deep")
    try folder.write("pages/.git/HEAD", "ref: refs/heads/x")
    try folder.write("pages/.nojekyll")
    try folder.write("pages/CNAME", "example.com")
    try folder.write("pages/.well-known/security.txt", "x")
    for name in ["../empty", "../pages", "../new"] {
      let run = try build("--output", name)
      #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    }
    #expect(FolderSnapshot("\(folder.path)/pages")["CNAME"] != nil)
  }

  @Test("What only looks like such names does count", arguments: ["sub/CNAME", "CNAME/x", "cname", "index.md"])
  func lookalikes(name: String) throws {
    try folder.write("pages/\(name)", "mine")
    try refused("never a site", "--output", "../pages")
  }

  @Test("A list of files that is a link, or another program's, makes no site")
  func forgedList() throws {
    try folder.write("pages/mine.txt", "mine")
    try folder.makeLink("pages/.tapeout", to: "../list")
    try folder.write("list", "tapeout 1: the files of this site that `tapeout build` wrote\n")
    try refused("never a site", "--output", "../pages")
  }

  @Test("What Git tracks in a folder does not speak against it, and all else there does")
  func tracked() throws {
    let git = try GitFixture()
    for (name, text) in exampleProgram { try git.folder.write("p/Content/\(name)", text) }
    try git.folder.write("docs/index.md", "mine")
    try git.folder.write("docs/deep/café.txt", "mine")
    try git.commit("2026-01-01")
    let arguments = ["build", "--samples", "100", "--no-history", "--output", "../docs"]
    try git.folder.write("docs/deep/new.txt", "not yet")
    let before = FolderSnapshot(git.folder.path)
    let run = try Run(arguments, in: "\(git.folder.path)/p")
    #expect(run.status == 2 && run.errors.contains("never a site, and holds: deep/, index.md."), "\(run.errors)")
    #expect(FolderSnapshot(git.folder.path) == before)
    unlink("\(git.folder.path)/docs/deep/new.txt")
    #expect(try Run(arguments, in: "\(git.folder.path)/p").status == 0)
    #expect(FolderSnapshot(git.folder.path)["docs/deep/café.txt"] == before["docs/deep/café.txt"])
  }

  @Test("The project's own Public is for the site, whatever it holds")
  func own() throws {
    try folder.write("p/Public/mine/notes.txt", "mine")
    for arguments in [[], ["--output", "Public"], ["--output", "\(folder.path)/p/Public/"]] {
      let run = try Run(["build", "--samples", "100", "--no-history"] + arguments, in: "\(folder.path)/p")
      #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    }
    #expect(FolderSnapshot(folder.path)["p/Public/mine/notes.txt"] != nil)
  }

  @Test(
    "What belongs to others keeps owner and mode, by whomever the site is built",
    .enabled(if: TemporaryFolder.ignoresPermissions))
  func owners() throws {
    try folder.setMode("", 0o777)
    try folder.setMode("p", 0o777)
    try folder.makeFolder("p/Public/theirs")
    let files = ["p/Public/theirs/notes.txt", "p/Public/secret.txt", "p/Public/pipe", "p/Public/link"]
    try folder.write(files[0], "theirs")
    try folder.write(files[1], "theirs")
    try folder.makePipe(files[2])
    try folder.makeLink(files[3], to: "nowhere")
    for (index, name) in files.enumerated() { #expect(lchown("\(folder.path)/\(name)", 1, UInt32(index)) == 0) }
    try folder.setMode(files[0], 0o604)
    try folder.setMode(files[1], 0o600)
    func owner(_ name: String) -> [UInt32] {
      var status = stat()
      return lstat("\(folder.path)/\(name)", &status) == 0 ? [status.st_uid, status.st_gid, status.st_mode] : []
    }
    let before = files.map(owner)
    // By the superuser, who keeps the owner of folders, too.
    #expect(chown("\(folder.path)/p/Public/theirs", 1, 2) == 0)
    #expect(chown("\(folder.path)/p/Public", 65534, 65534) == 0)
    let folders = ["p/Public/theirs", "p/Public"].map(owner)
    #expect(try build("--status-date", "2026-02-15").status == 0)
    #expect(files.map(owner) == before)
    #expect(["p/Public/theirs", "p/Public"].map(owner) == folders)
    // By somebody who may neither read nor link some of the files.
    for (name, entry) in FolderSnapshot(folder.path).entries where entry.mode & 0o170000 == 0o040000 {
      #expect(chown("\(folder.path)/\(name)", 65534, 65534) == 0)
    }
    let run = try Run(
      ["build", "--samples", "100", "--no-history", "--status-date", "2026-03-15"], in: "\(folder.path)/p",
      wrapper: ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(files.map(owner) == before)
    #expect(Set(FolderSnapshot("\(folder.path)/p").entries.keys.filter { !$0.contains("/") }) == ["Content", "Public"])
  }
}
