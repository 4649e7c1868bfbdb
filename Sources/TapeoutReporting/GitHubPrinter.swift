import TapeoutModel
import TapeoutWording

/// Prints findings as workflow commands, which GitHub Actions shows beside the lines of a change.
///
/// GitHub shows ten of each severity per step, so the worst come first. The format is described at
/// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
package struct GitHubPrinter {
  private let report: FindingsReport
  private let pathPrefix: String
  private let limit: Int

  /// - Parameter pathPrefix: what leads from the repository's root to the project's.
  package init(_ report: FindingsReport, pathPrefix: String = "", limit: Int = 0) {
    self.report = report
    self.pathPrefix = pathPrefix
    self.limit = limit
  }

  package func printed() -> String { collected(write) }

  package func write(to take: @escaping PieceTaker) {
    var index = SourceLineIndex(report.sources)
    var out = Pieces(to: take)
    report.forEachWorst(limit) { out += command($0, &index) + "\n" }
    let left = report.leftOut(limit)
    if left.total > 0 { out += "Left out: \(left)\n" }
    out += "\(report.counts) in \(Wording.counted(report.fileCount, "file"))\n"
    out.handOver()
  }

  private func command(_ finding: Finding, _ index: inout SourceLineIndex) -> String {
    let (start, end) = index.positions(of: finding.range)
    var properties = [
      ("file", pathPrefix + index.path(of: finding.range.file)),
      ("line", String(start.line)),
      ("endLine", String(end.line)),
    ]
    // GitHub takes columns only within one line.
    if start.line == end.line {
      properties += [("col", String(start.column)), ("endColumn", String(max(end.column, start.column + 1)))]
    }
    properties.append(("title", finding.rule.description))

    var message = [finding.headline.printable]
    for note in finding.notes { message.append("note: " + note.text.printable + place(of: note, &index)) }
    if let advice = finding.advice { message.append("help: " + advice.printable) }
    for fix in finding.fixes { message.append("fix: " + fix.title.printable) }
    let settings = properties.map { "\($0.0)=\(escapedProperty($0.1.printable))" }.joined(separator: ",")
    return "::\(finding.severity.gitHubName) \(settings)::\(escapedData(message.joined(separator: "\n")))"
  }

  private func place(of note: Finding.Note, _ index: inout SourceLineIndex) -> String {
    guard let range = note.range else { return "" }
    return " (\((pathPrefix + index.path(of: range.file)).printable):\(index.positions(of: range).start.line))"
  }
}

extension Severity {
  fileprivate var gitHubName: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .hint: "notice"
    }
  }
}

private func escapedData(_ text: String) -> String {
  escaped(text, Array("%\r\n".utf8))
}

private func escapedProperty(_ text: String) -> String {
  escaped(text, Array("%\r\n:,".utf8))
}

/// `%` and two hexadecimal digits for each of the given bytes.
private func escaped(_ text: String, _ special: [UInt8]) -> String {
  var result: [UInt8] = []
  for byte in text.utf8 {
    if special.contains(byte) { result += percentEncoded(byte) } else { result.append(byte) }
  }
  return String(decoding: result, as: UTF8.self)
}

/// `%0A`
private func percentEncoded(_ byte: UInt8) -> [UInt8] {
  let digits = Array("0123456789ABCDEF".utf8)
  return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
}
