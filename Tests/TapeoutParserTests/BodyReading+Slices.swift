import TapeoutModel
import TapeoutParser
import Testing

/// A body read on its own, with what its ranges really cover.
struct ReadBody {
  let bytes: [UInt8]
  let reading: BodyReading

  /// - Parameter front: what stands before the body in the file.
  init(_ text: String, front: String = "---\ntitle: Ä\n---\n", chip: String = "custom-1") {
    bytes = Array((front + text).utf8)
    reading = BodyReader.read(bytes, from: front.utf8.count, file: FileID(3), chip: chip)
  }

  func slice(_ range: SourceRange) -> String {
    String(decoding: bytes[range.offsets], as: UTF8.self)
  }

  /// `state text` of each criterion.
  var criteria: [String] {
    reading.criteria.map { "\($0.state) \($0.text)" + ($0.group.map { " @\($0)" } ?? "") }
  }

  /// `kind destination | source` of each link.
  var links: [String] {
    reading.body.links.map { "\($0.kind) \($0.destination) | \(slice($0.range))" }
  }

  /// `rule | source` of each finding.
  var findings: [String] {
    reading.findings.map { "\($0.rule) | \(slice($0.range))" }
  }
}

/// A test's input and what must come of it.
struct BodyCase: Sendable, CustomTestStringConvertible {
  let text: String
  let expected: [String]

  init(_ text: String, _ expected: String...) {
    self.text = text
    self.expected = expected
  }

  var testDescription: String { String(text.debugDescription.prefix(100)) }
}
