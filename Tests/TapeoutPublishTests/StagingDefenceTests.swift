import TapeoutDisk
import TapeoutSite
import TapeoutSystem
import TapeoutTestSupport
import Testing

@testable import TapeoutPublish

/// A repository may hold a folder of the name that builds use, with anything in it.
@Suite("Staging folders of others")
struct StagingDefenceTests {
  private let folder: TemporaryFolder
  private let project: Project

  init() throws {
    folder = try TemporaryFolder()
    try folder.makeFolder("p/Content")
    try folder.write("outside/secret.txt", "mine")
    try folder.write("file.txt", "mine")
    try folder.setMode("outside", 0o755)
    try folder.setMode("file.txt", 0o644)
    project = try Project(root: "\(folder.path)/p")
  }

  private func publish() async throws {
    let staging = try Staging(try OutputFolder(nil, for: project))
    defer { staging.release() }
    let publisher = Publisher(staging)
    _ = try await publisher.publish(unitCount: 1, root: project.root, over: publisher.lastSite()) {
      _, deliver throws(OperationalError) in
      try deliver(OutputFile(path: "index.html", bytes: Array("new".utf8)))
    }
  }

  /// Expects that the build names the folder and leaves the whole disk as it is.
  private func refused() async throws {
    let before = FolderSnapshot(folder.path)
    do {
      try await publish()
      Issue.record("It was not refused.")
    } catch let failure as OperationalError {
      #expect(failure.summary.contains("\(project.root)/.Public.tapeout is in the way"), "\(failure.summary)")
      #expect(failure.advice?.contains("move or delete it") == true)
    }
    #expect(FolderSnapshot(folder.path) == before)
  }

  @Test(
    "What a commit put there is refused by name; nothing in it or behind its links is touched",
    arguments: ["next", "previous", "lock", "swapping"], ["../../outside", "../../file.txt", "../../nothing", "/"])
  func links(name: String, target: String) async throws {
    for hasLock in [true, false] where hasLock || name != "lock" {
      try folder.makeFolder("p/.Public.tapeout")
      if hasLock, name != "lock" { try folder.write("p/.Public.tapeout/lock") }
      try folder.makeLink("p/.Public.tapeout/\(name)", to: target)
      for mode: UInt32 in [0o755, 0o700, 0o777, 0o1777] {
        try folder.setMode("p/.Public.tapeout", mode)
        try await refused()
      }
      unlink("\(project.root)/.Public.tapeout/\(name)")
      unlink("\(project.root)/.Public.tapeout/lock")
    }
  }

  @Test("So are folders and files of that name with contents of their own", arguments: ["next", "previous", "diary"])
  func contents(name: String) async throws {
    try folder.write("p/.Public.tapeout/lock")
    try folder.write("p/.Public.tapeout/\(name)/chapter.txt", "mine")
    try folder.makeLink("p/.Public.tapeout/\(name)/link", to: "../../../outside")
    try await refused()
  }

  @Test(
    "So is a folder of that name that is a link, whatever it leads to", arguments: ["../outside", "nothing", "/tmp"])
  func linkedFolder(target: String) async throws {
    try folder.makeLink("p/.Public.tapeout", to: target)
    try await refused()
  }

  @Test("So is a file or a pipe of that name", arguments: [true, false])
  func file(isPipe: Bool) async throws {
    if isPipe { try folder.makePipe("p/.Public.tapeout") } else { try folder.write("p/.Public.tapeout", "mine") }
    try await refused()
  }

  @Test("An empty folder of that name makes room, since nothing can be lost with it")
  func empty() async throws {
    try folder.makeFolder("p/.Public.tapeout")
    try await publish()
    #expect(
      Set(FolderSnapshot(project.root).entries.keys) == ["Content", "Public", "Public/.tapeout", "Public/index.html"])
  }

  @Test(
    "Even in a folder of our own no link is followed", arguments: ["next", "previous", "lock", "swapping"],
    ["../../outside", "../../file.txt"])
  func linksInOurs(name: String, target: String) async throws {
    try folder.makeFolder("p/.Public.tapeout")
    try folder.makeLink("p/.Public.tapeout/\(name)", to: target)
    try folder.setMode("p/.Public.tapeout", 0o1700)
    let before = FolderSnapshot(folder.path)
    try? await publish()
    let after = FolderSnapshot(folder.path)
    for name in ["outside", "outside/secret.txt", "file.txt"] { #expect(after[name] == before[name]) }
    // Nor does a link become the site.
    #expect(after["p/Public"].map { $0.mode & 0o170000 == 0o040000 } ?? true)
  }

  @Test(
    "A folder of ours that belongs to another user is none of ours", .enabled(if: TemporaryFolder.ignoresPermissions))
  func otherOwner() async throws {
    try folder.write("p/.Public.tapeout/lock")
    try folder.setMode("p/.Public.tapeout", 0o1700)
    #expect(chown("\(project.root)/.Public.tapeout", 65534, 65534) == 0)
    try await refused()
  }

  @Test("Links that lie in the last site stay links, and what they lead to stays as it is")
  func linksInTheSite() async throws {
    try await publish()
    try folder.makeLink("p/Public/charts", to: "../../outside")
    try folder.write("p/Public/own/note.txt", "mine")
    try folder.makeLink("p/Public/own/deep", to: "../../../outside")
    let before = FolderSnapshot(folder.path)
    unlink("\(project.root)/Public/index.html")
    try await publish()
    let after = FolderSnapshot(folder.path)
    for name in ["outside", "outside/secret.txt", "file.txt"] { #expect(after[name] == before[name]) }
    #expect(after["p/Public/charts"] == before["p/Public/charts"])
  }
}
