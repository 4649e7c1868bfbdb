import TapeoutDisk
import TapeoutTestSupport
import Testing

@Suite("New files are made all together or not at all")
struct FileCreationTests {
  private let files = [("Content/a/one.md", "1"), ("Content/a/two.md", "2"), ("Content/b/three.md", "3")]

  @Test("Files are made with the folders that they need")
  func success() throws {
    let folder = try TemporaryFolder()
    try FileCreation.create(files, in: folder.path)
    #expect(
      FolderSnapshot(folder.path).contents == [
        "Content/a/one.md": Array("1".utf8), "Content/a/two.md": Array("2".utf8), "Content/b/three.md": Array("3".utf8),
      ])
  }

  @Test("A file in the way of any of them stops all", arguments: [0, 1, 2])
  func fileInTheWay(_ index: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write(files[index].0, "theirs")
    try expectRefusal(folder, naming: files[index].0)
  }

  @Test("A file where a folder is needed stops all")
  func folderInTheWay() throws {
    let folder = try TemporaryFolder()
    try folder.write("Content/b", "theirs")
    try expectRefusal(folder, naming: "Content/b")
  }

  @Test("Nothing is written through a link, to a folder or to a file, or where one leads nowhere")
  func links() throws {
    let outside = try TemporaryFolder()
    try outside.write("file", "theirs")
    let before = FolderSnapshot(outside.path)
    for (name, target) in [
      ("Content/b", outside.path), ("Content/a/two.md", "\(outside.path)/file"), ("Content/a/one.md", "nowhere"),
    ] {
      let folder = try TemporaryFolder()
      try folder.makeFolder(name.utf8.starts(with: "Content/a".utf8) ? "Content/a" : "Content")
      try folder.makeLink(name, to: target)
      try expectRefusal(folder, naming: name)
    }
    #expect(FolderSnapshot(outside.path) == before)
  }

  private func expectRefusal(_ folder: TemporaryFolder, naming path: String) throws {
    let before = FolderSnapshot(folder.path).contents
    let error = #expect(throws: OperationalError.self) { try FileCreation.create(files, in: folder.path) }
    #expect(error?.summary.contains(path) == true, "\(error?.summary ?? "")")
    #expect(FolderSnapshot(folder.path).contents == before)
  }
}
