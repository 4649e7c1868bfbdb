import Synchronization
import TapeoutDisk
import TapeoutSite
import TapeoutSystem
import TapeoutTestSupport
import Testing

@testable import TapeoutPublish

@Suite("Publisher")
struct PublisherTests {
  private let folder: TemporaryFolder
  private let project: Project

  init() throws {
    folder = try TemporaryFolder()
    try folder.makeFolder("Content")
    project = try Project(root: folder.path)
  }

  private var site: FolderSnapshot { FolderSnapshot("\(folder.path)/Public") }

  /// What the site holds beside the list of its files, which tells where the disk keeps them.
  private var pages: [String: [UInt8]] { site.contents.filter { $0.key != ".tapeout" } }

  /// What lies in the root beside the output folder: staging folders would show.
  private var root: [String] {
    FolderSnapshot(folder.path).entries.keys.filter { !$0.utf8.contains(UInt8(ascii: "/")) }.sorted()
  }

  @discardableResult
  private func publish(
    _ files: KeyValuePairs<String, String>, attachments: [AttachedFile] = [], exchanges: Bool = true,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) async throws -> Publication {
    let files = files.map { OutputFile(path: $0.key, text: $0.value) }
    return try await publish(files, attachments, exchanges: exchanges, isInterrupted: isInterrupted)
  }

  @discardableResult
  private func publish(
    _ files: [OutputFile], _ attachments: [AttachedFile] = [], exchanges: Bool = true, isSerial: Bool = false,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) async throws -> Publication {
    let staging = try Staging(try OutputFolder(nil, for: project))
    defer { staging.release() }
    let publisher = Publisher(staging, isSerial: isSerial, exchanges: exchanges, isInterrupted: isInterrupted)
    return try await publisher.publish(
      unitCount: files.count, attachments: attachments, root: folder.path, over: publisher.lastSite()
    ) { unit, deliver throws(OperationalError) in try deliver(files[unit]) }
  }

  /// Expects a failure whose sentence holds `part`, and that nothing has changed.
  private func refused(_ part: String, _ body: () async throws -> Void) async throws {
    let before = site
    do {
      try await body()
      Issue.record("It was not refused: \(part)")
    } catch let failure as OperationalError {
      #expect(failure.summary.contains(part), "\(failure.summary)")
    }
    #expect(site == before)
    #expect(root == (before.entries.isEmpty ? ["Content"] : ["Content", "Public"]))
  }

  // MARK: What is published

  @Test("A first site is written with its folders and a list of its files, and leaves nothing beside it")
  func first() async throws {
    let publication = try await publish(["index.html": "one", "chips/a/b.html": "two", "site.css": ""])
    #expect(publication == Publication((pages: 2, written: 3)))
    #expect(
      site.contents.filter { $0.key != ".tapeout" } == [
        "index.html": Array("one".utf8), "chips/a/b.html": Array("two".utf8), "site.css": [],
      ])
    #expect(root == ["Content", "Public"])
  }

  @Test("What is unchanged keeps inode and time; what is gone is deleted with its folder", arguments: [true, false])
  func changes(exchanges: Bool) async throws {
    try await publish(["index.html": "one", "a/same.html": "same", "b/gone.html": "gone"])
    let before = site
    let publication = try await publish(
      ["index.html": "two", "a/same.html": "same", "c.html": "new"], exchanges: exchanges)
    #expect(publication == Publication((pages: 3, written: 2, unchanged: 1, removed: 1)))
    #expect(site["a/same.html"] == before["a/same.html"])
    #expect(site["index.html"]?.bytes == Array("two".utf8))
    #expect(site["b"] == nil)
    #expect(root == ["Content", "Public"])
  }

  @Test("A site without a change leaves everything as it is, folders and list included")
  func nothingChanged() async throws {
    try await publish(["index.html": "one", "a/b.html": "two"])
    let before = site
    let publication = try await publish(["a/b.html": "two", "index.html": "one"])
    #expect(!publication.hasChanged)
    #expect(site == before)
    #expect(root == ["Content", "Public"])
  }

  @Test("Neither the order of files nor the number of cores changes a byte")
  func deterministic() async throws {
    let files = (0..<200).map { OutputFile(path: "f\($0 % 7)/\($0).html", text: String(repeating: "\($0)", count: $0)) }
    _ = try await publish(files)
    let first = pages
    for isSerial in [true, false] {
      #expect(rename("\(folder.path)/Public", "\(folder.path)/Public-\(isSerial)") == 0)
      _ = try await publish(files.reversed(), isSerial: isSerial)
      #expect(pages == first)
    }
  }

  @Test("Bytes decide what has changed, not sizes and times")
  func sameSizeAndTime() async throws {
    try await publish(["index.html": "one"])
    let path = "\(folder.path)/Public/index.html"
    var status = stat()
    stat(path, &status)
    try await publish(["index.html": "two"])
    utimensat(AT_FDCWD, path, [status.st_atim, status.st_mtim], 0)
    let publication = try await publish(["index.html": "one"])
    #expect(publication.written == 1)
    #expect(site["index.html"]?.bytes == Array("one".utf8))
  }

  // MARK: What is not ours

  @Test("Files, links, pipes and folders that are not ours come along untouched", arguments: [true, false])
  func others(exchanges: Bool) async throws {
    try folder.write("Public/.gitkeep")
    try folder.write("Public/chips/notes.txt", "mine")
    try folder.write(bytes: [1], to: Array("Public/caf".utf8) + [0xE9])
    try folder.makeFolder("Public/empty/deep")
    try folder.makeLink("Public/link", to: "/nowhere")
    try folder.makePipe("Public/pipe")
    try folder.setMode("Public/empty", 0o700)
    let before = site
    try await publish(["index.html": "one", "chips/a.html": "two"], exchanges: exchanges)
    try await publish(["index.html": "two"], exchanges: exchanges)
    for (name, entry) in before.entries {
      // A folder is made anew, and one that holds ours changes when they do.
      var after = site[name]
      #expect(after != nil, "\(name)")
      if entry.mode & 0o170000 == 0o40000 {
        after?.inode = entry.inode
        if name == "chips" { after?.changed = entry.changed }
      }
      #expect(after == entry, "\(name)")
    }
    #expect(site["chips/a.html"] == nil)
    #expect(root == ["Content", "Public"])
  }

  @Test("A file that is not ours is never overwritten, on a first build or later", arguments: ["index.html", "chips"])
  func occupied(name: String) async throws {
    try folder.write("Public/\(name)", "mine")
    try await refused("Public/") { try await publish(["index.html": "one", "chips/a.html": "two"]) }
    try folder.write("other", "")
    rename("\(folder.path)/Public/\(name)", "\(folder.path)/other")
    try await publish(["x.html": "x"])
    rename("\(folder.path)/other", "\(folder.path)/Public/\(name)")
    let before = site
    await #expect(throws: OperationalError.self) { try await publish(["index.html": "one", "chips/a.html": "two"]) }
    #expect(site == before)
  }

  @Test("A link in place of one of our folders is not followed")
  func linkedFolder() async throws {
    try await publish(["a/b.html": "one"])
    try folder.write("elsewhere/b.html", "mine")
    unlink("\(folder.path)/Public/a/b.html")
    rmdir("\(folder.path)/Public/a")
    try folder.makeLink("Public/a", to: "../elsewhere")
    let before = FolderSnapshot(folder.path)
    await #expect(throws: OperationalError.self) { try await publish(["a/b.html": "two"]) }
    #expect(FolderSnapshot(folder.path) == before)
    try await publish(["c.html": "three"])
    #expect(FolderSnapshot(folder.path)["elsewhere/b.html"] == before["elsewhere/b.html"])
  }

  @Test("A page that was changed by hand stops the build, whether it is still made or not")
  func edited() async throws {
    try await publish(["index.html": "one", "b.html": "two"])
    try folder.write("Public/b.html", "2wo")
    try await refused("b.html was changed by hand") { try await publish(["index.html": "one", "b.html": "three"]) }
    try await refused("b.html was changed by hand") { try await publish(["index.html": "one"]) }
    unlink("\(folder.path)/Public/b.html")
    #expect(try await publish(["index.html": "one", "b.html": "three"]).written == 1)
  }

  @Test("A damaged list of our files stops the build")
  func damagedManifest() async throws {
    try await publish(["index.html": "one", "b.html": "two"])
    let text = try #require(site[".tapeout"]).bytes
    for cut in [text.count - 1, text.count - 20, 40] {
      try folder.write(bytes: Array(text[..<cut]), to: Array("Public/.tapeout".utf8))
      try await refused("is damaged") { try await publish(["index.html": "two"]) }
    }
    let listed = "\(String(decoding: text, as: UTF8.self))0000000000000000 1 1 1 ../Content/program.md\n"
    try folder.write("Public/.tapeout", listed)
    try await refused("is damaged") { try await publish(["index.html": "two"]) }
  }

  // MARK: What stops it

  @Test(
    "A path that leads elsewhere is refused",
    arguments: ["", "/a", "a//b", "a/", "../a", "a/..", ".", "a/./b", "a\0b", ".tapeout"])
  func unsafePath(path: String) async throws {
    try await refused("is no path") { try await publish([OutputFile(path: path, text: "")]) }
  }

  @Test("Two files of one path are refused, written or unchanged")
  func duplicates() async throws {
    try await refused("two files for a.html") { try await publish(["a.html": "one", "a.html": "two"]) }
    try await publish(["a.html": "one", "b.html": "one"])
    try await refused("two files for a.html") { try await publish(["a.html": "one", "b.html": "2", "a.html": "one"]) }
  }

  @Test("Paths that differ only by case are both published and named")
  func caseTwins() async throws {
    let publication = try await publish(["files/A.pdf": "1", "files/a.pdf": "2", "files/B.pdf": "3"])
    #expect(publication.caseTwins == [["files/A.pdf", "files/a.pdf"]])
    #expect(site["files/a.pdf"]?.bytes == Array("2".utf8))
  }

  @Test("A failing unit leaves the last site")
  func failingUnit() async throws {
    try await publish(["a.html": "one"])
    try await refused("No more room") {
      let staging = try Staging(try OutputFolder(nil, for: project))
      defer { staging.release() }
      let publisher = Publisher(staging)
      _ = try await publisher.publish(
        unitCount: 100, root: folder.path, over: publisher.lastSite()
      ) { unit, deliver throws(OperationalError) in
        if unit == 50 { throw OperationalError("No more room") }
        try deliver(OutputFile(path: "\(unit).html", text: "x"))
      }
    }
  }

  @Test("An interruption leaves the last site")
  func interrupted() async throws {
    try await publish(["a.html": "one"])
    try await refused("interrupted") { try await publish(["a.html": "two"], isInterrupted: { true }) }
  }

  @Test("An interruption does not wait for the other files of a unit")
  func interruptedWithin() async throws {
    try await publish(["a.html": "one"])
    let made = Atomic(0)
    try await refused("interrupted") {
      let staging = try Staging(try OutputFolder(nil, for: project))
      defer { staging.release() }
      let publisher = Publisher(staging) { made.load(ordering: .relaxed) > 2 }
      _ = try await publisher.publish(
        unitCount: 1, root: folder.path, over: publisher.lastSite()
      ) { _, deliver throws(OperationalError) in
        for place in 0..<100 {
          made.add(1, ordering: .relaxed)
          try deliver(OutputFile(path: "\(place).html", text: "x"))
        }
      }
    }
    #expect(made.load(ordering: .relaxed) == 3)
  }

  // MARK: Attachments

  @Test("Attachments are copied, and kept while they do not change")
  func attachments() async throws {
    let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try folder.write(bytes: bytes, to: Array("Content/chips/a/plan.pdf".utf8))
    let attachment = AttachedFile(source: "Content/chips/a/plan.pdf", output: "files/chips/a/plan.pdf")
    try await publish(["a.html": "one"], attachments: [attachment])
    let before = site
    #expect(before["files/chips/a/plan.pdf"]?.bytes == bytes)
    #expect(try await publish(["a.html": "two"], attachments: [attachment]).unchanged == 1)
    #expect(site["files/chips/a/plan.pdf"] == before["files/chips/a/plan.pdf"])
    try folder.write(bytes: bytes.reversed(), to: Array("Content/chips/a/plan.pdf".utf8))
    #expect(try await publish(["a.html": "two"], attachments: [attachment]).written == 1)
    #expect(site["files/chips/a/plan.pdf"]?.bytes == bytes.reversed())
  }

  @Test("An attachment that is gone, or leads elsewhere through a link, stops the build", arguments: [0, 1, 2, 3])
  func unreadableAttachment(way: Int) async throws {
    try await publish(["a.html": "one"])
    try folder.write("secret/plan.pdf", "x")
    try folder.makeFolder("Content/chips")
    switch way {
    case 0: break
    case 1: try folder.makeLink("Content/chips/plan.pdf", to: "../../secret/plan.pdf")
    case 2:
      rmdir("\(folder.path)/Content/chips")
      try folder.makeLink("Content/chips", to: "../secret")
    default: try folder.makePipe("Content/chips/plan.pdf")
    }
    let before = site
    let attachment = AttachedFile(source: "Content/chips/plan.pdf", output: "files/plan.pdf")
    await #expect(throws: OperationalError.self) { try await publish(["a.html": "two"], attachments: [attachment]) }
    #expect(site == before)
  }

  @Test("An interruption does not wait for a large attachment, be it copied or compared", arguments: [false, true])
  func interruptedCopy(isCompared: Bool) async throws {
    try folder.makeSparse("Content/die.zip", size: 64 << 20)
    let attachment = AttachedFile(source: "Content/die.zip", output: "files/die.zip")
    try await publish(["a.html": "one"], attachments: isCompared ? [attachment] : [])
    let asked = Atomic(0)
    try await refused("interrupted") {
      try await publish(["a.html": "two"], attachments: [attachment]) {
        asked.wrappingAdd(1, ordering: .relaxed).newValue > 20
      }
    }
    // Of 256 pieces.
    #expect(asked.load(ordering: .relaxed) < 30)
  }

  // MARK: What killed builds leave

  @Test("What a killed build left is deleted, and nothing that is not ours")
  func leftovers() async throws {
    try await publish(["a.html": "one"])
    try folder.write("Public/mine.txt", "mine")
    try makeStaging()
    try folder.write(".Public.tapeout/next/half.html", "half")
    let before = site
    #expect(try await publish(["a.html": "one"]).unchanged == 1)
    #expect(site == before)
    #expect(root == ["Content", "Public"])
  }

  @Test("A file that came too late into a swapped site is moved into the present one")
  func lateFiles() async throws {
    try await publish(["a.html": "one", "b/c.html": "two"])
    try folder.write("Public/kept.txt", "kept")
    rename("\(folder.path)/Public", "\(folder.path)/old")
    try await publish(["a.html": "new"])
    try folder.write("Public/taken.txt", "taken")
    link("\(folder.path)/old/kept.txt", "\(folder.path)/Public/kept.txt")
    // As if killed right after the swap, with files written into the old site meanwhile.
    try folder.write("old/b/late.txt", "late")
    try folder.write("old/taken.txt", "other")
    try makeStaging()
    try folder.write(".Public.tapeout/swapping")
    rename("\(folder.path)/old", "\(folder.path)/.Public.tapeout/next")
    try await publish(["a.html": "new"])
    #expect(
      site.contents.filter { $0.key != ".tapeout" }.mapValues { String(decoding: $0, as: UTF8.self) } == [
        "a.html": "new", "kept.txt": "kept", "b/late.txt": "late", "taken.txt": "taken", "taken.txt.kept-1": "other",
      ])
    #expect(root == ["Content", "Public"])
  }

  @Test("Where two renames were interrupted half-way, the old site comes back")
  func halfRenamed() async throws {
    try await publish(["a.html": "one"])
    let before = site
    try makeStaging()
    try folder.write(".Public.tapeout/swapping")
    try folder.write(".Public.tapeout/next/a.html", "two")
    rename("\(folder.path)/Public", "\(folder.path)/.Public.tapeout/previous")
    try Staging(try OutputFolder(nil, for: project)).release()
    #expect(site == before)
    #expect(root == ["Content", "Public"])
  }

  /// The folder that a killed build leaves.
  private func makeStaging() throws {
    try folder.write(".Public.tapeout/lock")
    try folder.setMode(".Public.tapeout", 0o1700)
  }
}

extension Publication {
  fileprivate init(_ counts: (pages: Int, written: Int)) {
    self.init()
    (pages, written) = counts
  }

  fileprivate init(_ counts: (pages: Int, written: Int, unchanged: Int, removed: Int)) {
    self.init()
    (pages, written, unchanged, removed) = counts
  }
}

extension OutputFile {
  fileprivate init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}
