import TapeoutEditing
import TapeoutModel
import TapeoutWording

/// What an import says at its end, in `import-report.md` and on the terminal.
package struct ImportReport {
  private let outcome: ImportOutcome
  private let path: String
  /// Offsets at which lines begin, for the places of thousands of notes.
  private let lineStarts: [Int]

  package init(_ outcome: ImportOutcome) {
    self.outcome = outcome
    path = outcome.sources.files.first?.path ?? ""
    var starts = [0]
    if let bytes = outcome.sources.files.first?.bytes, !outcome.notes.isEmpty || !outcome.comparison.differences.isEmpty
    {
      bytes.withUnsafeBufferPointer { bytes in
        for index in bytes.indices where bytes[index] == 0x0A { starts.append(index + 1) }
      }
    }
    lineStarts = starts
  }

  private func line(_ offset: Int) -> Int { lineStarts.indices.firstPlace { lineStarts[$0] > offset } }

  /// One paragraph: what came over, and whether its dates are the file’s.
  package var summary: String {
    let all = outcome.comparison.equal + outcome.comparison.differences.count
    var text =
      "\(Wording.counted(outcome.milestones, "milestone")) in \(Wording.counted(outcome.chips, "chip")) from \(path).\n"
    if let day = outcome.statusDate {
      text += "As of \(day), "
      if outcome.comparison.differences.isEmpty {
        text += all == 1 ? "its expected date is the file’s.\n" : "all \(all) expected dates are the file’s.\n"
      } else {
        text += "\(Wording.part(outcome.comparison.equal, of: all)) expected dates are the file’s.\n"
      }
    }
    return text
  }

  /// The differing dates, each on a line with its place and reason.
  package var differences: [String] {
    outcome.comparison.differences.map { difference in
      let source = difference.source.map { "\($0)" } ?? "no date"
      let expected = difference.expected.map { "\($0)" } ?? "no date"
      return
        "\(path):\(line(difference.offset)): \(difference.id): \(source) in the file, \(expected) here: \(difference.reason)"
    }
  }

  /// What does not come over, each on a line with its place and reason.
  package var losses: [String] {
    outcome.notes.map { note in
      let count = note.count > 1 ? " (\(Wording.grouped(note.count)) of them, the first here)" : ""
      return "\(path):\(line(note.offset)): \(note.what)\(count): \(note.reason)"
    }
  }

  /// The report as Markdown.
  package func markdown() -> String {
    var text = "# Import of \(path.asMarkdown)\n\n\(summary.asMarkdown)\n"
    text += "\n## Dates that differ\n\n"
    if outcome.comparison.differences.isEmpty {
      text += "None.\n"
    } else {
      text += "| line | milestone | in the file | here | why |\n|---|---|---|---|---|\n"
      for difference in outcome.comparison.differences {
        let cells = [
          "\(line(difference.offset))", "`\(difference.id)`", difference.source.map { "\($0)" } ?? "none",
          difference.expected.map { "\($0)" } ?? "none", difference.reason.asCell,
        ]
        text += "| " + cells.joined(separator: " | ") + " |\n"
      }
    }
    text += "\n## What does not come over as it is\n\n"
    if outcome.notes.isEmpty { return text + "Nothing is lost.\n" }
    text += "| line | what | places | why |\n|---|---|---|---|\n"
    for note in outcome.notes {
      text += "| \(line(note.offset)) | \(note.what.asCell) | \(note.count) | \(note.reason.asCell) |\n"
    }
    return text
  }
}

extension String {
  /// In a cell of a Markdown table.
  fileprivate var asCell: String {
    var result = UnicodeScalarView()
    for scalar in asTitle.asMarkdown.unicodeScalars {
      if scalar == "|" { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }
}
