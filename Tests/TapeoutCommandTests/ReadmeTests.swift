import Foundation
import TapeoutTestSupport
import Testing

@Suite("What the README shows")
struct ReadmeTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The sample program with one file replaced by the broken one of the fixtures.
  private func broken() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let content = ReadmeTests.root.appending(path: "Content").path
    for path in try FileManager.default.subpathsOfDirectory(atPath: content) where path.hasSuffix(".md") {
      try folder.write("Content/\(path)", try String(contentsOfFile: "\(content)/\(path)", encoding: .utf8))
    }
    let file = ReadmeTests.root.appending(path: "Tests/Fixtures/broken/tape-out.md")
    try folder.write("Content/chips/custom-2/milestones/tape-out.md", try String(contentsOf: file, encoding: .utf8))
    return folder
  }

  @Test("The transcript of a broken file is what the command prints")
  func transcript() throws {
    let folder = try broken()
    let run = try Run("check", "--no-history", "Content/chips/custom-2/milestones/tape-out.md", in: folder.path)
    let readme = try String(contentsOf: ReadmeTests.root.appending(path: "README.md"), encoding: .utf8)
    #expect(run.status == 1)
    #expect(readme.contains(run.output), "\(run.output)")
  }

  @Test(
    "The status and the forecast of the sample are what the commands print",
    arguments: [
      ["status", "--no-history"], ["forecast", "custom-1", "--what-if", "custom-1/bring-up=+3w"],
    ])
  func sample(_ arguments: [String]) throws {
    let run = try Run(arguments, in: ReadmeTests.root.path)
    let readme = try String(contentsOf: ReadmeTests.root.appending(path: "README.md"), encoding: .utf8)
    #expect(run.status == 0)
    #expect(readme.contains(run.output), "\(run.output)")
  }

  @Test("The sample program has no errors, and a handful of warnings")
  func sampleIsClean() throws {
    let run = try Run("check", "--no-history", in: ReadmeTests.root.path)
    #expect(run.status == 0)
    #expect(run.output.contains("6 warnings, 3 hints in 101 files\n"))
  }
}
