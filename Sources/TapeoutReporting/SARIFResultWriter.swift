import TapeoutJSON
import TapeoutModel

/// Writes single findings as results of SARIF 2.1.0.
struct SARIFResultWriter {
  /// Stands for the folder that the paths start from: a reader puts the checkout there.
  private static let base = "%SRCROOT%"

  private var index: SourceLineIndex
  private let pathPrefix: String
  private let ruleIndices: [RuleName: Int]
  /// The address of each file that was named, since many findings name the same.
  private var addresses: [FileID: String] = [:]

  /// - Parameter ruleIndices: where each rule stands in the list of the run's tool.
  init(index: SourceLineIndex, pathPrefix: String, ruleIndices: [RuleName: Int]) {
    self.index = index
    self.pathPrefix = pathPrefix
    self.ruleIndices = ruleIndices
  }

  mutating func append(_ finding: Finding, to json: inout JSONWriter) {
    var sentences = [finding.headline]
    sentences += finding.notes.filter { $0.range == nil }.map { "Note: " + $0.text }
    if let advice = finding.advice { sentences.append(advice) }
    let placed = finding.notes.filter { $0.range != nil }
    json.object { json in
      if !finding.fixes.isEmpty { json.list("fixes", finding.fixes) { append($0, to: &$1) } }
      json.add("level", finding.severity.sarifLevel)
      json.list("locations", [finding.range]) { range, json in
        json.object { json in add(physicalLocation: range, to: &json) }
      }
      json.message("message", sentences.map(\.printable).joined(separator: "\n"))
      if !placed.isEmpty {
        json.list("relatedLocations", placed.indices) { place, json in
          json.object { json in
            json.add("id", place)
            json.message("message", placed[place].text.printable)
            if let range = placed[place].range { add(physicalLocation: range, to: &json) }
          }
        }
      }
      json.add("ruleId", finding.rule.description)
      if let rule = ruleIndices[finding.rule] { json.add("ruleIndex", rule) }
    }
  }

  /// Writes a fix: its edits by file, files in their order.
  private mutating func append(_ fix: Fix, to json: inout JSONWriter) {
    let edits = fix.edits.sorted {
      ($0.range.file, $0.range.start, $0.range.end) < ($1.range.file, $1.range.start, $1.range.end)
    }
    let files = edits.indices.filter { $0 == 0 || edits[$0].range.file != edits[$0 - 1].range.file }
    json.object { json in
      json.list("artifactChanges", files) { first, json in
        json.object { json in
          add(artifactLocation: edits[first].range.file, to: &json)
          json.list("replacements", edits[first...].prefix { $0.range.file == edits[first].range.file }) { edit, json in
            json.object { json in
              add("deletedRegion", edit.range, to: &json)
              json.object("insertedContent") { $0.add("text", edit.text) }
            }
          }
        }
      }
      json.message("description", fix.title.printable)
    }
  }

  private mutating func add(physicalLocation range: SourceRange, to json: inout JSONWriter) {
    json.object("physicalLocation") { json in
      add(artifactLocation: range.file, to: &json)
      add("region", range, to: &json)
    }
  }

  /// Adds a stretch of text: lines and columns from 1; the end column lies after the last character.
  private mutating func add(_ name: StaticString, _ range: SourceRange, to json: inout JSONWriter) {
    let (start, end) = index.positions(of: range)
    json.object(name) { json in
      json.add("endColumn", end.column)
      json.add("endLine", end.line)
      json.add("startColumn", start.column)
      json.add("startLine", start.line)
    }
  }

  private mutating func add(artifactLocation file: FileID, to json: inout JSONWriter) {
    let address = address(of: file)
    json.object("artifactLocation") { json in
      json.add("uri", address)
      if !address.utf8.starts(with: "file:".utf8) { json.add("uriBaseId", SARIFResultWriter.base) }
    }
  }

  /// The address of a file: below the base, or as a whole where the path starts at the root of the disk.
  private mutating func address(of file: FileID) -> String {
    if let known = addresses[file] { return known }
    let path = (pathPrefix + index.path(of: file)).percentEncoded
    let address = path.utf8.first == UInt8(ascii: "/") ? "file://" + path : path
    addresses[file] = address
    return address
  }
}

extension JSONWriter {
  /// Adds a text as SARIF's messages have it.
  mutating func message(_ name: StaticString, _ text: String) {
    object(name) { json in json.add("text", text) }
  }
}

extension Severity {
  var sarifLevel: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .hint: "note"
    }
  }
}
