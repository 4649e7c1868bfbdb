import TapeoutDisk
import TapeoutTestSupport
import TapeoutWorkspace
import Testing

@Suite("Finding the project")
struct ProjectTests {
  @Test(
    "The root is the nearest folder upwards that holds Content/",
    arguments: ["", "Content", "Content/chips/custom-1", "Content/program.md", "notes/deep"])
  func upwards(start: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("Content/program.md")
    try folder.makeFolder("Content/chips/custom-1")
    try folder.makeFolder("notes/deep")
    #expect(try Project(around: "\(folder.path)/\(start)").root == folder.path)
  }

  @Test("A program inside another one is nearer")
  func nested() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("Content")
    try folder.makeFolder("examples/small/Content")
    #expect(try Project(around: "\(folder.path)/examples/small").root == "\(folder.path)/examples/small")
  }

  @Test("Without Content/, with a file of that name or with a link of that name there is no project")
  func missing() throws {
    let folder = try TemporaryFolder()
    #expect(throws: OperationalError.self) { try Project(root: folder.path) }
    #expect(throws: OperationalError.self) { try Project(around: folder.path) }
    #expect(throws: OperationalError.self) { try Project(around: "\(folder.path)/nowhere") }
    try folder.write("file/Content")
    #expect(throws: OperationalError.self) { try Project(root: "\(folder.path)/file") }
    try folder.makeFolder("real")
    try folder.makeFolder("link")
    try folder.makeLink("link/Content", to: "../real")
    let failure = #expect(throws: OperationalError.self) { try Project(root: "\(folder.path)/link") }
    let summary = "\(folder.path)/link/Content is a symbolic link, and links in or to Content are not followed."
    #expect(failure?.summary == summary)
  }

  @Test(
    "A selection holds the named files and folders, by whole names",
    arguments: [
      (["Content/chips/a"], "Content/chips/a/chip.md", true),
      (["Content/chips/a/"], "Content/chips/a/chip.md", true),
      (["Content/chips/a"], "Content/chips/ab/chip.md", false),
      (["Content/chips/a/chip.md"], "Content/chips/a/chip.md", true),
      (["Content/chips/a/chip.md"], "Content/program.md", false),
      (["Content/chips/../program.md"], "Content/program.md", true),
      (["Content/chips/a", "Content/program.md"], "Content/program.md", true),
      (["Content"], "Content/program.md", true),
      ([""], "Content/program.md", true),
      (["Content/chips/a", ""], "Content/program.md", true),
      (["Content/link.md"], "Content/link.md", true),
      (["Content/link.md"], "Content/program.md", false),
      ([], "Content/program.md", true),
    ])
  func selection(names: [String], path: String, isSelected: Bool) throws {
    let folder = try TemporaryFolder()
    for name in ["program.md", "chips/a/chip.md", "chips/ab/chip.md"] { try folder.write("Content/\(name)") }
    try folder.makeLink("Content/link.md", to: "program.md")
    let project = try Project(root: folder.path)
    let selection = try PathSelection(names.map { "\(folder.path)/\($0)" }, in: project)
    #expect(selection.contains(path) == isSelected)
  }

  @Test("A selected path must exist and lie below Content/", arguments: ["Content/nope.md", "README.md"])
  func wrongSelection(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("Content")
    try folder.write("README.md")
    let project = try Project(root: folder.path)
    #expect(throws: OperationalError.self) { try PathSelection(["\(folder.path)/\(name)"], in: project) }
  }
}
