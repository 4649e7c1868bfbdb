package import TapeoutModel
import TapeoutSchedule
import TapeoutWording

extension String {
  /// Columns of a terminal that the text takes; it must be printable.
  package var displayWidth: Int { unicodeScalars.reduce(0) { $0 + $1.displayWidth } }

  /// The text in exactly `width` columns: filled with spaces, or cut with an ellipsis.
  package func column(_ width: Int) -> String {
    let own = displayWidth
    if own <= width { return self + String(repeating: " ", count: width - own) }
    var cut = ""
    var used = 0
    for scalar in unicodeScalars {
      if used + scalar.displayWidth > width - 1 { break }
      cut.unicodeScalars.append(scalar)
      used += scalar.displayWidth
    }
    return cut + "…" + String(repeating: " ", count: max(0, width - 1 - used))
  }

  /// The text at the right edge of `width` columns.
  package func rightColumn(_ width: Int) -> String {
    String(repeating: " ", count: max(0, width - displayWidth)) + self
  }

  /// The text in lines of at most `width` columns, broken at spaces.
  package func wrapped(_ width: Int) -> String {
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      if !line.isEmpty, line.displayWidth + 1 + String(word).displayWidth > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    lines.append(line)
    return lines.joined(separator: "\n")
  }

  package var trimmingEnd: String {
    var bytes = utf8[...]
    while bytes.last == 0x20 { bytes.removeLast() }
    return String(Substring(bytes))
  }
}

extension Optional<Double> {
  /// A share as a cell: `69 %`, a dash where there is none.
  package var share: String { map(Wording.share) ?? "–" }
}

extension Optional<Day> {
  package var text: String { Wording.date(self) }
  /// A percentile as a cell: a dash where none is drawn.
  package var cell: String { self?.description ?? "–" }
}

extension Health {
  /// A mark of one column that tells the word without colour.
  package var mark: String {
    switch self {
    case .dropped: "×"
    case .done: "●"
    case .planned: "◇"
    case .onTrack: "◆"
    case .atRisk: "▲"
    case .late: "»"
    case .blocked: "■"
    }
  }
}

extension TextStyle {
  package func health(_ health: Health, _ text: String) -> String {
    switch health {
    case .late, .blocked: severity(.error, text)
    case .atRisk: severity(.warning, text)
    case .onTrack: severity(.hint, text)
    case .dropped, .done, .planned: text
    }
  }
}
