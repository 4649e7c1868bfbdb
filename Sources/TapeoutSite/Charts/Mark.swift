import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates

/// The small signs of charts and tables: a status, a baseline, the head of an arrow. A shape and not only a colour
/// tells each from the others.
enum Mark: Int, CaseIterable, Sendable {
  case done, track, risk, late, block, plan, drop, waive
  /// A decision that is wanted.
  case ask
  case base
  /// The same where rows are low.
  case smallBase
  /// The end of a rail whose date nobody knows.
  case open
  /// The head of a step of the driving path, which lands from above.
  case criticalFromAbove

  /// In ids and classes.
  var name: StaticString {
    switch self {
    case .done: "done"
    case .track: "track"
    case .risk: "risk"
    case .late: "late"
    case .block: "block"
    case .plan: "plan"
    case .drop: "drop"
    case .waive: "waive"
    case .ask: "ask"
    case .base: "base"
    case .smallBase: "small"
    case .open: "open"
    case .criticalFromAbove: "ca"
    }
  }

  init(_ health: Health) {
    self =
      switch health {
      case .dropped: .drop
      case .done: .done
      case .planned: .plan
      case .onTrack: .track
      case .atRisk: .risk
      case .late: .late
      case .blocked: .block
      }
  }

  init(_ state: ExitCriterion.State) {
    self =
      switch state {
      case .open: .plan
      case .met: .done
      case .failing: .late
      case .waived: .waive
      }
  }

  /// Its shapes around the origin: outline (SVG path data) and style.
  private var shapes: [(path: StaticString, style: ChartStyle)] {
    let diamond: StaticString = "M0-8l8 8-8 8-8-8z"
    return switch self {
    case .done: [(diamond, .done), ("M-3.2.2-.9 2.5 3.3-2.3", .glyph)]
    case .track: [(diamond, .track)]
    case .risk: [(diamond, .risk), ("M0-4V.8M0 3.9h0", .glyph)]
    case .late: [(diamond, .late), ("M-1.6-3.2 1.8 0-1.6 3.2", .glyph)]
    case .block: [(diamond, .block), ("M-3.4 0h6.8", .wideGlyph)]
    case .plan: [("M0-7.2 7.2 0 0 7.2-7.2 0z", .planned)]
    case .drop: [(diamond, .outline), ("M-2.4-2.4 2.4 2.4M2.4-2.4-2.4 2.4", .paleGlyph)]
    case .waive: [(diamond, .outline), ("M-2.6 2.6 2.6-2.6", .paleGlyph)]
    case .ask: [("M0-7.2 7.2 0 0 7.2-7.2 0z", .planned), ("M0-7.2V7.2L-7.2 0z", .inkFill)]
    case .open: [("M-6-5 0 0-6 5", .arrowHead)]
    case .base: [("M0-5.5 5.5 0 0 5.5-5.5 0z", .baseline)]
    case .smallBase: [("M0-4 4 0 0 4-4 0z", .baseline)]
    case .criticalFromAbove: [("M-4.5-12 0-4 4.5-12z", .inkFill)]
    }
  }

  /// The marks as symbols to `use`: once a page.
  static func sprite(_ marks: MarkSet) -> Markup {
    if marks == MarkSet() { return "" }
    var sprite: Markup = "<svg class=\"sp\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>"
    for mark in allCases where marks.contains(mark) { sprite += symbols[mark.rawValue] }
    sprite.literal("</defs></svg>")
    return sprite
  }

  private static let symbols = allCases.map { mark -> Markup in
    let paths = mark.shapes.map { path, style in
      Markup("<path class=\"\(literal: style.className)\" d=\"\(literal: path)\"/>")
    }
    return "<g id=\"m-\(literal: mark.name)\">\(paths.joined())</g>"
  }

  /// Its shapes with attributes of their own: for picture files.
  var picture: Markup { Mark.pictures[rawValue] }

  private static let pictures = allCases.map { mark in
    mark.shapes.map { path, style in Markup("<path \(literal: style.attributes) d=\"\(literal: path)\"/>") }.joined()
  }

  /// Beside a word, 16 pixels wide.
  var icon: Markup { Mark.icons[rawValue] }

  private static let icons = allCases.map { mark -> Markup in
    "<svg class=\"i\" aria-hidden=\"true\"><use href=\"#m-\(literal: mark.name)\"/></svg>"
  }
}
