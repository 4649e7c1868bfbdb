import TapeoutModel

/// How a cell looks; its number is its place in the list of formats.
enum WorkbookStyle: Int, CaseIterable {
  case plain, head, uprightHead, number, date, percent, wrapped, quoted, wrappedQuoted
  case dropped, done, planned, onTrack, atRisk, late, blocked
  case barDone, barPlanned, barCritical, barLate, barToday

  init(_ health: Health) {
    self =
      switch health {
      case .dropped: .dropped
      case .done: .done
      case .planned: .planned
      case .onTrack: .onTrack
      case .atRisk: .atRisk
      case .late: .late
      case .blocked: .blocked
      }
  }

  /// Fill and letters: the site’s colours of health, light enough for print.
  private var colors: (fill: String, text: String)? {
    switch self {
    case .plain, .number, .date, .percent, .wrapped, .quoted, .wrappedQuoted: nil
    case .head, .uprightHead: ("2B2F3A", "FFFFFF")
    case .dropped: ("F1F2F4", "6A6E77")
    case .done: ("E3E5EA", "2B2F3A")
    case .planned: ("FFFFFF", "6A6E77")
    case .onTrack: ("DCE9FD", "0B4AA2")
    case .atRisk: ("FFEFCC", "7A4F00")
    case .late: ("FBDAD7", "A8140A")
    case .blocked: ("EBDDF2", "6B1F8F")
    case .barDone: ("6A6E77", "000000")
    case .barPlanned: ("9DC1F7", "000000")
    case .barCritical: ("1570E6", "000000")
    case .barLate: ("A8140A", "000000")
    case .barToday: ("FFD666", "000000")
    }
  }

  /// `styles.xml`: fonts and fills are numbered as the styles that need them.
  static func xml() -> [UInt8] {
    let colored = allCases.filter { $0.colors != nil }
    var fonts = "<font><sz val=\"10\"/><name val=\"Arial\"/></font>"
    var fills = "<fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
    for style in colored {
      guard let (fill, text) = style.colors else { continue }
      let isBold = style == .head || style == .uprightHead
      fonts += "<font>\(isBold ? "<b/>" : "")<sz val=\"10\"/><color rgb=\"FF\(text)\"/><name val=\"Arial\"/></font>"
      fills +=
        "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF\(fill)\"/><bgColor indexed=\"64\"/></patternFill></fill>"
    }
    var formats = ""
    for style in allCases {
      let place = colored.firstIndex(of: style)
      let number =
        switch style {
        case .date: 164
        case .percent: 9
        default: 0
        }
      formats +=
        "<xf numFmtId=\"\(number)\" fontId=\"\(place.map { $0 + 1 } ?? 0)\" fillId=\"\(place.map { $0 + 2 } ?? 0)\""
      formats +=
        " borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\""
      if style == .quoted || style == .wrappedQuoted { formats += " quotePrefix=\"1\"" }
      let position =
        switch style {
        case .uprightHead: " textRotation=\"90\""
        // Else a date would touch the words beside it, and so would a number.
        case .date: " horizontal=\"left\""
        case .number, .percent: " horizontal=\"right\" indent=\"1\""
        default: ""
        }
      let isWrapped = [.head, .wrapped, .wrappedQuoted].contains(style)
      formats += "><alignment vertical=\"top\"\(isWrapped ? " wrapText=\"1\"" : "")\(position)/></xf>"
    }
    return Array(
      """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" \
      formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="\(colored.count + 1)">\(fonts)</fonts><fills count="\(colored.count + 2)">\(fills)\
      </fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf \
      numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="\(allCases.count)">\(formats)</cellXfs><cellStyles \
      count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
      """.utf8)
  }
}
