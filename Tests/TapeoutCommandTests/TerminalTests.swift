import TapeoutDisk
import TapeoutTestSupport
import TapeoutWorkspace
import Testing

@testable import tapeout

@Suite("What a terminal is shown")
struct TerminalTests {
  @Test(
    "Colour needs a terminal that is not dumb, and nobody who says no",
    arguments: [
      (true, ["TERM": "xterm"], true), (false, ["TERM": "xterm"], false), (true, [:], false),
      (true, ["TERM": "dumb"], false), (true, ["TERM": "xterm", "NO_COLOR": "1"], false),
      (true, ["TERM": "xterm", "CI": "true"], false),
    ] as [(Bool, [String: String], Bool)])
  func color(isTerminal: Bool, environment: [String: String], isColored: Bool) {
    #expect(Terminal(isTerminal: isTerminal) { environment[$0] }.showsColor == isColored)
  }

  @Test("Progress needs a terminal that can move its cursor, and is no part of a CI's log")
  func progress() {
    func shows(_ isTerminal: Bool, _ environment: [String: String]) -> Bool {
      Terminal(isTerminal: isTerminal) { environment[$0] }.showsProgress
    }
    #expect(shows(true, ["TERM": "xterm"]) && shows(true, ["TERM": "xterm", "NO_COLOR": "1"]))
    #expect(!shows(false, ["TERM": "xterm"]) && !shows(true, ["TERM": "dumb"]) && !shows(true, [:]))
    #expect(!shows(true, ["TERM": "xterm", "CI": "true"]))
  }

  @Test("Paths lead from the working folder to the root where that is a way down, else from the very top")
  func prefix() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("a/b/Content/chips")
    let project = try Project(root: "\(folder.path)/a/b")
    #expect(project.pathPrefix(from: project.root) == "")
    #expect(project.pathPrefix(from: "\(project.root)/Content/chips") == "")
    #expect(project.pathPrefix(from: folder.path) == "a/b/")
    #expect(project.pathPrefix(from: "\(folder.path)/a/bc") == "\(project.root)/")
    #expect(project.pathPrefix(from: "/") == String(project.root.dropFirst()) + "/")
    #expect(project.pathPrefix(from: "") == "\(project.root)/")
  }
}
