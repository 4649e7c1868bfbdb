import Foundation
import TapeoutModel
import TapeoutSite
import TapeoutTestSupport

extension FuzzTarget {
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// What the search starts from: the sample, the examples of the tests, and the files of `Tests/Fuzz/corpus`, where
  /// whatever was found once lies, too.
  package func seeds() throws -> [[UInt8]] {
    var seeds = try FuzzTarget.files(below: "Tests/Fuzz/corpus/\(rawValue)").map(\.bytes)
    let sample = try FuzzTarget.files(below: "Content") + FuzzTarget.files(below: "Tests/Fixtures/broken")
    let texts = sample.filter { $0.path.hasSuffix(".md") }
    switch self {
    case .dates, .durations:
      for line in texts.flatMap({ $0.bytes.split(separator: 0x0A) }) {
        for word in line.split(separator: 0x20).map(Array.init) where (48...57).contains(word.first ?? 0) {
          if word.count <= largestInput { seeds.append(word) }
        }
      }
    case .edits:
      // Each change once for each kind of file, on its first files.
      for kind in UInt8(0)..<6 {
        for (_, bytes) in texts.filter({ FuzzTarget.kind(of: $0.path) == kind }).prefix(3) {
          for change in UInt8(0)..<8 { seeds.append([kind, change, change] + Array("tape-out\t2w\n".utf8) + bytes) }
        }
      }
    case .files: seeds += texts.map { [FuzzTarget.kind(of: $0.path)] + $0.bytes }
    case .frontMatter:
      for (path, bytes) in texts {
        guard let end = bytes.dropFirst(4).firstRange(of: Array("\n---".utf8)) else { continue }
        seeds.append([FuzzTarget.kind(of: path)] + bytes[4..<end.lowerBound])
      }
    case .imports:
      for (path, bytes) in texts where path.hasSuffix("tape-out.md") { seeds.append([0] + bytes) }
    case .waivers:
      for line in texts.flatMap({ $0.bytes.split(separator: 0x0A) }) where line.starts(with: "- [".utf8) {
        seeds.append(Array(line.dropFirst(6)))
      }
    case .templates: seeds += try FuzzTarget.files(below: "Templates").map(\.bytes)
    case .site:
      let templates = try FuzzTarget.files(below: "Templates")
      for (place, name) in TemplateSet.fileNames.enumerated() {
        if let file = templates.first(where: { $0.path == name }) { seeds.append([UInt8(place)] + file.bytes) }
      }
    case .pipeline:
      seeds.append(FuzzedProject.archive(exampleProgram))
      // One chip of the sample at a time, where that is small enough: small inputs are run more often.
      for chip in ["custom-1", "custom-2", "h200", "in-house"] {
        let part = texts.filter {
          !$0.path.hasPrefix("reports/") && !$0.path.hasPrefix("chips/") || $0.path.hasPrefix("chips/\(chip)/")
        }
        let pairs = part.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }
        seeds.append(FuzzedProject.archive(Dictionary(pairs, uniquingKeysWith: { $1 })))
      }
    }
    let allowed = seeds.filter { $0.count <= largestInput }
    return Array(Set(allowed)).sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The byte that chooses a kind of file; see ``FuzzedContent``.
  private static func kind(of path: String) -> UInt8 {
    switch path {
    case "program.md": 1
    case _ where path.hasSuffix("/chip.md"): 2
    case _ where path.hasPrefix("partners/"): 3
    case _ where path.contains("/risks/"): 4
    case _ where path.hasPrefix("reports/"): 5
    default: 0
    }
  }

  /// The files below a folder of the repository, with paths from there, in their order; none where it is missing.
  private static func files(below folder: String) throws -> [(path: String, bytes: [UInt8])] {
    let base = repository.appending(path: folder)
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: base.path) else { return [] }
    return try names.sorted().compactMap { name in
      let file = base.appending(path: name)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue else {
        return nil
      }
      return (name, Array(try Data(contentsOf: file)))
    }
  }
}
