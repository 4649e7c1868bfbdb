import TapeoutModel
import TapeoutRules
import TapeoutWording

/// Prints findings for people: headline, place, source line with the range underlined, notes, advice, fixes.
package struct TextPrinter {
  private let report: FindingsReport
  private let style: TextStyle
  private let pathPrefix: String
  private let limit: Int
  private var index: SourceLineIndex
  private var out = Pieces { _ in }

  /// The most lines that a note's or a fix's text takes.
  private static let longestFix = 12

  /// - Parameters:
  ///   - pathPrefix: what leads from the working folder to the root.
  ///   - limit: the most findings to print, worst first; 0 for all.
  package init(_ report: FindingsReport, style: TextStyle, pathPrefix: String = "", limit: Int = 0) {
    self.report = report
    self.style = style
    self.pathPrefix = pathPrefix
    self.limit = limit
    index = SourceLineIndex(report.sources)
  }

  package func printed() -> String {
    collected { take in
      var printer = self
      printer.write(to: take)
    }
  }

  package mutating func write(to take: @escaping PieceTaker) {
    out = Pieces(to: take)
    let isCut = limit > 0 && report.findings.count > limit
    let shown = isCut ? report.worst(limit) : report.findings
    for finding in shown {
      append(finding)
      out += "\n"
    }
    printSummary(shown)
    out.handOver()
  }

  private mutating func printSummary(_ shown: [Finding]) {
    if shown.count < report.findings.count {
      out += "The worst \(shown.count) are shown. Left out: \(report.leftOut(limit)); --limit 0 shows all.\n"
    }
    if let rule = worstRule(of: shown) {
      out += "To read more about a rule: tapeout explain \(rule.description.printable)\n"
    }
    out += style.bold("\(report.counts) in \(Wording.counted(report.fileCount, "file"))")
    if report.fails, report.counts.errors == 0 { out += "; warnings fail because of --strict" }
    out += "\n"
  }

  /// The rule of the worst finding, of equally bad ones the first. Nil where none has a rule to explain, as those
  /// of templates have not.
  private func worstRule(of shown: [Finding]) -> RuleName? {
    var isExplained: [RuleName: Bool] = [:]
    var worst: (severity: Severity, rule: RuleName)?
    for finding in shown where worst.map({ finding.severity > $0.severity }) ?? true {
      let known = isExplained[finding.rule] ?? (RuleSet.rule(named: finding.rule) != nil)
      isExplained[finding.rule] = known
      if known { worst = (finding.severity, finding.rule) }
    }
    return worst?.rule
  }

  private mutating func append(_ finding: Finding) {
    let label = "\(finding.severity)[\(finding.rule.description.printable)]"
    out += style.severity(finding.severity, label) + style.bold(": " + shortened(finding.headline)) + "\n"
    let gutter = gutterWidth(finding)
    printPlace(finding.range, gutter: gutter, finding.severity)
    for note in finding.notes {
      if let range = note.range {
        out += style.bold("note: ") + shortened(note.text) + "\n"
        printPlace(range, gutter: gutter, nil)
      } else {
        printRemark("note", note.text, gutter: gutter)
      }
    }
    if let advice = finding.advice { printRemark("help", advice, gutter: gutter) }
    for fix in finding.fixes { append(fix, gutter: gutter) }
  }

  private mutating func printRemark(_ label: String, _ text: String, gutter: Int) {
    out += String(repeating: " ", count: gutter) + style.quiet(" = ")
    out += style.bold(label + ": ") + shortened(text) + "\n"
  }

  /// `--> file:line:column`, then the line with the range underlined; a note's place has no severity.
  private mutating func printPlace(_ range: SourceRange, gutter: Int, _ severity: Severity?) {
    let lines = index.lines(of: range.file)
    let start = lines.position(Int(range.start))
    let space = String(repeating: " ", count: gutter)
    let path = (pathPrefix + index.path(of: range.file)).printable
    out += space + style.quiet("--> ") + "\(path):\(start.line):\(start.column)\n"
    // The very beginning stands for the file as a whole: its first line would say nothing.
    if range.end == 0 { return }
    let excerpt = SourceExcerpt(of: lines.bytes, line: lines.range(ofLine: start.line), marking: range.offsets)
    out += space + style.quiet(" |") + "\n"
    out += style.quiet(padded(start.line, gutter) + " |") + (excerpt.text.isEmpty ? "" : " " + excerpt.text) + "\n"
    out += space + style.quiet(" |") + " " + String(repeating: " ", count: excerpt.indent)
    let mark = String(excerpt.underline.utf8.dropFirst(excerpt.indent)) ?? ""
    out += (severity.map { style.severity($0, mark) } ?? style.quiet(mark)) + "\n"
  }

  /// What the fix does and the lines as they would be then.
  private mutating func append(_ fix: Fix, gutter: Int) {
    printRemark("fix", fix.title, gutter: gutter)
    guard let changed = ChangedLines(fix, index: &index) else { return }
    for (number, line) in changed.lines.prefix(TextPrinter.longestFix).enumerated() {
      let excerpt = SourceExcerpt(of: line, line: 0..<line.count, marking: changed.start(ofLine: number))
      let text = padded(changed.firstLine + number, gutter) + " + " + excerpt.text
      out += style.added(text) + "\n"
    }
    if changed.lines.count > TextPrinter.longestFix {
      let rest = Wording.counted(changed.lines.count - TextPrinter.longestFix, "more line")
      out += padded("…", gutter) + " + " + rest + "\n"
    }
  }

  /// Columns for the largest line number that the finding shows.
  private mutating func gutterWidth(_ finding: Finding) -> Int {
    let ranges = [finding.range] + finding.notes.compactMap(\.range) + finding.fixes.flatMap(\.edits).map(\.range)
    return ranges.reduce(1) { width, range in
      max(width, String(index.lines(of: range.file).line(at: Int(range.end))).utf8.count)
    }
  }
}

/// Right-aligned.
private func padded(_ value: some CustomStringConvertible, _ width: Int) -> String {
  let text = value.description
  return String(repeating: " ", count: max(0, width - text.unicodeScalars.count)) + text
}

/// Printable, and cut where a value from a file made it absurdly long.
private func shortened(_ text: String) -> String {
  let limit = 600
  guard text.utf8.count > limit else { return text.printable }
  let scalars = text.unicodeScalars
  let start = String(scalars.prefix(limit))
  return start.utf8.count == text.utf8.count ? text.printable : start.printable + "…"
}
