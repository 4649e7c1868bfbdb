/// How a stroke or a surface of a chart looks: a class of site.css on a page, attributes in a file of its own.
enum ChartStyle: CaseIterable, Sendable {
  // Marks
  case done, track, risk, late, block
  case planned, outline, baseline
  case glyph, wideGlyph, paleGlyph, bracket, inkFill
  // Time
  case window, quarter, year, asOf
  // Rails
  case baselineRail, pastRail, forecastRail, slipLink, openEnd, openArrow, arrowHead
  case gateDone, gateToCome, slip, lateSlip
  // Bars
  case work, criticalWork
  case dependency, spare, criticalDependency
  case lane, step, lateStep
  case likelyRange, fullRange, median, deadline
  case swing, riskSwing
  case metUnit, openUnit, openGround, waivedUnit, failingUnit
  case stripe
  // Trends
  case trend, inkTrend, lateTrend
  case trendDot, inkDot, lateDot
  case past

  var className: StaticString {
    switch self {
    case .done: "c-done"
    case .track: "c-track"
    case .risk: "c-risk"
    case .late: "c-late"
    case .block: "c-block"
    case .planned: "c-plan"
    case .outline: "c-off"
    case .baseline: "c-base"
    case .glyph: "gl"
    case .wideGlyph: "gl gw"
    case .paleGlyph: "gl gp"
    case .bracket: "br"
    case .inkFill: "ik"
    case .window: "wn"
    case .quarter: "gr"
    case .year: "gy"
    case .asOf: "td"
    case .baselineRail: "rb"
    case .pastRail: "rp"
    case .forecastRail: "rf"
    case .slipLink: "cn"
    case .openEnd: "rf s-block"
    case .openArrow: "openend"
    case .gateDone: "gtk"
    case .gateToCome: "gtp"
    case .slip: "sl2"
    case .lateSlip: "sl2 s-late"
    case .arrowHead: "arrowhead"
    case .work: "wk"
    case .criticalWork: "wk wc"
    case .dependency: "dp"
    case .spare: "dpf"
    case .criticalDependency: "dc"
    case .lane: "ll"
    case .step: "sg"
    case .lateStep: "sg l"
    case .likelyRange: "pr"
    case .fullRange: "pw"
    case .median: "pm"
    case .deadline: "dl"
    case .swing: "sw"
    case .riskSwing: "sw l"
    case .metUnit: "um"
    case .openUnit: "uo"
    case .openGround: "ui"
    case .waivedUnit: "uw"
    case .failingUnit: "ub"
    case .stripe: "zb"
    case .trend: "mt"
    case .inkTrend: "mt k"
    case .lateTrend: "mt l"
    case .trendDot: "mtd"
    case .inkDot: "mtd k"
    case .lateDot: "mtd l"
    case .past: "pst"
    }
  }

  /// Presentation attributes in the light palette, for pictures that are pasted where no stylesheet reaches.
  var attributes: StaticString {
    switch self {
    case .done, .inkFill: "fill=\"#2b2f3a\""
    case .track: "fill=\"#1570e6\""
    case .risk: "fill=\"#b87700\""
    case .late: "fill=\"#a8140a\""
    case .block: "fill=\"#6b1f8f\""
    case .planned: "fill=\"#fff\" stroke=\"#6a6e77\" stroke-width=\"1.75\""
    case .outline: "fill=\"#fff\" stroke=\"#6a6e77\" stroke-width=\"1.25\""
    case .baseline: "fill=\"#fff\" stroke=\"#6a6e77\" stroke-width=\"1.25\""
    case .glyph:
      "fill=\"none\" stroke=\"#fff\" stroke-width=\"1.9\" stroke-linecap=\"round\" stroke-linejoin=\"round\""
    case .wideGlyph: "fill=\"none\" stroke=\"#fff\" stroke-width=\"2.6\" stroke-linecap=\"round\""
    case .paleGlyph: "fill=\"none\" stroke=\"#6a6e77\" stroke-width=\"1.5\" stroke-linecap=\"round\""
    case .bracket: "stroke=\"#6a6e77\" stroke-width=\"1.25\""
    case .window: "fill=\"#f6efdc\""
    case .quarter: "fill=\"none\" stroke=\"#e4e2dc\""
    case .year: "fill=\"none\" stroke=\"#b9b6ad\""
    case .asOf: "stroke=\"#16181d\" stroke-width=\"1.25\""
    case .baselineRail, .lane: "stroke=\"#b9b6ad\""
    case .pastRail: "stroke=\"#2b2f3a\" stroke-width=\"2.5\""
    case .forecastRail: "stroke=\"#6a6e77\" stroke-width=\"1.5\" stroke-dasharray=\"1 4\" stroke-linecap=\"round\""
    case .openEnd: "stroke=\"#6b1f8f\" stroke-width=\"1.5\" stroke-dasharray=\"1 4\" stroke-linecap=\"round\""
    case .slipLink: "stroke=\"#6a6e77\""
    case .gateDone: "stroke=\"#2b2f3a\" stroke-width=\"2\""
    case .gateToCome, .slip: "stroke=\"#6a6e77\" stroke-width=\"1.25\""
    case .lateSlip: "stroke=\"#a8140a\" stroke-width=\"1.25\""
    case .openArrow: "stroke=\"#6a6e77\" stroke-width=\"1.5\" stroke-dasharray=\"6 4\""
    case .arrowHead: "fill=\"none\" stroke=\"#6a6e77\" stroke-width=\"1.5\""
    case .work: "stroke=\"#85827a\" stroke-width=\"4\""
    case .criticalWork: "stroke=\"#16181d\" stroke-width=\"8\""
    case .dependency: "fill=\"none\" stroke=\"#6a6e77\""
    case .spare: "fill=\"none\" stroke=\"#6a6e77\" stroke-dasharray=\"2 3\""
    case .criticalDependency: "fill=\"none\" stroke=\"#16181d\" stroke-width=\"2.25\""
    case .step: "stroke=\"#2b2f3a\" stroke-width=\"14\""
    case .lateStep, .riskSwing: "stroke=\"#a8140a\" stroke-width=\"14\""
    case .swing: "stroke=\"#85827a\" stroke-width=\"14\""
    case .likelyRange: "stroke=\"#85827a\" stroke-width=\"12\""
    case .fullRange: "stroke=\"#b9b6ad\" stroke-width=\"4\""
    case .median: "stroke=\"#16181d\" stroke-width=\"2.5\""
    case .deadline: "stroke=\"#a8140a\" stroke-width=\"2\""
    case .metUnit: "stroke=\"#2b2f3a\" stroke-width=\"12\" stroke-dasharray=\"12 3\""
    case .openUnit: "stroke=\"#6a6e77\" stroke-width=\"12\" stroke-dasharray=\"12 3\""
    case .openGround: "stroke=\"#fff\" stroke-width=\"9\" stroke-dasharray=\"9 6\""
    case .failingUnit: "stroke=\"#a8140a\" stroke-width=\"12\" stroke-dasharray=\"12 3\""
    case .waivedUnit: "fill=\"none\" stroke=\"#6a6e77\" stroke-width=\"1.5\""
    case .stripe, .past: "fill=\"#f7f6f3\""
    case .trend: "fill=\"none\" stroke=\"#6a6e77\" stroke-width=\"1.75\" stroke-linejoin=\"round\""
    case .inkTrend: "fill=\"none\" stroke=\"#16181d\" stroke-width=\"2.75\" stroke-linejoin=\"round\""
    case .lateTrend: "fill=\"none\" stroke=\"#a8140a\" stroke-width=\"2.75\" stroke-linejoin=\"round\""
    case .trendDot: "stroke=\"#6a6e77\" stroke-width=\"7\" stroke-linecap=\"round\""
    case .inkDot: "stroke=\"#16181d\" stroke-width=\"7\" stroke-linecap=\"round\""
    case .lateDot: "stroke=\"#a8140a\" stroke-width=\"7\" stroke-linecap=\"round\""
    }
  }
}
