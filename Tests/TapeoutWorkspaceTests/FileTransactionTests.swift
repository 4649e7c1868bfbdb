import TapeoutDisk
import TapeoutSystem
import TapeoutTestSupport
import Testing

@Suite("Several files change together or not at all")
struct FileTransactionTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private func replacement(_ path: String, _ old: String, _ new: String) -> (path: String, old: [UInt8], new: [UInt8]) {
    (path, bytes(old), bytes(new))
  }

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in ["a/one.md", "a/two.md", "b/three.md"] { try folder.write("Content/\(name)", name) }
    return folder
  }

  @Test("Files are replaced and moved, with their modes, and nothing is left beside them")
  func success() throws {
    let folder = try folder()
    try folder.setMode("Content/a/one.md", 0o640)
    try FileTransaction(
      root: folder.path,
      replacements: [
        replacement("Content/a/one.md", "a/one.md", "new"), replacement("Content/b/three.md", "b/three.md", "3"),
      ],
      moves: [("Content/a", "Content/c"), ("Content/b/three.md", "Content/d/e/four.md")]
    ).commit()
    let files = FolderSnapshot(folder.path)
    #expect(
      files.contents == [
        "Content/c/one.md": bytes("new"), "Content/c/two.md": bytes("a/two.md"), "Content/d/e/four.md": bytes("3"),
      ])
    #expect(files["Content/c/one.md"].map { $0.mode & 0o777 } == 0o640)
  }

  @Test("A file that somebody changed meanwhile stops everything")
  func changedMeanwhile() throws {
    let folder = try folder()
    let before = FolderSnapshot(folder.path).contents
    let error = #expect(throws: OperationalError.self) {
      try FileTransaction(
        root: folder.path,
        replacements: [
          replacement("Content/a/one.md", "a/one.md", "new"), replacement("Content/a/two.md", "what it was", "new"),
        ], moves: [("Content/b", "Content/c")]
      ).commit()
    }
    #expect(error?.summary == "Content/a/two.md was changed by somebody else meanwhile. Nothing was changed.")
    #expect(FolderSnapshot(folder.path).contents == before)
  }

  @Test("What cannot be moved takes back what was replaced and moved before it")
  func takenBack() throws {
    let folder = try folder()
    try folder.write("Content/taken/x")
    let before = FolderSnapshot(folder.path).contents
    for target in [
      "Content/taken", "Content/z/one.md/below", "Content/gone/../../outside/x/\(String(repeating: "n", count: 300))",
    ] {
      #expect(throws: OperationalError.self) {
        try FileTransaction(
          root: folder.path, replacements: [replacement("Content/a/one.md", "a/one.md", "new")],
          moves: [("Content/a", "Content/z"), ("Content/b", target)]
        ).commit()
      }
      #expect(FolderSnapshot(folder.path).contents == before)
    }
  }

  @Test("Links, folders and missing files are refused with a sentence")
  func special() throws {
    let folder = try folder()
    try folder.makeLink("Content/link.md", to: "a/one.md")
    let before = FolderSnapshot(folder.path).contents
    for (path, sentence) in [
      ("Content/link.md", "Content/link.md is no regular file. Nothing was changed."),
      ("Content/a", "Content/a is no regular file. Nothing was changed."),
      ("Content/none.md", "Content/none.md cannot be changed: no such file or folder. Nothing was changed."),
    ] {
      let error = #expect(throws: OperationalError.self) {
        try FileTransaction(root: folder.path, replacements: [replacement(path, "a/one.md", "new")], moves: []).commit()
      }
      #expect(error?.summary == sentence)
      #expect(FolderSnapshot(folder.path).contents == before)
    }
  }
}
