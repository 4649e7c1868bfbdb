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

  /// The words of a command line; what stands in double quotes is not parted.
  private func words(_ line: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case " " where !isQuoted:
        words.append(word)
        word = ""
      default: word.append(character)
      }
    }
    return words + [word]
  }

  @Test("The transcript of a first plan is what its commands print, one after the other, in under ten commands")
  func firstPlan() throws {
    let readme = try String(contentsOf: ReadmeTests.root.appending(path: "README.md"), encoding: .utf8)
    let section = try #require(readme.components(separatedBy: "## A plan in ten minutes\n").last)
    let transcript = try #require(section.components(separatedBy: "```\n").dropFirst().first)
    let commands = transcript.split(separator: "\n").filter { $0.hasPrefix("$ tapeout ") }.map { $0.dropFirst(10) }
    #expect((6..<10).contains(commands.count))
    let folder = try TemporaryFolder()
    var printed: [String] = []
    for command in commands {
      // As of the day that the README names.
      let day = command.hasPrefix("init") ? [] : ["--status-date", "2026-06-12"]
      let run = try Run(words(command) + day, in: folder.path)
      #expect(run.status == 0, "\(command): \(run.errors)")
      printed.append("$ tapeout \(command)\n\(run.output)")
    }
    #expect(printed.joined(separator: "\n") == transcript, "\(printed.joined(separator: "\n"))")
  }

  @Test("The sample program has no errors, and a handful of warnings")
  func sampleIsClean() throws {
    let run = try Run("check", "--no-history", in: ReadmeTests.root.path)
    #expect(run.status == 0)
    #expect(run.output.contains("6 warnings, 3 hints in 101 files\n"))
  }
}
