import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads the sources as text: what `Wording` says is said nowhere else.
@Suite("One home for words")
struct OneHomeTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources").path

  /// What a second home would have to contain, and which function to call instead.
  private static let signs: [(text: String, instead: String)] = [
    ("func percent(_ share", "Wording.share"), ("func counted", "Wording.counted"), ("func listed", "Wording.list"),
    ("func plural", "Wording.counted"), (" ago\"", "Wording.relative"), ("func weeks", "Wording.length"),
    ("== 1 ? \"\" : \"s\"", "Wording.counted"), ("* 100).rounded()", "Wording.share"),
    (" day\\(", "Wording.counted"), (") %\"", "Wording.share"), ("<1", "Wording.share"),
    ("\"Jan\"", "Wording.months"), ("\"Mon\"", "Wording.weekdays"), ("/ 7) w", "Wording.short"),
    ("even odds", "a figure: Wording.share"), ("? \"earlier\" : \"later\"", "Wording.shift"),
    ("? \"later\" : \"earlier\"", "Wording.shift"), (".last == expected", "PlanDate.shown"),
    ("\"+\" : \"−\"", "Wording.slip"), (".joined(separator: \", \") + \" and", "Wording.list"),
    ("case .open: open += 1", "CriteriaCounts"),
  ]

  /// Places that only look alike, each with its reason.
  private static let harmless: Set<String> = [
    // What a probability's text in a file should be.
    "TapeoutParser/Fields/FieldReader+Text.swift: * 100).rounded()",
    // Hundredths of a coordinate.
    "TapeoutTemplates/Bytes.swift: * 100).rounded()",
    // Whether a point of a trend was stated, not what to show.
    "TapeoutHistory/Stability+Counting.swift: .last == expected",
  ]

  private static let homes = ["TapeoutWording/", "TapeoutModel/Program/CriteriaCounts.swift", "TapeoutModel/Dates/"]

  @Test("What is said in one place is not said again elsewhere")
  func oneHome() throws {
    let files = try FileManager.default.subpathsOfDirectory(atPath: OneHomeTests.sources)
      .filter { path in path.hasSuffix(".swift") && !OneHomeTests.homes.contains { path.hasPrefix($0) } }.sorted()
    #expect(files.count > 100, "there is nothing to check")
    for file in files {
      let text = try String(contentsOfFile: "\(OneHomeTests.sources)/\(file)", encoding: .utf8)
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        let code = line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
        for sign in OneHomeTests.signs where code.contains(sign.text) {
          guard !OneHomeTests.harmless.contains("\(file): \(sign.text)") else { continue }
          Issue.record("\(file):\(number + 1) says \(sign.text): call \(sign.instead)")
        }
      }
    }
  }
}
