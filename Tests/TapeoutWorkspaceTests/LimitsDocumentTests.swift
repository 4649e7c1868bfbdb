import Foundation
import Testing

@Suite("Docs/limits.md")
struct LimitsDocumentTests {
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test("Every limit in the table stands in the sources with the same value")
  func limits() throws {
    let text = try String(contentsOf: LimitsDocumentTests.repository.appending(path: "Docs/limits.md"), encoding: .utf8)
    let sources = LimitsDocumentTests.repository.appending(path: "Sources")
    let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
    let limits = text.split(separator: "\n").compactMap { line -> (type: Substring, constant: Substring)? in
      let cells = line.split(separator: "|")
      guard cells.count == 4, let home = cells[2].split(separator: "`").dropFirst().first,
        let dot = home.firstIndex(of: ".")
      else { return nil }
      return (home[..<dot], home[home.index(after: dot)...])
    }
    #expect(limits.count > 10)
    for (type, constant) in limits {
      let file = try #require(files.first { $0.hasSuffix("/\(type).swift") }, "there is no file for \(type)")
      let source = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
      let lines = source.split(separator: "\n")
      #expect(lines.contains { $0.hasSuffix(" \(constant)") }, "\(file) does not say \(constant)")
    }
  }
}
