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
    for words in inseparableWords {
      if !line.isEmpty, line.displayWidth + 1 + words.displayWidth > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + words
    }
    lines.append(line)
    return lines.joined(separator: "\n")
  }

  /// Its words, a number together with its unit and a bound together with what it bounds: `69 %`, `+14 d`,
  /// `≥ 2027-03-06`.
  private var inseparableWords: [String] {
    var parts: [String] = []
    for word in split(separator: " ") {
      let isUnit = ["%", "d", "w"].contains { unit in
        word.utf8.starts(with: unit.utf8) && !word.utf8.dropFirst(unit.utf8.count).contains(where: \.joinsWord)
      }
      let belongs = parts.last.map { last in
        isUnit && last.utf8.last.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
          || last.utf8.elementsEqual("≥".utf8) || last.utf8.elementsEqual("≤".utf8)
      }
      if belongs ?? false { parts[parts.count - 1] += " " + word } else { parts.append(String(word)) }
    }
    return parts
  }

  package var trimmingEnd: String {
    var bytes = utf8[...]
    while bytes.last == 0x20 { bytes.removeLast() }
    return String(Substring(bytes))
  }
}

extension UInt8 {
  /// Whether it goes on with a word.
  fileprivate var joinsWord: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...:
      true
    default: false
    }
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
