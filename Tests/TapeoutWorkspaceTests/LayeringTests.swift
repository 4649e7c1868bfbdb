import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads the sources as text and holds them against the conventions that no compiler checks.
@Suite("Layering")
struct LayeringTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources").path

  /// Records every place in the sources where something forbidden stands.
  ///
  /// - Parameter exempt: places looked at by a person and found harmless, as `Folder/File.swift: word`.
  private func forbid(_ banned: [String], in folders: [String], except exempt: Set<String> = []) throws {
    for folder in folders {
      let files = try FileManager.default.subpathsOfDirectory(atPath: "\(LayeringTests.sources)/\(folder)")
        .filter { $0.hasSuffix(".swift") }.sorted()
      #expect(!files.isEmpty, "there is nothing to check in \(folder)")
      for file in files {
        let text = try String(contentsOfFile: "\(LayeringTests.sources)/\(folder)/\(file)", encoding: .utf8)
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
          let code = LayeringTests.code(line)
          for word in banned where code.contains(word) && !exempt.contains("\(folder)/\(file): \(word)") {
            Issue.record("\(folder)/\(file):\(number + 1) says \(word)")
          }
        }
      }
    }
  }

  /// The line without its comment.
  private static func code(_ line: Substring) -> Substring {
    guard let comment = line.firstRange(of: "//") else { return line }
    return line[..<comment.lowerBound]
  }

  private static let pure = [
    "TapeoutEditing", "TapeoutExchange", "TapeoutForecast", "TapeoutHistory", "TapeoutImport", "TapeoutJSON",
    "TapeoutLanguage",
    "TapeoutModel", "TapeoutParser",
    "TapeoutReporting", "TapeoutRules", "TapeoutSchedule", "TapeoutSite", "TapeoutTemplates",
    "TapeoutWording",
  ]
  private static let edge = [
    "TapeoutDisk", "TapeoutGit", "TapeoutLanguageServer", "TapeoutPreview", "TapeoutPublish", "TapeoutWorkspace",
  ]

  @Test("Pure targets know no disk, clock, environment, locale or global randomness")
  func purity() throws {
    let banned = [
      "import Foundation", "import Glibc", "import Darwin", "import Musl", "import TapeoutSystem", "import Dispatch",
      "import Synchronization",
      "FileManager", "FileHandle", "ProcessInfo", "CommandLine", "getenv", "fopen(", "Clock", " Date()", "Locale",
      "SystemRandomNumberGenerator", ".random(", ".shuffled(", ".randomElement(", "hashValue", "print(", "readLine(",
    ]
    try forbid(banned, in: LayeringTests.pure)
  }

  // SwiftPM's own check lets a target import what its dependencies depend on; this one does not.
  @Test("Targets import only what the architecture lets them")
  func imports() throws {
    let allowed: [String: Set<String>] = [
      "TapeoutSystem": ["CSystem", "Darwin", "Glibc"],
      "TapeoutDisk": ["CXXHash", "TapeoutModel", "TapeoutSystem"],
      "TapeoutEditing": ["TapeoutModel", "TapeoutParser"],
      "TapeoutExchange": ["TapeoutForecast", "TapeoutJSON", "TapeoutModel", "TapeoutSchedule", "TapeoutWording"],
      "TapeoutForecast": ["TapeoutModel", "TapeoutSchedule"],
      "TapeoutGit": ["TapeoutDisk", "TapeoutModel", "TapeoutSystem"],
      "TapeoutHistory": ["TapeoutModel", "TapeoutSchedule", "TapeoutWording"],
      "TapeoutImport": [
        "CExpat", "TapeoutEditing", "TapeoutModel", "TapeoutParser", "TapeoutSchedule", "TapeoutWording",
      ],
      "TapeoutJSON": ["TapeoutModel"],
      "TapeoutLanguage": [
        "TapeoutEditing", "TapeoutForecast", "TapeoutJSON", "TapeoutModel", "TapeoutParser", "TapeoutRules",
        "TapeoutSchedule", "TapeoutWording",
      ],
      "TapeoutLanguageServer": [
        "Synchronization", "TapeoutDisk", "TapeoutForecast", "TapeoutHistory", "TapeoutJSON", "TapeoutLanguage",
        "TapeoutModel", "TapeoutSchedule", "TapeoutSystem", "TapeoutWorkspace",
      ],
      "TapeoutModel": [],
      "TapeoutParser": ["CMark", "CYAML", "TapeoutModel"],
      "TapeoutPreview": [
        "CHTTPServer", "Dispatch", "Synchronization", "TapeoutDisk", "TapeoutForecast", "TapeoutJSON", "TapeoutModel",
        "TapeoutPublish", "TapeoutReporting", "TapeoutSchedule", "TapeoutSite", "TapeoutSystem", "TapeoutTemplates",
        "TapeoutWording", "TapeoutWorkspace",
      ],
      "TapeoutPublish": [
        "Synchronization", "TapeoutDisk", "TapeoutModel", "TapeoutSite", "TapeoutSystem",
      ],
      "TapeoutReporting": [
        "TapeoutForecast", "TapeoutHistory", "TapeoutJSON", "TapeoutModel", "TapeoutRules", "TapeoutSchedule",
        "TapeoutWording",
      ],
      "TapeoutRules": ["TapeoutHistory", "TapeoutModel", "TapeoutSchedule", "TapeoutWording"],
      "TapeoutSchedule": ["TapeoutModel"],
      "TapeoutSite": [
        "TapeoutForecast", "TapeoutHistory", "TapeoutModel", "TapeoutSchedule", "TapeoutTemplates",
        "TapeoutWording",
      ],
      "TapeoutTemplates": ["TapeoutModel"],
      "TapeoutWording": ["TapeoutModel"],
      "TapeoutWorkspace": [
        "TapeoutDisk", "TapeoutEditing", "TapeoutExchange", "TapeoutForecast", "TapeoutGit", "TapeoutHistory",
        "TapeoutModel", "TapeoutParser", "TapeoutPublish", "TapeoutRules", "TapeoutSchedule", "TapeoutSite",
        "TapeoutTemplates", "TapeoutSystem",
      ],
      "tapeout": [
        "ArgumentParser", "CRevision", "Dispatch", "Synchronization", "TapeoutDisk", "TapeoutEditing",
        "TapeoutExchange", "TapeoutForecast", "TapeoutHistory", "TapeoutImport", "TapeoutLanguage",
        "TapeoutLanguageServer", "TapeoutModel", "TapeoutPreview", "TapeoutPublish", "TapeoutReporting",
        "TapeoutRules", "TapeoutSchedule", "TapeoutSite", "TapeoutSystem", "TapeoutWording", "TapeoutWorkspace",
      ],
    ]
    for (folder, modules) in allowed.sorted(by: { $0.key < $1.key }) {
      let files = try FileManager.default.subpathsOfDirectory(atPath: "\(LayeringTests.sources)/\(folder)")
      for file in files.sorted() where file.hasSuffix(".swift") {
        let text = try String(contentsOfFile: "\(LayeringTests.sources)/\(folder)/\(file)", encoding: .utf8)
        for line in text.split(separator: "\n") {
          let words = line.split(separator: " ")
          guard let place = words.firstIndex(of: "import"), place + 1 < words.count, place <= 1 else { continue }
          #expect(modules.contains(String(words[place + 1])), "\(folder)/\(file): \(line)")
        }
      }
    }
  }

  @Test("The C libraries stay inside the modules that wrap them")
  func internalImports() throws {
    let banned = ["package import C", "public import C"]
    try forbid(banned, in: ["TapeoutDisk", "TapeoutImport", "TapeoutParser", "TapeoutPreview"])
  }

  @Test("ArgumentParser stays in the command")
  func argumentParser() throws {
    try forbid(["ArgumentParser"], in: LayeringTests.pure + LayeringTests.edge)
  }

  @Test("Text from files is taken apart by bytes or scalars, never by characters, which a combining mark defeats")
  func characters() throws {
    let banned = [
      ".hasPrefix(", ".hasSuffix(", ".contains(\"", ".split(separator: \"", ".components(separatedBy", ".isNewline",
      ".isWhitespace", ".isLetter", ".isNumber", ".firstIndex(of: \"", ".lastIndex(of: \"", ".first == \"",
      ".last == \"", ".trimmingCharacters", ".replacingOccurrences", ".lowercased() ==",
      "import RegexBuilder", "Regex(", "#/",
    ]
    let harmless: Set = [
      "TapeoutLanguage/Answers/Hover.swift: .first == \"",  // a list of whole names
      "TapeoutLanguage/Snapshot/ClientCapabilities.swift: .contains(\"",  // lists of whole words
      "TapeoutLanguageServer/Session+Analysis.swift: .contains(\"",  // a set of whole names
      "TapeoutParser/ContentReader.swift: .contains(\"",  // a set of whole paths
      "TapeoutParser/Documents/ContentPath.swift: .first == \"",  // a list of whole folder names
      "TapeoutParser/Fields/FieldReader+Dates.swift: .firstIndex(of: \"",  // a view of scalars
      "TapeoutReporting/ExplanationPrinter.swift: .split(separator: \"",  // a view of scalars
      "TapeoutReporting/RuleReference.swift: .split(separator: \"",  // our own words
    ]
    try forbid(
      banned,
      in: LayeringTests.edge + [
        "TapeoutEditing", "TapeoutLanguage", "TapeoutParser", "TapeoutReporting", "TapeoutTemplates", "tapeout",
      ],
      except: harmless)
  }

  @Test("Nothing in the sources crashes on purpose")
  func crashes() throws {
    let banned = ["fatalError(", "try!", "as!", "unowned(unsafe)", "unsafeBitCast", "assertionFailure("]
    try forbid(banned, in: LayeringTests.pure + LayeringTests.edge + ["tapeout"])
  }

  @Test("A file has one concern: none is over 400 lines")
  func length() throws {
    for folder in LayeringTests.pure + LayeringTests.edge + ["tapeout"] {
      let files = try FileManager.default.subpathsOfDirectory(atPath: "\(LayeringTests.sources)/\(folder)")
      for file in files where file.hasSuffix(".swift") {
        let text = try String(contentsOfFile: "\(LayeringTests.sources)/\(folder)/\(file)", encoding: .utf8)
        let count = text.split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(count <= 400, "\(folder)/\(file) has \(count) lines")
      }
    }
  }
}
