package import TapeoutModel
import TapeoutSchedule

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

/// A difference of days as people say it: `+4 w`, `−1 w`, `+3 d`, `0`; weeks from one week on, to the nearest.
package func span(_ days: Int) -> String {
  let sign = days > 0 ? "+" : days < 0 ? "−" : ""
  let length = abs(days)
  if length == 0 { return "0" }
  return length < 7 ? "\(sign)\(length) d" : "\(sign)\((length + 3) / 7) w"
}

/// A share as a whole percentage; only what never happened is 0 %, only what always did is 100 %.
package func percent(_ share: Double?) -> String {
  guard let share else { return "–" }
  if share > 0, share < 0.01 { return "<1 %" }
  if share < 1, share > 0.99 { return ">99 %" }
  return "\(Int((share * 100).rounded())) %"
}

extension Optional<Day> {
  package var text: String { map(\.description) ?? "TBD" }
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
