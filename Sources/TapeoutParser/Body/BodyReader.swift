package import TapeoutModel

/// What was read from the Markdown below a file's front matter.
package struct BodyReading: Sendable {
  package var body = Body()
  /// Task items under `Exit criteria`; only milestones have any.
  package var criteria: [ExitCriterion] = []
  package var criteriaHeading: SourceRange?
  /// Whether a finding says that something meant as criteria is not read.
  package var hasUnreadCriteria = false
  /// Task items under `Decisions wanted`; only reports have any.
  package var decisions: [DecisionItem] = []
  package var findings: [Finding] = []
}

/// Reads a Markdown body: links, pictures, to-dos, exit criteria and what is wrong with them.
///
/// Nothing is rendered, and prose that can hold none of these is not even parsed.
package enum BodyReader {
  /// Reads the body that begins at `start`. Never fails: a body that is not safe to parse gives one finding.
  ///
  /// - Parameters:
  ///   - bytes: the whole file: valid UTF-8 without NUL.
  ///   - start: offset of the body's first byte.
  ///   - chip: of a milestone's file, the chip it belongs to: a waiver may name its milestones without it. Empty
  ///     for any other file, where task items are plain to-dos.
  ///   - isReport: whether the file is a report, where task items under `Decisions wanted` are decisions.
  /// - Complexity: linear in the body, within the limits of ``BodyScan``.
  package static func read(
    _ bytes: [UInt8], from start: Int, file: FileID, chip: String = "", isReport: Bool = false
  ) -> BodyReading {
    bytes.withUnsafeBufferPointer { read($0, from: start, file: file, chip: chip, isReport: isReport) }
  }

  /// - Parameter skipsProse: whether prose that can hold nothing of interest is left out; the result is the same.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, file: FileID, chip: String, isReport: Bool = false,
    skipsProse: Bool = true
  ) -> BodyReading {
    var reading = BodyReading()
    guard let first = firstVisible(bytes, from: start) else { return reading }
    reading.body.range = SourceRange(file, start, bytes.count)
    let scan = BodyScan(bytes, from: start, skipsProse: skipsProse, keepsCriteria: !chip.isEmpty)
    if let excess = scan.excess {
      reading.findings.append(excess.kind.finding(at: SourceRange(file, excess.place, excess.place)))
      return reading
    }
    // Without markup only the heading of a milestone's criteria or a report's decisions is of interest.
    guard scan.holdsMarkup || !chip.isEmpty || isReport, let tree = MarkdownTree(bytes, pieces: scan.pieces) else {
      return reading
    }
    var walk = BodyWalk(
      bytes: bytes, file: file, chip: chip, scan: scan, reading: reading, seeksDecisions: isReport)
    guard walk.read(tree.root) else {
      reading.findings.append(BodyScan.Excess.depth.finding(at: SourceRange(file, first, first)))
      return reading
    }
    return walk.reading
  }

  private static func firstVisible(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte != 0x20, byte < 0x09 || byte > 0x0D { return index }
      index += 1
    }
    return nil
  }
}

extension BodyScan.Excess {
  func finding(at range: SourceRange) -> Finding {
    let (headline, advice) = wording
    return Finding("oversized-file", at: range, headline, advice: advice)
  }

  private var wording: (headline: String, advice: String) {
    switch self {
    case .bytes:
      (
        "The text below the front matter is longer than 256 KiB, so it is not read",
        "Move tables and logs into an attachment and link to it."
      )
    case .containerMarkers:
      (
        "This line begins with more than \(BodyScan.mostContainerMarkers) list or quote marks, so the text is not read",
        "Take out the marks that were not meant, or put the line into a code block."
      )
    case .brackets:
      (
        "There are more than \(BodyScan.mostBrackets) opening brackets without a blank line, so the text is not read",
        "Put blank lines between its paragraphs, or move it into an attachment."
      )
    case .definitions:
      (
        "A link definition as long as this would be copied to every link, so the text is not read",
        "Shorten the definition, or write the address at the links themselves."
      )
    case .nesting:
      (
        "Lists as deep as this one with so many blank lines take too long, so the text is not read",
        "Take out the blank lines, or indent the list less."
      )
    case .depth:
      (
        "Lists, quotes and emphasis nest more than \(MarkdownTree.greatestDepth) levels deep, so the text is not read",
        "Flatten the lists and quotes."
      )
    }
  }
}
